import { expect, test } from 'vitest';
import { anAccountSummary, organizationsFeatures } from '../../../test/builders/iam.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses, theAccount } from '../../../test/inventory-of.ts';
import { rootActionsDeniedByScp as check } from './root-actions-denied-by-scp.ts';

const SIGNS_IN = anAccountSummary({ summary: { AccountPasswordPresent: 1, AccountAccessKeysPresent: 0 } });
const BOTH = [ACCOUNT, OTHER_ACCOUNT];
const ROOT = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } };

function judged(...statements: readonly object[]) {
  const policies = statements.map((each) => ['SERVICE_CONTROL_POLICY', each] as const);
  return evaluate(check, theAccount(), {
    accounts: BOTH,
    resources: [SIGNS_IN, ...anOrganization(...policies)],
  });
}

function deny(condition: object | null, rest: object = { Action: '*' }): object {
  return { Effect: 'Deny', Resource: '*', ...rest, ...(condition && { Condition: condition }) };
}

test.each([
  ['the ARN of root users', ROOT],
  ['the ARN by text', { StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:root'] } }],
  ['its own ARN', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:root' } }],
  ['its kind', { StringEquals: { 'aws:PrincipalType': 'Account' } }],
  ['all but some roles', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/keep-*' } }],
  ['all but tasks of centralised root access', { ...ROOT, Null: { 'aws:AssumedRoot': 'true' } }],
  ['everybody', null],
])('passes where everything is denied to %s', (_name, condition) => {
  expect(judged(deny(condition))).toMatchObject([
    { status: 'pass', summary: `Everything is denied to the root user of ${ACCOUNT}, by own0, statement 1.` },
  ]);
});

test.each([
  ['nobody', [], 'iam:CreateUser'],
  ['somebody else', [deny({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } })], 'iam:CreateUser'],
  [
    'it, in some Regions',
    [deny({ ...ROOT, StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
    'iam:CreateUser',
  ],
  [
    'it, with some actions excepted',
    [deny(ROOT, { NotAction: ['sqs:SetQueueAttributes'] })],
    'sqs:SetQueueAttributes',
  ],
  ['it, for one service', [deny(ROOT, { Action: 'iam:*' })], 'ec2:RunInstances'],
  ['it, on some resources', [deny(ROOT, { Action: '*', Resource: 'arn:aws:s3:::*' })], 'iam:CreateUser'],
  [
    'it, but for some objects',
    [deny(ROOT, { Action: '*', Resource: undefined, NotResource: 'arn:aws:s3:::kept/*' })],
    's3:DeleteObject',
  ],
  [
    'it, but for a bucket',
    [deny(ROOT, { Action: '*', Resource: undefined, NotResource: 'arn:aws:s3:::kept' })],
    's3:PutBucketPolicy',
  ],
  [
    'its sessions for one task alone',
    [deny({ ...ROOT, Bool: { 'aws:AssumedRoot': 'true' } })],
    'iam:CreateUser',
  ],
])('fails where policies deny %s', (_name, statements, action) => {
  const principal = `arn:aws:iam::${ACCOUNT}:root`;
  expect(judged(...statements)).toMatchObject([
    {
      status: 'fail',
      summary: `The root user of ${ACCOUNT} may call ${action}.`,
      evidence: { witness: { principal, action } },
    },
  ]);
});

test.each([
  ['', ROOT],
  [', but for tasks of centralised root access', { ...ROOT, Null: { 'aws:AssumedRoot': 'true' } }],
])('is unknown where everything that was tried is denied, by no one statement%s', (_name, condition) => {
  const [outcome] = judged(deny(condition, { NotAction: 'iam:*' }), deny(condition, { Action: 'iam:*' }));
  expect(outcome).toMatchObject({
    status: 'unknown',
    unread: [{ why: expect.stringMatching(/^NotProved: /) }],
  });
});

test('passes without policies where centralised root access has removed the credentials', () => {
  const none = anAccountSummary({ summary: { AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 } });
  const features = { enabledFeatures: ['RootCredentialsManagement'] };
  const resources = [none, ...anOrganization(), organizationsFeatures(features)];
  expect(statuses(check, theAccount(), { accounts: BOTH, resources })).toEqual(['pass']);
});

test('is unknown where policies or credentials were not read and could settle it', () => {
  const unlisted = { resources: [SIGNS_IN, aMembership()], denied: ['AWS::Organizations::Policy'] as const };
  expect(statuses(check, theAccount(), unlisted)).toEqual(['unknown']);
  const uncounted = {
    accounts: BOTH,
    resources: anOrganization(),
    denied: ['AWS::IAM::AccountSummary'] as const,
  };
  expect(statuses(check, theAccount(), uncounted)).toEqual(['unknown']);
  expect(statuses(check, theAccount(), { denied: ['AWS::Organizations::Organization'] })).toEqual([
    'unknown',
  ]);
});

test('does not concern management accounts, accounts of no organisation, and China', () => {
  const managed = aMembership();
  const { organization } = managed;
  const own = { ...managed, organization: organization && { ...organization, managementAccountId: ACCOUNT } };
  expect(statuses(check, theAccount(), { resources: [SIGNS_IN, own] })).toEqual(['not-applicable']);
  expect(statuses(check, theAccount(), { resources: [SIGNS_IN, noMembership()] })).toEqual([
    'not-applicable',
  ]);
  expect(statuses(check, theAccount({ partition: 'aws-cn' }))).toEqual(['not-applicable']);
});
