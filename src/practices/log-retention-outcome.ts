import { type LogRetention, logRetention, type RetentionQuestion } from '../inventory/log-retention.ts';
import type { JsonObject } from '../model/json.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { fail, type Outcome, pass, unknown } from './check.ts';

/** The verdict on how long a bucket keeps the logs below a prefix, with each part's storage classes as evidence. */
export function logRetentionOutcome(bucket: Bucket, question: RetentionQuestion, what: string): Outcome {
  const retention = logRetention(bucket, question);
  const place = { bucket: bucket.arn, prefix: question.prefix, minimumDays: question.minimumDays };
  if (!('answer' in retention)) return unknown(retention, place);
  const evidence = { ...place, ...evidenceOf(retention) };
  const where = `${what} in bucket ${bucket.id}`;
  switch (retention.answer) {
    case 'too-short':
      return fail(`${where} can be deleted after ${retention.shortestDays} days.`, evidence);
    case 'for-ever':
      return fail(`${where} are in part kept for ever without being archived.`, evidence);
    case 'kept':
      return pass(
        retention.shortestDays === null
          ? `${where} are kept for ever, as their archive or MFA delete intends.`
          : `${where} are kept for at least ${retention.shortestDays} days.`,
        evidence,
      );
  }
}

function evidenceOf({ shortestDays, lifetimes }: LogRetention): JsonObject {
  return {
    shortestDays,
    lifetimes: lifetimes.map((life) => ({ ...life, stages: life.stages.map((s) => ({ ...s })) })),
  };
}
