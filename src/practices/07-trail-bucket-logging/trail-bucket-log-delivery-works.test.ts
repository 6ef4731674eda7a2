import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { AclGrant, Bucket } from '../../model/resources/s3.ts';
import { trailBucketLogDeliveryWorks as check } from './trail-bucket-log-delivery-works.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const logs = aBucket({ id: 'logs', logging: read({ targetBucket: 'access', targetPrefix: 'trail/' }) });

const LETTING = {
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::access/*',
};
const asking = (condition: object, more: object = {}) => ({ ...LETTING, Condition: condition, ...more });
const ofLogs = {
  ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs' },
  StringEquals: { 'aws:SourceAccount': ACCOUNT },
};
const TLS = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::access', 'arn:aws:s3:::access/*'],
  Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
};

const policy = (...statements: readonly object[]): Pick<Bucket, 'policy'> => ({
  policy: read(JSON.stringify({ Version: '2012-10-17', Statement: statements })),
});

function access(overrides: Partial<Bucket> = policy(LETTING)): Bucket {
  return aBucket({ id: 'access', ...overrides });
}

function around(...resources: readonly Resource[]) {
  return { resources: [logs, anAccountBlock(), noMembership(), ...resources] };
}

const writable = (
  permission: AclGrant['permission'] = 'WRITE',
  group: string = 's3/LogDelivery',
): Partial<Bucket> => ({
  objectOwnership: read('ObjectWriter'),
  acl: read({
    ownerId: 'owner',
    grants: [{ grantee: { type: 'Group', id: `http://acs.amazonaws.com/groups/${group}` }, permission }],
  }),
});

test.each([
  ['for anybody', policy(LETTING)],
  ['for the bucket', policy(asking(ofLogs))],
  ['for the bucket over TLS', policy(asking(ofLogs), TLS)],
  ['under the prefix', policy({ ...LETTING, Resource: 'arn:aws:s3:::access/trail/*' })],
  ['by the ACL', writable()],
  ['by the ACL, all of it', writable('FULL_CONTROL')],
])('passes where S3 may write %s', (_, overrides) => {
  expect(evaluate(check, trail, around(access(overrides)))).toMatchObject([
    {
      status: 'pass',
      summary: 'S3 can deliver the access logs of logs to access.',
      evidence: { obstacles: [], request: { principal: 'logging.s3.amazonaws.com' } },
    },
  ]);
});

test.each([
  ['nothing lets it', {}],
  ['the policy is about another bucket', policy(asking({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::a' } }))],
  ['it is about another account', policy(asking({ StringEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } }))],
  ['it is about another prefix', policy({ ...LETTING, Resource: 'arn:aws:s3:::access/web/*' })],
  ['it is about another service', policy({ ...LETTING, Principal: { Service: 's3.amazonaws.com' } })],
  ['it lets it read', policy({ ...LETTING, Action: 's3:GetObject' })],
  ['the ACL lets it look only', writable('READ_ACP')],
  ['ACLs are off', { ...writable(), objectOwnership: read('BucketOwnerEnforced' as const) }],
])('fails where %s', (_, overrides: Partial<Bucket>) => {
  expect(evaluate(check, trail, around(access(overrides)))).toMatchObject([
    {
      status: 'fail',
      summary: 'Access logs of logs are lost: neither policy nor ACL of access lets S3 write them.',
    },
  ]);
});

const REFUSING = { ...LETTING, Effect: 'Deny', Principal: '*' };

test.each([
  ['the policy', policy(LETTING, REFUSING)],
  ['the policy, over the ACL', { ...writable(), ...policy(REFUSING) }],
])('fails where %s denies it', (_, overrides) => {
  expect(evaluate(check, trail, around(access(overrides)))).toMatchObject([
    {
      status: 'fail',
      summary: 'Access logs of logs are lost: a policy denies S3 to write them into access.',
    },
  ]);
});

test('a resource control policy may deny it, and one that was not read could', () => {
  const rcp = (organization: string) => ({
    ...REFUSING,
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:SourceOrgID': organization } },
  });
  const under = (organization: string) => ({
    accounts: [ACCOUNT, OTHER_ACCOUNT],
    resources: [
      logs,
      access(),
      anAccountBlock(),
      ...anOrganization(['RESOURCE_CONTROL_POLICY', rcp(organization)]),
    ],
  });
  expect(statuses(check, trail, under(ORGANIZATION))).toEqual(['pass']);
  expect(statuses(check, trail, under('o-other12345'))).toEqual(['fail']);
  const untold = { resources: [logs, access(), anAccountBlock(), aMembership()] };
  expect(statuses(check, trail, untold)).toEqual(['unknown']);
});

const retained = (mode: 'GOVERNANCE' | null): Partial<Bucket> => ({
  objectLock: read({ enabled: true, defaultRetention: mode && { mode, days: 1 } }),
});
const encrypting = (sseAlgorithm: string, kmsMasterKeyId: string | null = null): Partial<Bucket> => ({
  encryption: read([{ sseAlgorithm, kmsMasterKeyId, bucketKeyEnabled: false }]),
});
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1';

test.each<[Partial<Bucket>, string]>([
  [{ region: 'eu-west-1' }, 'access lies in eu-west-1, logs in us-east-1'],
  [retained('GOVERNANCE'), 'Object Lock gives access a default retention'],
  [{ requestPayer: read('Requester') }, 'Requester Pays is on for access'],
  [encrypting('aws:kms'), 'access encrypts with aws/s3, a key that the logging service may not use'],
  [
    encrypting('aws:kms', 'arn:aws:kms:us-east-1:111122223333:alias/aws/s3'),
    'access encrypts with aws/s3, a key that the logging service may not use',
  ],
])('fails for a bucket that S3 does not write to: %j', (overrides, obstacle) => {
  expect(evaluate(check, trail, around(access({ ...policy(LETTING), ...overrides })))).toMatchObject([
    { status: 'fail', summary: `Access logs of logs are lost: ${obstacle}.` },
  ]);
});

test('names all that is in the way', () => {
  expect(evaluate(check, trail, around(access(retained('GOVERNANCE'))))).toMatchObject([
    { evidence: { obstacles: [expect.stringMatching(/^neither policy/), expect.stringMatching(/^Object/)] } },
  ]);
});

test('Object Lock without default retention and SSE-S3 are in nobody’s way', () => {
  const usual = { ...policy(LETTING), ...retained(null), ...encrypting('AES256') };
  expect(statuses(check, trail, around(access(usual)))).toEqual(['pass']);
});

test.each<[string, Partial<Bucket>]>([
  ['a key of the account, for which AWS does not stand', encrypting('aws:kms', KEY)],
  ['Object Lock that was not read', { objectLock: deniedCall('s3:GetObjectLockConfiguration') }],
  ['the payer that was not read', { requestPayer: deniedCall('s3:GetBucketRequestPayment') }],
  ['the encryption that was not read', { encryption: deniedCall('s3:GetBucketEncryption') }],
  ['the policy that was not read', { policy: deniedCall('s3:GetBucketPolicy') }],
  ['the region that was not read', { region: 'unknown' }],
  [
    'a policy that asks for what S3 may send',
    policy(asking({ StringEquals: { 's3:x-amz-acl': 'private' } })),
  ],
  ['a policy for one format of keys', policy({ ...LETTING, Resource: 'arn:aws:s3:::access/trail/2026-*' })],
])('is unknown for %s', (_, overrides) => {
  expect(statuses(check, trail, around(access({ ...policy(LETTING), ...overrides })))).toEqual(['unknown']);
});

test('says that the format of the keys was not read', () => {
  const dated = policy({ ...LETTING, Resource: 'arn:aws:s3:::access/trail/2026-*' });
  expect(evaluate(check, trail, around(access(dated)))).toMatchObject([
    { unread: [{ call: 's3:GetBucketLogging', why: expect.stringMatching(/^NotRead: in which format/) }] },
  ]);
});

test('an ACL that was not read counts only where the policy does not settle it', () => {
  const untold: Partial<Bucket> = {
    objectOwnership: read('ObjectWriter'),
    acl: deniedCall('s3:GetBucketAcl'),
  };
  expect(statuses(check, trail, around(access(untold)))).toEqual(['unknown']);
  expect(statuses(check, trail, around(access({ ...untold, ...policy(LETTING) })))).toEqual(['pass']);
  expect(statuses(check, trail, around(access({ ...untold, ...policy(REFUSING) })))).toEqual(['fail']);
  expect(statuses(check, trail, around(access(writable('WRITE', 'global/AllUsers'))))).toEqual(['unknown']);
  expect(statuses(check, trail, around(access(writable('READ', 'global/AllUsers'))))).toEqual(['fail']);
  const unowned = { ...writable(), objectOwnership: deniedCall('s3:GetBucketOwnershipControls') };
  expect(statuses(check, trail, around(access(unowned)))).toEqual(['unknown']);
});

test('fails where the account has no such bucket', () => {
  expect(evaluate(check, trail, around())).toMatchObject([
    { status: 'fail', summary: `Access logs of logs are lost: account ${ACCOUNT} has no bucket access.` },
  ]);
  const foreign = { ...access(), account: OTHER_ACCOUNT };
  expect(statuses(check, trail, { ...around(foreign), accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual([
    'fail',
  ]);
  expect(statuses(check, trail, { ...around(), denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});

test('has nothing to say without access logging', () => {
  const silent = aBucket({ id: 'logs' });
  expect(statuses(check, trail, { resources: [silent] })).toEqual(['not-applicable']);
  const untold = aBucket({ id: 'logs', logging: deniedCall('s3:GetBucketLogging') });
  expect(statuses(check, trail, { resources: [untold] })).toEqual(['unknown']);
  expect(statuses(check, aTrail({ s3BucketName: 'elsewhere' }), { resources: [silent] })).toEqual([
    'unknown',
  ]);
});
