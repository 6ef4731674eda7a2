import type { Assessment } from '../../src/model/assessment.ts';
import type { Finding } from '../../src/model/finding.ts';

/**
 * What missing data must not do to an assessment, one line each: turn a finding into a pass or a fail that the
 * full run did not give, or make one vanish without an unknown in its place. A denied listing turns many findings
 * into one unknown of the account, and a denied call many findings of one resource (its keys) into one.
 * `isExpected`: the findings that must not vanish; those of an account or a region that nobody read may.
 */
export function changedVerdicts(
  full: Assessment,
  partial: Assessment,
  isExpected: (finding: Finding) => boolean = () => true,
): readonly string[] {
  const before = new Map(full.findings.map((each) => [each.id, each]));
  const after = new Map(partial.findings.map((each) => [each.id, each]));
  const given = new Set(full.findings.flatMap((each) => [verdictIn(each), verdictAnywhere(each)]));
  const madeUp = partial.findings
    .filter((each) => each.status !== 'unknown')
    .filter((each) => !given.has(before.has(each.id) ? verdictIn(each) : verdictAnywhere(each)))
    .map((each) => `${nameOf(each)}: ${verdict(before.get(each.id))} became ${verdict(each)}`);
  const unknowns = unknownsByCheck(partial.findings);
  const vanished = full.findings
    .filter((each) => !after.has(each.id) && isExpected(each))
    .filter((each) => !(unknowns.get(checkOf(each)) ?? []).some((other) => standsFor(other, each, before)))
    .map((each) => `${nameOf(each)}: ${verdict(each)} vanished`);
  const crashed = partial.errors.map((each) => `${each.check} on ${each.resource} crashed: ${each.message}`);
  return [...madeUp, ...vanished, ...crashed];
}

const verdictIn = ({ id, status }: Finding): string => `${id} ${status}`;

/** What several accounts see (an organisation's trail) is judged where it can be read: the verdict stays the same. */
const verdictAnywhere = ({ check, resource, status }: Finding): string =>
  `${check} ${resource.arn} ${status}`;

/** An unknown that said the same before says nothing new, unless it is about the same resource. */
function standsFor(unknown: Finding, missing: Finding, before: ReadonlyMap<string, Finding>): boolean {
  const known = before.get(unknown.id);
  return unknown.resource.arn === missing.resource.arn || !known || said(known) !== said(unknown);
}

const said = ({ status, summary, evidence }: Finding): string => JSON.stringify([status, summary, evidence]);

function unknownsByCheck(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  return Map.groupBy(
    findings.filter((each) => each.status === 'unknown'),
    checkOf,
  );
}

const checkOf = ({ check, account }: Finding): string => `${check} ${account}`;

const nameOf = ({ check, account, resource }: Finding): string => `${check} in ${account} on ${resource.arn}`;

const verdict = (finding: Finding | undefined): string =>
  finding ? `${finding.status} (${finding.summary})` : 'no finding';
