import { describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  ALL,
  type AuthorizeCase,
  allow,
  deny,
  effect,
  KEY,
  named,
  OTHER,
  policy,
  QUEUE,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from '../../test/builders/authorize.ts';
import type { AwsPolicyObject, PolicySet } from './policy-set.ts';

const TARGET = `arn:aws:iam::${ACCOUNT}:role/target`;

describe('trust policies', () => {
  const assume = { action: 'sts:AssumeRole', resource: TARGET };
  const trusting = (principal: unknown, fields: Readonly<Record<string, unknown>> = {}): AwsPolicyObject =>
    policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...fields });
  const oidc = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
  test.each<AuthorizeCase>([
    ['must allow, in the account too', assume, { identityPolicies: [ALL] }, 'implicit-deny'],
    ['naming the user is enough', assume, { resourcePolicy: trusting({ AWS: USER }) }, 'allow'],
    [
      'naming the account leaves it to its policies',
      assume,
      { resourcePolicy: trusting({ AWS: ROOT }) },
      'implicit-deny',
    ],
    [
      '… which then have to allow',
      assume,
      { resourcePolicy: trusting({ AWS: ROOT }), identityPolicies: [ALL] },
      'allow',
    ],
    ['everybody of the account', assume, { resourcePolicy: trusting('*') }, 'allow'],
    [
      'a Deny counts',
      assume,
      {
        resourcePolicy: policy({ Effect: 'Deny', Action: 'sts:*', Principal: '*' }),
        identityPolicies: [ALL],
      },
      'explicit-deny',
    ],
    [
      'another account needs both',
      { ...assume, resource: TARGET.replace(ACCOUNT, OTHER) },
      { resourcePolicy: trusting({ AWS: USER }) },
      'implicit-deny',
    ],
    [
      'root assumes no role',
      { ...assume, principal: ROOT },
      { resourcePolicy: trusting({ AWS: ROOT }) },
      'implicit-deny',
    ],
    [
      'nobody anonymous does',
      { ...assume, principal: '*' },
      { resourcePolicy: trusting('*') },
      'implicit-deny',
    ],
    [
      'a service does',
      { ...assume, principal: 'ec2.amazonaws.com' },
      { resourcePolicy: trusting({ Service: 'ec2.amazonaws.com' }) },
      'allow',
    ],
    [
      'an identity provider does',
      {
        principal: oidc,
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: TARGET,
        context: { 'token.actions.githubusercontent.com:sub': 'repo:a/b:ref:x' },
      },
      {
        resourcePolicy: policy({
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: oidc },
          Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:a/*' } },
        }),
      },
      'allow',
    ],
    [
      'an identity provider that has a service’s name',
      {
        principal: 'cognito-identity.amazonaws.com',
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: TARGET,
      },
      {
        resourcePolicy: policy({
          Effect: 'Allow',
          Action: 'sts:*',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
        }),
      },
      'allow',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});

describe('KMS keys', () => {
  const decrypt = { action: 'kms:Decrypt', resource: KEY };
  const grant = { granteePrincipal: ROLE, operations: ['Decrypt'] };
  const session = { ...decrypt, principal: SESSION };
  test.each<AuthorizeCase>([
    ['the key policy must allow', decrypt, { identityPolicies: [ALL] }, 'implicit-deny'],
    [
      'it may leave it to the account’s policies',
      decrypt,
      { identityPolicies: [ALL], resourcePolicy: named(ROOT) },
      'allow',
    ],
    ['it may name who', decrypt, { resourcePolicy: named(USER) }, 'allow'],
    [
      'it may shut root out',
      { ...decrypt, principal: ROOT },
      { resourcePolicy: named(USER) },
      'implicit-deny',
    ],
    [
      'what is about no key is not its business',
      { action: 'kms:ListKeys', resource: '*' },
      { identityPolicies: [ALL] },
      'allow',
    ],
    ['a grant is a way of its own', session, { kmsGrants: [grant] }, 'allow'],
    [
      'a grant allows its operations',
      { ...session, action: 'kms:Encrypt' },
      { kmsGrants: [grant] },
      'implicit-deny',
    ],
    ['a grant allows its grantee', { ...decrypt, principal: USER }, { kmsGrants: [grant] }, 'implicit-deny'],
    ['a grant of another key', session, { kmsGrants: [{ ...grant, keyArn: `${KEY}5` }] }, 'implicit-deny'],
    [
      'a Deny outweighs a grant',
      session,
      { kmsGrants: [grant], resourcePolicy: policy(deny({ Principal: '*' })) },
      'explicit-deny',
    ],
    [
      'an encryption context that is wanted',
      { ...session, context: { 'kms:EncryptionContext:Dept': 'Fin', 'kms:EncryptionContext:x': 'y' } },
      { kmsGrants: [{ ...grant, constraints: { encryptionContextSubset: { Dept: 'Fin' } } }] },
      'allow',
    ],
    [
      '… by its case',
      { ...session, context: { 'kms:EncryptionContext:dept': 'Fin' } },
      { kmsGrants: [{ ...grant, constraints: { encryptionContextSubset: { Dept: 'Fin' } } }] },
      'implicit-deny',
    ],
    [
      '… and nothing beside it',
      { ...session, context: { 'kms:EncryptionContext:Dept': 'Fin', 'kms:EncryptionContext:x': 'y' } },
      { kmsGrants: [{ ...grant, constraints: { encryptionContextEquals: { Dept: 'Fin' } } }] },
      'implicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});

describe('actions and resources', () => {
  const own = (fields: Readonly<Record<string, unknown>>): PolicySet => ({
    identityPolicies: [policy(allow(fields))],
  });
  const describeInstances = {
    action: 'ec2:DescribeInstances',
    resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`,
  };
  test.each<AuthorizeCase>([
    ['case does not matter to actions', {}, own({ Action: 'SQS:send*' }), 'allow'],
    ['NotAction is every other', {}, own({ Action: undefined, NotAction: 's3:*' }), 'allow'],
    ['NotAction without any is all', {}, own({ Action: undefined, NotAction: [] }), 'allow'],
    ['Action without any is none', {}, own({ Action: [] }), 'implicit-deny'],
    ['case matters to resources', {}, own({ Resource: QUEUE.toUpperCase() }), 'implicit-deny'],
    ['NotResource is every other', {}, own({ Resource: undefined, NotResource: `${QUEUE}2` }), 'allow'],
    [
      'NotResource that is it',
      {},
      own({ Resource: undefined, NotResource: 'arn:aws:sqs:*' }),
      'implicit-deny',
    ],
    [
      'an action without resource is not allowed on one',
      describeInstances,
      own({ Resource: describeInstances.resource }),
      'implicit-deny',
    ],
    ['… but by all', describeInstances, own({}), 'allow'],
    [
      '… and by NotResource',
      describeInstances,
      own({ Resource: undefined, NotResource: describeInstances.resource }),
      'allow',
    ],
    [
      'S3 lists buckets on all buckets',
      { action: 's3:ListAllMyBuckets', resource: '*' },
      own({ Resource: 'arn:aws:s3:::*' }),
      'allow',
    ],
    [
      '… not on one',
      { action: 's3:ListAllMyBuckets', resource: '*' },
      own({ Resource: 'arn:aws:s3:::one' }),
      'implicit-deny',
    ],
    ['an action that nobody knows', { action: 'sqs:BrandNew' }, own({ Action: 'sqs:*' }), 'allow'],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});

describe('what AWS decides itself', () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`;
  const bucket = 'arn:aws:s3:::b';
  test.each<AuthorizeCase>([
    [
      'sts:GetCallerIdentity is never denied',
      { action: 'sts:GetCallerIdentity', resource: '*' },
      { identityPolicies: [policy(deny())] },
      'allow',
    ],
    [
      'nobody passes a service-linked role',
      { action: 'iam:PassRole', resource: role },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      'nobody changes one',
      { action: 'iam:AttachRolePolicy', resource: role },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      'nobody writes its description',
      { action: 'iam:UpdateRoleDescription', resource: role },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      'everybody may tag one',
      { action: 'iam:TagRole', resource: role },
      { identityPolicies: [ALL] },
      'allow',
    ],
    [
      '… but none of IAM Identity Center',
      { action: 'iam:TagRole', resource: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/x` },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      'nobody changes a policy of AWS’s own',
      { action: 'iam:CreatePolicyVersion', resource: 'arn:aws:iam::aws:policy/job-function/Billing' },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      '… nor one in China’s partition',
      { action: 'iam:SetDefaultPolicyVersion', resource: 'arn:aws-cn:iam::aws:policy/ReadOnlyAccess' },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      'but policies of the account’s',
      { action: 'iam:CreatePolicyVersion', resource: `arn:aws:iam::${ACCOUNT}:policy/own` },
      { identityPolicies: [ALL] },
      'allow',
    ],
    [
      'nobody moves an alias of AWS’s keys',
      { action: 'kms:UpdateAlias', resource: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/aws/s3` },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
    [
      'but the account’s',
      { action: 'kms:UpdateAlias', resource: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/awsome` },
      { identityPolicies: [ALL] },
      'allow',
    ],
    [
      'everybody may look at one',
      { action: 'iam:GetRole', resource: role },
      { identityPolicies: [ALL] },
      'allow',
    ],
    [
      'a bucket’s policy does not lock its root out',
      { action: 's3:DeleteBucketPolicy', resource: bucket, principal: ROOT, resourceAccount: ACCOUNT },
      { resourcePolicy: policy(deny({ Principal: '*' })) },
      'allow',
    ],
    [
      '… but from its objects',
      { action: 's3:GetObject', resource: `${bucket}/k`, principal: ROOT, resourceAccount: ACCOUNT },
      { resourcePolicy: policy(deny({ Principal: '*' })) },
      'explicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});
