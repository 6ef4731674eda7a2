// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { groupEmpty } from './group-empty.ts';
import { policyInline } from './policy-inline.ts';
import { policyNoNotActionAllow } from './policy-no-not-action-allow.ts';
import { policyNoServiceWildcard } from './policy-no-service-wildcard.ts';
import { policyUnattached } from './policy-unattached.ts';
import { principalUnused } from './principal-unused.ts';
import { principalUnusedServices } from './principal-unused-services.ts';
import { userNoDirectPolicies } from './user-no-direct-policies.ts';

export const checks: readonly Check[] = [
  groupEmpty,
  policyInline,
  policyNoNotActionAllow,
  policyNoServiceWildcard,
  policyUnattached,
  principalUnusedServices,
  principalUnused,
  userNoDirectPolicies,
].flat();
