import Table from 'cli-table3';
import colors from 'picocolors';
import {
  type Assessment,
  type CheckError,
  type DeniedCall,
  isMistake,
  SETTINGS_FILE,
} from '../../model/assessment.ts';
import { type Finding, isOpenFailure, SEVERITIES } from '../../model/finding.ts';
import { clipped } from '../clipped.ts';
import { introductionText } from '../introduction/introduction-text.ts';
import { trailCoverageText } from '../introduction/trail-coverage-text.ts';
import { printable } from '../printable.ts';
import { type Paint, SEVERITY_PAINT } from '../severity-paint.ts';
import { count, INDENT, number, wrapped } from '../terminal-text.ts';
import { frameworks } from './frameworks-section.ts';
import { PLAIN_TABLE } from './plain-table.ts';
import { suppressions } from './suppressions-section.ts';

export interface TableOptions {
  readonly color: boolean;
  /** Characters. */
  readonly width: number;
}

/** Resources shown for a failing check, and calls without answer; the rest is counted. */
const SHOWN_PER_CHECK = 3;
const SHOWN_CALLS = 12;
/** Checks named for one thing that is missing: an account that was not entered is missing to all. */
const SHOWN_CHECKS = 8;

/** For a terminal: the practices, the failures by severity, and what is not known, said plainly. */
export function tableReport(assessment: Assessment, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const sections = [
    heading(assessment, paint),
    practices(assessment, paint),
    failures(assessment, paint, width),
    suppressions(assessment, paint, width),
    unknowns(assessment, paint, width),
    errors(assessment, paint),
    coverage(assessment, paint),
    frameworks(assessment, paint, width),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

function heading({ accounts, asOf, summary }: Assessment, paint: Paint): string {
  const names = printable(accounts.map((each) => each.account).join(', '));
  const what = `${count(accounts.length, 'account')} (${names}), ${count(summary.resources, 'resource')}, ${count(summary.checks, 'check')}`;
  return `${paint.bold('Rampart')}  ${what}, as of ${asOf.slice(0, 16).replace('T', ' ')} UTC`;
}

/** What is suppressed has a column of its own where there are rules. */
function practices({ summary, suppressions: rules }: Assessment, paint: Paint): string {
  const withSuppressed = <T>(cell: T): readonly T[] => (rules.length > 0 ? [cell] : []);
  const table = new Table({
    head: ['Practice', '', 'Fail', ...withSuppressed('Suppressed'), 'Unknown', 'Pass', 'Worst'],
    colAligns: ['right', 'left', 'right', ...withSuppressed('right' as const), 'right', 'right', 'left'],
    chars: PLAIN_TABLE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const { practice, title, fail, suppressed, unknown, pass, worst } of summary.practices) {
    const failed = fail > 0 ? paint.red(number(fail)) : number(fail);
    const judged = fail + suppressed + unknown + pass > 0;
    const worstText =
      worst === null ? paint.dim(judged ? '' : 'not judged') : SEVERITY_PAINT[worst](paint, worst);
    table.push([
      String(practice),
      title,
      failed,
      ...withSuppressed(number(suppressed)),
      unknown > 0 ? paint.yellow(number(unknown)) : number(unknown),
      number(pass),
      worstText,
    ]);
  }
  table.push([
    '',
    paint.bold('All'),
    paint.bold(number(summary.fail)),
    ...withSuppressed(number(summary.suppressed)),
    number(summary.unknown),
    number(summary.pass),
    '',
  ]);
  return table.toString();
}

function failures({ findings }: Assessment, paint: Paint, width: number): string {
  const failed = groups(findings.filter(isOpenFailure));
  if (failed.length === 0) return paint.green(noFailure(findings));
  const sorted = failed.toSorted((a, b) => severityOf(a) - severityOf(b) || b.length - a.length);
  return [paint.bold('Failures'), ...sorted.map((group) => checkGroup(group, paint, width))].join('\n');
}

function noFailure(findings: readonly Finding[]): string {
  const suppressed = findings.some((each) => each.suppressed !== undefined);
  return `No failure among what was read${suppressed ? ' but those that are suppressed' : ''}.`;
}

function checkGroup(group: Group, paint: Paint, width: number): string {
  const [first] = group;
  const label = SEVERITY_PAINT[first.severity](paint, first.severity.toUpperCase().padEnd(8));
  const lines = group
    .slice(0, SHOWN_PER_CHECK)
    .flatMap((each) => [line(each, width), ...introduction(each, paint, width)]);
  const rest = group.length - SHOWN_PER_CHECK;
  const more = rest > 0 ? [paint.dim(`${INDENT}… and ${number(rest)} more`)] : [];
  return [`  ${label} ${first.check}  ${paint.dim(number(group.length))}`, ...lines, ...more].join('\n');
}

function line({ account, region, summary }: Finding, width: number): string {
  const where = region === 'global' ? account : `${account}, ${region}`;
  return wrapped(printable(`${summary} (${where})`), width);
}

function introduction({ introducedBy }: Finding, paint: Paint, width: number): readonly string[] {
  if (!introducedBy) return [];
  const text = `introduced by: ${introductionText(introducedBy)}`;
  return [paint.dim(wrapped(printable(text), width, `${INDENT}  `))];
}

/** By what was missing, since one denied call leaves many checks without an answer. */
function unknowns({ findings }: Assessment, paint: Paint, width: number): string {
  const unknown = findings.filter((each) => each.status === 'unknown');
  if (unknown.length === 0) return '';
  const byReason = new Map<string, Finding[]>();
  for (const each of unknown) byReason.set(each.summary, [...(byReason.get(each.summary) ?? []), each]);
  const rows = [...byReason].map(([summary, group]) => {
    const ids = [...new Set(group.map((each) => each.check))];
    const rest = ids.length - SHOWN_CHECKS;
    const checks = `${ids.slice(0, SHOWN_CHECKS).join(', ')}${rest > 0 ? `, … and ${count(rest, 'more check')}` : ''}`;
    return `${wrapped(printable(summary), width).slice(INDENT.length - 2)}\n${wrapped(checks, width)}`;
  });
  const title = `Unknown: ${count(unknown.length, 'answer')}, for want of what is named here`;
  return [paint.bold(paint.yellow(title)), ...rows].join('\n');
}

function errors({ errors: all }: Assessment, paint: Paint): string {
  const crashed = all.filter((each) => !isMistake(each));
  const mistakes = all.filter(isMistake);
  return [
    ...errorRows(
      mistakes,
      `${count(mistakes.length, 'setting')} of ${SETTINGS_FILE} mean nothing here`,
      paint,
    ),
    ...errorRows(
      crashed,
      `${count(crashed.length, 'check')} crashed (a bug of Rampart: please report it)`,
      paint,
    ),
  ].join('\n');
}

function errorRows(errors: readonly CheckError[], title: string, paint: Paint): readonly string[] {
  if (errors.length === 0) return [];
  const rows = errors
    .slice(0, 10)
    .map((each) => `  ${each.check} on ${printable(each.resource)}: ${printable(each.message)}`);
  return [paint.bold(paint.red(title)), ...rows];
}

function coverage({ coverage: covered, trail }: Assessment, paint: Paint): string {
  const lines = [
    `${paint.bold('Coverage')}  ${count(covered.calls, 'call')} in ${count(covered.regions.length, 'region')} (${printable(covered.regions.join(', '))})`,
  ];
  for (const each of covered.denied.slice(0, SHOWN_CALLS))
    lines.push(`  ${paint.yellow('no answer')} ${deniedCall(each)}`);
  const rest = covered.denied.length - SHOWN_CALLS;
  if (rest > 0)
    lines.push(paint.dim(`  … and ${number(rest)} more calls without answer (--output json names them all)`));
  for (const { account, name, roleArn, why } of covered.notEntered)
    lines.push(`  ${paint.red('not entered')} ${printable(`${named(account, name)} by ${roleArn}: ${why}`)}`);
  if (covered.leftOut.length > 0) {
    const left = covered.leftOut.map(({ account, name, why }) => `${named(account, name)} (${why})`);
    lines.push(`  left out: ${printable(left.join(', '))}`);
  }
  if (covered.skipped.length > 0) {
    const skipped = covered.skipped.map((each) => `${each.region} of ${each.account} (${each.why})`);
    lines.push(`  skipped: ${printable(skipped.join(', '))}`);
  }
  if (trail) lines.push(`  trail: ${printable(trailCoverageText(trail))}`);
  if (!covered.complete) lines.push(paint.red(`  incomplete: ${printable(covered.incompleteReason ?? '')}`));
  return lines.join('\n');
}

function named(account: string, name: string | undefined): string {
  return name === undefined ? account : `${account} ${name}`;
}

function deniedCall({ call, account, regions, why }: DeniedCall): string {
  const where = regions.length > 3 ? `${regions.length} regions` : regions.join(', ');
  return `${printable(`${call} in ${account} (${where})`)}: ${clipped(printable(why), 120)}`;
}

type Group = readonly [Finding, ...Finding[]];

function groups(findings: readonly Finding[]): readonly Group[] {
  const byCheck = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = byCheck.get(finding.check);
    if (group) group.push(finding);
    else byCheck.set(finding.check, [finding]);
  }
  return [...byCheck.values()];
}

function severityOf([first]: Group): number {
  return SEVERITIES.indexOf(first.severity);
}
