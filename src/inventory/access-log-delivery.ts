import type { AuthorizationRequest } from '../iam/authorization-request.ts';
import { authorize } from '../iam/authorize.ts';
import { compilePolicySet } from '../iam/compile-policy-set.ts';
import type { Effect } from '../iam/decision.ts';
import type { PolicySet } from '../iam/policy-set.ts';
import { canReach } from '../iam/prove/can-reach.ts';
import { documentOf } from '../iam/prove/document-of.ts';
import { audienceOf } from '../model/acl-grants.ts';
import { type Reading, read, type Unread, unread, unreadAmong } from '../model/reading.ts';
import type { Bucket, BucketLogging } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';
import { notProved } from './not-known.ts';
import { policyInForce } from './policy-at-resource.ts';
import { resourceGuards } from './resource-guards.ts';

const SERVICE = 'logging.s3.amazonaws.com';

/** Whether S3 may put a bucket's access logs where it is told to. */
export interface DeliveryRight {
  /** `allow`: it may; else it may not, by no statement or against one. Unread: that is not known. */
  readonly effect: Reading<Effect>;
  /** What S3 asks for, as far as AWS tells. */
  readonly request: AuthorizationRequest;
}

/**
 * By the policy of the bucket that receives them, or its ACL's grant to the log delivery group where ACLs are on, under
 * whatever denies it, the organisation's policies too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general
 */
export function deliveryRight(
  inventory: Inventory,
  source: Bucket,
  { targetPrefix }: BucketLogging,
  target: Bucket,
): DeliveryRight {
  const requests = requestsFor(inventory, source, targetPrefix, target);
  const [request] = requests;
  const policy = policyInForce(inventory, target);
  if (policy.status === 'unread') return { effect: policy, request };
  const { missing, options } = resourceGuards(inventory, target.account);
  const document = documentOf(policy.value?.document ?? { Version: '2012-10-17', Statement: [] });
  const setOf = (byAcl: boolean): PolicySet => ({
    resourcePolicy: byAcl
      ? { ...document, statements: [...document.statements, ...byAclStatement(target).statements] }
      : document,
    resourceControlPolicies: options.resourceControlPolicies ?? undefined,
    managementAccount: options.managementAccount,
  });
  const acl = aclGrant(target);
  const own = effectOf(setOf(acl.status === 'read' && acl.value), requests, missing);
  if (acl.status === 'read' || (own.status === 'read' && own.value !== 'implicit-deny'))
    return { effect: own, request };
  return { effect: acl, request }; // it could let S3 write
}

/**
 * Whether the ACL lets the log delivery group write; where ACLs are off, it does nothing. AWS does not say whether a
 * grant to everyone is one to the group too.
 */
function aclGrant({ objectOwnership, acl }: Bucket): Reading<boolean> {
  if (objectOwnership.status === 'read' && objectOwnership.value === 'BucketOwnerEnforced')
    return read(false);
  if (acl.status === 'unread') return acl;
  const writers = acl.value.grants
    .filter(({ permission }) => permission === 'WRITE' || permission === 'FULL_CONTROL')
    .map((grant) => audienceOf(acl.value, grant));
  const granted = writers.includes('log-delivery');
  if (!granted && writers.some((each) => each === 'everyone' || each === 'any-aws-account'))
    return unread(
      's3:GetBucketAcl',
      'NotDocumented: whether its public grant lets the log delivery group write',
    );
  return granted && objectOwnership.status === 'unread' ? objectOwnership : read(granted);
}

function byAclStatement({ arn }: Bucket): ReturnType<typeof documentOf> {
  return documentOf({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: SERVICE },
      Action: 's3:PutObject',
      Resource: `${arn}/*`,
    },
  });
}

type Requests = readonly [AuthorizationRequest, AuthorizationRequest];

/**
 * In either format of a log's key: which one the bucket has is not read.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html#server-log-keyname-format
 */
function requestsFor(inventory: Inventory, source: Bucket, prefix: string, target: Bucket): Requests {
  const { options } = resourceGuards(inventory, target.account);
  const request = (key: string): AuthorizationRequest => ({
    principal: SERVICE,
    action: 's3:PutObject',
    resource: `${target.arn}/${prefix}${key}`,
    resourceAccount: target.account,
    context: {
      'aws:SourceArn': source.arn,
      'aws:SourceAccount': source.account,
      'aws:SecureTransport': 'true',
      ...(typeof options.organization === 'string' && { 'aws:SourceOrgID': options.organization }),
    },
  });
  const { account, region, id } = source;
  return [request(SIMPLE), request(`${account}/${region}/${id}/2026/01/01/${SIMPLE}`)];
}

const SIMPLE = '2026-01-01-00-00-00-0123456789ABCDEF';

/** The one answer to both formats. `missing`: resource control policies that were not read. */
function effectOf(policies: PolicySet, requests: Requests, missing: Unread | null): Reading<Effect> {
  const set = compilePolicySet(policies);
  const [simple, partitioned] = requests.map((each) => authorize(each, set).effect);
  if (simple === 'allow' && partitioned === 'allow') return missing ?? read('allow');
  if (simple === 'allow' || partitioned === 'allow') return unread('s3:GetBucketLogging', OF_FORMAT);
  const verdict = reachedAtAll(policies, requests);
  if (verdict.answer === 'proved') return read(simple ?? 'implicit-deny');
  if (verdict.answer === 'unknown') return notProved(verdict.reason);
  return unread('s3:GetBucketPolicy', `NotDocumented: ${UNSAID}`);
}

const OF_FORMAT = 'NotRead: in which format the keys of the logs are, and the policy allows one of the two';
const UNSAID = 'the policy asks for what AWS does not say that S3 sends with access logs';

/** Whatever else S3 sends beside what AWS tells. */
function reachedAtAll(policies: PolicySet, requests: Requests): ReturnType<typeof canReach> {
  const [{ context = {}, resourceAccount = '' }] = requests;
  return canReach(policies, {
    principal: SERVICE,
    actions: ['s3:PutObject'],
    resources: requests.map(({ resource }) => resource),
    condition: {
      StringEquals: {
        ...(context as Readonly<Record<string, string>>),
        'aws:ResourceAccount': resourceAccount,
      },
    },
  });
}

/**
 * What of the receiving bucket itself keeps S3 from delivering, in sentences without an end; what was not read, or AWS does not
 * say, and may keep it.
 */
export interface DeliveryObstacles {
  readonly found: readonly string[];
  readonly missing: readonly Unread[];
}

/**
 * Both buckets lie in one region; the one that receives has no default retention and no Requester Pays; its default
 * encryption is SSE-S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function deliveryObstacles(source: Bucket, target: Bucket): DeliveryObstacles {
  const { objectLock, requestPayer } = target;
  const encrypted = obstacleOfEncryption(target);
  const regions = [source.region, target.region];
  const isRegionKnown = !regions.includes('unknown');
  return {
    found: [
      ...(isRegionKnown && source.region !== target.region
        ? [`${target.id} lies in ${target.region}, ${source.id} in ${source.region}`]
        : []),
      ...(objectLock.status === 'read' && objectLock.value?.defaultRetention
        ? [`Object Lock gives ${target.id} a default retention`]
        : []),
      ...(requestPayer.status === 'read' && requestPayer.value === 'Requester'
        ? [`Requester Pays is on for ${target.id}`]
        : []),
      ...(encrypted?.status === 'read' ? [encrypted.value] : []),
    ],
    missing: [
      ...(isRegionKnown ? [] : [unread('s3:GetBucketLocation', 'NotRead: the region of one of the buckets')]),
      ...unreadAmong([objectLock, requestPayer, ...(encrypted ? [encrypted] : [])]),
    ],
  };
}

/**
 * AWS supports SSE-S3 alone. With its own key aws/s3, whose policy nobody can change, nothing is delivered; with a key
 * whose policy lets the logging service encrypt people see logs arrive, for which AWS does not stand.
 */
function obstacleOfEncryption({ id, encryption }: Bucket): Reading<string> | null {
  if (encryption.status === 'unread') return encryption;
  const rule = encryption.value.find(({ sseAlgorithm }) => sseAlgorithm.startsWith('aws:kms'));
  if (!rule) return null;
  const { kmsMasterKeyId } = rule;
  return kmsMasterKeyId === null || kmsMasterKeyId.endsWith('alias/aws/s3')
    ? read(`${id} encrypts with aws/s3, a key that the logging service may not use`)
    : unread(
        's3:GetBucketEncryption',
        'NotDocumented: AWS supports SSE-S3 alone where access logs are delivered, not a KMS key',
      );
}
