import { type Unread, unreadAmong } from '../model/reading.ts';
import type { Inventory } from './inventory.ts';
import { type OwnAccounts, ownAccounts } from './own-accounts.ts';

/** With whom of outside something is shared. */
export interface OutsideGrantee {
  /** As it is shared. */
  readonly grantee: string;
  /** For sentences: `account 999900001111`, `everybody`. */
  readonly name: string;
  /** Why it may be of the organization after all; null: it is not. */
  readonly doubt: Unread | null;
}

/** `grantees`: account ids, ARNs of organizations and their units, `all`. `account`: the owner. */
export function outsideGrantees(
  inventory: Inventory,
  account: string,
  grantees: readonly string[],
  trustedAccounts: readonly string[],
): readonly OutsideGrantee[] {
  const own = ownAccounts(inventory, account);
  return grantees.flatMap((each) =>
    outsideGrantee(each, own, trustedAccounts).map((found) => ({ grantee: each, ...found })),
  );
}

type Named = Omit<OutsideGrantee, 'grantee'>;

function outsideGrantee(grantee: string, own: OwnAccounts, trusted: readonly string[]): readonly Named[] {
  if (grantee === 'all') return [{ name: 'everybody', doubt: null }];
  const organization = /^arn:[^:]+:organizations::\d{12}:(?:organization|ou)\/(o-[a-z0-9]+)/.exec(
    grantee,
  )?.[1];
  if (organization !== undefined) return otherOrganization(organization, own);
  if (own.known.has(grantee) || trusted.includes(grantee)) return [];
  const [unlisted = null] = unreadAmong([own.complete]);
  return [{ name: `account ${grantee}`, doubt: own.notEntered.get(grantee) ?? unlisted }];
}

function otherOrganization(id: string, { organization }: OwnAccounts): readonly Named[] {
  if (organization.status === 'unread') return [{ name: `organization ${id}`, doubt: organization }];
  return organization.value === id ? [] : [{ name: `organization ${id}`, doubt: null }];
}
