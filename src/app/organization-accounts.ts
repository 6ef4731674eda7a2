import type { AccountLeftOut } from '../model/snapshot.ts';
import { AccountReader } from '../sources/aws/account-reader.ts';
import type { AccountIdentity } from '../sources/aws/collect-account.ts';
import type { ServiceApi } from '../sources/aws/collector.ts';
import { type ListedAccount, listedAccounts } from '../sources/aws/listed-accounts.ts';
import { organizationMembership } from '../sources/aws/organization-membership.ts';
import { homeRegion } from '../sources/aws/regions.ts';
import type { Scheduler } from '../sources/aws/scheduler.ts';
import type { Transport } from '../sources/aws/transport.ts';
import { UsageError } from './errors.ts';

/** How the accounts of an organisation are entered. */
export interface OrganizationEntry {
  /** The role's name, with its path where it has one, the same in every account. */
  readonly roleName: string;
  /** Account ids that are not read. */
  readonly excludedAccounts: readonly string[];
}

export interface OrganizationAccounts {
  readonly members: readonly ListedAccount[];
  readonly leftOut: readonly AccountLeftOut[];
}

/** An account of the organisation, or one that was delegated to, from which its accounts can be listed. */
export interface Vantage {
  readonly identity: AccountIdentity;
  readonly transport: Transport;
  readonly scheduler: Scheduler;
}

/**
 * All accounts of the organisation, the caller's own among them. Rejects with a `UsageError` where AWS does not tell
 * them.
 */
export async function organizationAccounts(
  vantage: Vantage,
  excluded: readonly string[],
): Promise<OrganizationAccounts> {
  const organizations = organizationsOf(vantage);
  const { items: accounts, gap } = await listedAccounts(organizations);
  if (gap) throw await notListed(organizations, gap.why);
  refuseStrangers(excluded, accounts);
  const judged = accounts.map((each) => ({ ...each, why: reasonToLeaveOut(each, excluded) }));
  return {
    members: judged.filter(({ why }) => why === null),
    leftOut: judged.flatMap(({ account, name, why }) => (why === null ? [] : [{ account, name, why }])),
  };
}

function organizationsOf({ identity, transport, scheduler }: Vantage): ServiceApi {
  const region = homeRegion(identity.partition);
  const reader = new AccountReader({
    ...identity,
    regions: [region],
    objectAclSampleSize: 0,
    transport,
    scheduler,
  });
  return reader.service('organizations', region);
}

/**
 * In which nobody can call an API; an account whose closure is pending is tried.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html
 */
const SHUT = new Set(['CLOSED', 'SUSPENDED', 'PENDING_ACTIVATION']);

/** Null: to be read. */
function reasonToLeaveOut({ account, state }: ListedAccount, excluded: readonly string[]): string | null {
  if (excluded.includes(account)) return 'excluded by the configuration';
  return SHUT.has(state) ? `AWS says that it is ${state}` : null;
}

/** A mistyped account id would be read after all. */
function refuseStrangers(excluded: readonly string[], accounts: readonly ListedAccount[]): void {
  const stranger = excluded.find((each) => accounts.every(({ account }) => account !== each));
  if (stranger !== undefined)
    throw new UsageError(`${stranger} is no account of the organisation, and was to be left out of it`);
}

async function notListed(organizations: ServiceApi, why: string): Promise<UsageError> {
  const { account } = organizations;
  const membership = await organizationMembership(organizations);
  if (membership.status === 'read' && membership.value === null)
    return new UsageError(
      `--org: account ${account} belongs to no organisation; without --org it is read by itself`,
    );
  const management =
    membership.status === 'read' ? membership.value?.managementAccountId : 'not known either';
  return new UsageError(
    `--org: AWS does not tell account ${account} the organisation's accounts (organizations:ListAccounts: ${why}); use credentials of the management account (${management}) or of a delegated administrator, or name its role by --role-arn`,
  );
}
