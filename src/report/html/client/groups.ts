import { SEVERITIES } from '../../../model/finding.ts';
import { type PackedFindings, SHOWN_STATUSES } from '../packed-report.ts';
import { type Facet, firstKeys } from './facets.ts';

/** Findings of one key, in the order of the list. */
export interface Group {
  readonly key: string;
  readonly rows: Int32Array;
  /** By severity, worst first: all of its findings that do not pass. */
  readonly bySeverity: Int32Array;
}

/** Those in the selection, in the order given. */
export function selectedRows(order: Int32Array, isIn: Uint8Array, count: number): Int32Array {
  const rows = new Int32Array(count);
  let next = 0;
  for (let index = 0; index < order.length; index++) {
    const row = order[index] ?? 0;
    if (isIn[row] === 1) rows[next++] = row;
  }
  return rows;
}

const PASS = SHOWN_STATUSES.indexOf('pass');

/** Groups in the order in which their first findings stand in the list. */
export function groupsOf(rows: Int32Array, facet: Facet, findings: PackedFindings): readonly Group[] {
  const { sorted, starts } = sortedByKey(rows, facet);
  const found: { readonly group: Group; readonly first: number }[] = [];
  const places = new Int32Array(facet.codes.length);
  for (let index = 0; index < rows.length; index++) places[rows[index] ?? 0] = index;
  for (let key = 0; key + 1 < starts.length; key++) {
    const group = sorted.subarray(starts[key], starts[key + 1]);
    if (group.length === 0) continue;
    const first = places[group[0] ?? 0] ?? 0;
    found.push({
      first,
      group: { key: facet.keys[key] ?? '', rows: group, bySeverity: severitiesOf(group, findings) },
    });
  }
  return found.sort((a, b) => a.first - b.first).map((each) => each.group);
}

/** Rows key by key, those of no key last, in their order within a key; a key's rows start at its entry of `starts`. */
function sortedByKey(
  rows: Int32Array,
  facet: Facet,
): { readonly sorted: Int32Array; readonly starts: Int32Array } {
  const keys = firstKeys(facet);
  const starts = new Int32Array(facet.keys.length + 2);
  for (let index = 0; index < rows.length; index++) {
    const after = (keys[facet.codes[rows[index] ?? 0] ?? 0] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let key = 1; key < starts.length; key++) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  const next = starts.slice();
  const sorted = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    const key = keys[facet.codes[row] ?? 0] ?? 0;
    const place = next[key] ?? 0;
    sorted[place] = row;
    next[key] = place + 1;
  }
  return { sorted, starts };
}

function severitiesOf(rows: Int32Array, findings: PackedFindings): Int32Array {
  const counts = new Int32Array(SEVERITIES.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    if (findings.status[row] === PASS) continue;
    const severity = findings.severity[row] ?? 0;
    counts[severity] = (counts[severity] ?? 0) + 1;
  }
  return counts;
}

/** The group with the worst finding first; of equals, the one with more of them. */
export function worstFirst(groups: readonly Group[], findings: PackedFindings): readonly Group[] {
  const ranked = groups.map((group) => ({ group, ...worstOf(group.rows, findings) }));
  return ranked.sort((a, b) => a.worst - b.worst || b.count - a.count).map((each) => each.group);
}

/** By status first, then by severity. */
function worstOf(
  rows: Int32Array,
  { status, severity }: PackedFindings,
): { readonly worst: number; readonly count: number } {
  let worst = Number.POSITIVE_INFINITY;
  let count = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    const rank = (status[row] ?? 0) * SEVERITIES.length + (severity[row] ?? 0);
    if (rank < worst) [worst, count] = [rank, 0];
    if (rank === worst) count++;
  }
  return { worst, count };
}
