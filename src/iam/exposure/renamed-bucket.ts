import { audienceOf } from '../../model/acl-grants.ts';
import { mapReading } from '../../model/reading.ts';
import type { Bucket, BucketAcl } from '../../model/resources/s3.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import type { BucketGuards } from './bucket-guards.ts';

const NAME = 'any-bucket-of-any-account';
const ACCOUNT = '101010101010';

/**
 * The bucket under a name and an account that all such buckets share, with what strangers get by its ACLs alone: what
 * is proved of it holds for all whose settings are the same but for the names. Null: its policy could tell names apart,
 * by a wildcard in one, or resource control policies or an access point's could.
 */
export function renamedBucket(
  bucket: Bucket,
  { resourceControlPolicies, accessPoints }: BucketGuards,
): Bucket | null {
  if (accessPoints.status === 'read' && accessPoints.value.length > 0) return null;
  const { policy, acl, objectAclSample } = bucket;
  const text = policy.status === 'read' ? (policy.value ?? '') : '';
  if (text.includes(NAME) || text.includes(ACCOUNT) || couldTellNames(text, bucket)) return null;
  if (resourceControlPolicies.status === 'read' && resourceControlPolicies.value !== null) return null;
  const arn = bucket.arn.replace(bucket.id, NAME);
  return {
    ...bucket,
    id: NAME,
    arn,
    account: ACCOUNT,
    policy: mapReading(policy, (value) => value && renamed(value, bucket, arn)),
    acl: mapReading(acl, publicPart),
    objectAclSample: mapReading(objectAclSample, (sample) =>
      sample.map((each) => ({ ...each, acl: mapReading(each.acl, publicPart) })),
    ),
  };
}

/** The request as it is for the bucket that `renamedBucket` renamed. */
export function requestOfBucket(request: AuthorizationRequest, bucket: Bucket): AuthorizationRequest {
  const text = JSON.stringify(request)
    .replaceAll(bucket.arn.replace(bucket.id, NAME), bucket.arn)
    .replaceAll(ACCOUNT, bucket.account);
  return JSON.parse(text) as AuthorizationRequest; // the same shape with other names
}

function renamed(text: string, { arn, account }: Bucket, newArn: string): string {
  return text.replaceAll(wholeArn(arn), newArn).replaceAll(wholeNumber(account), ACCOUNT);
}

/** An escaped letter, a wildcard that part of a name could meet, or the bucket's name outside its own ARN. */
function couldTellNames(text: string, { arn, id }: Bucket): boolean {
  const rest = text.replaceAll(wholeArn(arn), '');
  return rest.includes(id) || /\\|\$\{|:s3:::[^"/]*[*?]|\d[*?]|[*?]\d/.test(rest);
}

/** Followed by the end of the text or by an object's key. */
function wholeArn(arn: string): RegExp {
  return new RegExp(`${arn.replaceAll('.', '\\.')}(?=["/])`, 'g');
}

function wholeNumber(digits: string): RegExp {
  return new RegExp(`(?<!\\d)${digits}(?!\\d)`, 'g');
}

function publicPart(acl: BucketAcl): BucketAcl {
  const grants = acl.grants.filter((grant) =>
    ['everyone', 'any-aws-account'].includes(audienceOf(acl, grant)),
  );
  return { ownerId: '', grants };
}
