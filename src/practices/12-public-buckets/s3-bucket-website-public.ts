import { effectiveBlock } from '../../inventory/block-public-access.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { mapReading, type Reading, read, unreadAmong } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * A website endpoint answers anonymous requests only. It serves nothing where it only redirects, or where both ways
 * in are closed: that of a policy (Block Public Access, no policy, or none that AWS calls public) and that of ACLs
 * (Block Public Access, or ACLs that are off). Otherwise it is meant for the public.
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
    's3:GetBucketPolicyStatus',
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
    const ways = waysIn(inventory, bucket);
    const open = ways.filter(({ isOpen }) => isOpen.status === 'read' && isOpen.value);
    if (open.length > 0) {
      const names = open.map(({ name }) => name).join(' and ');
      return fail(`Bucket ${id} hosts a website that ${names} can open to everyone.`, evidence);
    }
    const missing = unreadAmong(ways.map(({ isOpen }) => isOpen));
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`Bucket ${id} hosts a website that is not open to everyone.`, evidence);
  },
});

interface WayIn {
  readonly name: string;
  readonly isOpen: Reading<boolean>;
}

function waysIn(inventory: Inventory, bucket: Bucket): readonly WayIn[] {
  const { policy, policyIsPublic, objectOwnership } = bucket;
  return [
    {
      name: 'its policy',
      isOpen: unlessAny([
        effectiveBlock(inventory, bucket, 'restrictPublicBuckets'),
        mapReading(policy, (text) => text === null),
        mapReading(policyIsPublic, (isPublic) => isPublic === false),
      ]),
    },
    {
      name: 'an ACL',
      isOpen: unlessAny([
        effectiveBlock(inventory, bucket, 'ignorePublicAcls'),
        mapReading(objectOwnership, (ownership) => ownership === 'BucketOwnerEnforced'),
      ]),
    },
  ];
}

/** Each fact alone closes the way; while one of them is not known, it may be closed. */
function unlessAny(closing: readonly Reading<boolean>[]): Reading<boolean> {
  if (closing.some((each) => each.status === 'read' && each.value)) return read(false);
  return unreadAmong(closing)[0] ?? read(true);
}
