import type { Diff, DiffAnswer, DiffChange, DiffClass, DiffEntry } from '../../model/diff.ts';
import { isOpen } from '../../model/diff.ts';
import { count, number } from '../terminal-text.ts';

/** What each class is called, for people. */
export const CLASS_TITLES: Readonly<Record<DiffClass, string>> = {
  new: 'New',
  reopened: 'Reopened',
  'first-known': 'Known for the first time',
  'first-judged': 'Judged for the first time',
  still: 'Still failing',
  fixed: 'Fixed',
  'no-longer-known': 'No longer known',
  'not-judged': 'Not judged',
  'became-unknown': 'Became unknown',
};

/** What it means, where the title could be taken for more. */
export const CLASS_MEANINGS: Partial<Readonly<Record<DiffClass, string>>> = {
  reopened: 'failed before, was seen mended, fails again',
  'first-known': 'fails; whether it is new cannot be told, for the earlier answer was unknown',
  'first-judged': 'fails; whether it is new cannot be told, for nobody asked before',
  'no-longer-known': 'failed; whether it still does is unknown',
  'not-judged': 'failed; nobody asked this time',
  'became-unknown': 'did not fail; whether it does now is unknown',
};

export const CHANGE_TITLES: Readonly<Record<DiffChange, string>> = {
  unsuppressed: 'No longer suppressed',
  suppressed: 'Suppressed since',
  severity: 'Of another severity',
};

/** `2 new failures, 1 reopened, 3 fixed`: what a reader wants first. */
export function headline({ summary: { classes } }: Diff): string {
  const open = (kind: DiffClass): number => classes[kind].total - classes[kind].suppressed;
  const unsure = open('first-known') + open('first-judged');
  return [
    count(open('new'), 'new failure'),
    `${number(open('reopened'))} reopened`,
    ...(unsure > 0 ? [`${number(unsure)} that may be new`] : []),
    `${number(open('still'))} still failing`,
    `${number(open('fixed'))} fixed`,
  ].join(', ');
}

/** The sentence that tells most: of the side that fails; where nothing fails, why it is not known. */
export function sentence({ before, after }: DiffEntry): string {
  if (after.status === 'fail') return after.summary ?? '';
  if (before.status === 'fail') return `${before.summary ?? ''}${mended(after)}`;
  return after.why ?? '';
}

function mended({ status, summary }: DiffAnswer): string {
  if (status === 'pass') return ` Now: ${summary ?? 'it passes.'}`;
  if (status === 'no-resource') return ' Now: the resource is gone.';
  return status === 'no-finding' ? ' Now: no longer found there.' : '';
}

/** Entries of a class that nothing suppresses. */
export function openEntries({ findings }: Diff, kind: DiffClass): readonly DiffEntry[] {
  return findings.filter((each) => each.class === kind && isOpen(each));
}

/** Failures that are still there, otherwise than before. */
export function changedEntries({ findings }: Diff, change: DiffChange): readonly DiffEntry[] {
  return findings.filter((each) => each.changes.includes(change));
}

const CORE: ReadonlySet<DiffClass> = new Set(['new', 'reopened', 'still', 'fixed']);

/** Shown in the counts even when there is none. */
export function alwaysCounted(kind: DiffClass): boolean {
  return CORE.has(kind);
}
