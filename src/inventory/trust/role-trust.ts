import type { PolicyDocument } from '../../iam/policy-document.ts';
import { type TrustedKind, type TrustedPrincipal, trustedPrincipals } from '../../iam/trust-policy.ts';
import { mapReading, type Reading } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import type { Inventory } from '../inventory.ts';
import { policyOf } from '../policy-of.ts';

export function trustPolicy(inventory: Inventory, role: Role): Reading<PolicyDocument> {
  return policyOf(inventory, role.assumeRolePolicyDocument, 'iam:GetAccountAuthorizationDetails');
}

/** Who a role's trust policy names in what it allows. */
export function roleTrust(inventory: Inventory, role: Role): Reading<readonly TrustedPrincipal[]> {
  const known = inventory.derive(roleTrust, () => new Map<string, Reading<readonly TrustedPrincipal[]>>());
  const text = role.assumeRolePolicyDocument;
  const trusted = known.get(text) ?? mapReading(trustPolicy(inventory, role), trustedPrincipals);
  known.set(text, trusted);
  return trusted;
}

/** Whether a trust policy names, or leaves open, somebody of another account than the role's. */
export function trustsOtherAccounts(inventory: Inventory, role: Role): Reading<boolean> {
  return mapReading(roleTrust(inventory, role), (trusted) =>
    trusted.some(({ kind, account }) => PEOPLE.has(kind) && account !== role.account),
  );
}

const PEOPLE: ReadonlySet<TrustedKind> = new Set(['anyone', 'account', 'role', 'user', 'session', 'other']);
