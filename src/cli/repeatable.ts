import { InvalidArgumentError } from 'commander';
import type { Practice } from '../model/practice.ts';

/** A variable of the shell that is empty would ask about nothing. */
export function asName(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('expected a name.');
  return value;
}

/** For flags that may be given several times. */
export function collectText(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

export function collectPractice(value: string, previous: readonly Practice[]): readonly Practice[] {
  const practice = Number(value);
  if (!Number.isInteger(practice) || practice < 1 || practice > 12)
    throw new InvalidArgumentError('expected a number from 1 to 12.');
  return [...previous, practice as Practice];
}

export function collectOne<T extends string>(
  allowed: readonly T[],
): (value: string, previous: readonly T[]) => readonly T[] {
  return (value, previous) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new InvalidArgumentError(`expected one of ${allowed.join(', ')}.`);
    return [...previous, found];
  };
}
