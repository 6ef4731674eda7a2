import { DIFF_CLASSES, type Diff, type DiffClass, type DiffEntry } from '../../model/diff.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { clipped } from '../clipped.ts';
import {
  bytesOf,
  joined,
  LONGEST_NAME,
  LONGEST_SUMMARY,
  MOST_BYTES,
  row,
  rowsWithin,
} from '../markdown/markdown-rows.ts';
import { markdownCode, markdownText } from '../markdown/markdown-text.ts';
import type { Pieces } from '../pieces.ts';
import { count, number } from '../terminal-text.ts';
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

const MOST_NOTES = 10;

/** Open, then behind a fold: what a reviewer must see, and what is there to be looked up. */
const OPEN: readonly DiffClass[] = ['new', 'reopened', 'first-known', 'first-judged'];
const FOLDED: readonly DiffClass[] = ['became-unknown', 'no-longer-known', 'not-judged', 'fixed'];

/** For a pull request's comment: the counts, then what is new, as much as there is room for. */
export function diffMarkdown(diff: Diff): Pieces {
  const sections = [heading(diff), notes(diff), counts(diff)];
  let room = MOST_BYTES - bytesOf(joined(sections));
  for (const section of [...OPEN.map((kind) => open(diff, kind)), ...folded(diff)]) {
    const text = section(room);
    room -= bytesOf(text) + 2;
    sections.push(text);
  }
  return [joined(sections)];
}

/** Writes itself in the room that is left; empty: there is nothing to write, or no room for any of it. */
type Section = (room: number) => string;

function open(diff: Diff, kind: DiffClass): Section {
  const meaning = CLASS_MEANINGS[kind];
  const title = `### ${CLASS_TITLES[kind]}${meaning === undefined ? '' : `\n\nIt ${meaning}.`}`;
  return (room) => table(`${title}\n\n`, '', openEntries(diff, kind), room);
}

function folded(diff: Diff): readonly Section[] {
  const fold =
    (title: string, entries: readonly DiffEntry[]): Section =>
    (room) =>
      table(
        `<details><summary>${title}: ${number(entries.length)}</summary>\n\n`,
        '\n\n</details>',
        entries,
        room,
      );
  return [
    fold(CHANGE_TITLES.unsuppressed, changedEntries(diff, 'unsuppressed')),
    fold(CHANGE_TITLES.suppressed, changedEntries(diff, 'suppressed')),
    fold(CHANGE_TITLES.severity, changedEntries(diff, 'severity')),
    ...FOLDED.map((kind) => fold(CLASS_TITLES[kind], openEntries(diff, kind))),
  ];
}

function heading(diff: Diff): string {
  const sides = [...diff.old, diff.new].map(
    ({ name, asOf }) =>
      `${markdownCode(clipped(name, LONGEST_NAME))} (${asOf.slice(0, 16).replace('T', ' ')} UTC)`,
  );
  const accounts = count(diff.new.accounts.length, 'account');
  return `## Rampart: ${headline(diff)}\n\n${sides.join(' → ')}, ${accounts}.`;
}

function notes({ notes: all }: Diff): string {
  const shown = all.slice(0, MOST_NOTES).map((each) => `${each.text}.`);
  const more = all.length > MOST_NOTES ? [`And ${count(all.length - MOST_NOTES, 'more note')}.`] : [];
  return [...shown, ...more]
    .map((each) => `> **Note:** ${markdownText(clipped(each, LONGEST_SUMMARY))}`)
    .join('\n>\n');
}

function counts({ summary }: Diff): string {
  const rows = DIFF_CLASSES.filter((kind) => summary.classes[kind].total > 0 || alwaysCounted(kind)).map(
    (kind) => {
      const { total, suppressed, ...bySeverity } = summary.classes[kind];
      const numbers = [total, ...SEVERITIES.map((each) => bySeverity[each]), suppressed];
      return row([CLASS_TITLES[kind], ...numbers.map(number)]);
    },
  );
  const head = row(['', 'All', 'Critical', 'High', 'Medium', 'Low', 'Info', 'Suppressed']);
  return [head, '|---|---:|---:|---:|---:|---:|---:|---:|', ...rows].join('\n');
}

function table(before: string, after: string, entries: readonly DiffEntry[], room: number): string {
  if (entries.length === 0) return '';
  const head = `${before}${row(['Severity', 'Check', 'Resource', 'Account', 'Region', 'What was found', 'Id'])}\n|---|---|---|---|---|---|---|\n`;
  const around = bytesOf(head) + bytesOf(after) + bytesOf(notShown(entries.length));
  const rows = rowsWithin(entries, room - around, entryRow);
  if (rows.length === 0) return '';
  const rest = entries.length - rows.length;
  return `${head}${rows.join('\n')}${rest > 0 ? notShown(rest) : ''}${after}`;
}

function notShown(rest: number): string {
  return `\n\n… and ${count(rest, 'more finding')} for which there is no room here: \`--output json=FILE\` holds them all.`;
}

function entryRow(entry: DiffEntry): string {
  const { severity, check, resource, account, region, id } = entry;
  return row([
    severity,
    markdownCode(check),
    markdownCode(clipped(resource.name ?? resource.id, LONGEST_NAME)),
    markdownText(account),
    markdownText(region),
    markdownText(clipped(sentence(entry), LONGEST_SUMMARY)),
    markdownCode(id.slice(0, 8)),
  ]);
}
