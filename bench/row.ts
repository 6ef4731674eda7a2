/** One line of the table: a figure beside its limit. */
export interface Row {
  readonly benchmark: string;
  readonly what: string;
  readonly figure: number;
  readonly unit: Unit;
  /** The figure must stay below; null: for information. */
  readonly limit: number | null;
  readonly note?: string;
}

export type Unit =
  | 's'
  | 'ms'
  | 'MB'
  | 'kB'
  | '×'
  | 'calls'
  | 'resources'
  | 'findings'
  | 'µs'
  | 'decisions'
  | 'policies'
  | 'principals'
  | 'paths'
  | 'techniques'
  | 'pairs';

const DIGITS: Readonly<Record<Unit, number>> = {
  s: 2,
  ms: 0,
  MB: 0,
  kB: 0,
  '×': 2,
  calls: 0,
  resources: 0,
  findings: 0,
  µs: 2,
  decisions: 0,
  policies: 0,
  principals: 0,
  paths: 0,
  techniques: 0,
  pairs: 0,
};

export function isOver({ figure, limit }: Row): boolean {
  return limit !== null && figure > limit;
}

export function inUnit(value: number, unit: Unit): string {
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: DIGITS[unit],
    maximumFractionDigits: DIGITS[unit],
  });
  return `${text} ${unit}`;
}

export function verdictOf(row: Row): string {
  if (row.limit === null) return '';
  return isOver(row) ? 'over limit' : 'holds';
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}
