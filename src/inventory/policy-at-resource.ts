import type { KmsGrant, NamedPolicy } from '../iam/index.ts';
import { mapReading, type Reading, read, thenReading, unread } from '../model/reading.ts';
import type { Resource, ResourceType } from '../model/resource-types.ts';
import type { Inventory } from './inventory.ts';
import { policyOf } from './policy-of.ts';
import { policiesOfResource, type ResourcePolicy, resourcePolicies } from './resource-policies.ts';
import { restrictedPolicy } from './restricted-policy.ts';

/** What a resource itself says of a request for it. */
export interface PolicyAtResource {
  /** Twelve digits; null: the snapshot has no such resource. */
  readonly account: string | null;
  /** Null: it has none, or things of its kind have none. */
  readonly policy: Reading<NamedPolicy | null>;
  /** Of a KMS key; null: it is none. */
  readonly grants: Reading<readonly KmsGrant[]> | null;
}

/**
 * Services of whose resources Rampart reads the policies. IAM's own has trust policies, which requests to STS alone
 * are weighed by.
 */
const SERVICES: ReadonlySet<string> = new Set([
  's3',
  'kms',
  'secretsmanager',
  'sns',
  'sqs',
  'lambda',
  'ecr',
  'elasticfilesystem',
  'dynamodb',
  'backup',
  'es',
  'events',
  'sts',
]);

/** `resource`: an ARN, of something in it too (an object of a bucket), or `*`. */
export function policyAtResource(inventory: Inventory, action: string, resource: string): PolicyAtResource {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  if (resource === '*' || !SERVICES.has(service)) return NONE;
  const found = likelyHolder(inventory, service, resource) ?? holderOf(inventory, resource);
  if (!found) {
    const why = /[*?]/.test(resource)
      ? `NotEvaluated: ${resource} may be several resources with policies of their own: ask about one of them`
      : `NotInSnapshot: what was read has no ${resource}, so that a policy of its own is not known`;
    return { account: null, policy: unread(service, why), grants: null };
  }
  if ((found.type === 'AWS::IAM::Role') !== (service === 'sts')) return { ...NONE, account: found.account };
  return {
    account: found.account,
    policy: policyInForce(inventory, found),
    grants: found.grants ?? null,
  };
}

/** A resource's own policy, as S3 Block Public Access leaves it; null: it has none. */
export function policyInForce(
  inventory: Inventory,
  resource: Pick<ResourcePolicy, 'type' | 'arn' | 'account' | 'policy'>,
): Reading<NamedPolicy | null> {
  return thenReading(resource.policy, (text) => {
    if (text === null) return read(null);
    const document = thenReading(policyOf(inventory, text, 'policy of the resource'), (each) =>
      restrictedPolicy(inventory, resource, each),
    );
    return mapReading(document, (each) => ({ name: resource.arn, document: each }));
  });
}

const NONE: PolicyAtResource = { account: null, policy: read(null), grants: null };

/** Looked at first, so that a check about one of them asks for no other type. */
const LIKELY: Readonly<Record<string, ResourceType>> = { s3: 'AWS::S3::Bucket', kms: 'AWS::KMS::Key' };

function likelyHolder(inventory: Inventory, service: string, resource: string): ResourcePolicy | null {
  const type = LIKELY[service];
  if (type === undefined) return null;
  const byArn: ReadonlyMap<string, readonly Resource[]> = inventory.grouped(type, 'arn');
  for (let arn = resource; arn !== ''; arn = shorter(arn)) {
    const [found] = byArn.get(arn) ?? [];
    if (found) return policiesOfResource(found)[0] ?? null;
  }
  return null;
}

/** The resource itself, or what it is in: the longest ARN that it begins with. */
function holderOf(inventory: Inventory, resource: string): ResourcePolicy | null {
  const byArn = inventory.derive(
    holderOf,
    () => new Map(resourcePolicies(inventory).map((each) => [each.arn, each])),
  );
  for (let arn = resource; arn !== ''; arn = shorter(arn)) {
    const found = byArn.get(arn);
    if (found) return found;
  }
  return null;
}

function shorter(arn: string): string {
  return arn.slice(0, Math.max(0, arn.lastIndexOf('/'), arn.lastIndexOf(':')));
}
