// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { groupEmpty } from './group-empty.ts';
import { policyInline } from './policy-inline.ts';
import { policyNoFull } from './policy-no-full.ts';
import { policyNoNotActionAllow } from './policy-no-not-action-allow.ts';
import { policyNoServiceWildcard } from './policy-no-service-wildcard.ts';
import { policyNoWildcard } from './policy-no-wildcard.ts';
import { policyUnattached } from './policy-unattached.ts';
import { policyValid } from './policy-valid.ts';
import { principalNoEscalation } from './principal-no-escalation.ts';
import { principalUnused } from './principal-unused.ts';
import { principalUnusedServices } from './principal-unused-services.ts';
import { userNoDirectPolicies } from './user-no-direct-policies.ts';

export const checks: readonly Check[] = [
  groupEmpty,
  policyInline,
  policyNoFull,
  policyNoNotActionAllow,
  policyNoServiceWildcard,
  policyNoWildcard,
  policyUnattached,
  policyValid,
  principalNoEscalation,
  principalUnusedServices,
  principalUnused,
  userNoDirectPolicies,
].flat();
