import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { allowing, anMfaDevice, aRole, aUser, trusting } from '../../../test/builders/iam.ts';
import { aKmsKey } from '../../../test/builders/kms.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import type { Check } from '../check.ts';
import { cloudtrailTrailWriteAccess } from './cloudtrail-trail-write-access.ts';

const [adminsOnly, withMfa] = cloudtrailTrailWriteAccess as [Check, Check];
const KEY = aKmsKey();
const trail = aTrail({ s3BucketName: 'logs', kmsKeyId: KEY.arn });
const logs = (overrides: Partial<Bucket> = {}): Bucket => aBucket({ id: 'logs', ...overrides });

function around(...resources: readonly Resource[]) {
  const own = resources.some(({ id }) => id === 'logs') ? [] : [logs()];
  return { resources: [KEY, ...own, anAccountBlock(), noMembership(), ...resources] };
}

function bucketPolicy(statement: object): Pick<Bucket, 'policy'> {
  return { policy: read(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })) };
}

test('fails for whoever can stop it, with the request and the statements', () => {
  expect(evaluate(adminsOnly, trail, around(aUserWho('mallory', 'cloudtrail:Stop*')))).toMatchObject([
    {
      status: 'fail',
      summary: 'mallory may stop, change or empty trail main-trail without being an administrator.',
      evidence: {
        principals: [`arn:aws:iam::${ACCOUNT}:user/mallory`],
        actions: ['cloudtrail:StopLogging'],
        statements: ['mallory-own, statement 1'],
        witness: { action: 'cloudtrail:StopLogging', resource: trail.arn },
      },
    },
  ]);
});

test.each([
  ['cloudtrail:DeleteTrail', '*', 'fail'],
  ['cloudtrail:PutEventSelectors', trail.arn, 'fail'],
  ['cloudtrail:StopLogging', trail.arn.replace('main', 'other'), 'pass'],
  ['cloudtrail:Get*', '*', 'pass'],
  ['s3:PutBucketPolicy', 'arn:aws:s3:::logs', 'fail'],
  ['s3:PutBucketPolicy', 'arn:aws:s3:::pictures', 'pass'],
  ['s3:PutLifecycleConfiguration', '*', 'fail'],
  ['s3:DeleteObject', 'arn:aws:s3:::logs/AWSLogs/*', 'fail'],
  ['s3:DeleteObject', 'arn:aws:s3:::logs/AWSLogs/999900001111/CloudTrail/*', 'fail'],
  ['s3:DeleteObject', 'arn:aws:s3:::logs/other/*', 'pass'],
  ['s3:GetObject', '*', 'pass'],
  ['kms:ScheduleKeyDeletion', KEY.arn, 'fail'],
  ['kms:Decrypt', '*', 'pass'],
])('%s on %s: %s', (action, resource, status) => {
  expect(statuses(adminsOnly, trail, around(aRoleWho('worker', action, resource)))).toEqual([status]);
});

test('administrators may, and those that the settings name; several are counted', () => {
  const admin = aUserWho('admin', '*');
  expect(statuses(adminsOnly, trail, around(admin))).toEqual(['pass']);
  const keeper = aRoleWho('trail-keeper', 'cloudtrail:*');
  const settings = { ...DEFAULT_SETTINGS, administrators: [`arn:aws:iam::${ACCOUNT}:role/trail-*`] };
  expect(statuses(adminsOnly, trail, { ...around(keeper), settings })).toEqual(['pass']);
  const four = ['a', 'b', 'c', 'd'].map((id) => aUserWho(id, 'cloudtrail:*'));
  expect(evaluate(adminsOnly, trail, around(...four))).toMatchObject([
    { summary: expect.stringMatching(/^a, b, c and 1 other may /) },
  ]);
  expect(evaluate(adminsOnly, trail, around(...four.slice(2)))).toMatchObject([
    { summary: expect.stringMatching(/^c and d may /) },
  ]);
});

test("what the bucket's own policy gives counts, to other accounts too, and what it denies", () => {
  const given = (principal: string) =>
    logs(
      bucketPolicy({
        Effect: 'Allow',
        Principal: { AWS: principal },
        Action: 's3:DeleteObject',
        Resource: 'arn:aws:s3:::logs/*',
      }),
    );
  const worker = aRole({ id: 'worker', attachedPolicies: [], inlinePolicies: [] });
  expect(evaluate(adminsOnly, trail, around(given(worker.arn), worker))).toMatchObject([
    { status: 'fail', evidence: { statements: ["the resource's own policy, statement 1"] } },
  ]);
  const stranger = aUserWho('visitor', 's3:*', '*', {
    account: OTHER_ACCOUNT,
    arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/visitor`,
  });
  const both = { ...around(given(OTHER_ACCOUNT), stranger), accounts: [ACCOUNT, OTHER_ACCOUNT] };
  const memberships = [noMembership(), noMembership(OTHER_ACCOUNT)];
  const told = { ...both, resources: [...both.resources, ...memberships] };
  expect(statuses(adminsOnly, trail, told)).toEqual(['fail']);
  expect(statuses(adminsOnly, trail, around(given(OTHER_ACCOUNT)))).toEqual(['unknown']);
  const denying = logs(
    bucketPolicy({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
    }),
  );
  expect(statuses(adminsOnly, trail, around(denying, aUserWho('worker', 's3:Delete*')))).toEqual(['pass']);
});

test('is unknown where what was not read could give it, or take it away', () => {
  const broken = aUser({ groups: [], ...unreadPolicy() });
  expect(statuses(adminsOnly, trail, around(broken))).toEqual(['unknown']);
  const untold = logs({ policy: deniedCall('s3:GetBucketPolicy') });
  expect(statuses(adminsOnly, trail, around(untold))).toEqual(['unknown']);
  expect(statuses(adminsOnly, trail, around(untold, aUserWho('worker', 's3:DeleteObject')))).toEqual([
    'unknown',
  ]);
  expect(statuses(adminsOnly, trail, { ...around(), denied: ['AWS::IAM::User'] })).toEqual(['unknown']);
  const elsewhere = aTrail({ s3BucketName: 'elsewhere', kmsKeyId: null });
  expect(statuses(adminsOnly, elsewhere, around())).toEqual(['unknown']);
  expect(statuses(withMfa, trail, around(broken))).toEqual(['unknown']);
});

const DENY_WITHOUT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ],
});

test('users need MFA, administrators among them', () => {
  expect(evaluate(withMfa, trail, around(aUserWho('admin', '*')))).toMatchObject([
    { status: 'fail', summary: 'admin may stop, change or empty trail main-trail without MFA.' },
  ]);
  const inlinePolicies = [allowing('*'), DENY_WITHOUT].map((document, at) => ({
    policyName: `own${at}`,
    document,
  }));
  const careful = aUser({ groups: [], inlinePolicies, mfaDevices: read([anMfaDevice()]) });
  expect(evaluate(withMfa, trail, around(careful))).toMatchObject([
    { status: 'pass', summary: 'Users may stop, change or empty trail main-trail with MFA only.' },
  ]);
});

test.each([
  ['without MFA', undefined, 'fail'],
  ['with MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 'pass'],
])('a role that users assume %s', (_name, condition, status) => {
  const user = aUserWho('alice', 'sts:AssumeRole', '*', { mfaDevices: read([anMfaDevice()]) });
  const role = aRoleWho('keeper', 'cloudtrail:*', '*', {
    assumeRolePolicyDocument: trusting({ AWS: user.arn }, condition),
  });
  expect(statuses(withMfa, trail, around(user, role))).toEqual([status]);
});

test('a role for services alone has no user who could have MFA', () => {
  expect(statuses(withMfa, trail, around(aRoleWho('machine', 'cloudtrail:*')))).toEqual(['pass']);
});
