import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { externalAccess, type PolicyResource, publicAccess } from './public-access.ts';

type Json = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly Json[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::site/*',
      ...each,
    })),
  });
const when = (condition: Json) => ({ Principal: '*', Condition: condition });
const bucket: PolicyResource = { type: 'AWS::S3::Bucket', arn: 'arn:aws:s3:::site', account: '111122223333' };
const judged = (...statements: readonly Json[]) => publicAccess(policy(...statements), bucket);

const FILE = join(import.meta.dirname, '../../../../shared/data/iam/s3-public-examples.json');
const isThere = existsSync(FILE);
if (!isThere) console.log('public-access.test.ts: ../shared is not there, so its examples are left out');

interface Example {
  readonly id: string;
  readonly policyKind: 'bucket' | 'access-point';
  readonly public: boolean;
  readonly policy: object;
  readonly networkOrigin?: 'VPC';
}

test.skipIf(!isThere)("AWS's examples of public policies, by its rule and by a stranger's request", () => {
  const { examples }: { examples: readonly Example[] } = JSON.parse(readFileSync(FILE, 'utf8'));
  for (const { id, policyKind, policy: text, networkOrigin, public: isPublic } of examples) {
    const resource: PolicyResource =
      policyKind === 'bucket'
        ? { type: 'AWS::S3::Bucket', arn: 'arn:aws:s3:::example-bucket', account: '111122223333' }
        : {
            type: 'AWS::S3::AccessPoint',
            arn: 'arn:aws:s3:us-west-2:123456789012:accesspoint/example',
            account: '123456789012',
            networkOrigin,
          };
    const { answer, aws } = publicAccess(JSON.stringify(text), resource);
    expect({ id, answer, aws: aws?.public }).toEqual({
      id,
      answer: isPublic ? 'refuted' : 'proved',
      aws: isPublic,
    });
  }
});

test('everybody: the witness is an anonymous request, and AWS says the same', () => {
  expect(judged({ Principal: '*' })).toMatchObject({
    answer: 'refuted',
    witness: { principal: '*', action: 's3:GetObject', resource: 'arn:aws:s3:::site/example' },
    aws: { public: true, because: expect.stringContaining('Statement 1') },
    difference: null,
  });
});

test('fixed values of who and where keep strangers out, those of the request do not', () => {
  const answers = (condition: Json) => judged(when(condition)).answer;
  expect(answers({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })).toBe('proved');
  expect(answers({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } })).toBe('refuted');
  expect(answers({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } })).toBe('proved');
  expect(answers({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } })).toBe('proved');
  expect(answers({ StringLike: { 'aws:userid': 'AROAEXAMPLEROLEID:*' } })).toBe('proved');
  expect(answers({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } })).toBe('proved');
  expect(answers({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } })).toBe('refuted');
  expect(answers({ StringEquals: { 'aws:Referer': 'https://example.com/' } })).toBe('refuted');
  expect(answers({ StringEquals: { 'aws:PrincipalTag/team': 'red' } })).toBe('refuted');
  expect(answers({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })).toBe('refuted');
  expect(answers({ StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } })).toBe('refuted');
});

test('a Deny that keeps strangers out changes nothing for AWS', () => {
  const isElsewhere = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
  expect(judged({ Principal: '*' }, { ...when(isElsewhere), Effect: 'Deny' })).toMatchObject({
    answer: 'proved',
    aws: { public: true },
    difference: expect.stringContaining('no stranger can get through'),
  });
});

test('AWS goes by how it is written: a broad range in small pieces', () => {
  const pieces = Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`);
  expect(judged(when({ IpAddress: { 'aws:SourceIp': pieces } }))).toMatchObject({
    answer: 'proved',
    aws: { public: false },
  });
});

test('resource control policies hold strangers off', () => {
  const perimeter = policy({
    Principal: '*',
    Effect: 'Deny',
    Action: 's3:*',
    Resource: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  });
  const verdict = publicAccess(policy({ Principal: '*' }), bucket, {
    resourceControlPolicies: [[perimeter]],
  });
  expect(verdict.answer).toBe('proved');
});

test('a service that a policy names lets nobody else in; a topic for everybody does', () => {
  const topic: PolicyResource = {
    type: 'AWS::SNS::Topic',
    arn: 'arn:aws:sns:us-east-1:111122223333:t',
    account: '111122223333',
  };
  const publish = (element: Json) =>
    publicAccess(policy({ Action: 'sns:Publish', Resource: topic.arn, ...element }), topic);
  expect(publish({ Principal: { Service: 's3.amazonaws.com' } })).toMatchObject({
    answer: 'proved',
    aws: null,
    difference: null,
  });
  expect(
    publish({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } })
      .answer,
  ).toBe('proved');
  expect(
    publish({ Principal: { AWS: '*' }, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } } }),
  ).toMatchObject({ answer: 'refuted' });
});

test('external: other accounts and organizations, but for those that are trusted', () => {
  const share = policy({ Principal: { AWS: '444455556666' } });
  expect(externalAccess(share, bucket)).toMatchObject({
    answer: 'refuted',
    witness: { principal: 'arn:aws:iam::444455556666:role/example' },
  });
  expect(externalAccess(share, bucket, { trustedAccounts: ['444455556666'] }).answer).toBe('proved');
  const org = policy(when({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }));
  expect(externalAccess(org, bucket, { organization: 'o-a1b2c3d4e5' }).answer).toBe('proved');
  expect(externalAccess(org, bucket).answer).toBe('refuted');
  expect(externalAccess(policy({ Principal: { AWS: '111122223333' } }), bucket).answer).toBe('proved');
});

test('a trust policy: anybody of a web identity provider, but of its own application', () => {
  const role: PolicyResource = {
    type: 'AWS::IAM::Role',
    arn: 'arn:aws:iam::111122223333:role/web',
    account: '111122223333',
  };
  const trust = (condition: Json) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: 'accounts.google.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        ...condition,
      },
    });
  expect(publicAccess(trust({}), role)).toMatchObject({
    answer: 'refuted',
    witness: { principal: 'accounts.google.com' },
  });
  expect(
    publicAccess(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' },
      }),
      role,
    ).answer,
  ).toBe('proved');
});

describe('who can assume a role', () => {
  const role: PolicyResource = {
    type: 'AWS::IAM::Role',
    arn: 'arn:aws:iam::111122223333:role/partner',
    account: '111122223333',
  };
  const trust = (principal: string, condition: Json = {}) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: principal },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: condition,
      },
    });
  const asked = ['sts:AssumeRole'];

  test('the witness is of the account that the policy names, and asks what is asked', () => {
    expect(externalAccess(trust('444455556666'), role, { asked })).toMatchObject({
      answer: 'refuted',
      witness: { principal: 'arn:aws:iam::444455556666:role/example', action: 'sts:AssumeRole' },
    });
    expect(externalAccess(trust('444455556666'), role, { asked: ['sts:AssumeRoleWithSAML'] }).answer).toBe(
      'proved',
    );
    expect(publicAccess(trust('*'), role, { asked }).answer).toBe('refuted');
    expect(publicAccess(trust('*'), role, { asked: ['s3:*'] }).answer).toBe('proved');
  });

  test('but those whose requests meet a condition', () => {
    const unless = { StringEquals: { 'sts:ExternalId': 'id-7' } };
    const answer = (condition: Json) =>
      externalAccess(trust('444455556666', condition), role, { asked, unless }).answer;
    expect(answer({ StringEquals: { 'sts:ExternalId': 'id-7' } })).toBe('proved');
    expect(answer({ StringLike: { 'sts:ExternalId': 'id-*' } })).toBe('refuted');
    expect(answer({})).toBe('refuted');
  });

  test('the unique id of a deleted user is nobody', () => {
    for (const id of ['AIDAJQABLZS4A3QDU576Q', 'AROADBQP57FF2AEXAMPLE']) {
      expect(publicAccess(trust(id), role).answer, id).toBe('proved');
      expect(externalAccess(trust(id), role).answer, id).toBe('proved');
    }
  });

  test('no resource control policy binds roles of the management account', () => {
    const perimeter = policy({ Principal: '*', Effect: 'Deny', Action: 'sts:*', Resource: '*' });
    const guarded = { asked, resourceControlPolicies: [[perimeter]] };
    expect(externalAccess(trust('444455556666'), role, guarded).answer).toBe('proved');
    expect(
      externalAccess(trust('444455556666'), role, { ...guarded, managementAccount: role.account }).answer,
    ).toBe('refuted');
  });
});
