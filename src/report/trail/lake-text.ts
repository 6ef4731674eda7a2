import type { LakeHead } from '../../trail/answers/lake-head.ts';
import { prose } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import { count } from '../terminal-text.ts';

export interface Style {
  readonly width: number;
  readonly paint: Paint;
}

/** What the answer rests on. */
export function lakeText(lake: LakeHead, { width, paint }: Style): string {
  const { events, accounts, firstDay, lastDay, quarantinedFiles } = lake;
  const missing =
    quarantinedFiles === 0 ? '' : ` ${count(quarantinedFiles, 'file')} could not be read (quarantined).`;
  const text =
    events === null
      ? `${lake.folder} was asked: what it has nobody counted.`
      : events === 0
        ? `The lake ${lake.folder} has no event.`
        : `The lake ${lake.folder} has ${count(events, 'event')} of ${count(accounts.length, 'account')}, ${firstDay} to ${lastDay}.`;
  return paint.dim(prose(`${text}${missing}`, width, ''));
}

/** `2026-11-27T22:00:00Z` for people. */
export function timeText(iso: string): string {
  return printable(iso.slice(0, 19).replace('T', ' '));
}
