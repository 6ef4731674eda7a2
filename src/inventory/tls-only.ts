import { renamedBucket, requestOfOther } from '../iam/exposure/renamed-bucket.ts';
import { type AuthorizationRequest, CATALOGUE, canReach } from '../iam/index.ts';
import { ALLOW_ALL } from '../iam/prove/replay.ts';
import { mapReading, type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { Bucket } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';
import { organizationGuards } from './organization-policies.ts';
import { ownPolicyOf } from './policy-of.ts';
import { resourceGuards } from './resource-guards.ts';

/**
 * A request without TLS for a bucket or its objects that neither the bucket's policy nor its organization's stops,
 * whoever makes it; null: proved that there is none. The root user of the account may always mend the policy itself,
 * so that those actions are not asked about.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS
 */
export function requestWithoutTls(
  inventory: Inventory,
  bucket: Bucket,
): Reading<AuthorizationRequest | null> {
  const plain = plainPolicy(inventory, bucket);
  if (plain === null) return ask(inventory, bucket);
  const known = inventory.derive(requestWithoutTls, () => new Map<string, Told>());
  const told = known.get(plain) ?? { bucket, found: ask(inventory, bucket) };
  known.set(plain, told);
  return mapReading(told.found, (request) => request && requestOfOther(request, told.bucket, bucket));
}

interface Told {
  readonly bucket: Bucket;
  readonly found: Reading<AuthorizationRequest | null>;
}

/** What buckets that differ by their names and accounts alone have in common; null: something may tell them apart. */
function plainPolicy(inventory: Inventory, bucket: Bucket): string | null {
  const { options, missing } = resourceGuards(inventory, bucket.account);
  const plain = renamedBucket(bucket, {
    accountBlock: read(null),
    accessPoints: { known: [], ofVpcs: [], unlisted: [] },
    resourceControlPolicies: organizationGuards(inventory, bucket.account).levels.RESOURCE_CONTROL_POLICY,
  });
  if (!plain) return null;
  const around = inventory.derive(`guards of ${bucket.account} as text`, () =>
    JSON.stringify([options.resourceControlPolicies, options.managementAccount === bucket.account, missing]),
  );
  return JSON.stringify([around, plain.policy]);
}

function ask(inventory: Inventory, { arn, account, policy }: Bucket): Reading<AuthorizationRequest | null> {
  const document = ownPolicyOf(inventory, policy, 's3:GetBucketPolicy');
  const { options, missing } = resourceGuards(inventory, account);
  const { resourceControlPolicies, managementAccount } = options;
  const verdict = canReach(
    {
      identityPolicies: [ALLOW_ALL],
      resourceControlPolicies,
      managementAccount,
      ...(document.status === 'read' && document.value && { resourcePolicy: document.value }),
    },
    {
      actions: asked(),
      resources: [arn, `${arn}/*`],
      condition: {
        Bool: { 'aws:SecureTransport': 'false' },
        StringEquals: { 'aws:ResourceAccount': account },
        ArnNotLike: { 'aws:PrincipalArn': SERVICE_LINKED },
      },
    },
  );
  if (verdict.answer === 'proved') return read(null);
  if (verdict.answer === 'unknown') return unread('s3:GetBucketPolicy', `NotProved: ${verdict.reason}`);
  const doubts: readonly (Unread | null)[] = [document.status === 'unread' ? document : null, missing];
  return doubts.find((each) => each !== null) ?? read(verdict.witness);
}

/** AWS's own services, which resource control policies do not bind and which use TLS. */
const SERVICE_LINKED = 'arn:*:iam::*:role/aws-service-role/*';

let actions: readonly string[] | undefined;

/** What is done to buckets and objects. */
function asked(): readonly string[] {
  actions ??= (CATALOGUE.service('s3')?.actions ?? [])
    .filter(({ resourceTypes }) => resourceTypes.some(({ type }) => TYPES.has(type.name)))
    .map(({ name }) => `s3:${name}`)
    .filter((action) => !action.endsWith('BucketPolicy'));
  return actions;
}

const TYPES: ReadonlySet<string> = new Set(['bucket', 'object']);
