import type { Role, User } from '../../src/model/resources/iam.ts';
import { allowing, aRole, aUser } from './iam.ts';

/** A user without groups whose only policy, inline, allows actions on a resource. */
export function aUserWho(
  id: string,
  actions: string | readonly string[],
  resource = '*',
  overrides: Partial<User> = {},
): User {
  const inlinePolicies = [{ policyName: `${id}-own`, document: allowing(actions, resource) }];
  return aUser({ id, groups: [], inlinePolicies, ...overrides });
}

/** A role for EC2 instances whose only policy, inline, allows actions on a resource. */
export function aRoleWho(
  id: string,
  actions: string | readonly string[],
  resource = '*',
  overrides: Partial<Role> = {},
): Role {
  const inlinePolicies = [{ policyName: `${id}-own`, document: allowing(actions, resource) }];
  return aRole({ id, attachedPolicies: [], inlinePolicies, ...overrides });
}

/** A user's policy of which nobody could read the text. */
export function unreadPolicy(): Pick<User, 'inlinePolicies'> {
  return { inlinePolicies: [{ policyName: 'broken', document: '{' }] };
}
