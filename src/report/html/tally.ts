import type { Assessment, StatusCounts } from '../../model/assessment.ts';
import { type Finding, SEVERITIES, type Severity } from '../../model/finding.ts';
import { PRACTICES } from '../../model/practice.ts';
import { SHOWN_STATUSES, shownStatus } from './packed-report.ts';

/** Findings of one practice, in one account or in all. */
export interface Cell extends StatusCounts {
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

/** A check with open failures. */
export interface BrokenCheck {
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly fail: number;
}

export interface Tally {
  /** By practice, the first at 0. */
  readonly practices: readonly Cell[];
  /** By account, then by practice. */
  readonly accounts: ReadonlyMap<string, readonly Cell[]>;
  /** Worst first; of equals, that with more failures. */
  readonly brokenChecks: readonly BrokenCheck[];
}

type Counting = { -readonly [Name in keyof StatusCounts]: number } & { bySeverity: Record<Severity, number> };

export function tallyOf({ findings, accounts: read }: Assessment): Tally {
  const practices = emptyCells();
  const accounts = new Map(read.map(({ account }) => [account, emptyCells()]));
  const checks = new Map<string, { check: string; title: string; severity: Severity; fail: number }>();
  for (const finding of findings) {
    const { check, title, severity, account, practice } = finding;
    const cells = accounts.get(account) ?? emptyCells();
    accounts.set(account, cells);
    countIn(practices[practice - 1], finding);
    countIn(cells[practice - 1], finding);
    if (shownStatus(finding) !== 'fail') continue;
    const known = checks.get(check);
    if (known) {
      known.fail++;
      if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known.severity)) known.severity = severity;
    } else checks.set(check, { check, title, severity, fail: 1 });
  }
  return { practices, accounts, brokenChecks: [...checks.values()].sort(worseCheck) };
}

function emptyCells(): Counting[] {
  return PRACTICES.map(emptyCell);
}

function emptyCell(): Counting {
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  return { fail: 0, unknown: 0, pass: 0, suppressed: 0, bySeverity };
}

function countIn(cell: Counting | undefined, finding: Finding): void {
  if (!cell) return;
  const status = shownStatus(finding);
  cell[status]++;
  if (status === 'fail') cell.bySeverity[finding.severity]++;
}

function worseCheck(a: BrokenCheck, b: BrokenCheck): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.fail - a.fail;
}

/** Null: no open failure. */
export function worstOf({ bySeverity }: Cell): Severity | null {
  return SEVERITIES.find((severity) => bySeverity[severity] > 0) ?? null;
}

/** What can be said of a practice; `unjudged`: nothing was there to judge, or nobody asked. */
export type PracticeState = 'broken' | 'unproved' | 'suppressed' | 'kept' | 'unjudged';

export function stateOf({ fail, unknown, suppressed, pass }: StatusCounts): PracticeState {
  if (fail > 0) return 'broken';
  if (unknown > 0) return 'unproved';
  if (suppressed > 0) return 'suppressed';
  return pass > 0 ? 'kept' : 'unjudged';
}

const STATES: readonly PracticeState[] = ['broken', 'unproved', 'suppressed', 'kept', 'unjudged'];

/** Orders cells worst first: by state, then by the failures of each severity, then by what is unknown. */
export function worseCell(a: Cell, b: Cell): number {
  const severities = SEVERITIES.map((severity) => b.bySeverity[severity] - a.bySeverity[severity]);
  return (
    STATES.indexOf(stateOf(a)) - STATES.indexOf(stateOf(b)) ||
    (severities.find((difference) => difference !== 0) ?? b.unknown - a.unknown)
  );
}

export function sumOf(cells: readonly Cell[]): Cell {
  const sum = emptyCell();
  for (const cell of cells) {
    for (const status of SHOWN_STATUSES) sum[status] += cell[status];
    for (const severity of SEVERITIES) sum.bySeverity[severity] += cell.bySeverity[severity];
  }
  return sum;
}
