import type { ExposedPerson } from '../../iam/answers/exposure-answer.ts';
import { bucketOutsiders } from '../../inventory/exposure/bucket-people.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { ownPolicyOf } from '../../inventory/policy-of.ts';
import type { JsonObject } from '../../model/json.ts';
import { eachOnce, type Unread, unread, unreadAmong } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { BUCKET_ACCESS_CHANGES } from '../changes/bucket-changes.ts';
import { ENDPOINT_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { ENDPOINT_READS } from '../endpoint-reads.ts';
import { dedented } from '../fix/dedented.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { PUBLIC_BUCKET_READS } from '../public-bucket-outcome.ts';
import { requestEvidence } from '../request-evidence.ts';
import { SHARING_CONTROLS } from '../sharing-outcome.ts';

/**
 * Strangers are for s3-bucket-not-public-*. By the bucket's policy, its access points' and its ACL, as the settings leave
 * them; what CloudFront and other services serve is told by `rampart exposure`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
 */
export const s3BucketCrossAccountAccess = defineCheck({
  id: 's3-bucket-cross-account-access',
  title: 'No account that nobody knows gets into the bucket',
  practice: 12,
  severity: 'high',
  resource: 'AWS::S3::Bucket',
  reads: [...PUBLIC_BUCKET_READS, ...ENDPOINT_READS, ...ORGANIZATION_READS],
  changedBy: [...BUCKET_ACCESS_CHANGES, ...ENDPOINT_CHANGES],
  controls: SHARING_CONTROLS,
  equivalents: ['prowler:s3_bucket_cross_account_access'],
  rationale:
    'A former partner, a mistyped account id or an intruder who means to stay keeps reading, or writes what you then trust.',
  remediation:
    'Take the account out of the policy or the ACL, or add it to trustedAccounts in rampart.yaml if it is known.',
  fix: {
    cli: dedented(`
      # Save the policy without {evidence.outsiders}, and put it back
      aws s3api get-bucket-policy --bucket {id} --query Policy --output text
      aws s3api put-bucket-policy --bucket {id} --policy file://<POLICY-FILE>
      # Where an ACL lets it in, turn ACLs off: aws s3api put-bucket-ownership-controls --bucket {id} --ownership-controls '{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]}'`),
    terraform: dedented(`
      # Without {evidence.outsiders}
      resource "aws_s3_bucket_policy" "this" {
        bucket = "{id}"
        policy = file("<POLICY-FILE>")
      }

      resource "aws_s3_bucket_ownership_controls" "this" {
        bucket = "{id}"
        rule {
          object_ownership = "BucketOwnerEnforced"
        }
      }`),
  },
  evaluate(bucket, { inventory, settings }) {
    const people = bucketOutsiders(inventory, bucket, settings.trustedAccounts);
    const inside = people.filter((person) => operationsOf(person, 'open').length > 0);
    const evidence = evidenceOf(bucket, inside.length > 0 ? inside : people);
    if (inside.length > 0) return fail(openSentence(bucket, inside), evidence);
    const missing = [...unsettled(inventory, bucket), ...people.flatMap(unreadOf)];
    if (missing.length > 0) return unknown(eachOnce(missing), evidence);
    return pass(`Nobody but known accounts and services gets into bucket ${bucket.id}.`, evidence);
  },
});

function operationsOf({ access }: ExposedPerson, answer: 'open' | 'held'): readonly string[] {
  return access.filter((each) => each.answer === answer).map(({ operation }) => operation);
}

function openSentence({ id }: Bucket, people: readonly ExposedPerson[]): string {
  const told = people.map((person) => `${person.name} (${operationsOf(person, 'open').join(', ')})`);
  return `Others get into bucket ${id}: ${told.join('; ')}.`;
}

/** An ACL matters where ACLs are on. */
function unsettled(inventory: Inventory, { policy, acl, objectOwnership }: Bucket): readonly Unread[] {
  const document = ownPolicyOf(inventory, policy, 's3:GetBucketPolicy');
  const isOff = objectOwnership.status === 'read' && objectOwnership.value === 'BucketOwnerEnforced';
  return unreadAmong([document, ...(isOff ? [] : [acl])]);
}

function unreadOf({ access }: ExposedPerson): readonly Unread[] {
  return access.flatMap((each) => each.unread.map(({ call, why }) => unread(call, why)));
}

function evidenceOf({ arn }: Bucket, people: readonly ExposedPerson[]): JsonObject {
  return {
    bucket: arn,
    outsiders: people.map(({ name }) => name),
    access: people.map((person) => {
      const [way] = person.access.flatMap(({ ways }) => ways);
      return {
        who: person.name,
        open: [...operationsOf(person, 'open')],
        held: [...operationsOf(person, 'held')],
        ...(way && {
          grant: `${way.grant} ${way.where}`.trim(),
          stoppedBy: way.stoppedBy.map(({ setting, of }) => `${setting} of ${of}`),
        }),
        ...(way?.request && { request: requestEvidence(way.request) }),
      };
    }),
  };
}
