import Table from 'cli-table3';
import colors from 'picocolors';
import {
  DIFF_CLASSES,
  type Diff,
  type DiffChange,
  type DiffClass,
  type DiffEntry,
} from '../../model/diff.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { printable } from '../printable.ts';
import { type Paint, SEVERITY_PAINT } from '../severity-paint.ts';
import { PLAIN_TABLE } from '../table/plain-table.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, INDENT, number, wrapped } from '../terminal-text.ts';
import {
  alwaysCounted,
  CHANGE_TITLES,
  CLASS_MEANINGS,
  CLASS_TITLES,
  changedEntries,
  headline,
  openEntries,
  sentence,
} from './diff-words.ts';

/** Findings shown for a check; the rest is counted. */
const SHOWN: Partial<Readonly<Record<DiffClass, number>>> = { new: 20, reopened: 20 };
const SHOWN_OTHERWISE = 3;
/** Reasons and their checks, for what is not known. */
const SHOWN_REASONS = 8;
const SHOWN_CHECKS = 8;
/** Of the twenty characters of an id: enough for `rampart explain`. */
const SHORT_ID = 8;

const ONE_BY_ONE: readonly DiffClass[] = ['new', 'reopened', 'first-known', 'first-judged', 'fixed'];
const BY_REASON: readonly DiffClass[] = ['no-longer-known', 'not-judged', 'became-unknown'];

/** For a terminal: what is new first, what could not be compared last, said plainly. */
export function diffTable(diff: Diff, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const sections = [
    heading(diff, paint, width),
    counts(diff, paint),
    ...ONE_BY_ONE.map((kind) => oneByOne(diff, kind, paint, width)),
    changes(diff, paint, width),
    ...BY_REASON.map((kind) => byReason(diff, kind, paint, width)),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

function heading(diff: Diff, paint: Paint, width: number): string {
  const sides = [...diff.old.map((each) => ['old', each] as const), ['new', diff.new] as const];
  const lines = sides.map(
    ([side, { name, asOf, accounts }]) =>
      `  ${side}  ${printable(name)}  ${paint.dim(`as of ${minute(asOf)}, ${count(accounts.length, 'account')}`)}`,
  );
  const notes = diff.notes.map(({ text }) => paint.yellow(wrapped(`Note: ${printable(text)}.`, width, '  ')));
  return [`${paint.bold('Rampart diff')}  ${headline(diff)}`, ...lines, ...notes].join('\n');
}

function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

function counts({ summary }: Diff, paint: Paint): string {
  const table = new Table({
    head: ['', 'All', 'Critical', 'High', 'Medium', 'Low', 'Info', 'Suppressed'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    chars: PLAIN_TABLE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const kind of DIFF_CLASSES) {
    const { total, suppressed, ...bySeverity } = summary.classes[kind];
    if (total === 0 && !alwaysCounted(kind)) continue;
    const severities = SEVERITIES.map((each) => {
      const text = number(bySeverity[each]);
      return bySeverity[each] > 0 ? SEVERITY_PAINT[each](paint, text) : paint.dim(text);
    });
    table.push([CLASS_TITLES[kind], paint.bold(number(total)), ...severities, number(suppressed)]);
  }
  return table.toString();
}

function oneByOne(diff: Diff, kind: DiffClass, paint: Paint, width: number): string {
  const entries = openEntries(diff, kind);
  if (entries.length === 0) return '';
  const shown = SHOWN[kind] ?? SHOWN_OTHERWISE;
  const groups = [...Map.groupBy(entries, (each) => each.check).values()];
  return [title(kind, paint), ...groups.map((group) => checkGroup(group, shown, paint, width))].join('\n');
}

function title(kind: DiffClass, paint: Paint): string {
  const meaning = CLASS_MEANINGS[kind];
  return `${paint.bold(CLASS_TITLES[kind])}${meaning === undefined ? '' : paint.dim(`  ${meaning}`)}`;
}

function checkGroup(group: readonly DiffEntry[], shown: number, paint: Paint, width: number): string {
  const [first] = group;
  if (!first) return '';
  const label = SEVERITY_PAINT[first.severity](paint, first.severity.toUpperCase().padEnd(8));
  const lines = group.slice(0, shown).map((each) => line(each, paint, width));
  return [
    `  ${label} ${printable(first.check)}  ${paint.dim(number(group.length))}`,
    ...lines,
    ...more(group.length - shown, paint),
  ].join('\n');
}

function line(entry: DiffEntry, paint: Paint, width: number): string {
  const { account, region, id } = entry;
  const where = region === 'global' ? account : `${account}, ${region}`;
  const text = wrapped(printable(`${sentence(entry)} (${where})`), width);
  return `${text} ${paint.dim(id.slice(0, SHORT_ID))}`;
}

function more(rest: number, paint: Paint): readonly string[] {
  return rest > 0 ? [paint.dim(`${INDENT}… and ${number(rest)} more (--output json names them all)`)] : [];
}

function changes(diff: Diff, paint: Paint, width: number): string {
  const sections = (Object.keys(CHANGE_TITLES) as DiffChange[]).map((change) => {
    const entries = changedEntries(diff, change);
    if (entries.length === 0) return '';
    const groups = [...Map.groupBy(entries, (each) => each.check).values()];
    const lines = groups.map((group) => checkGroup(group, SHOWN_OTHERWISE, paint, width));
    return [paint.bold(CHANGE_TITLES[change]), ...lines].join('\n');
  });
  return sections.filter((each) => each !== '').join('\n\n');
}

/** One denied call leaves many findings without an answer: each reason once. */
function byReason(diff: Diff, kind: DiffClass, paint: Paint, width: number): string {
  const entries = diff.findings.filter((each) => each.class === kind);
  if (entries.length === 0) return '';
  const groups = [...Map.groupBy(entries, (each) => each.after.why ?? '')];
  const rows = groups.slice(0, SHOWN_REASONS).map(([why, group]) => reason(why, group, paint, width));
  const rest = groups.length - SHOWN_REASONS;
  return [title(kind, paint), ...rows, ...more(rest, paint)].join('\n');
}

function reason(why: string, group: readonly DiffEntry[], paint: Paint, width: number): string {
  const checks = [...new Set(group.map((each) => each.check))];
  const rest = checks.length - SHOWN_CHECKS;
  const named = `${checks.slice(0, SHOWN_CHECKS).join(', ')}${rest > 0 ? `, … and ${count(rest, 'more check')}` : ''}`;
  const first = wrapped(printable(why), width, '  ');
  return `${first} ${paint.dim(number(group.length))}\n${wrapped(printable(named), width)}`;
}
