import { expect, test } from 'vitest';
import { canReach, requires } from './can-reach.ts';

type Json = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly Json[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each })),
  });
const all = policy({ Action: '*' });
const alice = 'arn:aws:iam::111122223333:user/alice';
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

test('a principal reaches what its own policies let it reach', () => {
  const policies = {
    identityPolicies: [policy({ Action: 'iam:Put*Policy', Resource: 'arn:aws:iam::*:role/team/*' })],
  };
  expect(canReach(policies, { actions: ['iam:*'], principal: alice })).toMatchObject({
    answer: 'refuted',
    witness: {
      principal: alice,
      action: 'iam:PutRolePolicy',
      resource: 'arn:aws:iam::111122223333:role/team/example',
    },
  });
  expect(
    canReach(policies, {
      actions: ['iam:PutRolePolicy'],
      resources: ['arn:aws:iam::*:role/admin'],
      principal: alice,
    }).answer,
  ).toBe('proved');
  expect(canReach(policies, { actions: ['s3:*'], principal: alice }).answer).toBe('proved');
});

test.each([
  ['iam:CreatePolicyVersion', 'arn:aws:iam::aws:policy/*'],
  ['iam:PassRole', 'arn:aws:iam::*:role/aws-reserved/*'],
  ['iam:TagRole', 'arn:aws:iam::*:role/aws-reserved/*'],
  ['kms:DeleteAlias', 'arn:aws:kms:*:*:alias/aws/*'],
])('nobody reaches what AWS keeps for itself: %s', (action, resource) => {
  const reach = (resources: readonly string[]) =>
    canReach({ identityPolicies: [all] }, { actions: [action], resources, principal: alice }).answer;
  expect(reach([resource])).toBe('proved');
  expect(reach([resource.replace(/(aws-reserved|alias\/aws|aws:policy).*/, '*')])).toBe('refuted');
});

test('boundary, session policy and every level of the SCPs have to allow', () => {
  const write = { actions: ['iam:CreateAccessKey'], principal: alice };
  const readOnly = policy({ Action: ['iam:Get*', 'iam:List*'] });
  const answer = (more: Json) => canReach({ identityPolicies: [all], ...more }, write).answer;
  expect(answer({})).toBe('refuted');
  expect(answer({ permissionsBoundaries: [readOnly] })).toBe('proved');
  expect(answer({ sessionPolicies: [readOnly] })).toBe('proved');
  expect(answer({ serviceControlPolicies: [[all], [readOnly]] })).toBe('proved');
  expect(answer({ serviceControlPolicies: [[all], [readOnly]], managementAccount: '111122223333' })).toBe(
    'refuted',
  );
  expect(
    answer({ serviceControlPolicies: [[all], [all, policy({ Effect: 'Deny', Action: 'iam:*' })]] }),
  ).toBe('proved');
});

test('a key lets in only whom its own policy does, or a grant', () => {
  const key = 'arn:aws:kms:us-east-1:111122223333:key/1';
  const decrypt = { actions: ['kms:Decrypt'], resources: [key], principal: alice };
  const identity = { identityPolicies: [all] };
  expect(canReach(identity, decrypt).answer).toBe('proved');
  const ofAccount = policy({ Action: 'kms:*', Principal: { AWS: 'arn:aws:iam::111122223333:root' } });
  expect(canReach({ ...identity, resourcePolicy: ofAccount }, decrypt).answer).toBe('refuted');
  const grant = { granteePrincipal: alice, operations: ['Decrypt'] };
  expect(canReach({ kmsGrants: [grant] }, decrypt).answer).toBe('refuted');
  expect(canReach({ kmsGrants: [{ ...grant, operations: ['Encrypt'] }] }, decrypt).answer).toBe('proved');
  const grantInContext = { ...grant, constraints: { encryptionContextSubset: { app: 'x' } } };
  expect(canReach({ kmsGrants: [grantInContext] }, decrypt)).toMatchObject({
    witness: { context: { 'kms:EncryptionContext:app': 'x' } },
  });
});

test('anybody: a bucket policy lets others in', () => {
  const bucketPolicy = policy({
    Action: 's3:GetObject',
    Principal: { AWS: '444455556666' },
    Resource: 'arn:aws:s3:::b/*',
  });
  const policies = { identityPolicies: [all], resourcePolicy: bucketPolicy };
  const target = {
    actions: ['s3:GetObject'],
    resources: ['arn:aws:s3:::b/*'],
    principal: 'arn:aws:iam::444455556666:role/r',
  };
  expect(canReach(policies, target)).toMatchObject({
    answer: 'refuted',
    witness: { principal: target.principal },
  });
  expect(canReach(policies, { ...target, principal: '*' }).answer).toBe('proved');
});

test('all but some actions and some resources', () => {
  const keys = policy({ Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::111122223333:user/alice' });
  const ofOthers = { actions: ['iam:CreateAccessKey'], notResources: [alice], principal: alice };
  expect(canReach({ identityPolicies: [keys] }, ofOthers).answer).toBe('proved');
  expect(canReach({ identityPolicies: [all] }, ofOthers).answer).toBe('refuted');
  const root = { principal: 'arn:aws:iam::111122223333:root' };
  const denied = { serviceControlPolicies: [[all, policy({ Effect: 'Deny', Action: '*' })]] };
  const always = { notActions: ['sts:GetCallerIdentity', 'sts:GetSessionToken'] };
  expect(canReach(denied, { ...root, ...always }, { resources: 'any' }).answer).toBe('proved');
  expect(canReach(denied, root, { resources: 'any' })).toMatchObject({ answer: 'refuted' });
});

test('MFA on every path: long-term keys have no such key at all', () => {
  const asked = { actions: ['iam:*'], principal: alice };
  const denyBy = (operator: string) => ({
    identityPolicies: [
      all,
      policy({
        Effect: 'Deny',
        Action: '*',
        Condition: { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),
    ],
  });
  expect(requires(denyBy('BoolIfExists'), asked, MFA).answer).toBe('proved');
  expect(requires(denyBy('Bool'), asked, MFA)).toMatchObject({
    answer: 'refuted',
    witness: { principal: alice },
  });
  expect(
    requires({ identityPolicies: [policy({ Action: 'iam:*', Condition: MFA })] }, asked, MFA).answer,
  ).toBe('proved');
});

test('TLS for every request to a bucket', () => {
  const isPlain = { Bool: { 'aws:SecureTransport': 'false' } };
  const tlsOnly = policy(
    { Action: 's3:*', Principal: '*', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] },
    {
      Effect: 'Deny',
      Action: 's3:*',
      Principal: '*',
      Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
      Condition: isPlain,
    },
  );
  const target = {
    actions: ['s3:GetObject', 's3:ListBucket'],
    resources: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
  };
  const tls = { Bool: { 'aws:SecureTransport': 'true' } };
  expect(requires({ resourcePolicy: tlsOnly }, target, tls).answer).toBe('proved');
  const policyToo = { ...target, actions: ['s3:GetBucketPolicy'] };
  expect(requires({ resourcePolicy: tlsOnly }, policyToo, tls)).toMatchObject({
    witness: { principal: expect.stringMatching(/:root$/) }, // whom the policy cannot lock out of itself
  });
  const half = policy(
    { Action: 's3:*', Principal: '*', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] },
    { Effect: 'Deny', Action: 's3:*', Principal: '*', Resource: 'arn:aws:s3:::b/*', Condition: isPlain },
  );
  expect(requires({ resourcePolicy: half }, target, tls)).toMatchObject({
    answer: 'refuted',
    witness: { resource: 'arn:aws:s3:::b', context: { 'aws:SecureTransport': 'false' } },
  });
});
