import type { Assessment } from '../../model/assessment.ts';
import type { Finding } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import type { CheckText } from '../check-text.ts';
import { wellFormedJson } from '../json/well-formed-json.ts';
import type { Pieces } from '../pieces.ts';
import { sarifInvocation } from './sarif-invocation.ts';
import { RESOURCES, sarifResult } from './sarif-result.ts';
import { sarifRule } from './sarif-rule.ts';
import { type SarifRun, sarifFiles, sarifRuns } from './sarif-runs.ts';

/** SARIF 2.1.0 for GitHub code scanning and its like: everything in one document. */
export function sarifReport(assessment: Assessment, checks: readonly CheckText[]): Pieces {
  return sarifLog(assessment, sarifRuns(assessment.findings), checks);
}

/** As many documents as GitHub's limits ask for. */
export function sarifReports(assessment: Assessment, checks: readonly CheckText[]): readonly Pieces[] {
  return sarifFiles(sarifRuns(assessment.findings)).map((runs) => sarifLog(assessment, runs, checks));
}

function* sarifLog(assessment: Assessment, runs: readonly SarifRun[], checks: readonly CheckText[]): Pieces {
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[`;
  let before = '\n';
  for (const run of runs) {
    yield before;
    yield* runPieces(assessment, run, checks);
    before = ',\n';
  }
  yield '\n]}\n';
}

function* runPieces(
  assessment: Assessment,
  { id, findings }: SarifRun,
  checks: readonly CheckText[],
): Generator<string> {
  const rules = rulesOf(assessment, findings, checks);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const { name, version } = assessment.tool;
  const head: JsonObject = {
    tool: {
      driver: { name: titled(name), semanticVersion: version, rules: rules.map(sarifRule) },
    },
    automationDetails: { id },
    invocations: [sarifInvocation(assessment)],
    originalUriBaseIds: { [RESOURCES]: { description: { text: NO_FILES } } },
    columnKind: 'utf16CodeUnits',
  };
  yield `${wellFormedJson(head).slice(0, -1)},"results":[`;
  let before = '\n';
  for (const finding of findings) {
    yield `${before}${wellFormedJson(sarifResult(finding, indexes.get(finding.check) ?? -1))}`;
    before = ',\n';
  }
  yield '\n]}';
}

const NO_FILES = 'AWS resources by account, region, type and id. They are no files.';

/** Every check that was run, so that a clean file tells what it is clean of. */
function rulesOf(
  { checks: run }: Assessment,
  findings: readonly Finding[],
  checks: readonly CheckText[],
): readonly CheckText[] {
  const known = new Map(checks.map((each) => [each.id, each]));
  for (const finding of findings) if (!known.has(finding.check)) known.set(finding.check, ownText(finding));
  const wanted = new Set([...run, ...findings.map((each) => each.check)]);
  return [...wanted].flatMap((id) => known.get(id) ?? []);
}

/** A check that this version does not know tells what its finding says of it. */
function ownText({ check, title, practice, severity, controls, remediation }: Finding): CheckText {
  return { id: check, title, practice, severity, controls, rationale: `${title}.`, remediation };
}

function titled(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
