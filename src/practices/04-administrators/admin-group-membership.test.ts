import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, aGroup, allowing, aUser } from '../../../test/builders/iam.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { adminGroupMembership as check } from './admin-group-membership.ts';

const ADMINS = aGroup({ id: 'admins', attachedPolicies: [ADMINISTRATOR_ACCESS] });
const SIX = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => aUser({ id, groups: ['admins'] }));

test('passes with five members, and fails with six', () => {
  expect(statuses(check, ADMINS, { resources: SIX.slice(0, 5) })).toEqual(['pass']);
  expect(evaluate(check, ADMINS, { resources: SIX })).toMatchObject([
    { status: 'fail', evidence: { members: ['a', 'b', 'c', 'd', 'e', 'f'] } },
  ]);
});

test('the limit is a setting', () => {
  const settings = { administratorGroupMembers: 6 };
  expect(statuses(check, ADMINS, { resources: SIX, settings })).toEqual(['pass']);
});

test('users of another account are no members', () => {
  const others = SIX.map((user) => ({
    ...user,
    account: OTHER_ACCOUNT,
    arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/${user.id}`,
  }));
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(statuses(check, ADMINS, { resources: others, accounts })).toEqual(['pass']);
});

test('does not concern other groups', () => {
  expect(statuses(check, aGroup({ attachedPolicies: [] }))).toEqual(['not-applicable']);
});

test('is unknown when users are missing, unless those known are too many', () => {
  const denied = ['AWS::IAM::User'] as const;
  expect(statuses(check, ADMINS, { resources: SIX.slice(0, 5), denied })).toEqual(['unknown']);
  expect(statuses(check, ADMINS, { resources: SIX, denied })).toEqual(['fail']);
});

test('concerns a group whose own policies amount to administration', () => {
  const inlinePolicies = [{ policyName: 'own', document: allowing('iam:*') }];
  const group = aGroup({ id: 'admins', attachedPolicies: [], inlinePolicies });
  const resources = [noMembership(), ...SIX];
  expect(statuses(check, group, { resources })).toEqual(['fail']);
  const broken = { ...group, inlinePolicies: [{ policyName: 'own', document: '{' }] };
  expect(statuses(check, broken, { resources })).toEqual(['unknown']);
});
