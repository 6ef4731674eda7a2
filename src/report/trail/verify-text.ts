import colors from 'picocolors';
import {
  type FaultyFile,
  hasDigests,
  type TimeSpan,
  type VerifyDocument,
} from '../../trail/answers/verify-document.ts';
import { prose, section, sections } from '../iam/answer-text.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { type Style, timeText } from './lake-text.ts';

const SHOWN = 20;

/** What is proved, and what is wrong, the worst first. */
export function verifyText(answer: VerifyDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const { faults, gaps, since, covered } = answer;
  const having = (fault: FaultyFile['fault']): string =>
    faultList(
      TITLES[fault],
      faults.filter((each) => each.fault === fault),
      style,
    );
  return sections([
    prose(headline(answer), width, ''),
    having('changed'),
    having('missing'),
    having('unsigned'),
    having('unproved'),
    list('Times without a valid digest', gaps.map(spanText), style),
    list('Nothing tells of the time since (has the trail ended? --to its end)', since.map(spanText), style),
    list('Proved', covered.map(spanText), style),
  ]);
}

const TITLES = {
  changed: 'Changed since CloudTrail wrote it',
  missing: 'Missing',
  unsigned: 'Not signed by CloudTrail',
  unproved: 'Not proved',
} as const;

function headline({ source, digests, logs }: VerifyDocument): string {
  const later = logs.notYetDigested === 0 ? '' : `; ${number(logs.notYetDigested)} wait for their digest`;
  if (!hasDigests({ digests })) return `${source}: no digest is there: nothing is proved.`;
  return `${source}: ${number(digests.valid)} of ${count(digests.valid + digests.faulty, 'digest')} and ${number(logs.valid)} of ${count(logs.valid + logs.faulty, 'log file')} are valid${later}.`;
}

function faultList(title: string, faults: readonly FaultyFile[], style: Style): string {
  return list(
    title,
    faults.map(({ file, why }) => `${file}: ${why}`),
    style,
  );
}

function list(title: string, lines: readonly string[], { width, paint }: Style): string {
  const rest = lines.length - SHOWN;
  const more = rest > 0 ? [paint.dim(`  … and ${number(rest)} more (--output json names them all)`)] : [];
  return section(title, [...lines.slice(0, SHOWN).map((each) => prose(each, width)), ...more], paint);
}

function spanText({ account, region, trail, from, to }: TimeSpan): string {
  return `${account} ${region}${trail === '' ? '' : ` ${trail}`}: ${timeText(from)} to ${timeText(to)}`;
}
