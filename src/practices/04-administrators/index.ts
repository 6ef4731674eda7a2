// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { adminAccessKeys } from './admin-access-keys.ts';
import { adminCount } from './admin-count.ts';
import { adminGroupMembership } from './admin-group-membership.ts';
import { adminInactive } from './admin-inactive.ts';
import { adminMfa } from './admin-mfa.ts';
import { adminPolicyAttachedToUsers } from './admin-policy-attached-to-users.ts';
import { adminRoleExternalTrust } from './admin-role-external-trust.ts';
import { adminShadow } from './admin-shadow.ts';
import { supportRole } from './support-role.ts';

export const checks: readonly Check[] = [
  adminAccessKeys,
  adminCount,
  adminGroupMembership,
  adminInactive,
  adminMfa,
  adminPolicyAttachedToUsers,
  adminRoleExternalTrust,
  adminShadow,
  supportRole,
].flat();
