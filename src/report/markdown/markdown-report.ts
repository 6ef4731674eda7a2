import { type Assessment, isMistake, SETTINGS_FILE } from '../../model/assessment.ts';
import { type Finding, isOpenFailure } from '../../model/finding.ts';
import type { Introduction } from '../../model/trail-change.ts';
import { clipped } from '../clipped.ts';
import { introductionText } from '../introduction/introduction-text.ts';
import type { Pieces } from '../pieces.ts';
import { count, number } from '../terminal-text.ts';
import { worstFirst } from '../worst-first.ts';
import {
  bytesOf,
  joined,
  LONGEST_NAME,
  LONGEST_SUMMARY,
  MOST_BYTES,
  row,
  rowsWithin,
} from './markdown-rows.ts';
import { markdownCode, markdownText } from './markdown-text.ts';

/** Failures come first; what is unknown is a list of reasons. */
const MOST_REASONS = 20;

/** For a pull request's comment or a step's summary: the counts, then the worst failures, as many as there is room for. */
export function markdownReport(assessment: Assessment): Pieces {
  const head = [heading(assessment), notices(assessment), practices(assessment)];
  const tail = [unknowns(assessment), suppressions(assessment)];
  const around = joined([...head, ...tail]);
  return [joined([...head, failures(assessment, MOST_BYTES - bytesOf(around)), ...tail])];
}

function heading({ summary, accounts, asOf }: Assessment): string {
  const { fail, unknown, suppressed, resources, checks } = summary;
  const counts = [
    count(fail, 'failure'),
    ...(unknown > 0 ? [`${number(unknown)} unknown`] : []),
    ...(suppressed > 0 ? [`${number(suppressed)} suppressed`] : []),
  ];
  const names = markdownText(accounts.map((each) => each.account).join(', '));
  return `## Rampart: ${counts.join(', ')}\n\n${count(accounts.length, 'account')} (${names}), ${count(resources, 'resource')}, ${count(checks, 'check')}, as of ${asOf.slice(0, 16).replace('T', ' ')} UTC.`;
}

function notices({ coverage, errors }: Assessment): string {
  const crashed = errors.filter((each) => !isMistake(each));
  const lines = [
    ...(coverage.complete ? [] : [`Incomplete: ${coverage.incompleteReason ?? ''}.`]),
    ...coverage.notEntered
      .slice(0, MOST_REASONS)
      .map(({ account, roleArn, why }) => `Account ${account} could not be entered by ${roleArn}: ${why}.`),
    ...(crashed.length > 0
      ? [`${count(crashed.length, 'check')} crashed: a bug of Rampart, please report it.`]
      : []),
    ...errors
      .filter(isMistake)
      .slice(0, MOST_REASONS)
      .map(({ message }) => `${SETTINGS_FILE} means nothing here: ${message}.`),
  ];
  return lines.map((each) => `> **Warning:** ${markdownText(clipped(each, LONGEST_SUMMARY))}`).join('\n>\n');
}

function practices({ summary }: Assessment): string {
  const rows = summary.practices.map(({ practice, title, fail, unknown, pass, suppressed, worst }) => {
    const judged = fail + unknown + pass + suppressed > 0;
    return row([
      String(practice),
      markdownText(title),
      ...[fail, unknown, pass].map(number),
      worst ?? (judged ? '' : 'not judged'),
    ]);
  });
  return [
    row(['', 'Practice', 'Fail', 'Unknown', 'Pass', 'Worst']),
    '|---:|---|---:|---:|---:|---|',
    ...rows,
  ].join('\n');
}

function failures({ findings, trail }: Assessment, room: number): string {
  const failed = worstFirst(findings.filter(isOpenFailure));
  if (failed.length === 0) return '';
  const title = `### Failures\n\n${row([...COLUMNS, ...(trail ? ['Introduced by'] : [])])}\n${'|---'.repeat(COLUMNS.length + (trail ? 1 : 0))}|`;
  const rows = rowsWithin(failed, room - bytesOf(title) - bytesOf(notShown(failed.length)), (each) =>
    failureRow(each, trail !== undefined),
  );
  const rest = failed.length - rows.length;
  return `${[title, ...rows].join('\n')}${rest > 0 ? notShown(rest) : ''}`;
}

function notShown(rest: number): string {
  return `\n\n… and ${count(rest, 'more failure')} for which there is no room here: the other formats (\`--output json=FILE\`) hold them all.`;
}

const COLUMNS = ['Severity', 'Check', 'Resource', 'Account', 'Region', 'What was found'];

function failureRow(finding: Finding, hasTrail: boolean): string {
  const { severity, check, resource, account, region, summary, introducedBy } = finding;
  return row([
    severity,
    markdownCode(check),
    markdownCode(clipped(resource.name ?? resource.id, LONGEST_NAME)),
    markdownText(account),
    markdownText(region),
    markdownText(clipped(summary, LONGEST_SUMMARY)),
    ...(hasTrail ? [introduction(introducedBy)] : []),
  ]);
}

function introduction(introducedBy: Introduction | undefined): string {
  return introducedBy ? markdownText(clipped(introductionText(introducedBy), LONGEST_SUMMARY)) : '';
}

/** By what was missing, since one denied call leaves many checks without an answer. */
function unknowns({ findings }: Assessment): string {
  const unknown = findings.filter((each) => each.status === 'unknown');
  if (unknown.length === 0) return '';
  const reasons = [...Map.groupBy(unknown, (each) => each.summary)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const rows = reasons
    .slice(0, MOST_REASONS)
    .map(([summary, group]) => row([number(group.length), markdownText(clipped(summary, LONGEST_SUMMARY))]));
  const rest = reasons.length - MOST_REASONS;
  const more = rest > 0 ? `\n\n… and ${count(rest, 'more reason')}.` : '';
  return `### Unknown\n\n${row(['Answers', 'For want of'])}\n|---:|---|\n${rows.join('\n')}${more}`;
}

function suppressions({ suppressions: rules }: Assessment): string {
  const ended = rules.filter((each) => each.state !== 'active').slice(0, MOST_REASONS);
  if (ended.length === 0) return '';
  const lines = ended.map(({ rule, reason, state, expires }) => {
    const why = state === 'expired' ? `expired on ${expires ?? ''}` : 'fits no finding';
    return `- ${markdownCode(clipped(rule, LONGEST_NAME))} ${why} (${markdownText(clipped(reason, LONGEST_NAME))})`;
  });
  return `### Suppressions to look at\n\n${lines.join('\n')}`;
}
