import { read } from '../src/model/reading.ts';
import type { Resource } from '../src/model/resource-types.ts';
import type { AclGrant, Bucket } from '../src/model/resources/s3.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import {
  aMembership,
  anOrganizationAccount,
  anOrganizationPolicy,
  anOrganizationRoot,
} from '../test/builders/organizations.ts';
import { aBucket, anAccountBlock, BLOCK_ALL } from '../test/builders/s3.ts';
import { snapshotOf } from '../test/inventory-of.ts';
import { randomNumbers } from './random-numbers.ts';

const ORGANIZATION = 'o-benchmark1';
const ACCOUNTS = Array.from({ length: 20 }, (_, index) => String(700_000_000_000 + index));
const [MANAGEMENT = ''] = ACCOUNTS;

type Statement = Readonly<Record<string, unknown>>;

/** What the buckets of large organisations have in their policies, as teams write and copy it. */
type Shape = (
  bucket: { readonly arn: string; readonly account: string },
  pick: () => number,
) => readonly Statement[];

const allow = (principal: unknown, action: unknown, resource: unknown, condition?: object): Statement => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: resource,
  ...(condition && { Condition: condition }),
});

const tlsOnly: Shape = ({ arn }) => [
  {
    Sid: 'TLS',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
];
const role = (account: string, pick: () => number): string =>
  `arn:aws:iam::${account}:role/team-${Math.floor(pick() * 400)}`;
const partner = (pick: () => number): string => String(800_000_000_000 + Math.floor(pick() * 40));

const SHAPES: readonly (readonly [weight: number, shape: Shape])[] = [
  [30, () => []],
  [20, () => []],
  [
    10,
    ({ arn, account }, pick) => [
      allow({ AWS: role(account, pick) }, ['s3:GetObject', 's3:PutObject'], `${arn}/*`),
    ],
  ],
  [
    6,
    ({ arn }) => [
      allow('*', 's3:GetObject', `${arn}/*`, { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    ],
  ],
  [
    6,
    ({ arn, account }) => [
      allow({ Service: 'cloudfront.amazonaws.com' }, 's3:GetObject', `${arn}/*`, {
        StringEquals: { 'AWS:SourceAccount': account },
      }),
    ],
  ],
  [
    6,
    ({ arn, account }) => [
      allow({ Service: 'logging.s3.amazonaws.com' }, 's3:PutObject', `${arn}/*`, {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' },
      }),
    ],
  ],
  [
    5,
    ({ arn }, pick) => [
      allow(
        { AWS: `arn:aws:iam::${partner(pick)}:root` },
        ['s3:GetObject', 's3:ListBucket'],
        [arn, `${arn}/*`],
      ),
    ],
  ],
  [
    4,
    ({ arn }, pick) => [
      allow('*', 's3:*', [arn, `${arn}/*`], {
        StringEquals: {
          'aws:SourceVpce': `vpce-${Math.floor(pick() * 60)
            .toString(16)
            .padStart(8, '0')}`,
        },
      }),
    ],
  ],
  [3, ({ arn }) => [allow('*', 's3:GetObject', `${arn}/*`)]],
  [
    3,
    ({ arn, account }, pick) => [
      allow({ AWS: role(account, pick) }, 's3:*', [arn, `${arn}/*`], {
        IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '203.0.113.0/24'] },
      }),
    ],
  ],
  [
    3,
    ({ arn, account }) => [
      allow('*', '*', [arn, `${arn}/*`], { StringEquals: { 's3:DataAccessPointAccount': account } }),
    ],
  ],
  [
    2,
    ({ arn }, pick) => [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `${arn}/*`,
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      },
      allow({ AWS: [partner(pick), partner(pick)] }, 's3:PutObject', `${arn}/incoming/*`),
    ],
  ],
  [2, ({ arn }) => [allow('*', ['s3:GetObject', 's3:ListBucket'], [arn, `${arn}/*`])]],
];
const WEIGHTS = SHAPES.reduce((sum, [weight]) => sum + weight, 0);

function shapeAt(place: number): Shape {
  let left = place * WEIGHTS;
  for (const [weight, shape] of SHAPES) {
    left -= weight;
    if (left < 0) return shape;
  }
  return () => [];
}

/** Buckets of twenty accounts of one organisation, always the same. */
export function generatedBuckets(count: number): Snapshot {
  const pick = randomNumbers(20_261_127);
  const resources: Resource[] = ACCOUNTS.flatMap((account, index) => [
    anAccountBlock({ account, publicAccessBlock: index % 4 === 0 ? BLOCK_ALL : null }),
    aMembership({ account, id: ORGANIZATION, organization: { ...MEMBERSHIP } }),
  ]);
  resources.push(
    anOrganizationRoot({ account: MANAGEMENT, policyTypes: [ENABLED] }),
    anOrganizationPolicy({ ...FULL_ACCESS, account: MANAGEMENT }),
    ...ACCOUNTS.map((id) => anOrganizationAccount({ account: MANAGEMENT, id, parentId: 'r-exam' })),
  );
  for (let index = 0; index < count; index++) resources.push(aBucketOf(index, pick));
  return snapshotOf({ accounts: ACCOUNTS, resources });
}

const MEMBERSHIP = {
  id: ORGANIZATION,
  arn: `arn:aws:organizations::${MANAGEMENT}:organization/${ORGANIZATION}`,
  managementAccountId: MANAGEMENT,
  featureSet: 'ALL',
};

const ENABLED = { type: 'RESOURCE_CONTROL_POLICY', status: 'ENABLED' };

/** What AWS attaches to the root once resource control policies are turned on. */
const FULL_ACCESS = {
  id: 'p-RCPFullAWSAccess',
  name: 'RCPFullAWSAccess',
  policyType: 'RESOURCE_CONTROL_POLICY',
  content: read(JSON.stringify({ Version: '2012-10-17', Statement: [allow('*', '*', '*')] })),
} as const;

const EVERYONE: AclGrant = {
  grantee: { type: 'Group', id: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  permission: 'READ',
};

function aBucketOf(index: number, pick: () => number): Bucket {
  const id = `bench-${index.toString(36)}-data`;
  const account = ACCOUNTS[index % ACCOUNTS.length] ?? MANAGEMENT;
  const bucket = { arn: `arn:aws:s3:::${id}`, account };
  const shape = shapeAt(pick());
  const statements = [...(pick() < 0.4 ? tlsOnly(bucket, pick) : []), ...shape(bucket, pick)];
  const ownerId = `owner-of-${account}`;
  const owner: AclGrant = {
    grantee: { type: 'CanonicalUser', id: ownerId },
    permission: 'FULL_CONTROL',
  };
  const hasAcls = pick() < 0.1;
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return aBucket({
    id,
    account,
    publicAccessBlock: read(pick() < 0.7 ? BLOCK_ALL : null),
    objectOwnership: read(hasAcls ? 'ObjectWriter' : 'BucketOwnerEnforced'),
    acl: read({ ownerId, grants: hasAcls && pick() < 0.3 ? [owner, EVERYONE] : [owner] }),
    policy: read(statements.length === 0 ? null : text),
  });
}
