import type { AccountView, IamView, PrincipalView } from '../iam/index.ts';
import { parseArn } from '../model/arn.ts';
import { iamView } from './iam-view.ts';
import type { Inventory } from './inventory.ts';

/** Principals and accounts of a view, by their ARNs, ids and names. */
export interface ViewPrincipals {
  readonly view: IamView;
  readonly byArn: ReadonlyMap<string, PrincipalView>;
  /** Users and roles of one name may be in several accounts, and be of both kinds. */
  readonly byName: ReadonlyMap<string, readonly PrincipalView[]>;
  readonly byAccount: ReadonlyMap<string, readonly PrincipalView[]>;
  readonly accounts: ReadonlyMap<string, AccountView>;
}

export function viewPrincipals(inventory: Inventory): ViewPrincipals {
  return inventory.derive(viewPrincipals, () => {
    const view = iamView(inventory);
    return {
      view,
      byArn: new Map(view.principals.map((each) => [each.arn, each])),
      byName: Map.groupBy(view.principals, ({ name }) => name),
      byAccount: Map.groupBy(view.principals, ({ account }) => account),
      accounts: new Map(view.accounts.map((each) => [each.account, each])),
    };
  });
}

/** Whose policies decide about a principal: of a session's ARN, its role. Null: the view has none. */
export function heldBy({ byArn, byName }: ViewPrincipals, principal: string): PrincipalView | null {
  const direct = byArn.get(principal);
  if (direct) return direct;
  const { service, account, resource } = parseArn(principal) ?? {};
  const [type, role] = resource?.split('/') ?? [];
  if (service !== 'sts' || type !== 'assumed-role' || role === undefined) return null;
  return byName.get(role)?.find((each) => each.kind === 'role' && each.account === account) ?? null;
}
