import { checkPagePath } from '../assess/explanation.ts';
import type { Severity } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { PRACTICES, type Practice } from '../model/practice.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import type { Check } from '../practices/check.ts';
import type { CheckDocument } from '../report/json/check-schema.ts';
import { checkNamed } from './choose-checks.ts';
import { frameworkNamed } from './choose-frameworks.ts';
import { UsageError } from './errors.ts';

/** Which checks to list; empty: all. */
export interface CheckFilter {
  readonly practices: readonly Practice[];
  readonly severities: readonly Severity[];
  /** `cis-aws-5.0.0`, or one of its requirements, `cis-aws-5.0.0:2.19`. */
  readonly controls: readonly string[];
}

export function checkList(filter: CheckFilter): string {
  const checks = filtered(filter);
  const width = Math.max(0, ...checks.map((check) => check.id.length));
  const sections = PRACTICES.flatMap(({ practice, title }) => {
    const rows = checks
      .filter((check) => check.practice === practice)
      .map(
        (check) =>
          `  ${check.id.padEnd(width)}  ${check.severity.padEnd(8)}  ${check.title}${check.needsTrail ? ' (only with a trail)' : check.optIn ? ' (only when asked for)' : ''}`,
      );
    return rows.length === 0 ? [] : [[`${practice}. ${title}`, ...rows].join('\n')];
  });
  const total = `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}. rampart checks show ID tells more.`;
  return `${[...sections, total].join('\n\n')}\n`;
}

export function checkListJson(filter: CheckFilter): string {
  return `${JSON.stringify(filtered(filter).map(checkDocument), null, 2)}\n`;
}

export function checkPage(id: string): string {
  const check = checkNamed(id);
  const facts = [
    ['practice', `${check.practice}. ${PRACTICES[check.practice - 1]?.title ?? ''}`],
    ['severity', check.severity],
    ['judges', check.resource],
    ['reads', check.reads.join(', ')],
    ['changed by', check.changedBy?.join(', ') ?? 'no call'],
    ['controls', check.controls.join(', ') || 'none mapped'],
    ['elsewhere', check.equivalents.join(', ') || 'none known'],
    ['page', checkPagePath(check.id)],
  ].map(([name = '', value = '']) => `${name.padEnd(10)} ${value}`);
  const optIn = check.optIn
    ? `\n${whyOptIn(check)} and runs only by ${check.needsTrail ? 'scan --trail LAKE or ' : ''}--check ${check.id}.\n`
    : '';
  return `${check.id}\n${check.title}.\n${optIn}\n${facts.join('\n')}\n\nWhy: ${check.rationale}\n\nWhat to do: ${check.remediation}\n${fixText(check)}`;
}

export function checkPageJson(id: string): string {
  return `${JSON.stringify(checkDocument(checkNamed(id)), null, 2)}\n`;
}

function fixText({ fix }: Check): string {
  const parts = [
    ...(fix.cli ? [`By the AWS CLI:\n${indented(fix.cli)}`] : []),
    ...(fix.terraform ? [`By Terraform:\n${indented(fix.terraform)}`] : []),
  ];
  if (parts.length === 0) return '';
  return `\n${parts.join('\n\n')}\n\nrampart explain FINDING fills in what stands in braces.\n`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

function filtered({ practices, severities, controls }: CheckFilter): readonly Check[] {
  const wanted = controls.map(controlNamed);
  return CATALOGUE.filter(
    (check) =>
      (practices.length === 0 || practices.includes(check.practice)) &&
      (severities.length === 0 || severities.includes(check.severity)) &&
      (wanted.length === 0 || check.controls.some((control) => wanted.some((each) => each(control)))),
  );
}

/** Whether a check's control is the one that is asked for, or any of its framework. */
function controlNamed(asked: string): (control: string) => boolean {
  const at = asked.indexOf(':');
  const { id, requirements } = frameworkNamed(at < 0 ? asked : asked.slice(0, at));
  if (at < 0) return (control) => control.startsWith(`${id}:`);
  const wanted = asked.slice(at + 1);
  const found = requirements.find((each) => each.id === wanted || each.aliases.includes(wanted));
  if (found) return (control) => control === `${id}:${found.id}`;
  const near = nearest(
    wanted,
    requirements.map((each) => each.id),
  );
  throw new UsageError(
    `${id} has no requirement ${JSON.stringify(wanted)}${near ? `; did you mean ${near}?` : ''} (rampart frameworks show ${id})`,
  );
}

function whyOptIn({ needsTrail }: Check): string {
  return needsTrail ? 'It needs a lake of CloudTrail' : 'It costs extra calls';
}

function checkDocument(check: Check): CheckDocument {
  const { id, title, practice, severity, resource, reads, controls, equivalents } = check;
  const { rationale, remediation, fix, optIn = false } = check;
  const facts = { id, title, practice, severity, resource, reads, controls, equivalents };
  return { ...facts, rationale, remediation, fix, optIn, page: checkPagePath(id) };
}
