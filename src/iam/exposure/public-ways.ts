import { type Reading, type Unread, unread, unreadAmong } from '../../model/reading.ts';
import type { Bucket, BucketAcl, ObjectAcl } from '../../model/resources/s3.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import { InvalidInput } from '../invalid-input.ts';
import type { PolicyDocument, Statement } from '../policy-document.ts';
import type { PolicySet } from '../policy-set.ts';
import { documentOf } from '../prove/document-of.ts';
import { s3PublicPolicy } from '../prove/public/s3-public-policy.ts';
import { publicAccess } from '../prove/public-access.ts';
import { ALLOW_ALL } from '../prove/replay.ts';
import { type GrantedStatement, publicBucketGrants, publicObjectGrants } from './acl-statements.ts';
import type { BucketGuards } from './bucket-guards.ts';
import { BUCKET_OPERATIONS, type BucketOperation } from './bucket-operation.ts';

export type WayKind = 'bucket-policy' | 'bucket-acl' | 'object-acl';

/** A grant that a stranger could use, before Block Public Access and Object Ownership are asked. */
export interface PublicWay {
  readonly by: WayKind;
  readonly grant: string;
  readonly witness: AuthorizationRequest;
  readonly doubts: readonly Unread[];
  /** Of a policy: RestrictPublicBuckets goes by what AWS calls public. */
  readonly isPublicToAws: boolean;
}

export interface WaysIn {
  readonly ways: readonly PublicWay[];
  readonly missingOfPolicy: readonly Unread[];
  readonly missingOfAcls: readonly Unread[];
}

/** Grants to strangers by a bucket's policy, its ACL and those of its objects, as if nothing blocked them. */
export function publicWays(bucket: Bucket, guards: BucketGuards, operation: BucketOperation): WaysIn {
  const policy = readPolicy(bucket);
  const question: Question = {
    bucket,
    guards,
    operation,
    denies: policy.status === 'read' ? policy.value.statements.filter(({ effect }) => effect === 'Deny') : [],
    doubts: unreadAmong([policy, guards.resourceControlPolicies]),
  };
  const byPolicy = policy.status === 'read' ? waysOfPolicy(question, policy.value) : NO_WAYS;
  const byAcls = waysOfAcls(question);
  return {
    ways: [...byPolicy.ways, ...byAcls.ways],
    missingOfPolicy: [...unreadAmong([policy]), ...byPolicy.missing],
    missingOfAcls: byAcls.missing,
  };
}

interface Question {
  readonly bucket: Bucket;
  readonly guards: BucketGuards;
  readonly operation: BucketOperation;
  /** Of the bucket's policy: they bind those whom ACLs let in, too. */
  readonly denies: readonly Statement[];
  /** What may deny and was not read. */
  readonly doubts: readonly Unread[];
}

interface Found {
  readonly ways: readonly PublicWay[];
  readonly missing: readonly Unread[];
}

const NO_WAYS: Found = { ways: [], missing: [] };
const NO_POLICY: PolicyDocument = { version: '2012-10-17', id: null, statements: [] };

function readPolicy({ policy }: Bucket): Reading<PolicyDocument> {
  if (policy.status === 'unread') return policy;
  if (policy.value === null) return { status: 'read', value: NO_POLICY };
  try {
    return { status: 'read', value: documentOf(policy.value) };
  } catch (problem) {
    if (!(problem instanceof InvalidInput)) throw problem;
    return unread('s3:GetBucketPolicy', `Malformed: ${problem.message}`);
  }
}

function waysOfPolicy(question: Question, policy: PolicyDocument): Found {
  if (!policy.statements.some(mayAdmitStrangers)) return NO_WAYS;
  const found = strangerBy(question, policy);
  if (!found) return NO_WAYS;
  if ('status' in found) return { ways: [], missing: [found] };
  const isPublicToAws = s3PublicPolicy(policy, 'bucket').public;
  const grant = allowing(found, policy, question);
  return {
    ways: [{ by: 'bucket-policy', grant, witness: found, doubts: question.doubts, isPublicToAws }],
    missing: [],
  };
}

/** A principal that is told is no stranger. */
function mayAdmitStrangers({ effect, principals }: Statement): boolean {
  if (effect === 'Deny') return false;
  return principals?.some(({ type, value }) => type === 'Federated' || value === '*') ?? true;
}

function waysOfAcls(question: Question): Found {
  const { acl, objectAclSample, arn } = question.bucket;
  const ofBucket =
    acl.status === 'read'
      ? waysOfGrants(question, 'bucket-acl', publicBucketGrants(acl.value, arn))
      : NO_WAYS;
  const ofObjects = OF_OBJECTS.has(question.operation) ? waysOfObjects(question, objectAclSample) : NO_WAYS;
  const isOfBucket = BY_BUCKET_ACL.has(question.operation);
  return {
    ways: [...ofBucket.ways, ...ofObjects.ways],
    missing: [...(isOfBucket ? unreadAmong([acl]) : []), ...ofBucket.missing, ...ofObjects.missing],
  };
}

const BY_BUCKET_ACL = new Set<BucketOperation>(['list', 'write', 'read-acl', 'write-acl']);
const OF_OBJECTS = new Set<BucketOperation>(['read', 'read-acl', 'write-acl']);

/** A sample that grants nothing to the public says nothing of the objects that are not in it. */
function waysOfObjects(question: Question, sample: Reading<readonly ObjectAcl[]>): Found {
  if (sample.status === 'unread') return { ways: [], missing: [sample] };
  if (sample.value.length === 0) return NO_WAYS;
  const found = sample.value.map(({ key, acl }) => waysOfObject(question, key, acl));
  const others = unread(
    's3:GetObjectAcl',
    `NotAskedFor: the ACLs of ${sample.value.length} objects were read, those of others were not`,
  );
  return {
    ways: found.flatMap(({ ways }) => ways),
    missing: [...found.flatMap(({ missing }) => missing), others],
  };
}

function waysOfObject(question: Question, key: string, acl: Reading<BucketAcl>): Found {
  if (acl.status === 'unread') return { ways: [], missing: [acl] };
  return waysOfGrants(question, 'object-acl', publicObjectGrants(acl.value, `${question.bucket.arn}/${key}`));
}

function waysOfGrants(question: Question, by: WayKind, grants: readonly GrantedStatement[]): Found {
  const { operation, denies, doubts } = question;
  const { actions } = BUCKET_OPERATIONS[operation];
  const found = grants
    .filter(({ statement }) => statement.actions?.some((action) => actions.includes(action)))
    .map(({ grant, statement }) => ({
      grant,
      witness: strangerBy(question, { ...NO_POLICY, statements: [...denies, statement] }),
    }));
  return {
    ways: found.flatMap(({ grant, witness }) =>
      witness && !('status' in witness) ? [{ by, grant, witness, doubts, isPublicToAws: true }] : [],
    ),
    missing: found.flatMap(({ witness }) => (witness && 'status' in witness ? [witness] : [])),
  };
}

/** A stranger's request for the operation that the policy allows; null: proved that there is none. */
function strangerBy(
  { bucket: { type, arn, account }, guards, operation }: Question,
  policy: PolicyDocument,
): AuthorizationRequest | Unread | null {
  const verdict = publicAccess(
    policy,
    { type, arn, account },
    { asked: BUCKET_OPERATIONS[operation].actions, ...controlsOf(guards) },
  );
  switch (verdict.answer) {
    case 'proved':
      return null;
    case 'refuted':
      return verdict.witness;
    case 'unknown':
      return unread('rampart/iam', `TooHard: ${verdict.reason}`);
  }
}

function controlsOf({
  resourceControlPolicies: levels,
}: BucketGuards): Pick<PolicySet, 'resourceControlPolicies'> {
  return { resourceControlPolicies: levels.status === 'read' ? (levels.value ?? undefined) : undefined };
}

function allowing(witness: AuthorizationRequest, policy: PolicyDocument, { guards }: Question): string {
  const { determining } = authorize(witness, {
    identityPolicies: [ALLOW_ALL],
    resourcePolicy: policy,
    ...controlsOf(guards),
  });
  const first = determining.find(({ source }) => source === 'resourcePolicy');
  if (!first) return 'its policy';
  return `statement ${first.statement + 1}${first.sid ? ` "${first.sid}"` : ''}`;
}
