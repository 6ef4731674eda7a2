import { type AuthorizationRequest, CATALOGUE, canReach } from '../iam/index.ts';
import { ALLOW_ALL } from '../iam/prove/replay.ts';
import { type Reading, read, thenReading, type Unread, unread } from '../model/reading.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { alikeBuckets } from './exposure/alike-buckets.ts';
import type { Inventory } from './inventory.ts';
import { policyOf } from './policy-of.ts';
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
  return alikeBuckets(inventory, []).answerOfPolicy(bucket, 'without TLS', () => ask(inventory, bucket));
}

function ask(inventory: Inventory, { arn, account, policy }: Bucket): Reading<AuthorizationRequest | null> {
  const document = thenReading(policy, (text) =>
    text === null ? read(null) : policyOf(inventory, text, 's3:GetBucketPolicy'),
  );
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
    .filter((action) => !/BucketPolicy$/.test(action));
  return actions;
}

const TYPES: ReadonlySet<string> = new Set(['bucket', 'object']);
