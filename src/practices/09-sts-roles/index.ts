// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { roleChainCycle } from './role-chain-cycle.ts';
import { roleCrossAccountEscalation } from './role-cross-account-escalation.ts';
import { roleCrossAccountUnused } from './role-cross-account-unused.ts';
import { roleNotRecreatablePrincipal } from './role-not-recreatable-principal.ts';
import { roleServiceTrustScoped } from './role-service-trust-scoped.ts';
import { roleSessionDuration } from './role-session-duration.ts';
import { roleThirdPartyExternalId } from './role-third-party-external-id.ts';
import { roleTrustKnownAccounts } from './role-trust-known-accounts.ts';
import { roleTrustNoAccountRoot } from './role-trust-no-account-root.ts';
import { roleTrustNotPublic } from './role-trust-not-public.ts';
import { stsRegionalEndpointTokens } from './sts-regional-endpoint-tokens.ts';
import { userDuplicatedAcrossAccounts } from './user-duplicated-across-accounts.ts';

export const checks: readonly Check[] = [
  roleChainCycle,
  roleCrossAccountEscalation,
  roleCrossAccountUnused,
  roleNotRecreatablePrincipal,
  roleServiceTrustScoped,
  roleSessionDuration,
  roleThirdPartyExternalId,
  roleTrustKnownAccounts,
  roleTrustNoAccountRoot,
  roleTrustNotPublic,
  stsRegionalEndpointTokens,
  userDuplicatedAcrossAccounts,
].flat();
