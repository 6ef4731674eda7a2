import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, aGroup, aUser } from '../../../test/builders/iam.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { adminPolicyAttachedToUsers as check } from './admin-policy-attached-to-users.ts';

test('fails for the policy on the user itself, not through a group', () => {
  expect(statuses(check, aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS] }))).toEqual(['fail']);
  const group = aGroup({ attachedPolicies: [ADMINISTRATOR_ACCESS] });
  expect(statuses(check, aUser(), { resources: [group] })).toEqual(['pass']);
});
