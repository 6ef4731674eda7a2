import { expect, test } from 'vitest';
import { aRole } from '../../../test/builders/iam.ts';
import { ACCOUNT, OTHER_ACCOUNT, statuses, theAccount } from '../../../test/inventory-of.ts';
import { supportRole as check } from './support-role.ts';

const SUPPORT = aRole({
  id: 'support',
  attachedPolicies: [
    { policyName: 'AWSSupportAccess', policyArn: 'arn:aws-cn:iam::aws:policy/AWSSupportAccess' },
  ],
});

test('passes with a role that has AWSSupportAccess, also when not all roles were listed', () => {
  expect(statuses(check, theAccount(), { resources: [aRole(), SUPPORT] })).toEqual(['pass']);
  expect(statuses(check, theAccount(), { resources: [SUPPORT], denied: ['AWS::IAM::Role'] })).toEqual([
    'pass',
  ]);
});

test('fails without one, and is unknown when it may not have been listed', () => {
  expect(statuses(check, theAccount(), { resources: [aRole()] })).toEqual(['fail']);
  expect(statuses(check, theAccount(), { resources: [aRole()], denied: ['AWS::IAM::Role'] })).toEqual([
    'unknown',
  ]);
});

test('a role of another account does not count', () => {
  const theirs = { ...SUPPORT, account: OTHER_ACCOUNT, arn: `arn:aws:iam::${OTHER_ACCOUNT}:role/support` };
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(statuses(check, theAccount(), { resources: [theirs], accounts })).toEqual(['fail']);
});
