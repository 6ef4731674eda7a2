import type { PolicyDocument } from '../iam/index.ts';
import type { Inventory } from './inventory.ts';
import { anyWideReach, type WideReach } from './wide-reach.ts';
import type { WideRight } from './wide-right.ts';

/** Whoever may hold a policy: a managed one users and roles, a group's users. */
export type HolderKind = 'user' | 'role' | 'any';

/** aws:PrincipalType of each. */
const TYPES: Readonly<Record<HolderKind, readonly string[]>> = {
  user: ['User'],
  role: ['AssumedRole'],
  any: ['User', 'AssumedRole'],
};

export interface PolicyHolder {
  readonly account: string;
  readonly partition: string;
  readonly kind: HolderKind;
}

/**
 * Whether a policy alone gives whoever holds it one of some rights to whatever there is of a kind. Answered once for
 * each text, account and kind of holder.
 */
export function policyReach(
  inventory: Inventory,
  document: PolicyDocument,
  rights: readonly WideRight[],
  holder: PolicyHolder,
): WideReach {
  const known = inventory.derive(policyReach, () => new WeakMap<PolicyDocument, Map<string, WideReach>>());
  const ofDocument = known.get(document) ?? new Map<string, WideReach>();
  known.set(document, ofDocument);
  const key = `${holder.account} ${holder.kind} ${rights.map(({ action }) => action).join()}`;
  const found = ofDocument.get(key) ?? reachOf(document, rights, holder);
  ofDocument.set(key, found);
  return found;
}

function reachOf(
  document: PolicyDocument,
  rights: readonly WideRight[],
  { account, partition, kind }: PolicyHolder,
): WideReach {
  return anyWideReach({ identityPolicies: [document] }, rights, {
    account,
    partition,
    condition: { StringEquals: { 'aws:PrincipalType': TYPES[kind], 'aws:PrincipalAccount': account } },
  });
}
