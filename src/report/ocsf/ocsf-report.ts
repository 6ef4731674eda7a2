import type { Assessment } from '../../model/assessment.ts';
import type { JsonObject } from '../../model/json.ts';
import type { CheckText } from '../check-text.ts';
import type { Pieces } from '../pieces.ts';
import { ocsfArray } from './ocsf-array.ts';
import { ocsfEvent } from './ocsf-event.ts';

export function ocsfReport(assessment: Assessment, checks: readonly CheckText[]): Pieces {
  const rationales = new Map(checks.map(({ id, rationale }) => [id, rationale]));
  return ocsfArray(eventsOf(assessment, rationales));
}

function* eventsOf(assessment: Assessment, rationales: ReadonlyMap<string, string>): Generator<JsonObject> {
  for (const finding of assessment.findings)
    yield ocsfEvent(finding, assessment, rationales.get(finding.check) ?? null);
}
