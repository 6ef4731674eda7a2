import {
  DIFF_CLASSES,
  DIFF_SCHEMA_VERSION,
  type Diff,
  type DiffAnswer,
  type DiffChange,
  type DiffClass,
  type DiffEntry,
  type DiffedAssessment,
  type DiffSummary,
  isOpen,
} from '../model/diff.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { type Comparable, ComparedAssessment, type ComparedFinding } from './compared-assessment.ts';
import { diffNotes } from './diff-notes.ts';

export interface DiffOptions {
  readonly tool: Diff['tool'];
  /** Resource types that are listed once an account, so that a region that was left out hides none of them. */
  readonly globalTypes: ReadonlySet<string>;
}

/**
 * Compares a new assessment with earlier ones, the oldest first. Pure; every finding of any of them is of one class
 * at most, as docs/guides/diff.md defines them.
 */
export function diff(
  old: readonly [Comparable, ...Comparable[]],
  fresh: Comparable,
  options: DiffOptions,
): Diff {
  const earlier = old.map((each) => new ComparedAssessment(each, options.globalTypes));
  const now = new ComparedAssessment(fresh, options.globalTypes);
  const all = [now, ...earlier.toReversed()];
  const ids = new Set(all.flatMap((each) => [...each.ids]));
  const entries: DiffEntry[] = [];
  for (const id of ids) {
    const entry = entryOf(newestFinding(all, id), earlier, now);
    if (entry) entries.push(entry);
  }
  return {
    schemaVersion: DIFF_SCHEMA_VERSION,
    tool: options.tool,
    old: old.map(diffedAssessment),
    new: diffedAssessment(fresh),
    notes: diffNotes(old, fresh),
    summary: summaryOf(entries, ids.size),
    findings: entries.sort(byWeight),
  };
}

function newestFinding(newestFirst: readonly ComparedAssessment[], id: string): ComparedFinding {
  for (const assessment of newestFirst) {
    const found = assessment.finding(id);
    if (found) return found;
  }
  throw new Error(`no assessment has ${id}`);
}

/** Null: it fails on neither side and did not become unknown. */
function entryOf(
  like: ComparedFinding,
  earlier: readonly ComparedAssessment[],
  now: ComparedAssessment,
): DiffEntry | null {
  const history = earlier.map((each) => each.answer(like));
  const after = now.answer(like);
  const before = lastKnown(history);
  const kind = classOf(history, before, after);
  if (kind === null) return null;
  const { id, check, practice, severity, account, region, resource, title } = like;
  return {
    class: kind,
    id,
    check,
    practice,
    severity,
    account,
    region,
    resource,
    title,
    before,
    after,
    failingSince: after.status === 'fail' ? failingSince([...history, after]) : null,
    changes: kind === 'still' ? changesOf(before, after) : [],
  };
}

/** The last answer that is one; where there is none, the last that was asked for. */
function lastKnown(history: readonly DiffAnswer[]): DiffAnswer {
  const found =
    history.findLast(isKnown) ?? history.findLast((each) => each.status === 'unknown') ?? history.at(-1);
  if (!found) throw new Error('there is no earlier assessment');
  return found;
}

function classOf(history: readonly DiffAnswer[], before: DiffAnswer, after: DiffAnswer): DiffClass | null {
  if (after.status === 'fail') return classOfFailure(history, before);
  if (before.status === 'fail') return classOfFormerFailure(after);
  return after.status === 'unknown' && isKnown(before) ? 'became-unknown' : null;
}

function classOfFailure(history: readonly DiffAnswer[], before: DiffAnswer): DiffClass {
  if (before.status === 'fail') return 'still';
  if (before.status === 'unknown') return 'first-known';
  if (before.status === 'not-judged') return 'first-judged';
  return history.some((each) => each.status === 'fail') ? 'reopened' : 'new';
}

function classOfFormerFailure(after: DiffAnswer): DiffClass {
  if (after.status === 'unknown') return 'no-longer-known';
  return after.status === 'not-judged' ? 'not-judged' : 'fixed';
}

function isKnown({ status }: DiffAnswer): boolean {
  return status !== 'unknown' && status !== 'not-judged';
}

/** Back to where it is known not to have failed. */
function failingSince(answers: readonly DiffAnswer[]): string {
  let since = '';
  for (const { status, asOf } of answers.toReversed()) {
    if (status === 'fail') since = asOf;
    else if (status !== 'unknown' && status !== 'not-judged') break;
  }
  return since;
}

function changesOf(before: DiffAnswer, after: DiffAnswer): readonly DiffChange[] {
  const changes: DiffChange[] = [];
  if (before.severity !== after.severity) changes.push('severity');
  if (!before.suppressed && after.suppressed) changes.push('suppressed');
  if (before.suppressed && !after.suppressed) changes.push('unsuppressed');
  return changes;
}

function diffedAssessment({ name, header }: Comparable): DiffedAssessment {
  const { asOf, tool, source, accounts, coverage } = header;
  return {
    name,
    asOf,
    tool,
    source,
    accounts: accounts.map((each) => each.account),
    complete: coverage.complete,
  };
}

type Counts = { -readonly [Key in Severity | 'total' | 'suppressed']: number };

function summaryOf(entries: readonly DiffEntry[], findings: number): DiffSummary {
  const none = (): Counts => ({
    total: 0,
    suppressed: 0,
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    info: 0,
  });
  const classes = Object.fromEntries(DIFF_CLASSES.map((each) => [each, none()])) as Record<DiffClass, Counts>;
  const changes: Record<DiffChange, number> = { severity: 0, suppressed: 0, unsuppressed: 0 };
  for (const entry of entries) {
    const counts = classes[entry.class];
    counts.total++;
    counts[isOpen(entry) ? entry.severity : 'suppressed']++;
    for (const change of entry.changes) changes[change]++;
  }
  return { classes, changes, others: findings - entries.length };
}

function byWeight(a: DiffEntry, b: DiffEntry): number {
  return (
    DIFF_CLASSES.indexOf(a.class) - DIFF_CLASSES.indexOf(b.class) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    a.practice - b.practice ||
    textOrder(a.check, b.check) ||
    textOrder(a.account, b.account) ||
    textOrder(a.id, b.id)
  );
}

function textOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
