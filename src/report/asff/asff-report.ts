import type { Assessment } from '../../model/assessment.ts';
import type { Finding } from '../../model/finding.ts';
import { wellFormedJson } from '../json/well-formed-json.ts';
import type { Pieces } from '../pieces.ts';
import { asffFinding, hubOf } from './asff-finding.ts';

/** Limits of BatchImportFindings: https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html */
const MOST_FINDINGS = 100;
const MOST_BYTES = 6_000_000;
/** UTF-8 takes no more for a character of JSON's text. */
const BYTES_PER_CHARACTER = 3;

/**
 * A line a request of BatchImportFindings, `{"Findings":[…]}`: at most 100 findings of one account and Region, since
 * Security Hub takes findings of its own account and Region only.
 */
export function* asffReport(assessment: Assessment): Pieces {
  const byHub = Map.groupBy(assessment.findings, (finding) => {
    const { account, region } = hubOf(finding, assessment);
    return `${account} ${region}`;
  });
  for (const findings of byHub.values()) yield* requests(findings, assessment);
}

function* requests(findings: readonly Finding[], assessment: Assessment): Generator<string> {
  let count = 0;
  let bytes = 0;
  for (const finding of findings) {
    const text = wellFormedJson(asffFinding(finding, assessment));
    const size = text.length * BYTES_PER_CHARACTER;
    if (count === MOST_FINDINGS || (count > 0 && bytes + size > MOST_BYTES)) {
      yield ']}\n';
      count = 0;
      bytes = 0;
    }
    yield `${count === 0 ? '{"Findings":[' : ','}${text}`;
    count++;
    bytes += size;
  }
  if (count > 0) yield ']}\n';
}
