import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../invalid-input.ts';
import { leastPrivilege } from './least-privilege.ts';
import type { UsedCall } from './used-call.ts';

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const ADMIN = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const CALLS: readonly UsedCall[] = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::a/x' },
  { action: 's3:PutObject', resource: 'arn:aws:s3:::a/x' },
  { action: 's3:ListAllMyBuckets', resource: '*' },
  { action: 'ec2:RunInstances', resource: null },
];

test('an administrator who did four things keeps four actions', () => {
  const least = leastPrivilege([ADMIN], CALLS, { narrow: 'actions' });
  expect(least.policy).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['ec2:RunInstances', 's3:GetObject', 's3:ListAllMyBuckets', 's3:PutObject'],
        Resource: ['*'],
      },
    ],
  });
  expect(least).toMatchObject({
    noMore: { answer: 'proved' },
    sufficient: { answer: 'proved' },
    uncovered: [],
  });
  const removed = new Map(least.removed.map((each) => [each.service, each]));
  expect(removed.get('iam')).toMatchObject({ whole: true });
  expect(removed.get('s3')).toMatchObject({ whole: false });
  expect(removed.get('s3')?.actions).toContain('s3:DeleteBucket');
  expect(removed.get('s3')?.actions).not.toContain('s3:GetObject');
});

test('with resources, those that are known are named', () => {
  const { policy: fresh, ...least } = leastPrivilege([ADMIN], CALLS, { narrow: 'resources' });
  expect(fresh?.Statement).toEqual([
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:aws:s3:::a/x'] },
    { Effect: 'Allow', Action: ['ec2:RunInstances', 's3:ListAllMyBuckets'], Resource: ['*'] },
  ]);
  expect(least).toMatchObject({ noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } });
});

describe('what today says stays', () => {
  test('conditions, and what is denied', () => {
    const Condition = { Bool: { 'aws:MultiFactorAuthPresent': ['true'] } };
    const denial = { Effect: 'Deny', NotAction: ['iam:*'], Resource: ['arn:aws:s3:::secret/*'] };
    const today = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*', Condition }, denial);
    const least = leastPrivilege([today], CALLS.slice(0, 1), { narrow: 'resources' });
    expect(least.policy?.Statement).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::a/x'], Condition },
      denial,
    ]);
  });

  test('a resource with a variable, which is several', () => {
    const Resource = ['arn:aws:s3:::a/${aws:username}'];
    const least = leastPrivilege([policy({ Effect: 'Allow', Action: 's3:*', Resource })], CALLS.slice(0, 1), {
      narrow: 'resources',
    });
    expect(least.policy?.Statement).toEqual([{ Effect: 'Allow', Action: ['s3:GetObject'], Resource }]);
    expect(least).toMatchObject({ noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } });
  });

  test('what NotResource leaves out', () => {
    const today = policy({ Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::secret/*' });
    const actions = leastPrivilege([today], CALLS.slice(0, 1), { narrow: 'actions' });
    expect(actions.policy?.Statement).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], NotResource: ['arn:aws:s3:::secret/*'] },
    ]);
    const resources = leastPrivilege([today], CALLS.slice(0, 1), { narrow: 'resources' });
    expect(resources.policy?.Statement).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::a/x'] },
    ]);
    for (const each of [actions, resources])
      expect(each).toMatchObject({ noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } });
  });
});

test('a key of S3 with wildcards in its name is itself', () => {
  const resource = 'arn:aws:s3:::a/what?/${aws:username}/*';
  const least = leastPrivilege([ADMIN], [{ action: 's3:GetObject', resource }], { narrow: 'resources' });
  expect(least.policy?.Statement[0]?.Resource).toEqual(['arn:aws:s3:::a/what${?}/${$}{aws:username}/${*}']);
  expect(least).toMatchObject({ noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } });
});

test('of two statements that allow a call always, one does', () => {
  const narrow = policy({ Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::a/*' });
  const least = leastPrivilege([narrow, ADMIN], CALLS.slice(0, 1), { narrow: 'resources' });
  expect(least.policy?.Statement).toHaveLength(1);
});

test('a call that no statement allows is told, and nothing is added for it', () => {
  const today = policy({ Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::b/*' });
  const least = leastPrivilege([today], CALLS, { narrow: 'resources' });
  const other = { action: 's3:PutObject', resource: null };
  expect(least.uncovered).toEqual(CALLS);
  expect(least).toMatchObject({ kept: [], policy: null });
  expect(leastPrivilege([today], [other], { narrow: 'actions' }).uncovered).toEqual([other]);
  expect(least).toMatchObject({ noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } });
});

test('nothing used: only what is denied is left', () => {
  const denial = { Effect: 'Deny', Action: ['s3:*'], Resource: ['*'] };
  expect(leastPrivilege([ADMIN], [], { narrow: 'actions' })).toMatchObject({ policy: null, kept: [] });
  const least = leastPrivilege([ADMIN, policy(denial)], [], { narrow: 'actions' });
  expect(least.policy?.Statement).toEqual([denial]);
  expect(least).toMatchObject({ noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } });
});

test('policies of both versions become one', () => {
  const old = JSON.stringify({
    Version: '2008-10-17',
    Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/${aws:username}' },
  });
  const least = leastPrivilege([old], [{ action: 's3:GetObject', resource: null }], { narrow: 'resources' });
  expect(least.policy?.Statement[0]?.Resource).toEqual(['arn:aws:s3:::a/${$}{aws:username}']);
});

test('what is no policy is refused', () => {
  expect(() => leastPrivilege(['{}'], [], { narrow: 'actions' })).toThrow(InvalidInput);
});

test('what nobody can see used stays as far as it is allowed, apart from what was used', () => {
  const today = policy(
    { Effect: 'Allow', Action: 's3:*', Resource: '*' },
    { Effect: 'Allow', Action: ['lambda:InvokeFunction', 'lambda:GetFunction'], Resource: '*' },
  );
  const least = leastPrivilege([today], [], {
    narrow: 'resources',
    unseen: ['lambda:Invoke*', 'es:ESHttp*'],
  });
  expect(least).toMatchObject({ kept: [], unseen: ['lambda:InvokeFunction'], uncovered: [] });
  expect(least.policy?.Statement).toEqual([
    { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: ['*'] },
  ]);
  expect(least).toMatchObject({ noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } });
});
