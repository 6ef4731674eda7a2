import { effectiveBlock } from '../../inventory/block-public-access.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { Reading } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * A website endpoint answers anonymous requests only. It serves nothing where it only redirects, where Block Public
 * Access is in force, or where there is neither a policy nor an ACL that could let anybody in; otherwise it is meant
 * for the public, whatever the policy says today.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html
 */
export const s3BucketWebsitePublic = defineCheck({
  id: 's3-bucket-website-public',
  title: 'The bucket serves no public website',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: [
    's3:ListBuckets',
    's3:GetBucketWebsite',
    's3:GetPublicAccessBlock',
    's3:GetBucketPolicy',
    's3:GetBucketOwnershipControls',
  ],
  controls: [],
  equivalents: [],
  rationale:
    'A website bucket has to be open to everyone, without TLS, so whatever is put into it by mistake is public.',
  remediation:
    'Serve the site by CloudFront with origin access control, and remove the website configuration.',
  evaluate(bucket, { inventory }) {
    const { id, arn, website } = bucket;
    if (website.status === 'unread') return unknown(website);
    if (!website.value) return pass(`Bucket ${id} hosts no website.`, { bucket: arn, website: null });
    const evidence = { bucket: arn, website: { ...website.value } };
    if (website.value.redirectAllRequestsTo)
      return pass(
        `Bucket ${id} redirects to ${website.value.redirectAllRequestsTo} and serves nothing.`,
        evidence,
      );
    const closed = closingFacts(inventory, bucket);
    if (closed.some(({ holds }) => holds === true))
      return pass(`Bucket ${id} hosts a website that is not open to everyone.`, evidence);
    const missing = closed.filter(({ holds }) => holds === null).flatMap(({ readings }) => readings);
    if (missing.length > 0) return unknown(missing, evidence);
    return fail(`Bucket ${id} hosts a website and Block Public Access does not close it.`, evidence);
  },
});

interface ClosingFact {
  /** Null: cannot be told. */
  readonly holds: boolean | null;
  readonly readings: readonly Reading<unknown>[];
}

/** Each fact alone keeps anonymous readers out. */
function closingFacts(inventory: Inventory, bucket: Bucket): readonly ClosingFact[] {
  const ignoreAcls = effectiveBlock(inventory, bucket, 'ignorePublicAcls');
  const restrict = effectiveBlock(inventory, bucket, 'restrictPublicBuckets');
  const { policy, objectOwnership } = bucket;
  return [
    both([ignoreAcls, (on: boolean) => on], [restrict, (on: boolean) => on]),
    both(
      [policy, (text: string | null) => text === null],
      [objectOwnership, (ownership: string | null) => ownership === 'BucketOwnerEnforced'],
    ),
  ];
}

type Condition<T> = readonly [Reading<T>, (value: T) => boolean];

function both<A, B>(a: Condition<A>, b: Condition<B>): ClosingFact {
  const states = new Set([stateOf(a), stateOf(b)]);
  const holds = states.has(false) ? false : states.has(null) ? null : true;
  return { holds, readings: [a[0], b[0]] };
}

function stateOf<T>([reading, test]: Condition<T>): boolean | null {
  return reading.status === 'read' ? test(reading.value) : null;
}
