import type { Inventory } from '../../inventory/inventory.ts';
import { type ReliedOnBucket, reliedOnBuckets } from '../../inventory/relied-on-buckets.ts';
import type { Reading } from '../../model/reading.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Judges the predictable names that the account is shown to use: each must be a bucket of the account itself. A
 * missing one can be made by anybody, and AWS's tools then write to it or read from it.
 */
export const s3BucketNameSquatting = defineCheck({
  id: 's3-bucket-name-squatting',
  title: 'Buckets with predictable names that the account relies on are its own',
  practice: 12,
  severity: 'low',
  resource: 'AWS::::Account',
  reads: ['s3:ListBuckets', 'iam:GetAccountAuthorizationDetails', 'ec2:DescribeInstances'],
  changedBy: ['s3:DeleteBucket'],
  controls: [],
  equivalents: ['prowler:s3_bucket_shadow_resource_vulnerability'],
  rationale:
    'Whoever creates the bucket that your tooling expects receives what it uploads, and can hand it altered code.',
  remediation:
    'Create the bucket in the account, bootstrap again with another qualifier, or remove the roles that use it.',
  fix: {
    cli: dedented(`
      # Where S3 refuses, somebody else has the name: bootstrap again with another qualifier, or remove the roles that use it
      aws s3 mb s3://{evidence.notOwned[]} --region <REGION-IN-ITS-NAME>`),
    terraform: dedented(`
      # With a provider of the region in the name. Where S3 refuses, somebody else has it: bootstrap again with another qualifier
      resource "aws_s3_bucket" "this" {
        for_each = toset({evidence.notOwned[]})
        bucket   = each.value
      }`),
  },
  evaluate({ account }, { inventory }) {
    const { buckets, missing } = reliedOnBuckets(inventory, account);
    const states = buckets.map((bucket) => ({ bucket, owned: isOwned(inventory, account, bucket) }));
    const foreign = states.flatMap(({ bucket, owned }) =>
      owned.status === 'read' && !owned.value ? [bucket.name] : [],
    );
    const evidence = { reliedOn: buckets.map((bucket) => ({ ...bucket })), notOwned: foreign };
    if (foreign.length > 0)
      return fail(
        `Account ${account} relies on bucket ${foreign.join(', ')}, which is not among its own.`,
        evidence,
      );
    const unread = [...missing, ...states.map(({ owned }) => owned)];
    if (unread.some(({ status }) => status === 'unread')) return unknown(unread, evidence);
    if (buckets.length === 0) return notApplicable();
    return pass(
      `Account ${account} owns what it relies on: ${counted(buckets.length, 'bucket')} with a predictable name.`,
      evidence,
    );
  },
});

function isOwned(inventory: Inventory, account: string, { name }: ReliedOnBucket): Reading<boolean> {
  const bucket = inventory.byId('AWS::S3::Bucket', name, { account });
  return bucket.status === 'read' ? { status: 'read', value: bucket.value !== null } : bucket;
}
