import { expect, test } from 'vitest';
import { aGroup, allowing, aManagedPolicy, aRole, aUser } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Check } from '../check.ts';
import { policyNoFull } from './policy-no-full.ts';

type Json = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly Json[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each })),
  });

function checkOf(id: string): Check {
  const check = policyNoFull.find((each) => each.id === id);
  if (!check) throw new Error(`no check ${id}`);
  return check;
}

const ofManaged = (id: string) => (document: string) =>
  statuses(checkOf(id), aManagedPolicy({ document }))[0];
const admin = ofManaged('policy-no-full-admin');
const kms = ofManaged('policy-no-full-kms');
const trail = ofManaged('policy-no-full-cloudtrail');

test('full administration is any action with a grant among them, however it is written', () => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `${letter}*`);
  for (const document of [
    allowing('*'),
    allowing('*:*'),
    allowing('**'),
    allowing(letters),
    policy({ NotAction: 'support:*' }),
    policy({ NotAction: 'iam:CreateUser' }),
    policy({ NotAction: 'iam:*' }, { Action: 'iam:Put*' }),
    policy({ Action: '*', Resource: undefined, NotResource: 'arn:aws:s3:::audit' }),
    policy({ Action: '*' }, { Effect: 'Deny', Action: ['iam:Attach*', 'aws-portal:*'] }),
    policy({ Action: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  ])
    expect(admin(document), document).toBe('fail');
});

test('it is not full administration without a grant, or with a few services', () => {
  for (const document of [
    policy({ NotAction: ['iam:*', 'organizations:*'] }),
    policy({ Action: '*' }, { Effect: 'Deny', Action: 'iam:*' }),
    policy({ Action: '*' }, { Effect: 'Deny', Action: '*', Resource: '*' }),
    allowing('iam:*'),
    allowing(['iam:*', 's3:*', 'ec2:*']),
    allowing('*', 'arn:aws:s3:::data-bucket/*'),
    policy({ Action: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'data' } } }),
  ])
    expect(admin(document), document).toBe('pass');
});

test('shows the requests that are allowed, and by which statement', () => {
  const [outcome] = evaluate(checkOf('policy-no-full-admin'), aManagedPolicy({ document: allowing('*') }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'Policy read-data-bucket gives full administration.',
    evidence: {
      policy: 'read-data-bucket',
      requests: [
        { request: { action: 'any-service:anyaction' }, statements: [{ statement: 1, sid: null }] },
        {
          request: {
            action: 'iam:AttachUserPolicy',
            resource: 'arn:aws:iam::111122223333:user/any-q0w8',
            context: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' },
          },
          statements: [{ statement: 1, sid: null }],
        },
      ],
    },
  });
});

test('the benchmark is about attached policies', () => {
  const spares = (attachmentCount: number) => {
    const document = allowing('*');
    const [outcome] = evaluate(
      checkOf('policy-no-full-admin'),
      aManagedPolicy({ document, attachmentCount }),
    );
    return outcome?.status === 'fail' ? outcome.spares : null;
  };
  expect(spares(1)).toBeUndefined();
  expect(spares(0)).toContain('cis-aws-3.0.0:1.16');
});

test('full access to keys is to use any and to write its policy', () => {
  for (const document of [
    allowing('kms:*'),
    allowing('*'),
    policy({ Action: ['kms:Decrypt', 'kms:Put*'] }),
    policy({ Action: 'kms:*' }, { Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion' }),
    policy({ NotAction: 'iam:*' }),
  ])
    expect(kms(document), document).toBe('fail');
  for (const document of [
    allowing('kms:Decrypt'),
    allowing(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion']),
    allowing('kms:*', 'arn:aws:kms:us-east-1:111122223333:key/1234'),
    policy({ Action: 'kms:*' }, { Effect: 'Deny', Action: 'kms:Decrypt' }),
  ])
    expect(kms(document), document).toBe('pass');
});

test('full access to trails is to stop, delete and change any', () => {
  for (const document of [allowing('cloudtrail:*'), allowing('*'), policy({ NotAction: 's3:*' })])
    expect(trail(document), document).toBe('fail');
  for (const document of [
    allowing(['cloudtrail:Get*', 'cloudtrail:LookupEvents']),
    policy({ Action: 'cloudtrail:*' }, { Effect: 'Deny', Action: 'cloudtrail:StopLogging' }),
    allowing('cloudtrail:*', 'arn:aws:cloudtrail:us-east-1:111122223333:trail/own'),
  ])
    expect(trail(document), document).toBe('pass');
});

test.each([
  ['user', aUser],
  ['group', aGroup],
  ['role', aRole],
] as const)('judges each inline policy of a %s, and is not about one without any', (kind, build) => {
  const principal: Resource = build({
    inlinePolicies: [
      { policyName: 'wide', document: allowing('*') },
      { policyName: 'narrow', document: allowing('s3:GetObject') },
      { policyName: 'broken', document: 'no policy' },
    ],
  });
  const check = checkOf(`policy-no-full-admin-${kind}`);
  expect(evaluate(check, principal)).toMatchObject([
    { status: 'fail', key: 'wide', summary: `Policy wide of ${principal.id} gives full administration.` },
    { status: 'pass', key: 'narrow' },
    { status: 'unknown', key: 'broken', unread: [{ why: expect.stringContaining('not JSON') }] },
  ]);
  expect(statuses(check, build({ inlinePolicies: [] }))).toEqual(['not-applicable']);
});

test('only users hold the inline policies of users', () => {
  const ofRoles = policy({
    Action: '*',
    Condition: { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } },
  });
  const inlinePolicies = [{ policyName: 'roles', document: ofRoles }];
  expect(statuses(checkOf('policy-no-full-admin-user'), aUser({ inlinePolicies }))).toEqual(['pass']);
  expect(statuses(checkOf('policy-no-full-admin-role'), aRole({ inlinePolicies }))).toEqual(['fail']);
  expect(admin(ofRoles)).toBe('fail');
});

test('does not concern AWS managed policies; is unknown for what AWS would not take', () => {
  const check = checkOf('policy-no-full-admin');
  const aws = aManagedPolicy({ awsManaged: true, document: allowing('*') });
  expect(statuses(check, aws)).toEqual(['not-applicable']);
  const odd = aManagedPolicy({ document: policy({ Action: '*', Principal: '*' }) });
  expect(evaluate(check, odd)).toMatchObject([
    { status: 'unknown', unread: [{ why: expect.stringMatching(/^NotProved: .*Principal/) }] },
  ]);
});
