import type { KmsGrant } from '../iam/index.ts';
import { eachOnce, mapReading, type Reading, read, type Unread } from '../model/reading.ts';
import type { Resource, ResourceOf, ResourceType } from '../model/resource-types.ts';
import type { LambdaFunction } from '../model/resources/compute.ts';
import type { DynamoTable, OpenSearchDomain } from '../model/resources/data-stores.ts';
import type { PolicyText } from '../model/resources/iam.ts';
import type { KmsGrant as ReadGrant } from '../model/resources/kms.ts';
import type { AccessPoint } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';

/** The policy that a resource itself has, as far as it was read. */
export interface ResourcePolicy {
  readonly type: ResourceType;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  /** Of an S3 access point or an OpenSearch domain: where it takes requests from. */
  readonly networkOrigin?: AccessPoint['networkOrigin'];
  /** Null: it has none. */
  readonly policy: Reading<PolicyText | null>;
  /** Of a KMS key. */
  readonly grants?: Reading<readonly KmsGrant[]>;
}

type PolicyPart = Pick<ResourcePolicy, 'policy'> & Partial<ResourcePolicy>;

type Readers = { readonly [Type in ResourceType]?: (resource: ResourceOf<Type>) => readonly PolicyPart[] };

const own = ({ policy }: { readonly policy: Reading<PolicyText | null> }): readonly PolicyPart[] => [
  { policy },
];

/** Every type whose resources' policies Rampart reads. */
const READERS: Readers = {
  'AWS::IAM::Role': ({ assumeRolePolicyDocument }) => [{ policy: read(assumeRolePolicyDocument) }],
  'AWS::S3::Bucket': own,
  'AWS::S3::AccessPoint': ({ policy, networkOrigin }) => [{ policy, networkOrigin }],
  'AWS::S3::MultiRegionAccessPoint': own,
  'AWS::KMS::Key': ({ policy, grants }) => [
    { policy, grants: mapReading(grants, (all) => all.flatMap(toGrant)) },
  ],
  'AWS::SecretsManager::Secret': own,
  'AWS::SNS::Topic': own,
  'AWS::SQS::Queue': own,
  'AWS::Lambda::Function': ofFunction,
  'AWS::Lambda::LayerVersion': own,
  'AWS::ECR::Repository': own,
  'AWS::EFS::FileSystem': own,
  'AWS::DynamoDB::Table': ofTable,
  'AWS::Backup::BackupVault': own,
  'AWS::OpenSearchService::Domain': ofDomain,
  'AWS::Events::EventBus': ({ policy }) => [{ policy: read(policy) }],
};

export const RESOURCE_POLICY_TYPES = Object.keys(READERS) as readonly ResourceType[]; // its keys are nothing else

/** An alias with a URL has a policy of its own. */
function ofFunction({ arn, policy, urls }: LambdaFunction): readonly PolicyPart[] {
  if (urls.status === 'unread') return [{ policy }, { arn: `${arn}:*`, policy: urls }];
  return [
    { policy },
    ...urls.value.flatMap(({ qualifier, policy: ofAlias }) =>
      qualifier !== null && ofAlias ? [{ arn: `${arn}:${qualifier}`, policy: ofAlias }] : [],
    ),
  ];
}

function ofDomain({ detail }: OpenSearchDomain): readonly PolicyPart[] {
  return [
    {
      policy: mapReading(detail, ({ accessPolicies }) => accessPolicies),
      ...(detail.status === 'read' && { networkOrigin: detail.value.vpc ? 'VPC' : 'Internet' }),
    },
  ];
}

function toGrant(grant: ReadGrant): readonly KmsGrant[] {
  const { grantId, granteePrincipal, operations, encryptionContextEquals, encryptionContextSubset } = grant;
  if (granteePrincipal === null) return [];
  const constraints = {
    ...(encryptionContextEquals && { encryptionContextEquals }),
    ...(encryptionContextSubset && { encryptionContextSubset }),
  };
  return [{ grantId, granteePrincipal, operations, constraints }];
}

function ofTable({ arn, policy, streamPolicy, detail }: DynamoTable): readonly PolicyPart[] {
  if (detail.status === 'unread') return [{ policy }, { arn: `${arn}/stream/*`, policy: detail }];
  const { latestStreamArn } = detail.value;
  return [{ policy }, ...(latestStreamArn === null ? [] : [{ arn: latestStreamArn, policy: streamPolicy }])];
}

/** In the order of types and ARNs; resources without a policy among them. */
export function resourcePolicies(inventory: Inventory): readonly ResourcePolicy[] {
  return inventory.derive(resourcePolicies, () => {
    const all = RESOURCE_POLICY_TYPES.flatMap((type) => policiesOf(inventory, type));
    return [...new Map(all.map((each) => [each.arn, each])).values()];
  });
}

function policiesOf(inventory: Inventory, type: ResourceType): readonly ResourcePolicy[] {
  return inventory.of(type).flatMap(policiesOfResource);
}

/** Its own first, then those of its parts: aliases, a stream. */
export function policiesOfResource(resource: Resource): readonly ResourcePolicy[] {
  const { type, arn, account, region } = resource;
  const reader = READERS[type] as ((resource: Resource) => readonly PolicyPart[]) | undefined;
  return (reader?.(resource) ?? []).map((part) => ({ type, arn, account, region, ...part }));
}

/** Listings of such resources that were not read: there may be more policies. */
export function unlistedResourcePolicies(inventory: Inventory): readonly Unread[] {
  const gaps = RESOURCE_POLICY_TYPES.flatMap((type) => inventory.gaps(type));
  return eachOnce(gaps);
}
