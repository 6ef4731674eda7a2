import type { Reading } from '../model/reading.ts';
import { notApplicable, type Outcome, unknown } from './check.ts';

/** An outcome for each of a resource's items, such as a user's keys; without any the check does not concern it. */
export function eachOutcome<Item>(
  items: Reading<readonly Item[]>,
  judge: (item: Item) => Outcome,
): Outcome | readonly Outcome[] {
  if (items.status === 'unread') return unknown(items);
  return items.value.length > 0 ? items.value.map(judge) : notApplicable();
}
