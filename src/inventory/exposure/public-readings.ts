import type { ExposedPerson, ResourceExposure } from '../../iam/answers/exposure-answer.ts';
import type { PolicyDocument } from '../../iam/index.ts';
import { s3PublicPolicy } from '../../iam/prove/public/s3-public-policy.ts';
import { differenceOf, mayAdmitStrangers, publicAccess } from '../../iam/prove/public-access.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import type { Inventory } from '../inventory.ts';
import { ownPolicyOf } from '../policy-of.ts';
import { resourceGuards } from '../resource-guards.ts';

/**
 * AWS's reading of the bucket's policy, and why strangers can do more or less than it says. `inFull`: also whether
 * they can do anything besides the operations that people are told of, by a policy that AWS does not call public.
 */
export function publicReadings(
  inventory: Inventory,
  bucket: Bucket,
  people: readonly ExposedPerson[],
  inFull: boolean,
): Pick<ResourceExposure, 'aws' | 'difference'> {
  const document = ownPolicyOf(inventory, bucket.policy, 's3:GetBucketPolicy');
  if (document.status === 'unread' || document.value === null) return { aws: null, difference: null };
  const aws = s3PublicPolicy(document.value, 'bucket');
  const shown = strangersShown(document.value, people);
  const answer = shown ?? (aws.public || inFull ? strangersOf(inventory, bucket, document.value) : 'proved');
  return { aws, difference: answer === null ? null : differenceOf({ answer }, aws) };
}

/** What they can do of the operations shows it; null: that they can do nothing of these shows nothing. */
function strangersShown(
  { statements }: PolicyDocument,
  people: readonly ExposedPerson[],
): 'proved' | 'refuted' | null {
  if (!statements.some(mayAdmitStrangers)) return 'proved';
  const ways = people
    .filter(({ kind }) => kind === 'any-account')
    .flatMap(({ access }) => access.flatMap((each) => each.ways));
  return ways.some(({ by }) => by === 'policy') ? 'refuted' : null;
}

/** Whether the policy lets strangers do anything; null: not known. */
function strangersOf(
  inventory: Inventory,
  { type, arn, account }: Bucket,
  document: PolicyDocument,
): 'proved' | 'refuted' | null {
  const { resourceControlPolicies, managementAccount } = resourceGuards(inventory, account).options;
  const controls = { resourceControlPolicies, managementAccount };
  const { answer } = publicAccess(document, { type, arn, account }, controls);
  return answer === 'unknown' ? null : answer;
}
