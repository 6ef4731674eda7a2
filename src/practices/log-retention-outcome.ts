import { type LogRetention, logRetention, type RetentionQuestion } from '../inventory/log-retention.ts';
import type { JsonObject } from '../model/json.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { type Fix, fail, type Outcome, pass, sparing, unknown } from './check.ts';
import { dedented } from './fix/dedented.ts';

/** Whose logs they are, and the controls that ask for no more than that they are kept long enough. */
export interface RetainedLogs {
  readonly what: string;
  readonly longEnough: readonly string[];
}

/** The verdict on how long a bucket keeps the logs below a prefix, with each part's storage classes as evidence. */
export function logRetentionOutcome(
  bucket: Bucket,
  question: RetentionQuestion,
  { what, longEnough }: RetainedLogs,
): Outcome {
  const retention = logRetention(bucket, question);
  const place = { bucket: bucket.arn, prefix: question.prefix, minimumDays: question.minimumDays };
  if (!('answer' in retention)) return unknown(retention, place);
  const evidence = { ...place, ...evidenceOf(retention) };
  const where = `${what} in bucket ${bucket.id}`;
  switch (retention.answer) {
    case 'too-short':
      return fail(`${where} can be deleted after ${retention.shortestDays} days.`, evidence);
    case 'for-ever':
      return sparing(
        fail(`${where} are in part kept for ever without being archived.`, evidence),
        longEnough,
      );
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

/** S3 keeps a bucket's rules as one document, which each change replaces as a whole. */
export const LOG_RETENTION_FIX: Fix = {
  cli: dedented(`
    # The second command replaces all lifecycle rules: keep those that the first one shows, and mend what deletes too early
    # Logs older than DAYS will be deleted: take at least {evidence.minimumDays}
    aws s3api get-bucket-lifecycle-configuration --bucket {evidence.bucket|name}
    aws s3api put-bucket-lifecycle-configuration --bucket {evidence.bucket|name} --lifecycle-configuration '{"Rules":[<RULES-TO-KEEP>,{"ID":"log-retention","Status":"Enabled","Filter":{"Prefix":"{evidence.prefix}"},"Expiration":{"Days":<DAYS>},"NoncurrentVersionExpiration":{"NoncurrentDays":<DAYS>}}]}'`),
  terraform: dedented(`
    # A bucket has one such resource: add the rule to it where there is one, and mend what deletes too early
    resource "aws_s3_bucket_lifecycle_configuration" "this" {
      bucket = "{evidence.bucket|name}"
      rule {
        id     = "log-retention"
        status = "Enabled"
        filter {
          prefix = "{evidence.prefix}"
        }
        # Older logs will be deleted: at least {evidence.minimumDays}
        expiration {
          days = "<DAYS>"
        }
        noncurrent_version_expiration {
          noncurrent_days = "<DAYS>"
        }
      }
    }`),
};
