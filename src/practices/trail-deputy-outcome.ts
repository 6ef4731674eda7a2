import type { ConfusedDeputy } from '../inventory/trust/confused-deputy.ts';
import type { JsonObject } from '../model/json.ts';
import type { Reading } from '../model/reading.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import { fail, type Outcome, pass, unknown } from './check.ts';
import { requestEvidence } from './request-evidence.ts';

/** For sentences: what CloudTrail may do for a stranger's trail (`put files into logs`). */
interface Job {
  readonly what: string;
  /** The bucket or key. */
  readonly named: JsonObject;
}

/** Whether CloudTrail does it for trails of one's own accounts only; the condition is the one that AWS shows. */
export function trailDeputyOutcome(
  found: Reading<ConfusedDeputy | null>,
  { arn }: Trail,
  { what, named }: Job,
): Outcome {
  const evidence = { ...named, condition: { operator: 'ArnLike', key: 'aws:SourceArn', value: arn } };
  if (found.status === 'unread') return unknown(found, evidence);
  if (found.value === null) return pass(`CloudTrail may ${what} for trails of known accounts only.`, named);
  const { request, whose, doubt } = found.value;
  const shown = { ...evidence, witness: requestEvidence(request) };
  return doubt === null
    ? fail(`CloudTrail may ${what} for trails of ${whose}.`, shown)
    : unknown(doubt, shown);
}
