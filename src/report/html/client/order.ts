import type { PackedReport } from '../packed-report.ts';
import type { Sort } from './choice.ts';

/** Rows in the order of a sort; each order is made once. */
export class Orders {
  readonly #packed: PackedReport;
  readonly #made = new Map<string, Int32Array>();

  constructor(packed: PackedReport) {
    this.#packed = packed;
  }

  /** Open failures first and worst first within all that is equal otherwise. */
  by(sort: Sort, descending: boolean): Int32Array {
    const name = `${sort} ${descending}`;
    const order = this.#made.get(name) ?? this.#make(sort, descending);
    this.#made.set(name, order);
    return order;
  }

  #make(sort: Sort, descending: boolean): Int32Array {
    const { findings } = this.#packed;
    if (sort !== 'severity') return ordered(this.by('severity', false), this.#codes(sort), descending);
    const asPacked = Int32Array.from(findings.id, (_, row) => row);
    const worst = ordered(asPacked, ranked(findings.severity), descending);
    return ordered(worst, ranked(findings.status), false);
  }

  #codes(sort: Exclude<Sort, 'severity'>): Ranked {
    const { findings, checks, ...packed } = this.#packed;
    const byText = (codes: readonly number[], texts: readonly string[]): Ranked => {
      const rank = ranksOf(texts);
      return ranked(codes.map((code) => rank[code] ?? 0));
    };
    switch (sort) {
      case 'resource':
        return byText(
          findings.resource,
          packed.resources.map(([, , id, name]) => name ?? id),
        );
      case 'account':
        return byText(
          findings.account,
          packed.accounts.map((id, index) => packed.accountNames[index] ?? id),
        );
      case 'region':
        return byText(findings.region, packed.regions);
      case 'check':
        return byText(
          findings.check,
          checks.map((each) => each.id),
        );
      case 'practice':
        return ranked(findings.check.map((code) => checks[code]?.practice ?? 0));
    }
  }
}

/** A rank from 0 for every row. */
interface Ranked {
  readonly ranks: Int32Array;
  readonly size: number;
}

function ranked(ranks: readonly number[]): Ranked {
  return { ranks: Int32Array.from(ranks), size: ranks.reduce((most, rank) => Math.max(most, rank), -1) + 1 };
}

/** A stable counting sort: rows of one rank keep the order they came in. */
function ordered(rows: Int32Array, { ranks, size }: Ranked, descending: boolean): Int32Array {
  const places = descending ? ranks.map((rank) => size - 1 - rank) : ranks;
  const next = new Int32Array(size + 1);
  for (let row = 0; row < places.length; row++) {
    const after = (places[row] ?? 0) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let rank = 1; rank <= size; rank++) next[rank] = (next[rank] ?? 0) + (next[rank - 1] ?? 0);
  const sorted = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    const rank = places[row] ?? 0;
    const place = next[rank] ?? 0;
    sorted[place] = row;
    next[rank] = place + 1;
  }
  return sorted;
}

/** The place of each text among all, whatever its case. Equal texts have one rank. */
function ranksOf(texts: readonly string[]): readonly number[] {
  const lower = texts.map((text) => text.toLowerCase());
  const distinct = [...new Set(lower)].sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(distinct.map((text, rank) => [text, rank]));
  return lower.map((text) => ranks.get(text) ?? 0);
}
