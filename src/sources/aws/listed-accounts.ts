import type { Account as SdkAccount } from '@aws-sdk/client-organizations';
import type { Listed, ServiceApi } from './collector.ts';

export interface ListedAccount {
  readonly account: string;
  readonly name: string;
  /** `ACTIVE`, `SUSPENDED`, `CLOSED` …; empty where AWS does not say. */
  readonly state: string;
}

/** All accounts of the organisation: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export async function listedAccounts(organizations: ServiceApi): Promise<Listed<ListedAccount>> {
  const { items, gap } = await organizations.list<SdkAccount>('ListAccounts', {}, 'Accounts');
  return { items: items.map(toAccount).sort((a, b) => (a.account < b.account ? -1 : 1)), gap };
}

/** AWS replaces `Status` by the finer `State`. */
function toAccount({ Id = '', Name = '', State, Status }: SdkAccount): ListedAccount {
  return { account: Id, name: Name, state: State ?? Status ?? '' };
}
