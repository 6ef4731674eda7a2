import { type TrustedPrincipal, trustedPrincipals } from '../iam/trust-policy.ts';
import { mapReading, type Reading } from '../model/reading.ts';
import type { Role } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';
import { policyOf } from './policy-of.ts';

/** Who a role's trust policy names in what it allows. */
export function roleTrust(inventory: Inventory, role: Role): Reading<readonly TrustedPrincipal[]> {
  const policy = policyOf(inventory, role.assumeRolePolicyDocument, 'iam:GetAccountAuthorizationDetails');
  return mapReading(policy, trustedPrincipals);
}
