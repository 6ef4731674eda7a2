import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityPolicy, resourcePolicy } from '../../../test/sampled-policies.ts';
import { InvalidInput } from '../invalid-input.ts';
import { equivalent } from './equivalent.ts';
import { noNewAccess } from './no-new-access.ts';

type Json = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly Json[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({ Effect: 'Allow', ...each })),
  });
const all = { Action: '*', Resource: '*' };
const read = (resource: string, more: Json = {}) => ({ Action: 's3:GetObject', Resource: resource, ...more });

const answer = (reference: string, candidate: string) => noNewAccess(reference, candidate).answer;
const witness = (reference: string, candidate: string) => {
  const verdict = noNewAccess(reference, candidate);
  return verdict.answer === 'refuted' ? verdict.witness : verdict;
};

test('a witness reads like a request that somebody could make', () => {
  expect(witness(policy(read('arn:aws:s3:::logs/*')), policy(read('*')))).toEqual({
    principal: 'arn:aws:iam::111122223333:role/example',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:us-east-1:111122223333:accesspoint/example/object/example',
  });
  expect(witness(policy(read('arn:aws:s3:::a/*')), policy(read('arn:aws:s3:::*/x')))).toMatchObject({
    resource: 'arn:aws:s3:::example/x',
  });
  expect(
    witness(
      policy(all, {
        Effect: 'Deny',
        Action: 'iam:*',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),
      policy(all),
    ),
  ).toMatchObject({
    action: 'iam:AcceptDelegationRequest',
    context: { 'aws:MultiFactorAuthPresent': 'false' },
  });
});

test('a policy covered by several statements together', () => {
  const both = read('arn:aws:s3:::a/*', { Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] });
  const halves = policy(read('arn:aws:s3:::a/*'), read('arn:aws:s3:::b/*'));
  expect(answer(halves, policy(both))).toBe('proved');
  const isTeam = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } };
  const isNot = { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'a' } } };
  expect(answer(policy(read('*', isTeam), read('*', isNot)), policy(read('*')))).toBe('proved');
  expect(
    answer(policy(read('*', isTeam), read('arn:*:*:*:*:*', isNot)), policy(read('arn:aws:s3:::a/b'))),
  ).toBe('proved');
});

test('actions: known ones alone, or those too that AWS may add', () => {
  const reference = policy({ Action: ['sts:GetCallerIdentity', 'sqs:SendMessage'], Resource: '*' });
  const candidate = policy({ Action: 'sqs:Send*', Resource: '*' });
  expect(noNewAccess(reference, candidate, { actions: 'known' })).toEqual({
    answer: 'proved',
    actions: 'known',
    resources: 'any',
  });
  expect(noNewAccess(reference, candidate)).toMatchObject({
    answer: 'refuted',
    actions: 'future',
    witness: { action: 'sqs:SendFutureAction' },
  });
});

test('an action that takes no resource is granted by Resource "*" and NotResource alone', () => {
  const list = (element: Json) => policy({ Action: 'ec2:DescribeInstances', ...element });
  expect(answer(policy(), list({ Resource: 'arn:aws:ec2:*:*:instance/*' }))).toBe('proved');
  expect(answer(policy(), list({ Resource: '*' }))).toBe('refuted');
  expect(answer(policy(), list({ NotResource: 'arn:aws:ec2:*:*:instance/*' }))).toBe('refuted');
});

test('resources: a bucket is no object, which policies do not know', () => {
  const bucket = policy(read('arn:aws:s3:::b'));
  expect(noNewAccess(policy(), bucket)).toMatchObject({ answer: 'refuted', resources: 'any' });
  expect(noNewAccess(policy(), bucket, { resources: 'typed' }).answer).toBe('proved');
  const put = policy({ Action: 'iam:Put*Policy', Resource: 'arn:aws:iam::*:user/*' });
  expect(noNewAccess(policy(), put)).toMatchObject({ witness: { action: 'iam:PutUserPolicy' } });
});

test('negated operators hold where the key is absent', () => {
  const is = (operator: string) =>
    read('*', { Condition: { [operator]: { 'aws:ResourceTag/env': 'prod' } } });
  const deny = (operator: string) => ({ ...is(operator), Effect: 'Deny' });
  expect(answer(policy(is('StringNotEquals')), policy(read('*'), deny('StringEquals')))).toBe('proved');
  expect(answer(policy(is('StringEquals')), policy(read('*'), deny('StringNotEquals')))).toBe('proved');
  expect(answer(policy(is('StringEquals')), policy(is('StringEqualsIfExists')))).toBe('refuted');
  expect(answer(policy(read('*'), deny('StringEqualsIfExists')), policy(is('StringNotEquals')))).toBe(
    'refuted',
  );
});

test('the account of a principal or resource is part of its ARN', () => {
  const queue = (resource: string, condition: Json = {}) => ({
    Action: 'sqs:SendMessage',
    Resource: resource,
    ...condition,
  });
  const ofAccount = { Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } };
  const ofMine = { Condition: { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } } };
  expect(answer(policy(queue('*', ofAccount)), policy(queue('arn:aws:sqs:*:111122223333:*')))).toBe('proved');
  expect(answer(policy(queue('*', ofAccount)), policy(queue('arn:aws:sqs:*:444455556666:*')))).toBe(
    'refuted',
  );
  expect(answer(policy(queue('*', ofMine)), policy(queue('arn:aws:sqs:*:${aws:PrincipalAccount}:*')))).toBe(
    'proved',
  );
  expect(
    answer(
      policy(queue('arn:aws:sqs:*:${aws:PrincipalAccount}:q')),
      policy(queue('arn:aws:sqs:*:*:q', ofMine)),
    ),
  ).toBe('proved');
});

test('variables: a home folder is in all homes, and in nobody else’s', () => {
  const home = 'arn:aws:s3:::home/${aws:username}/*';
  expect(answer(policy(read('arn:aws:s3:::home/*')), policy(read(home)))).toBe('proved');
  expect(answer(policy(read(home)), policy(read('arn:aws:s3:::home/*')))).toBe('refuted');
  expect(answer(policy(read(home)), policy(read('arn:aws:s3:::home/${aws:PrincipalTag/name}/*')))).toBe(
    'refuted',
  );
  const alice = { Condition: { StringEquals: { 'aws:username': 'alice' } } };
  expect(answer(policy(read('arn:aws:s3:::home/alice/*')), policy(read(home, alice)))).toBe('proved');
  expect(answer(policy(read(home)), policy(read('arn:aws:s3:::home/alice/*', alice)))).toBe('proved');
});

test('principals: an account contains its roles, NotPrincipal the rest', () => {
  const trust = (principal: Json) => policy({ Action: 'sts:AssumeRole', ...principal });
  const role = { Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } };
  expect(answer(trust({ Principal: { AWS: '111122223333' } }), trust(role))).toBe('proved');
  expect(answer(trust(role), trust({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }))).toBe(
    'refuted',
  );
  expect(answer(trust({ Principal: '*' }), trust({ NotPrincipal: { AWS: '111122223333' } }))).toBe('proved');
  expect(
    witness(trust(role), trust({ Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/a/session' } })),
  ).toMatchObject({ sessionIssuer: expect.stringMatching(/^arn:aws:iam::111122223333:role\/.+\/a$/) });
  expect(
    witness(trust({ Principal: { Service: 'ec2.amazonaws.com' } }), trust({ Principal: '*' })),
  ).toMatchObject({
    principal: 'arn:aws:iam::444455556666:role/example',
  });
});

test('what is no policy is said in one sentence', () => {
  expect(() => noNewAccess('{', policy(all))).toThrow(InvalidInput);
  expect(() => noNewAccess(policy(all), policy({ ...all, Condition: { StringSame: { a: 'b' } } }))).toThrow(
    /StringSame/,
  );
  expect(() =>
    noNewAccess(policy(all), policy({ ...all, Principal: '*' }), { policyType: 'identity' }),
  ).toThrow(InvalidInput);
});

/** Past AWS's limits by far: given up in little time, or answered. */
const HOSTILE: Readonly<Record<string, readonly [string, string]>> = {
  'ten thousand wildcards': [
    policy(read(`arn:aws:s3:::${'?*a'.repeat(5000)}`)),
    policy(read(`arn:aws:s3:::${'*b?'.repeat(5000)}`)),
  ],
  'a long run of question marks': [
    policy(read(`arn:aws:s3:::*${'?'.repeat(10_000)}`)),
    policy(read(`arn:aws:s3:::*a*${'?'.repeat(10_000)}b`)),
  ],
  'fifty thousand values': [
    policy(
      read('*', {
        Condition: {
          StringNotLike: { 'aws:PrincipalTag/x': Array.from({ length: 50_000 }, (_, index) => `*${index}*`) },
        },
      }),
    ),
    policy(read('*')),
  ],
  'thousands of statements': [
    policy(
      ...Array.from({ length: 3000 }, (_, index) =>
        read(`arn:aws:s3:::${index}/*`, { Condition: { StringLike: { 'aws:PrincipalTag/x': `${index}*` } } }),
      ),
    ),
    policy(
      ...Array.from({ length: 3000 }, (_, index) =>
        read(`arn:aws:s3:::*${index}/*`, {
          Condition: { StringLike: { 'aws:PrincipalTag/x': `*${index}` } },
        }),
      ),
    ),
  ],
  'many variables': [
    policy(read('arn:aws:s3:::${a:a}${a:b}${a:c}${a:d}${a:e}')),
    policy(read('arn:aws:s3:::${a:a}${a:b}${a:c}${a:d}${a:e}${a:f}')),
  ],
  'many patterns of actions': [
    policy({ Action: Array.from({ length: 5000 }, (_, index) => `*${index}*`), Resource: '*' }),
    policy({ Action: Array.from({ length: 5000 }, (_, index) => `*:*${index}`), Resource: '*' }),
  ],
};

test.each(Object.entries(HOSTILE))(
  '%s: no crash, and unknown has its reason',
  (_, [reference, candidate]) => {
    const verdict = noNewAccess(reference, candidate);
    if (verdict.answer === 'unknown') expect(verdict.reason).not.toContain('bug');
    expect(noNewAccess(reference, candidate)).toEqual(verdict);
  },
);

const RUNS = Number(process.env['RAMPART_PROPERTY_RUNS'] ?? 60);
const parts = (text: string) => (JSON.parse(text) as { Statement: Json[] }).Statement;
/** The same in other words: a statement for each of its actions, its other lists the other way round. */
function rewritten(statement: Json): readonly Json[] {
  const entries = Object.entries(statement).map(([element, value]) => [
    element,
    Array.isArray(value) ? value.toReversed() : value,
  ]);
  const turned: Json = Object.fromEntries(entries);
  const actions = turned['Action'];
  return Array.isArray(actions) ? actions.map((action) => ({ ...turned, Action: action })) : [turned];
}

const whole = (statements: readonly Json[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

for (const [type, any] of [
  ['identity', identityPolicy],
  ['resource', resourcePolicy],
] as const) {
  const check = (reference: string, candidate: string) =>
    noNewAccess(reference, candidate, { policyType: type }).answer;

  test(`${type} policies: order, duplication and splitting of statements change nothing`, () => {
    let unknown = 0;
    fc.assert(
      fc.property(any, fc.nat(), (text, which) => {
        const statements = parts(text);
        const others = [...statements.toReversed(), ...statements.slice(which % statements.length)].flatMap(
          rewritten,
        );
        const verdict = equivalent(whole(statements), whole(others), { policyType: type });
        if (verdict.answer === 'unknown') unknown += 1;
        else expect({ text, answer: verdict.answer }).toEqual({ text, answer: 'proved' });
      }),
      { numRuns: RUNS },
    );
    expect(unknown).toBeLessThan(RUNS / 10);
  }, 3_600_000);

  test(`${type} policies: what is proved stays proved when the candidate allows less or the reference more`, () => {
    fc.assert(
      fc.property(any, any, fc.nat(), (first, second, which) => {
        const [reference, candidate] = [parts(first), parts(second)];
        if (check(whole(reference), whole(candidate)) !== 'proved') return;
        const less = candidate.filter(
          (each, index) => each['Effect'] === 'Deny' || index !== which % candidate.length,
        );
        const more = [...reference, ...candidate.filter((each) => each['Effect'] === 'Allow')];
        expect(check(whole(reference), whole(less))).not.toBe('refuted');
        expect(check(whole(more), whole(candidate))).not.toBe('refuted');
      }),
      { numRuns: RUNS * 3 },
    );
  }, 3_600_000);

  test(`${type} policies: new access is transitive`, () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        if (check(b, a) === 'proved' && check(c, b) === 'proved') expect(check(c, a)).not.toBe('refuted');
      }),
      { numRuns: RUNS * 3 },
    );
  }, 3_600_000);
}
