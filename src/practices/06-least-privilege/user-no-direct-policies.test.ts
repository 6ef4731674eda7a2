import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, allowing, aUser } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { userNoDirectPolicies as check } from './user-no-direct-policies.ts';

test('passes for a user with groups, and a boundary, only', () => {
  const permissionsBoundary = ADMINISTRATOR_ACCESS.policyArn;
  expect(statuses(check, aUser({ permissionsBoundary }))).toEqual(['pass']);
});

test('fails for attached and for inline policies', () => {
  const inlinePolicies = [{ policyName: 'extra', document: allowing('s3:GetObject') }];
  expect(statuses(check, aUser({ inlinePolicies }))).toEqual(['fail']);
  expect(evaluate(check, aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS], inlinePolicies }))).toMatchObject([
    { status: 'fail', summary: 'alice has policies of its own: AdministratorAccess, extra.' },
  ]);
});
