import type { PackedReport } from '../packed-report.ts';
import type { Choice } from './choice.ts';
import { type Facets, facetsOf } from './facets.ts';
import type { Row } from './findings.ts';
import { type Group, groupsOf, selectedRows, worstFirst } from './groups.ts';
import { Orders } from './order.ts';
import type { Search } from './search.ts';
import { type Selection, select } from './select.ts';

/** What a choice shows. */
export interface Exploration {
  readonly selection: Selection;
  /** Without grouping, all findings under one group that has no header. */
  readonly groups: readonly Group[];
  readonly isGrouped: boolean;
}

/** Answers choices. What a choice has in common with the one before is not worked out again. */
export class Explorer {
  readonly facets: Facets;
  readonly #packed: PackedReport;
  readonly #orders: Orders;
  readonly #search: Search;
  readonly #selection = lastOf<Selection>();
  readonly #exploration = lastOf<Exploration>();

  constructor(packed: PackedReport, search: Search) {
    this.#packed = packed;
    this.#search = search;
    this.#orders = new Orders(packed);
    this.facets = facetsOf(packed);
  }

  explore({ picked, text, group, sort, descending }: Choice): Exploration {
    const asked = JSON.stringify([picked, text.trim()]);
    const selection = this.#selection(asked, () =>
      select(this.facets, picked, text.trim() === '' ? null : this.#search.hits(text)),
    );
    return this.#exploration(JSON.stringify([asked, group, sort, descending]), () => {
      const order = this.#orders.by(sort, descending);
      const rows = selectedRows(order, selection.isIn, selection.count);
      return {
        selection,
        isGrouped: group !== 'none',
        groups: this.#groups(rows, { group, sort, descending }),
      };
    });
  }

  #groups(
    rows: Int32Array,
    { group, sort, descending }: Pick<Choice, 'group' | 'sort' | 'descending'>,
  ): readonly Group[] {
    if (rows.length === 0) return [];
    if (group === 'none') return [{ key: '', rows, bySeverity: new Int32Array() }];
    const groups = groupsOf(rows, this.facets[group], this.#packed.findings);
    return sort === 'severity' && !descending ? worstFirst(groups, this.#packed.findings) : groups;
  }
}

/** Where a finding stands in the groups; null: it is not among them. */
export function placeOf(
  groups: readonly Group[],
  row: Row,
): { readonly block: number; readonly index: number } | null {
  for (const [block, { rows }] of groups.entries()) {
    const index = rows.indexOf(row);
    if (index >= 0) return { block, index };
  }
  return null;
}

/** The next finding in the order of the list, shut groups included; null: none, or not in the list. */
export function neighbourOf(groups: readonly Group[], row: Row, step: 1 | -1): Row | null {
  const place = placeOf(groups, row);
  if (place === null) return null;
  const { block, index } = place;
  const near = groups[block]?.rows[index + step];
  if (near !== undefined) return near;
  const next = groups[block + step]?.rows;
  return next?.[step === 1 ? 0 : next.length - 1] ?? null;
}

/** Remembers the last answer and what it answered. */
function lastOf<T>(): (key: string, make: () => T) => T {
  let last: { readonly key: string; readonly value: T } | null = null;
  return (key, make) => {
    if (last?.key !== key) last = { key, value: make() };
    return last.value;
  };
}
