import { InvalidArgumentError } from 'commander';

export function amountOf(text: string): number {
  const amount = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || amount === 0)
    throw new InvalidArgumentError('expected a number above 0.');
  return amount;
}

export function wholeOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number, 0 or more.');
  return Number(text);
}
