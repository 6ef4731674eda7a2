import { describe, expect, test } from 'vitest';
import {
  ALL,
  aDocument,
  anAccountView,
  anIamView,
  anInline,
  aRoleView,
  aUserView,
  type StatementText,
} from '../../../test/builders/iam-view.ts';
import { ACCOUNT, AS_OF } from '../../../test/inventory-of.ts';
import { read, unread } from '../../model/reading.ts';
import type { PrincipalView } from '../view/iam-view.ts';
import { escalations } from './escalations.ts';

const admin = aRoleView('admin', { Service: 'lambda.amazonaws.com' }, { policies: [ALL] });

function found(principals: readonly PrincipalView[]) {
  return escalations(anIamView({ principals }), AS_OF);
}

function userWith(...statements: readonly StatementText[]): PrincipalView {
  return aUserView('alice', { policies: [anInline('own', ...statements)] });
}

function isAdministrator(...statements: readonly StatementText[]): boolean {
  return found([userWith(...statements)]).administrators.length > 0;
}

describe('an administrator', () => {
  test('writes IAM without restriction, however it is written', () => {
    expect(isAdministrator({ Action: '*', Resource: '*' })).toBe(true);
    expect(isAdministrator({ Action: 'iam:*', Resource: '*' })).toBe(true);
    expect(isAdministrator({ Action: ['i*', '?am:*'], Resource: 'arn:aws:iam::*' })).toBe(true);
  });

  test('is not who is held to a path, a boundary, other actions or a Deny', () => {
    expect(isAdministrator({ Action: 'iam:*', Resource: 'arn:aws:iam::*:role/app/*' })).toBe(false);
    expect(isAdministrator({ Action: 's3:*', Resource: '*' })).toBe(false);
    const bounded = { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/b` } };
    expect(isAdministrator({ Action: 'iam:*', Resource: '*', Condition: bounded })).toBe(false);
    expect(
      isAdministrator(
        { Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:Create*', Resource: '*' },
      ),
    ).toBe(false);
  });

  test('may be bound to an address, which somebody has', () => {
    const office = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    expect(isAdministrator({ Action: '*', Resource: '*', Condition: office })).toBe(true);
  });
});

test('a chain is found, nearest first', () => {
  const last = aRoleView(
    'last',
    { AWS: `arn:aws:iam::${ACCOUNT}:role/first` },
    {
      policies: [
        anInline('own', {
          Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
          Resource: '*',
        }),
      ],
    },
  );
  const first = aRoleView('first', { AWS: `arn:aws:iam::${ACCOUNT}:user/alice` });
  const { paths } = found([aUserView('alice'), first, last, admin]);
  const alice = paths.find(({ principal }) => principal.endsWith('/alice'));
  expect(alice?.steps.map(({ does }) => does)).toEqual([
    'assumes first',
    'assumes last',
    'runs a new Lambda function under admin',
  ]);
  expect(
    alice?.steps.flatMap(({ requests }) => requests).every(({ determining }) => determining.length > 0),
  ).toBe(true);
});

test('one name has to be open to every call on what is new', () => {
  const calls = (create: string, invoke: string): PrincipalView =>
    userWith(
      { Action: 'iam:PassRole', Resource: '*' },
      { Action: 'lambda:CreateFunction', Resource: `arn:aws:lambda:*:*:function:${create}` },
      { Action: 'lambda:InvokeFunction', Resource: `arn:aws:lambda:*:*:function:${invoke}` },
    );
  expect(found([calls('dev-*', 'dev-*'), admin]).paths).toHaveLength(1);
  expect(found([calls('dev-*', 'prod-*'), admin]).paths).toEqual([]);
});

test("a Deny in one's own way goes with the policy that can be rewritten, and stays otherwise", () => {
  const own = anInline('own', { Action: 'iam:PutUserPolicy', Resource: '*' });
  const denial = anInline('denial', {
    Effect: 'Deny',
    Action: ['iam:Create*', 'sts:*', 'iam:Update*'],
    Resource: '*',
  });
  const alone = aUserView('alice', { policies: [own, denial] });
  expect(found([alone]).paths.map(({ technique }) => technique)).toEqual(['iam-put-user-policy']);
  const attached = { ...denial, arn: 'arn:aws:iam::aws:policy/Denial' };
  expect(found([aUserView('alice', { policies: [own, attached] })]).paths).toEqual([]);
});

test('service-linked roles are no way, and what nobody read is said', () => {
  const linked = aRoleView(
    'AWSServiceRoleForX',
    { Service: 'lambda.amazonaws.com' },
    {
      policies: [ALL],
      arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
    },
  );
  const alice = userWith({
    Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    Resource: '*',
  });
  const why = unread('iam:GetAccountAuthorizationDetails', 'AccessDenied: no');
  const result = found([{ ...alice, unread: [why] }, linked]);
  expect(result.paths).toEqual([]);
  expect(result.administrators).toEqual([]);
  expect(result.notKnown).toEqual([{ principal: alice.arn, account: ACCOUNT, why }]);
});

test("what is one's own by a variable, and asked for with MFA, is settled", () => {
  const own = (principal: string) =>
    anInline('own', {
      Action: 'iam:CreateAccessKey',
      Resource: `arn:aws:iam::${ACCOUNT}:user/${principal}`,
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
  const root = aUserView('root-of-all', { policies: [ALL] });
  const withDevice = { user: { ...root.user!, mfaDevices: read(1) } };
  const alice = (name: string) => aUserView('alice', { ...withDevice, policies: [own(name)] });
  const ways = (name: string) => {
    const { paths, notKnown } = found([alice(name), root]);
    return { paths: paths.map(({ technique }) => technique), notKnown };
  };
  expect(ways('${aws:username}')).toEqual({ paths: [], notKnown: [] });
  expect(ways('root-of-all')).toEqual({ paths: ['iam-create-access-key'], notKnown: [] });
});

test('who has to sign in with MFA is no way for a key without', () => {
  const sharp = anInline('sharp', {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  });
  const desk = userWith({ Action: 'iam:CreateAccessKey', Resource: '*' });
  const root = aUserView('root-of-all', { policies: [ALL, sharp] });
  const guarded = { ...root, user: { ...root.user!, mfaDevices: read(1) } };
  const { administrators, paths } = found([desk, guarded]);
  expect(administrators.map(({ principal }) => principal)).toEqual([guarded.arn]);
  expect(paths).toEqual([]);
  expect(found([desk, aUserView('root-of-all', { policies: [ALL] })]).paths).toHaveLength(1);
});

test('MFA that a trust policy asks for is carried by no fresh access key', () => {
  const trust = aDocument({
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/bob` },
    Action: 'sts:AssumeRole',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  });
  const ops = aRoleView('ops', {}, { policies: [ALL], role: { trust: read(trust), instanceProfiles: [] } });
  const device = { groups: [], hasPassword: read(true), mfaDevices: read(1), accessKeys: read(0) };
  const bob = aUserView('bob', { user: device });
  const alice = userWith({ Action: 'iam:CreateAccessKey', Resource: '*' });
  const { paths, pathsWithoutMfa } = found([alice, bob, ops]);
  expect(paths.map(({ principal }) => principal)).toEqual([bob.arn]);
  expect(pathsWithoutMfa).toEqual([]);
});

test('a path is certain, or says what it hangs on', () => {
  const alice = userWith({ Action: 'codebuild:StartBuild', Resource: '*' });
  const build = aRoleView('build', { Service: 'codebuild.amazonaws.com' }, { policies: [ALL] });
  const unlisted = anAccountView({ unlisted: new Set(['AWS::CodeBuild::Project']) });
  const view = anIamView({ principals: [alice, build] });
  expect(escalations(view, AS_OF).paths).toEqual([]);
  expect(escalations({ ...view, accounts: [unlisted] }, AS_OF).paths[0]?.assumes).toEqual([
    'there is a CodeBuild project with the role build',
  ]);
});
