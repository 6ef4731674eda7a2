import { InvalidArgumentError } from 'commander';

/** Of a proof: a number of steps, so that the same question always gets the same answer. */
export function asSteps(value: string): number {
  if (!/^[1-9]\d{0,9}$/.test(value)) throw new InvalidArgumentError('expected a number from 1 on.');
  return Number(value);
}
