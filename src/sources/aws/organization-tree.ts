import type {
  Account as SdkAccount,
  Root as SdkRoot,
  OrganizationalUnit as SdkUnit,
} from '@aws-sdk/client-organizations';
import type { Unread } from '../../model/reading.ts';
import type { Listed, ServiceApi } from './collector.ts';
import { listOfOrganization, organizationMembership } from './organization-membership.ts';

export interface InTree<Item> {
  readonly item: Item;
  readonly parentId: string;
}

export interface OrganizationTree {
  readonly roots: Listed<SdkRoot>;
  readonly units: Listed<InTree<SdkUnit>>;
  readonly accounts: Listed<InTree<SdkAccount>>;
}

const EMPTY: OrganizationTree = {
  roots: { items: [], gap: null },
  units: { items: [], gap: null },
  accounts: { items: [], gap: null },
};

/**
 * The organisation from its root down, once per account that is read. A branch that could not be listed leaves a gap
 * in what lies below it. An account outside any organisation has an empty tree.
 */
export function organizationTree(api: ServiceApi): Promise<OrganizationTree> {
  return api.shared('tree', async () => {
    const membership = await organizationMembership(api);
    if (membership.status === 'read' && !membership.value) return EMPTY;
    const roots = await listOfOrganization<SdkRoot>(api, 'ListRoots', {}, 'Roots');
    const walk = new Walk(api);
    await api.each(roots.items, (root) => walk.below(root.Id ?? ''));
    return {
      roots,
      units: { items: walk.units, gap: roots.gap ?? walk.unitGap },
      accounts: { items: walk.accounts, gap: roots.gap ?? walk.unitGap ?? walk.accountGap },
    };
  });
}

/** AWS nests organisational units five deep, so the walk needs no guard. */
class Walk {
  readonly units: InTree<SdkUnit>[] = [];
  readonly accounts: InTree<SdkAccount>[] = [];
  unitGap: Unread | null = null;
  accountGap: Unread | null = null;
  readonly #api: ServiceApi;

  constructor(api: ServiceApi) {
    this.#api = api;
  }

  async below(parentId: string): Promise<void> {
    const input = { ParentId: parentId };
    const [accounts, units] = await Promise.all([
      this.#api.list<SdkAccount>('ListAccountsForParent', input, 'Accounts'),
      this.#api.list<SdkUnit>('ListOrganizationalUnitsForParent', input, 'OrganizationalUnits'),
    ]);
    this.accountGap ??= accounts.gap;
    this.unitGap ??= units.gap;
    this.accounts.push(...accounts.items.map((item) => ({ item, parentId })));
    this.units.push(...units.items.map((item) => ({ item, parentId })));
    await this.#api.each(units.items, (unit) => this.below(unit.Id ?? ''));
  }
}
