import { expect, test } from 'vitest';
import { aDbSnapshot, aSecret } from '../../../test/builders/data-stores.ts';
import { aSnapshot, ec2Defaults } from '../../../test/builders/ec2.ts';
import { aDistribution, anS3Origin } from '../../../test/builders/edge.ts';
import { aUserWho } from '../../../test/builders/escalation.ts';
import { aKmsKey } from '../../../test/builders/kms.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccessPoint, anAccountBlock, BLOCK_ALL } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, inventoryOf } from '../../../test/inventory-of.ts';
import { exposureState, type ResourceExposure } from '../../iam/answers/exposure-answer.ts';
import { type Reading, read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { EXPOSURE_TYPES, exposures } from './exposures.ts';

const PARTNER = '999900001111';
const OPEN_BLOCK = anAccountBlock({ publicAccessBlock: null });

const policy = (...statements: readonly object[]): Reading<string> =>
  read(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((each) => ({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: OBJECTS,
        ...each,
      })),
    }),
  );
const OBJECTS = 'arn:aws:s3:::data-bucket/*';

interface Asked {
  readonly resource?: string | null;
  readonly trustedAccounts?: readonly string[];
}

function exposed(resources: readonly Resource[], { resource = null, trustedAccounts = [] }: Asked = {}) {
  const has = resources.some(({ type }) => type === 'AWS::S3::AccountPublicAccessBlock');
  const inventory = inventoryOf({ resources: [...(has ? [] : [OPEN_BLOCK]), noMembership(), ...resources] });
  return exposures(inventory, { types: EXPOSURE_TYPES, resource, trustedAccounts });
}

/** `account 9…: read open, list held` */
function told(found: readonly ResourceExposure[]): readonly string[] {
  return found.flatMap(({ people }) =>
    people.map(
      ({ name, access }) =>
        `${name}: ${access.map(({ operation, answer }) => `${operation} ${answer}`).join(', ')}`,
    ),
  );
}

const bucket = (overrides: Partial<Bucket> = {}): Bucket =>
  aBucket({ publicAccessBlock: read(null), ...overrides });

test('a quiet bucket lets nobody in, and is told of where it is asked about', () => {
  expect(exposed([bucket()])).toEqual([]);
  expect(exposed([bucket()], { resource: 'data-bucket' })).toMatchObject([{ people: [] }]);
});

test('strangers, with both readings of what is public', () => {
  const [found] = exposed([bucket({ policy: policy({ Principal: '*' }) })]);
  expect(found && told([found])).toEqual(['anybody: read open', 'whoever has an AWS account: read open']);
  expect(found).toMatchObject({ aws: { public: true }, difference: null });
  const narrowed = {
    Principal: '*',
    Condition: { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:*` } },
  };
  const [own] = exposed([bucket({ policy: policy(narrowed) })], { resource: 'data-bucket' });
  expect(own).toMatchObject({
    aws: { public: true },
    difference: expect.stringContaining('no stranger can'),
  });
});

test('accounts that a policy names, each for what it may do; trusted ones are none of outside', () => {
  const both = bucket({
    policy: policy(
      { Sid: 'Partner', Principal: { AWS: PARTNER } },
      { Action: 's3:PutObject', Principal: { AWS: 'arn:aws:iam::888800001111:root' } },
    ),
  });
  expect(told(exposed([both]))).toEqual([
    `account ${PARTNER}: read open`,
    'account 888800001111: write open',
  ]);
  expect(exposed([both])[0]?.people[0]?.access[0]?.ways).toMatchObject([
    {
      by: 'policy',
      grant: 'statement 1 "Partner"',
      where: 'of its policy',
      request: { action: 's3:GetObject' },
    },
  ]);
  expect(told(exposed([both], { trustedAccounts: [PARTNER] }))).toEqual(['account 888800001111: write open']);
});

test('what is public is open to those who are named, too', () => {
  const open = bucket({
    policy: policy({ Principal: '*' }, { Action: 's3:PutObject', Principal: { AWS: PARTNER } }),
  });
  expect(told(exposed([open]))).toEqual([
    'anybody: read open',
    'whoever has an AWS account: read open',
    `account ${PARTNER}: read open, write open`,
  ]);
});

test('RestrictPublicBuckets holds strangers and the accounts beside them', () => {
  const open = bucket({
    policy: policy({ Principal: '*' }, { Action: 's3:PutObject', Principal: { AWS: PARTNER } }),
  });
  const found = exposed([open, anAccountBlock({ publicAccessBlock: BLOCK_ALL })]);
  expect(told(found)).toEqual([
    'anybody: read held',
    'whoever has an AWS account: read held',
    `account ${PARTNER}: read held, write held`,
  ]);
  expect(found[0]?.people[0]?.access[0]?.ways[0]?.stoppedBy).toEqual([
    { layer: 'account-block-public-access', setting: 'restrictPublicBuckets', of: ACCOUNT },
  ]);
  const named = bucket({ policy: policy({ Principal: { AWS: PARTNER } }) });
  expect(told(exposed([named, anAccountBlock()]))).toEqual([`account ${PARTNER}: read open`]);
});

test('an account that comes by an access point', () => {
  const point = anAccessPoint({
    policy: policy({
      Principal: { AWS: PARTNER },
      Resource: `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/partner/object/*`,
    }),
  });
  const delegates = policy({
    Principal: '*',
    Action: '*',
    Condition: { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
  });
  const found = exposed([bucket({ policy: delegates }), point]);
  expect(told(found)).toEqual([`account ${PARTNER}: read open`]);
  expect(found[0]?.people[0]?.access[0]?.ways).toMatchObject([
    { by: 'access-point', accessPoint: point.arn, where: 'of the policy of access point partner' },
  ]);
});

test('accounts by the access points of an account that was not read, which nobody takes for one of outside', () => {
  const leftTo = policy({
    Principal: '*',
    Condition: { StringEquals: { 's3:DataAccessPointAccount': PARTNER } },
  });
  const [found] = exposed([bucket({ policy: leftTo })], { trustedAccounts: [PARTNER] });
  expect(found?.people).toMatchObject([
    {},
    {},
    {
      name: 'others',
      access: [{ operation: 'read', answer: 'unknown', unread: [{ why: expect.stringContaining(PARTNER) }] }],
    },
  ]);
});

test('services, and the distributions that a bucket is the origin of', () => {
  const served = policy({ Principal: { Service: 'cloudfront.amazonaws.com' } });
  const logs = policy({ Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' });
  expect(told(exposed([bucket({ policy: logs })]))).toEqual(['logging.s3.amazonaws.com: write open']);
  expect(told(exposed([bucket({ policy: served })]))).toEqual(['cloudfront.amazonaws.com: read open']);
  const distribution = aDistribution({ origins: [anS3Origin('data-bucket')] });
  const [found] = exposed([bucket({ policy: served }), distribution]);
  expect(found && told([found])).toEqual([
    `whoever asks CloudFront distribution ${distribution.id} (${distribution.domainName}): read open`,
  ]);
  expect(found && exposureState(found)).toBe('shared');
  const identity = {
    Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1LEGACY' },
  };
  const legacy = aDistribution({
    origins: [
      anS3Origin('data-bucket', { originAccessIdentity: 'origin-access-identity/cloudfront/E1LEGACY' }),
    ],
  });
  expect(told(exposed([bucket({ policy: policy(identity) }), legacy]))).toEqual([
    `whoever asks CloudFront distribution ${legacy.id} (${legacy.domainName}): read open`,
  ]);
});

test('whom an ACL names: another account, but none of our own; Object Ownership stops them', () => {
  const acl = read({
    ownerId: 'owner',
    grants: [
      { grantee: { type: 'CanonicalUser' as const, id: 'them' }, permission: 'READ' as const },
      { grantee: { type: 'CanonicalUser' as const, id: 'sister' }, permission: 'READ' as const },
    ],
  });
  const sister = aBucket({ id: 'sister-bucket', acl: read({ ownerId: 'sister', grants: [] }) });
  const on = bucket({ acl, objectOwnership: read('ObjectWriter') });
  expect(told(exposed([on, sister]))).toEqual(['canonical user them: list open']);
  expect(told(exposed([bucket({ acl }), sister]))).toEqual(['canonical user them: list held']);
  const untold = bucket({ acl, objectOwnership: deniedCall('s3:GetBucketOwnershipControls') });
  expect(told(exposed([untold, sister]))).toContain('canonical user them: list unknown');
});

test('what was not read, or is no policy, is unknown', () => {
  for (const unread of [deniedCall('s3:GetBucketPolicy'), read('{')]) {
    const found = exposed([bucket({ policy: unread })]);
    expect(found.map(exposureState)).toEqual(['unknown']);
  }
  const secret = aSecret({ policy: deniedCall('secretsmanager:GetResourcePolicy') });
  expect(exposed([secret]).map(exposureState)).toEqual(['unknown']);
  expect(exposed([aSecret({ policy: read('{') })]).map(exposureState)).toEqual(['unknown']);
});

test('other resources by access levels', () => {
  const secret = aSecret({
    policy: policy(
      { Action: 'secretsmanager:GetSecretValue', Principal: '*', Resource: '*' },
      { Action: 'secretsmanager:PutResourcePolicy', Principal: { AWS: PARTNER }, Resource: '*' },
    ),
  });
  const found = exposed([secret]);
  expect(told(found)).toEqual([
    'anybody: read open',
    'whoever has an AWS account: read open',
    `account ${PARTNER}: read open, permissions open`,
  ]);
  expect(found[0]?.operations).toEqual(['read', 'write', 'tag', 'permissions']);
});

test('a grant of a key is for its operations alone', () => {
  const grant = {
    grantId: 'g-1',
    granteePrincipal: `arn:aws:iam::${PARTNER}:role/reader`,
    retiringPrincipal: null,
    operations: ['Decrypt'],
    encryptionContextEquals: null,
    encryptionContextSubset: null,
  };
  const key = aKmsKey({ grants: read([grant]) });
  const found = exposed([key]);
  expect(told(found)).toEqual([`account ${PARTNER}: write open`]);
  expect(found[0]?.people[0]?.access[0]?.ways).toMatchObject([
    { by: 'kms-grant', grant: 'grant g-1', where: 'of the key', request: { action: 'kms:Decrypt' } },
  ]);
});

test('snapshots with whom they are shared, behind the Block Public Access of their region', () => {
  const shared = aSnapshot({ createVolumePermissions: read(['all', PARTNER]) });
  const open = ec2Defaults({ snapshotBlockPublicAccess: read('unblocked') });
  expect(told(exposed([shared, open]))).toEqual([
    'whoever has an AWS account: copy open',
    `account ${PARTNER}: copy open`,
  ]);
  const blocked = ec2Defaults({ snapshotBlockPublicAccess: read('block-all-sharing') });
  expect(told(exposed([shared, blocked]))[0]).toBe('whoever has an AWS account: copy held');
  const database = aDbSnapshot({ restoreAccounts: deniedCall('rds:DescribeDBSnapshotAttributes') });
  expect(exposed([database]).map(exposureState)).toEqual(['unknown']);
});

test('insiders of the bucket that is asked about', () => {
  const user = aUserWho('reader', 's3:GetObject', OBJECTS);
  const found = exposed([bucket(), user], { resource: 'data-bucket' });
  expect(told(found)).toEqual([`${user.arn}: read open`]);
  expect(exposed([bucket(), user])).toEqual([]);
});

test('which settings would stop what is open, each alone', () => {
  const wouldStop = (found: readonly ResourceExposure[]) =>
    found.flatMap(({ people }) =>
      people.flatMap(({ name, access }) =>
        access.flatMap(({ ways }) =>
          ways.map(
            (way) => `${name}: ${way.wouldStop.map(({ setting, of }) => `${setting} ${of}`).join(', ')}`,
          ),
        ),
      ),
    );
  const arn = 'arn:aws:s3:::data-bucket';
  const restrict = `restrictPublicBuckets ${arn}, restrictPublicBuckets ${ACCOUNT}`;
  expect(wouldStop(exposed([bucket({ policy: policy({ Principal: '*' }) })]))).toEqual([
    `anybody: ${restrict}`,
    `whoever has an AWS account: ${restrict}`,
  ]);
  expect(wouldStop(exposed([bucket({ policy: policy({ Principal: { AWS: PARTNER } }) })]))).toEqual([
    `account ${PARTNER}: `,
  ]);
  const grantee = { type: 'Group' as const, id: 'http://acs.amazonaws.com/groups/global/AllUsers' };
  const acl = read({ ownerId: 'owner', grants: [{ grantee, permission: 'WRITE' as const }] });
  const on = bucket({ acl, objectOwnership: read('ObjectWriter'), objectAclSample: read([]) });
  expect(wouldStop(exposed([on]))).toContain(
    `anybody: BucketOwnerEnforced ${arn}, ignorePublicAcls ${arn}, ignorePublicAcls ${ACCOUNT}`,
  );
  expect(wouldStop(exposed([bucket({ acl })]))).toContain('anybody: ');
  const shared = aSnapshot({ createVolumePermissions: read(['all']) });
  const open = ec2Defaults({ snapshotBlockPublicAccess: read('unblocked') });
  expect(wouldStop(exposed([shared, open]))).toEqual([
    `whoever has an AWS account: block-all-sharing ${ACCOUNT} us-east-1`,
  ]);
});
