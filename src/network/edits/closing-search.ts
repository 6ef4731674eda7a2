import { eachOnce, type Unread } from '../../model/reading.ts';
import { type NetworkEdit, setKey } from './edit.ts';

/** How far some edits have got. */
export type ClosingState =
  | { readonly kind: 'closed' }
  /** A packet still gets through: each of these stops it, and all that can do. */
  | { readonly kind: 'open'; readonly next: () => readonly NetworkEdit[] }
  | { readonly kind: 'unknown'; readonly missing: readonly Unread[] };

export type StateAfter = (edits: readonly NetworkEdit[]) => ClosingState;

export interface FoundSets {
  /** Each closes what is to be closed, and no part of it does. */
  readonly sets: readonly (readonly NetworkEdit[])[];
  /** There may be more sets, of more edits. */
  readonly isBounded: boolean;
  /** Why of further edits it is not known whether they close it. */
  readonly missing: readonly Unread[];
}

const MOST_EDITS = 4;
const MOST_SETS = 400;

/**
 * The smallest sets first: what still gets in after some edits is shown by a packet, and each edit that stops this packet
 * is one to go on with. Whatever closes all stops every packet, so that it is found on the way.
 */
export function closingSets(stateAfter: StateAfter): FoundSets {
  const queue: (readonly NetworkEdit[])[] = [[]];
  const seen = new Set<string>();
  const closing: (readonly NetworkEdit[])[] = [];
  const missing: Unread[] = [];
  let isBounded = false;
  for (const edits of queue) {
    if (closing.some((each) => isPart(each, edits))) continue;
    const state = stateAfter(edits);
    if (state.kind === 'closed' && edits.length > 0) closing.push(edits);
    if (state.kind === 'unknown') missing.push(...state.missing);
    if (state.kind !== 'open') continue;
    if (edits.length === MOST_EDITS || seen.size >= MOST_SETS) isBounded = true;
    else queue.push(...withOneMore(edits, state.next(), seen));
  }
  return { sets: minimal(closing, stateAfter), isBounded, missing: eachOnce(missing) };
}

function withOneMore(
  edits: readonly NetworkEdit[],
  next: readonly NetworkEdit[],
  seen: Set<string>,
): readonly (readonly NetworkEdit[])[] {
  const sets = next.map((edit) => [...edits, edit]);
  return sets.filter((each) => {
    const key = setKey(each);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Of more than one edit: no part that closes it too. */
function minimal(
  closing: readonly (readonly NetworkEdit[])[],
  stateAfter: StateAfter,
): readonly (readonly NetworkEdit[])[] {
  const sets = closing.map((edits) => {
    const parts = partsOf(edits).toSorted((a, b) => a.length - b.length);
    return parts.find((part) => stateAfter(part).kind === 'closed') ?? edits;
  });
  return [...new Map(sets.map((each) => [setKey(each), each])).values()];
}

function isPart(part: readonly NetworkEdit[], edits: readonly NetworkEdit[]): boolean {
  const keys = new Set(edits.map((each) => setKey([each])));
  return part.every((each) => keys.has(setKey([each])));
}

/** Of a set its proper parts; the whole and nothing are none. */
function partsOf(edits: readonly NetworkEdit[]): readonly (readonly NetworkEdit[])[] {
  const all = 2 ** edits.length - 1;
  return Array.from({ length: Math.max(0, all - 1) }, (_, index) =>
    edits.filter((_each, place) => ((index + 1) >> place) % 2 === 1),
  );
}
