import type { Choice } from './choice.ts';
import {
  allowedCodes,
  countsByKey,
  FACET_NAMES,
  type Facet,
  type Facets,
  LISTED_FACETS,
  type ListedFacet,
} from './facets.ts';

/** What a choice leaves, and what each further choice would. */
export interface Selection {
  readonly count: number;
  /** By row: 1 where the finding is in. */
  readonly isIn: Uint8Array;
  /**
   * By facet that is listed, then by key: findings that this key would show with everything else as it is, so that a reader sees
   * what picking another key brings.
   */
  readonly counts: Readonly<Record<ListedFacet, Int32Array>>;
}

/** What keeps a row out: nothing, one facet alone (its place among the names, from 1 on), or more than that. */
const NOTHING = 0;
const MORE = FACET_NAMES.length + 1;

/** `hits`: by row, whether the searched words are in it; null: nothing is searched for. */
export function select(facets: Facets, picked: Choice['picked'], hits: Uint8Array | null): Selection {
  const misses = missesOf(facets, picked, hits);
  const rows = rowsByMiss(misses);
  const inAll = rows(NOTHING);
  const isIn = new Uint8Array(misses.length);
  for (const row of inAll) isIn[row] = 1;
  const counts = Object.fromEntries(
    LISTED_FACETS.map((name) => [name, countsOf(facets[name], [inAll, rows(FACET_NAMES.indexOf(name) + 1)])]),
  ) as Record<ListedFacet, Int32Array>;
  return { count: inAll.length, isIn, counts };
}

/** By row. One facet at a time goes through all rows, in a loop over numbers alone. */
function missesOf(facets: Facets, picked: Choice['picked'], hits: Uint8Array | null): Uint8Array {
  const misses = new Uint8Array(facets.status.codes.length);
  if (hits !== null)
    for (let row = 0; row < hits.length; row++) misses[row] = hits[row] === 1 ? NOTHING : MORE;
  FACET_NAMES.forEach((name, index) => {
    const allowed = allowedCodes(facets[name], picked[name]);
    if (allowed !== null) noteMisses(misses, facets[name].codes, allowed, index + 1);
  });
  return misses;
}

function noteMisses(misses: Uint8Array, codes: Int32Array, allowed: Uint8Array, own: number): void {
  for (let row = 0; row < misses.length; row++) {
    if (allowed[codes[row] ?? 0] === 0) misses[row] = misses[row] === NOTHING ? own : MORE;
  }
}

/** The rows of each miss together, so that nothing that counts them has to ask. */
function rowsByMiss(misses: Uint8Array): (miss: number) => Int32Array {
  const starts = new Int32Array(MORE + 2);
  for (let row = 0; row < misses.length; row++) {
    const after = (misses[row] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let miss = 1; miss < starts.length; miss++)
    starts[miss] = (starts[miss] ?? 0) + (starts[miss - 1] ?? 0);
  const next = starts.slice();
  const rows = new Int32Array(misses.length);
  for (let row = 0; row < misses.length; row++) {
    const miss = misses[row] ?? 0;
    const place = next[miss] ?? 0;
    rows[place] = row;
    next[miss] = place + 1;
  }
  return (miss) => rows.subarray(starts[miss], starts[miss + 1]);
}

function countsOf(facet: Facet, lists: readonly Int32Array[]): Int32Array {
  const { codes, keys, keysOf } = facet;
  const counts = new Int32Array(keysOf?.length ?? keys.length);
  for (const rows of lists) {
    for (let index = 0; index < rows.length; index++) {
      const code = codes[rows[index] ?? 0] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return countsByKey(facet, counts);
}
