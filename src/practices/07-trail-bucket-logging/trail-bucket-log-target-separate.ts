import type { Inventory } from '../../inventory/inventory.ts';
import { trailBucket } from '../../inventory/trail-bucket.ts';
import { type Reading, read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { BUCKET_LOGGING_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { BUCKET_LOGGING_FIX } from '../fix/bucket-fix.ts';

/**
 * Access logs of a bucket that are delivered to itself, or round a circle of buckets, breed more logs without end,
 * and lie where whoever tampers with the trail already is. S3 delivers within one account only.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const trailBucketLogTargetSeparate = defineCheck({
  id: 'trail-bucket-log-target-separate',
  title: "Access logs of the trail's bucket go to another bucket, without a loop",
  practice: 7,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:GetBucketLogging', 's3:HeadBucket'],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_LOGGING_CHANGES],
  controls: [],
  equivalents: [],
  rationale: 'Whoever gets into the trail bucket must not find there the record of having been in it.',
  remediation: 'Deliver the access logs to a separate bucket of the same account, which does not log back.',
  fix: BUCKET_LOGGING_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { logging } = bucket.value;
    if (logging.status === 'unread') return unknown(logging);
    if (!logging.value) return notApplicable();
    const { id, arn } = bucket.value;
    const target = logging.value.targetBucket;
    const evidence = { bucket: arn, targetBucket: target };
    if (target === id) return fail(`Access logs of ${id} are delivered to ${id} itself.`, evidence);
    const chain = logChain(inventory, bucket.value);
    if (chain.status === 'unread') return unknown(chain, evidence);
    const { path, end } = chain.value;
    const facts = { ...evidence, path };
    if (end === 'loop') return fail(`Access logs of ${id} go round: ${path.join(' → ')}.`, facts);
    if (end === 'missing')
      return fail(`Access logs of ${id} lead to ${path.at(-1)}, which does not exist.`, facts);
    return pass(`Access logs of ${id} are delivered to ${target}.`, facts);
  },
});

interface LogChain {
  readonly path: readonly string[];
  /** `missing`: the trail bucket's own target is not there; a later one would lose other logs than these. */
  readonly end: 'loop' | 'missing' | 'open';
}

/** The buckets that log to each other, from this one on, until one does not log, is not there, or comes again. */
function logChain(inventory: Inventory, first: Bucket): Reading<LogChain> {
  const path = [first.id];
  for (let bucket = first; ; ) {
    const { logging, account } = bucket;
    if (logging.status === 'unread') return logging;
    if (!logging.value) return read({ path, end: 'open' });
    const { targetBucket } = logging.value;
    const isLoop = path.includes(targetBucket);
    path.push(targetBucket);
    if (isLoop) return read({ path, end: 'loop' });
    const next = inventory.byId('AWS::S3::Bucket', targetBucket, { account });
    if (next.status === 'unread') return next;
    if (!next.value) return read({ path, end: bucket === first ? 'missing' : 'open' });
    bucket = next.value;
  }
}
