import { expect, test } from 'vitest';
import type { AwsPolicyObject, PolicySet } from '../iam/index.ts';
import { type Asker, anyWideReach, type WideReach } from './wide-reach.ts';
import {
  ASSUME_ROLE,
  GRANT_ANYTHING,
  PASS_ROLE,
  PUT_KEY_POLICY,
  READ_OBJECT,
  READ_SECRET,
  type WideRight,
} from './wide-right.ts';

type Json = Readonly<Record<string, unknown>>;

const asker: Asker = {
  account: '111122223333',
  partition: 'aws',
  condition: {
    StringEquals: {
      'aws:PrincipalType': ['User', 'AssumedRole'],
      'aws:PrincipalAccount': '111122223333',
    },
  },
};

const policy = (...statements: readonly Json[]): AwsPolicyObject => ({
  Version: '2012-10-17',
  Statement: statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each })),
});

function reach(rights: readonly WideRight[], statements: readonly Json[]): WideReach {
  return anyWideReach({ identityPolicies: [policy(...statements)] }, rights, asker);
}

const passing = (...statements: readonly Json[]) =>
  reach(
    [PASS_ROLE],
    statements.map((each) => ({ Action: 'iam:PassRole', ...each })),
  ).answer;

test('any name is found however it is written', () => {
  for (const Resource of [
    '*',
    'arn:aws:iam::*:role/*',
    'arn:aws:iam::111122223333:role/*',
    'arn:*:iam::*:*',
    'arn:aws:iam',
    'arn:aws:iam::${aws:PrincipalAccount}:role/*',
    ['arn:aws:iam::111122223333:role/app', 'arn:aws:iam::111122223333:*'],
  ])
    expect(passing({ Resource }), JSON.stringify(Resource)).toBe('unlimited');
  expect(passing({ Action: 'iam:Pass*' })).toBe('unlimited');
  expect(passing({ Action: undefined, NotAction: 's3:*' })).toBe('unlimited');
  expect(passing({ Resource: undefined, NotResource: 'arn:aws:iam::*:role/admin' })).toBe('unlimited');
});

test('a part of the name, a path, another account or a tag limits', () => {
  for (const Resource of [
    'arn:aws:iam::111122223333:role/app-*',
    'arn:aws:iam::111122223333:role/a*',
    'arn:aws:iam::111122223333:role/x*',
    'arn:aws:iam::111122223333:role/service/*',
    'arn:aws:iam::444455556666:role/*',
    'arn:aws:iam::111122223333:user/*',
  ])
    expect(passing({ Resource }), Resource).toBe('limited');
  expect(passing({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'x' } } })).toBe('limited');
  expect(passing({ Condition: { StringEquals: { 'iam:ResourceTag/team': 'x' } } })).toBe('limited');
  expect(passing({ Action: 'iam:GetRole' })).toBe('limited');
});

test('a Deny of some names takes nothing from any name, one of all does', () => {
  const deny = { Effect: 'Deny', Resource: 'arn:aws:iam::*:role/admin' };
  expect(passing({}, deny)).toBe('unlimited');
  expect(passing({}, { ...deny, Resource: '*' })).toBe('limited');
  const untagged = { 'aws:ResourceTag/team': 'x' };
  expect(passing({ Condition: { StringNotEquals: untagged } })).toBe('unlimited');
});

test('what the holder can bring about limits nothing, and the request shows it', () => {
  const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const toEc2 = { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } };
  expect(
    reach([PASS_ROLE], [{ Sid: 'Pass', Action: 'iam:PassRole', Condition: { ...condition, ...toEc2 } }]),
  ).toMatchObject({
    answer: 'unlimited',
    request: {
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::111122223333:role/any-q0w8',
      context: { 'aws:MultiFactorAuthPresent': 'true', 'iam:PassedToService': 'ec2.amazonaws.com' },
    },
    statements: [{ statement: 0, sid: 'Pass', effect: 'Allow' }],
  });
  const without = { Effect: 'Deny', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
  expect(passing({}, without)).toBe('unlimited');
  const never = {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    Null: { 'aws:MultiFactorAuthPresent': 'true' },
  };
  expect(passing({ Condition: never })).toBe('limited');
});

test('only whoever meets the condition asks, or the principal', () => {
  const ofUsers = [{ Action: 'iam:PassRole', Condition: { StringLike: { 'aws:userid': 'AIDA*' } } }];
  expect(reach([PASS_ROLE], ofUsers).answer).toBe('unlimited');
  const alice = [{ Action: 'iam:PassRole', Condition: { StringEquals: { 'aws:username': 'alice' } } }];
  const as = (name: string): WideReach =>
    anyWideReach({ identityPolicies: [policy(...alice)] }, [PASS_ROLE], {
      ...asker,
      principal: `arn:aws:iam::111122223333:user/${name}`,
      condition: {},
    });
  expect(as('alice').answer).toBe('unlimited');
  expect(as('bob').answer).toBe('limited');
});

test('roles of any account count where they are assumed', () => {
  const assuming = (Resource: string) =>
    reach([ASSUME_ROLE], [{ Action: 'sts:AssumeRole', Resource }]).answer;
  expect(assuming('*')).toBe('unlimited');
  expect(assuming('arn:aws:iam::444455556666:role/*')).toBe('unlimited');
  expect(assuming('arn:aws:iam::*:role/audit')).toBe('limited');
});

test('keys of one region are any keys of it, and a key policy leaves them to the account', () => {
  const using = (more: Json) => reach([PUT_KEY_POLICY], [{ Action: 'kms:*', ...more }]).answer;
  expect(using({ Resource: 'arn:aws:kms:eu-west-1:111122223333:key/*' })).toBe('unlimited');
  expect(using({ Resource: 'arn:aws:kms:*:111122223333:key/1234' })).toBe('limited');
  expect(using({ Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } })).toBe(
    'unlimited',
  );
  expect(using({ Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } } })).toBe(
    'limited',
  );
});

test('secrets and objects: the form of their names is no limit, a prefix is', () => {
  const secret = 'arn:aws:secretsmanager:*:*:secret:';
  const reading = (rights: readonly WideRight[], Action: string, Resource: string, more: Json = {}) =>
    reach(rights, [{ Action, Resource, ...more }]).answer;
  expect(reading(READ_SECRET, 'secretsmanager:*', `${secret}*-??????`)).toBe('unlimited');
  expect(reading(READ_SECRET, 'secretsmanager:*', `${secret}app/*`)).toBe('limited');
  const one = { StringEquals: { 'secretsmanager:SecretId': `${secret}app-q8ZkW2` } };
  expect(reading(READ_SECRET, 'secretsmanager:*', '*', { Condition: one })).toBe('limited');
  expect(reading(READ_OBJECT, 's3:GetObject', 'arn:aws:s3:::*/*')).toBe('unlimited');
  expect(reading(READ_OBJECT, 's3:GetObjectVersion', '*')).toBe('unlimited');
  expect(reading(READ_OBJECT, 's3:GetObject', 'arn:aws:s3:::*/public/*')).toBe('limited');
  expect(reading(READ_OBJECT, 's3:ListBucket', '*')).toBe('limited');
});

test('boundaries and service control policies limit', () => {
  const limits = (more: PolicySet): WideReach['answer'] =>
    anyWideReach({ identityPolicies: [policy({ Action: '*' })], ...more }, [PASS_ROLE], {
      ...asker,
      principal: 'arn:aws:iam::111122223333:role/app',
      condition: {},
    }).answer;
  const readOnly = policy({ Action: ['iam:Get*', 'iam:List*'] });
  expect(limits({})).toBe('unlimited');
  expect(limits({ permissionsBoundaries: [readOnly] })).toBe('limited');
  const scps = [[policy({ Action: '*' }, { Effect: 'Deny', Action: 'iam:PassRole' })]];
  expect(limits({ serviceControlPolicies: scps })).toBe('limited');
  const exempt = { StringNotEquals: { 'aws:ResourceTag/passable': 'yes' } };
  const unless = [[policy({ Action: '*' }, { Effect: 'Deny', Action: 'iam:PassRole', Condition: exempt })]];
  expect(limits({ serviceControlPolicies: unless })).toBe('limited');
});

test('a grant is unlimited only for any policy, and without a boundary', () => {
  const [attach] = GRANT_ANYTHING;
  if (!attach) throw new Error('no grant');
  const granting = (Condition: Json) =>
    reach([attach], [{ Action: 'iam:AttachUserPolicy', Condition }]).answer;
  expect(granting({})).toBe('unlimited');
  const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  expect(granting({ ArnEquals: { 'iam:PolicyARN': readOnly } })).toBe('limited');
  expect(granting({ ArnNotEquals: { 'iam:PolicyARN': readOnly } })).toBe('unlimited');
  expect(granting({ StringLike: { 'iam:PermissionsBoundary': '*' } })).toBe('limited');
});

test('the first right that is unlimited, and what cannot be told', () => {
  expect(reach(GRANT_ANYTHING, [{ Action: 'iam:PutGroupPolicy' }])).toMatchObject({
    answer: 'unlimited',
    request: { action: 'iam:PutGroupPolicy' },
  });
  const refused = [{ Action: 'iam:PassRole', Principal: '*' }];
  expect(reach([PASS_ROLE], refused)).toEqual({
    answer: 'unknown',
    reason: expect.stringContaining('has Principal'),
  });
});
