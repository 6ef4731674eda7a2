import { audienceOf } from '../../model/acl-grants.ts';
import { mapReading } from '../../model/reading.ts';
import type { Bucket, BucketAcl } from '../../model/resources/s3.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { documentOf } from '../prove/document-of.ts';
import type { PolicyLevels } from '../view/iam-view.ts';
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
  if (accessPoints.known.length + accessPoints.ofVpcs.length > 0) return null;
  const { policy, acl, objectAclSample } = bucket;
  const text = policy.status === 'read' ? (policy.value ?? '') : '';
  if (text.includes(NAME) || text.includes(ACCOUNT) || couldTellNames(text, bucket)) return null;
  const controls = resourceControlPolicies.status === 'read' ? resourceControlPolicies.value : null;
  if (controls && controlsTellNames(controls, bucket)) return null;
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
  const plain = { arn: bucket.arn.replace(bucket.id, NAME), account: ACCOUNT };
  return requestOfOther(request, plain, bucket);
}

/** A request for one bucket as it is for another that is renamed the same. */
export function requestOfOther(
  request: AuthorizationRequest,
  bucket: Pick<Bucket, 'arn' | 'account'>,
  other: Pick<Bucket, 'arn' | 'account'>,
): AuthorizationRequest {
  const text = JSON.stringify(request)
    .replaceAll(bucket.arn, other.arn)
    .replaceAll(bucket.account, other.account);
  return JSON.parse(text) as AuthorizationRequest; // the same shape with other names
}

function renamed(text: string, { arn, account }: Bucket, newArn: string): string {
  return withArn(text, arn, newArn).replaceAll(wholeNumber(account), ACCOUNT);
}

/**
 * An escaped letter, a wildcard that part of a name could meet (one that any name meets tells none apart), or the
 * bucket's name outside its own ARN.
 */
function couldTellNames(text: string, { arn, id }: Bucket): boolean {
  const rest = withArn(text, arn, '');
  return rest.includes(id) || /\\|\$\{|:s3:::(?!\*["/])[^"/]*[*?]|\d[*?]|[*?]\d/.test(rest);
}

/** By naming resources, or by a condition on what they are or have. */
function controlsTellNames(levels: PolicyLevels, { account }: Bucket): boolean {
  const known = CONTROLS.get(levels) ?? controlsOf(levels);
  CONTROLS.set(levels, known);
  return known.tells || known.text.includes(account);
}

interface Controls {
  readonly text: string;
  readonly tells: boolean;
}

const CONTROLS = new WeakMap<PolicyLevels, Controls>();

function controlsOf(levels: PolicyLevels): Controls {
  const documents = levels.flat().map(({ document }) => documentOf(document));
  const statements = documents.flatMap((each) => each.statements);
  const text = JSON.stringify(documents);
  const isOfAll = statements.every(({ resources }) => resources?.length === 1 && resources[0] === '*');
  const asks = statements.some(({ conditions }) =>
    conditions.some(({ key }) => /^(?:aws:resource|s3:)/i.test(key)),
  );
  return { text, tells: !isOfAll || asks || text.includes('${') || text.includes(ACCOUNT) };
}

/** Another in the place of an ARN where the end of the text or an object's key follows. */
function withArn(text: string, arn: string, other: string): string {
  const [first = '', ...rest] = text.split(arn);
  return first + rest.map((each) => (/^["/]/.test(each) ? other : arn) + each).join('');
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
