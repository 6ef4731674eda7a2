import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { aUser } from '../../../test/builders/iam.ts';
import { aKmsKey } from '../../../test/builders/kms.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from '../../../test/builders/organizations.ts';
import { aBucket, anAccessPoint, anAccountBlock } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import { cloudtrailBucketReaders as check } from './cloudtrail-bucket-readers.ts';

const PARTNER = '999900001111';
const trail = aTrail({ s3BucketName: 'logs', kmsKeyId: null });
const KEY = aKmsKey();
const encrypted = aTrail({ s3BucketName: 'logs', kmsKeyId: KEY.arn });

function logs(overrides: Partial<Bucket> = {}): Bucket {
  return aBucket({ id: 'logs', ...overrides });
}

function letting(principal: unknown, more: object = {}): Partial<Bucket> {
  const statement = {
    Effect: 'Allow',
    Principal: principal,
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::logs/*',
    ...more,
  };
  return { policy: read(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })) };
}

function around(...resources: readonly Resource[]) {
  const own = resources.some(({ id }) => id === 'logs') ? [] : [logs()];
  return { resources: [...own, anAccountBlock({ publicAccessBlock: null }), noMembership(), ...resources] };
}

function withReaders(...trailReaders: readonly string[]) {
  return { settings: { ...DEFAULT_SETTINGS, trailReaders } };
}

test('fails for whoever can read them, with the request and the statement', () => {
  expect(evaluate(check, trail, around(aUserWho('mallory', 's3:Get*')))).toMatchObject([
    {
      status: 'fail',
      summary: 'mallory may read the files of trail main-trail without being meant to.',
      evidence: {
        bucket: 'arn:aws:s3:::logs',
        principals: [`arn:aws:iam::${ACCOUNT}:user/mallory`],
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        statements: ['mallory-own, statement 1'],
        witness: { action: 's3:GetObject' },
      },
    },
  ]);
});

test.each([
  ['s3:GetObjectVersion', '*', 'fail'],
  ['s3:GetObject', 'arn:aws:s3:::logs/AWSLogs/*', 'fail'],
  ['s3:GetObject', 'arn:aws:s3:::logs/AWSLogs/*/CloudTrail/*', 'fail'],
  ['s3:GetObject', 'arn:aws:s3:::logs/other/*', 'pass'],
  ['s3:GetObject', 'arn:aws:s3:::pictures/*', 'pass'],
  ['s3:ListBucket', '*', 'pass'],
])('%s on %s: %s', (action, resource, status) => {
  expect(statuses(check, trail, around(aRoleWho('worker', action, resource)))).toEqual([status]);
});

test('administrators may, and those that the settings name', () => {
  expect(statuses(check, trail, around(aUserWho('admin', '*')))).toEqual(['pass']);
  const auditor = aRoleWho('auditor', 's3:Get*');
  expect(statuses(check, trail, { ...around(auditor), ...withReaders(auditor.arn) })).toEqual(['pass']);
  const glob = `arn:aws:iam::${ACCOUNT}:role/audit*`;
  expect(statuses(check, trail, { ...around(auditor), ...withReaders(glob) })).toEqual(['pass']);
  const administrators = { settings: { ...DEFAULT_SETTINGS, administrators: [glob] } };
  expect(statuses(check, trail, { ...around(auditor), ...administrators })).toEqual(['pass']);
});

test('a key shuts the files for whoever may not decrypt with it, whether by policies or a grant', () => {
  const getter = aUserWho('getter', 's3:Get*');
  expect(statuses(check, encrypted, around(KEY, getter))).toEqual(['pass']);
  const reader = aUserWho('reader', ['s3:Get*', 'kms:Decrypt']);
  expect(statuses(check, encrypted, around(KEY, reader))).toEqual(['fail']);
  const grant = {
    grantId: 'g1',
    granteePrincipal: getter.arn,
    retiringPrincipal: null,
    operations: ['Decrypt'],
    encryptionContextEquals: null,
    encryptionContextSubset: null,
  };
  expect(statuses(check, encrypted, around(aKmsKey({ grants: read([grant]) }), getter))).toEqual(['fail']);
  const other = { ...grant, operations: ['DescribeKey'] };
  expect(statuses(check, encrypted, around(aKmsKey({ grants: read([other]) }), getter))).toEqual(['pass']);
  const untold = aKmsKey({ grants: deniedCall('kms:ListGrants') });
  expect(statuses(check, encrypted, around(untold, getter))).toEqual(['unknown']);
  const denied = { ...around(getter), denied: ['AWS::KMS::Key'] as const };
  expect(statuses(check, encrypted, denied)).toEqual(['unknown']);
});

test('an account outside that the policy names fails, but for readers that are named', () => {
  const theirs = logs(letting({ AWS: PARTNER }));
  expect(evaluate(check, trail, around(theirs))).toMatchObject([
    {
      status: 'fail',
      summary: `account ${PARTNER} may read the files of trail main-trail without being meant to.`,
      evidence: { principals: [`arn:aws:iam::${PARTNER}:root`] },
    },
  ]);
  const named = withReaders(`arn:aws:iam::${PARTNER}:root`);
  expect(statuses(check, trail, { ...around(theirs), ...named })).toEqual(['pass']);
  const trusted = { settings: { ...DEFAULT_SETTINGS, trustedAccounts: [PARTNER] } };
  expect(statuses(check, trail, { ...around(theirs), ...trusted })).toEqual(['fail']);
  const role = logs(letting({ AWS: `arn:aws:iam::${PARTNER}:role/siem` }));
  expect(evaluate(check, trail, around(role))).toMatchObject([
    { status: 'fail', evidence: { principals: [`arn:aws:iam::${PARTNER}:role/siem`] } },
  ]);
  const below = logs(letting({ AWS: PARTNER }, { Resource: 'arn:aws:s3:::logs/other/*' }));
  expect(statuses(check, trail, around(below))).toEqual(['pass']);
});

test('an account outside needs the key too', () => {
  const theirs = logs(letting({ AWS: PARTNER }));
  expect(statuses(check, encrypted, around(theirs, KEY))).toEqual(['pass']);
  const shared = aKmsKey({
    policy: read(
      `{"Statement":{"Effect":"Allow","Principal":{"AWS":"${PARTNER}"},"Action":"kms:Decrypt","Resource":"*"}}`,
    ),
  });
  expect(statuses(check, encrypted, around(theirs, shared))).toEqual(['fail']);
  const untold = aKmsKey({ policy: deniedCall('kms:GetKeyPolicy') });
  expect(statuses(check, encrypted, around(theirs, untold))).toEqual(['unknown']);
});

test('anybody fails, unless Block Public Access holds them off', () => {
  const open = letting('*');
  const shut = read({
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  });
  expect(evaluate(check, trail, around(logs({ ...open, publicAccessBlock: read(null) })))).toMatchObject([
    { status: 'fail', summary: 'anybody may read the files of trail main-trail without being meant to.' },
  ]);
  expect(statuses(check, trail, around(logs({ ...open, publicAccessBlock: shut })))).toEqual(['pass']);
  const untold = logs({ ...open, publicAccessBlock: deniedCall('s3:GetPublicAccessBlock') });
  expect(statuses(check, trail, around(untold))).toEqual(['unknown']);
});

test('whoever is of the organisation is not anybody', () => {
  const members = logs({
    ...letting('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } }),
    publicAccessBlock: read(null),
  });
  const world = {
    resources: [members, anAccountBlock({ publicAccessBlock: null }), ...anOrganization()],
    accounts: [ACCOUNT, OTHER_ACCOUNT],
  };
  expect(statuses(check, trail, world)).toEqual(['pass']);
});

test('is unknown for outsiders whom something may hold off, or who may be of the organisation', () => {
  const under = letting({ AWS: PARTNER }, { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } });
  expect(statuses(check, trail, around(logs(under)))).toEqual(['unknown']);
  const blocks = anAccountBlock({ publicAccessBlock: null });
  const named = { resources: [logs(letting({ AWS: PARTNER })), blocks, aMembership()] };
  expect(statuses(check, trail, named)).toEqual(['unknown']);
  const open = logs({ ...letting('*'), publicAccessBlock: read(null) });
  expect(statuses(check, trail, { resources: [open, blocks, aMembership()] })).toEqual(['unknown']);
});

test('an account of the organisation that was not read is unknown, a service nobody', () => {
  const theirs = logs(letting({ AWS: OTHER_ACCOUNT }));
  const world = { resources: [theirs, anAccountBlock(), ...anOrganization()] };
  expect(statuses(check, trail, world)).toEqual(['unknown']);
  const service = logs(letting({ Service: 'athena.amazonaws.com' }));
  expect(statuses(check, trail, around(service))).toEqual(['pass']);
});

test('is unknown where there is another way in that is not weighed: an access point', () => {
  const door = anAccessPoint({ bucket: 'logs', bucketAccountId: ACCOUNT });
  expect(statuses(check, trail, around(door))).toEqual(['unknown']);
  const inside = anAccessPoint({ bucket: 'logs', networkOrigin: 'VPC', vpcId: 'vpc-1' });
  expect(statuses(check, trail, around(inside))).toEqual(['unknown']);
  expect(statuses(check, trail, around(anAccessPoint({ bucket: 'other' })))).toEqual(['pass']);
  expect(statuses(check, trail, { ...around(), denied: ['AWS::S3::AccessPoint'] })).toEqual(['unknown']);
  expect(statuses(check, trail, around(door, aUserWho('mallory', 's3:Get*')))).toEqual(['fail']);
});

test('is unknown where what was not read could give it', () => {
  const broken = aUser({ groups: [], ...unreadPolicy() });
  expect(statuses(check, trail, around(broken))).toEqual(['unknown']);
  expect(statuses(check, trail, around(logs({ policy: deniedCall('s3:GetBucketPolicy') })))).toEqual([
    'unknown',
  ]);
  expect(statuses(check, trail, { ...around(), denied: ['AWS::IAM::User'] })).toEqual(['unknown']);
  expect(statuses(check, aTrail({ s3BucketName: 'elsewhere' }), around())).toEqual(['unknown']);
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
});
