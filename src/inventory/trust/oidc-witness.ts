import {
  type AuthorizationRequest,
  authorize,
  canReach,
  compilePolicySet,
  type PolicyDocument,
  type PolicySet,
} from '../../iam/index.ts';
import { type Reading, read, type Unread } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import type { Inventory } from '../inventory.ts';
import { notProved } from '../not-known.ts';
import { organizationGuards } from '../organization-policies.ts';
import { type Claims, issuerOf, strangersClaims } from './oidc-stranger.ts';

/** A request with a stranger's token that gets a session of a role. */
export interface OidcWitness {
  readonly request: AuthorizationRequest;
  /** Resource control policies that were not read and could hold it off; null: none. */
  readonly doubt: Unread | null;
}

const ACTION = 'sts:AssumeRoleWithWebIdentity';

/** Null: tokens about strangers are of no use. */
export function oidcWitness(
  inventory: Inventory,
  role: Role,
  trust: PolicyDocument,
  provider: string,
): Reading<OidcWitness | null> {
  const { organization, levels } = organizationGuards(inventory, role.account);
  const guards = levels.RESOURCE_CONTROL_POLICY;
  const policies: PolicySet = {
    resourcePolicy: trust,
    ...(guards.status === 'read' && guards.value && { resourceControlPolicies: guards.value }),
    ...(organization.status === 'read' &&
      organization.value && { managementAccount: organization.value.managementAccountId }),
  };
  for (const claims of strangersClaims(issuerOf(provider), trust)) {
    const found = withToken(policies, role, provider, claims);
    if (found.status === 'unread') return found;
    if (found.value) return read({ request: found.value, doubt: guards.status === 'unread' ? guards : null });
  }
  return read(null);
}

function withToken(
  policies: PolicySet,
  role: Role,
  provider: string,
  claims: Claims,
): Reading<AuthorizationRequest | null> {
  const request = { principal: provider, action: ACTION, resource: role.arn, context: claims };
  if (authorize(request, compilePolicySet(policies)).effect === 'allow') return read(request);
  if (!provider.startsWith('arn:')) return read(null);
  const verdict = canReach(policies, {
    principal: provider,
    actions: [ACTION],
    resources: [role.arn],
    condition: { StringEquals: claims },
  });
  if (verdict.answer === 'unknown') return notProved(verdict.reason);
  return read(verdict.answer === 'refuted' ? verdict.witness : null);
}
