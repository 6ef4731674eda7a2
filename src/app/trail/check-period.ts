import type { Window } from '../../trail/window.ts';
import { UsageError } from '../errors.ts';

/** Nothing happens in a time that ends before it begins: an answer would look like one of a quiet account. */
export function checkPeriod({ from, to }: Window): void {
  if (from !== undefined && to !== undefined && from >= to)
    throw new UsageError(`--from: ${from} is not before --to, ${to}`);
}
