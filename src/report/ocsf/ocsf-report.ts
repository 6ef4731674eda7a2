import type { Assessment } from '../../model/assessment.ts';
import type { CheckText } from '../check-text.ts';
import { wellFormedJson } from '../json/well-formed-json.ts';
import type { Pieces } from '../pieces.ts';
import { ocsfEvent } from './ocsf-event.ts';

/** A JSON array, as readers of OCSF files expect it, with an event a line, which `sed` makes NDJSON of. */
export function* ocsfReport(assessment: Assessment, checks: readonly CheckText[]): Pieces {
  const rationales = new Map(checks.map(({ id, rationale }) => [id, rationale]));
  let before = '[\n';
  for (const finding of assessment.findings) {
    const event = ocsfEvent(finding, assessment, rationales.get(finding.check) ?? null);
    yield `${before}${wellFormedJson(event)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
