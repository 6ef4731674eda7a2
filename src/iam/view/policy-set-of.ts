import { type CompiledPolicySet, compilePolicySet } from '../compile-policy-set.ts';
import type { NamedPolicy, PolicySet } from '../policy-set.ts';
import type { AccountView, HeldPolicyView, PrincipalView } from './iam-view.ts';

/** All that bounds a principal of an account, whatever it asks for; the resource's own policy is the asker's to add. */
export function policySetOf(principal: PrincipalView, account: AccountView | undefined): PolicySet {
  const { policies, boundary } = principal;
  return {
    identityPolicies: policies.map(named),
    ...(boundary && { permissionsBoundaries: [{ name: boundary.name, document: boundary.document }] }),
    ...guardsOf(account),
  };
}

/** The organisation's policies, as far as they were read: they can only take away. */
export function guardsOf(account: AccountView | undefined): PolicySet {
  if (!account) return {};
  const { serviceControlPolicies: scps, resourceControlPolicies: rcps, managementAccount } = account;
  return {
    ...(scps.status === 'read' && scps.value && { serviceControlPolicies: scps.value }),
    ...(rcps.status === 'read' && rcps.value && { resourceControlPolicies: rcps.value }),
    ...(managementAccount !== null && { managementAccount }),
  };
}

export function compiledSetOf(principal: PrincipalView, account: AccountView | undefined): CompiledPolicySet {
  return compilePolicySet(policySetOf(principal, account));
}

function named({ name, group, document }: HeldPolicyView): NamedPolicy {
  return { name: group === null ? name : `${name} of the group ${group}`, document };
}
