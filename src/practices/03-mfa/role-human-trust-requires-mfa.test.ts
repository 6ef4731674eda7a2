import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import {
  ACCOUNT,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Role } from '../../model/resources/iam.ts';
import { roleHumanTrustRequiresMfa as check } from './role-human-trust-requires-mfa.ts';

const ALICE = aUserWho('alice', 'sts:AssumeRole');
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

function role(principal: string = ACCOUNT, condition?: object): Role {
  return aRoleWho('ops', 's3:*', '*', { assumeRolePolicyDocument: trusting({ AWS: principal }, condition) });
}

function options(resources: readonly Resource[] = [ALICE], more: EvaluateOptions = {}): EvaluateOptions {
  return { ...more, resources: [...(more.resources ?? [noMembership()]), ...resources] };
}

test('fails where a user may assume it without MFA, with the request', () => {
  expect(evaluate(check, role(), options())).toMatchObject([
    {
      status: 'fail',
      summary: 'alice may assume ops without MFA.',
      evidence: { users: [ALICE.arn], witness: { principal: ALICE.arn, action: 'sts:AssumeRole' } },
    },
  ]);
  expect(statuses(check, role(ALICE.arn), options([{ ...ALICE, inlinePolicies: [] }]))).toEqual(['fail']);
});

test('passes where the trust policy, or all policies of the users, ask for MFA', () => {
  expect(statuses(check, role(ACCOUNT, MFA), options())).toEqual(['pass']);
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*', Condition: MFA }],
  });
  const asked = { ...ALICE, inlinePolicies: [{ policyName: 'own', document }] };
  expect(statuses(check, role(), options([asked]))).toEqual(['pass']);
});

test('does not concern roles that no user assumes, but for administrators', () => {
  expect(statuses(check, role(), options([]))).toEqual(['not-applicable']);
  expect(statuses(check, role(), options([aUserWho('admin', '*')]))).toEqual(['not-applicable']);
  expect(statuses(check, role(), options([aRoleWho('other', 'sts:AssumeRole')]))).toEqual(['not-applicable']);
  expect(statuses(check, aRole(), options())).toEqual(['not-applicable']);
  const bare = { ...ALICE, mfaDevices: read([]) };
  expect(statuses(check, role(ACCOUNT, MFA), options([bare]))).toEqual(['not-applicable']);
});

test('is unknown where what was not read could let a user in, or hold it off', () => {
  expect(statuses(check, role(), options([{ ...ALICE, ...unreadPolicy() }]))).toEqual(['unknown']);
  expect(statuses(check, { ...role(), assumeRolePolicyDocument: '{' }, options())).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  const member = { denied, resources: [aMembership()] };
  expect(statuses(check, role(), options([ALICE], member))).toEqual(['unknown']);
  expect(statuses(check, role(ACCOUNT, MFA), options([ALICE], member))).toEqual(['unknown']);
});

test('is unknown where the users of an account that it trusts were not listed, or nobody came in', () => {
  const unlisted = options([], { denied: ['AWS::IAM::User'] });
  expect(statuses(check, role(), unlisted)).toEqual(['unknown']);
  const shut = options([], { notEntered: [OTHER_ACCOUNT] });
  expect(statuses(check, role(OTHER_ACCOUNT), shut)).toEqual(['unknown']);
  expect(statuses(check, role(), shut)).toEqual(['not-applicable']);
});

const BOB = { ...aUserWho('bob', 'sts:AssumeRole'), tags: { team: 'web' } };

test.each<[string, object | undefined, Role['assumeRolePolicyDocument'] | null]>([
  ['by name', { StringEquals: { 'aws:username': 'bob' } }, null],
  ['by ARN', { ArnEquals: { 'aws:PrincipalArn': BOB.arn } }, null],
  ['by tag', { StringEquals: { 'aws:PrincipalTag/team': 'web' } }, null],
  ['as a principal', undefined, trusting({ AWS: [BOB.arn, `arn:aws:iam::${ACCOUNT}:user/nobody`] })],
])(
  'of users with equal policies, the one that the trust policy tells %s assumes it',
  (_, condition, trust) => {
    const ops = { ...role(ACCOUNT, condition), ...(trust && { assumeRolePolicyDocument: trust }) };
    expect(evaluate(check, ops, options([ALICE, BOB]))).toMatchObject([{ evidence: { users: [BOB.arn] } }]);
  },
);

test('of users with equal policies, one more Deny holds one of them off', () => {
  const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'sts:*', Resource: '*' }] };
  const held = {
    ...ALICE,
    inlinePolicies: [...ALICE.inlinePolicies, { policyName: 'no', document: JSON.stringify(deny) }],
  };
  expect(evaluate(check, role(), options([held, BOB]))).toMatchObject([{ evidence: { users: [BOB.arn] } }]);
});
