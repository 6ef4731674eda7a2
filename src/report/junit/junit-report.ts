import type { Assessment, CheckError } from '../../model/assessment.ts';
import { type Finding, isOpenFailure } from '../../model/finding.ts';
import { PRACTICES } from '../../model/practice.ts';
import { introductionText } from '../introduction/introduction-text.ts';
import type { Pieces } from '../pieces.ts';
import { xmlText } from './xml-text.ts';

/**
 * For the test view of GitLab, Jenkins and their like: a suite a check, a case a resource. What is unknown and what a
 * rule suppresses is skipped with its reason; a check that crashed and an account that was not entered are errors.
 */
export function* junitReport(assessment: Assessment): Pieces {
  const { findings, errors, asOf } = assessment;
  const checks = new Map<string, Suite>();
  const suiteOf = (check: string): Suite => {
    const suite = checks.get(check) ?? { findings: [], errors: [] };
    checks.set(check, suite);
    return suite;
  };
  for (const finding of findings) suiteOf(finding.check).findings.push(finding);
  for (const error of errors) suiteOf(error.check).errors.push(error);
  const reading = readingCases(assessment);
  const unsettled = reading.filter((each) => each.error !== null).length;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="Rampart" tests="${findings.length + errors.length + reading.length}" failures="${findings.filter(isOpenFailure).length}" errors="${errors.length + unsettled}" time="0">\n`;
  const start = { timestamp: asOf.slice(0, 19) };
  yield suiteStart({ ...start, name: 'reading', tests: reading.length, errors: unsettled });
  for (const each of reading) yield readingCase(each);
  yield '</testsuite>\n';
  for (const [check, suite] of checks) yield* suitePieces(check, suite, start.timestamp);
  yield '</testsuites>\n';
}

interface Suite {
  readonly findings: Finding[];
  readonly errors: CheckError[];
}

function* suitePieces(name: string, { findings, errors }: Suite, timestamp: string): Generator<string> {
  yield suiteStart({
    name,
    tests: findings.length + errors.length,
    failures: findings.filter(isOpenFailure).length,
    errors: errors.length,
    skipped: findings.filter(isSkipped).length,
    timestamp,
  });
  for (const finding of findings) yield findingCase(finding);
  for (const each of errors) yield crashedCase(each);
  yield '</testsuite>\n';
}

interface SuiteStart {
  readonly name: string;
  readonly tests: number;
  readonly failures?: number;
  readonly errors: number;
  readonly skipped?: number;
  readonly timestamp: string;
}

function suiteStart({ name, tests, failures = 0, errors, skipped = 0, timestamp }: SuiteStart): string {
  return `<testsuite name="${xmlText(name)}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="0" timestamp="${xmlText(timestamp)}">\n`;
}

function isSkipped({ status, suppressed }: Finding): boolean {
  return status === 'unknown' || suppressed !== undefined;
}

function findingCase(finding: Finding): string {
  const { check, practice, resource, account, region, id } = finding;
  // The id keeps cases apart: viewers take those of one name for one.
  const name = `${resource.name ?? resource.id} (${account}, ${region}) ${id}`;
  const start = `<testcase classname="${xmlText(`${folderOf(practice)}.${check}`)}" name="${xmlText(name)}" time="0"`;
  const outcome = outcomeOf(finding);
  return outcome === '' ? `${start}/>\n` : `${start}>${outcome}</testcase>\n`;
}

/** Viewers group by what stands before the last dot. */
function folderOf(practice: number): string {
  return PRACTICES[practice - 1]?.folder ?? String(practice);
}

function outcomeOf(finding: Finding): string {
  const { status, severity, summary, suppressed } = finding;
  if (suppressed)
    return skipped(`Suppressed${until(suppressed.expires)} by ${suppressed.rule}: ${suppressed.reason}`);
  if (status === 'unknown') return skipped(summary);
  if (status === 'pass') return '';
  return `<failure type="${severity}" message="${xmlText(summary)}">${xmlText(summary)}\n${body(finding)}</failure>`;
}

function until(expires: string | null): string {
  return expires === null ? '' : ` until ${expires}`;
}

function skipped(message: string): string {
  return `<skipped message="${xmlText(message)}"/>`;
}

function body({ resource, severity, title, remediation, evidence, id, introducedBy }: Finding): string {
  const lines = [
    `Resource: ${resource.arn}`,
    `Expected: ${title} (${severity})`,
    `What to do: ${remediation}`,
    `Evidence: ${JSON.stringify(evidence)}`,
    ...(introducedBy ? [`Introduced by: ${introductionText(introducedBy)}`] : []),
    `Finding: ${id}`,
  ];
  return lines.map(xmlText).join('\n');
}

function crashedCase({ check, resource, message }: CheckError): string {
  return `<testcase classname="${xmlText(check)}" name="${xmlText(resource)}" time="0"><error type="crash" message="${xmlText(message)}"/></testcase>\n`;
}

interface ReadingCase {
  readonly name: string;
  readonly error: string | null;
}

/** Whether everything could be read that was to be read: a pipeline must not take a part for the whole. */
function readingCases({ accounts, coverage }: Assessment): readonly ReadingCase[] {
  return [
    { name: 'complete', error: coverage.complete ? null : (coverage.incompleteReason ?? 'incomplete') },
    ...accounts.map(({ account }) => ({ name: `account ${account}`, error: null })),
    ...coverage.notEntered.map(({ account, roleArn, why }) => ({
      name: `account ${account} by ${roleArn}`,
      error: why,
    })),
  ];
}

function readingCase({ name, error }: ReadingCase): string {
  const start = `<testcase classname="reading" name="${xmlText(name)}" time="0"`;
  return error === null
    ? `${start}/>\n`
    : `${start}><error type="unread" message="${xmlText(error)}"/></testcase>\n`;
}
