import { mapReading, type Reading, read, type Unread } from '../model/reading.ts';
import type { Inventory } from './inventory.ts';

/** Accounts that one of them need not take for strangers. */
export interface OwnAccounts {
  /** Those that were entered together, and those of the organization that were listed. */
  readonly known: ReadonlySet<string>;
  /** Those that were asked for too and let nobody in, so that whose they are is not shown. */
  readonly notEntered: ReadonlyMap<string, Unread>;
  /** Null: of none. */
  readonly organization: Reading<string | null>;
  /** Unread: others may be of the organization too. */
  readonly complete: Reading<true>;
}

/**
 * Whoever reads accounts together is let into each of them, so that none is a stranger to another. Beside them, those
 * of the account's organization: only its management account and its delegates can list them.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function ownAccounts(inventory: Inventory, account: string): OwnAccounts {
  return inventory.derive(`own accounts of ${account}`, () => {
    const membership = inventory.one('AWS::Organizations::Organization', account);
    const organization = mapReading(membership, (each) => each.organization);
    const listed = membersOf(inventory, account, organization);
    const manager = organization.status === 'read' ? organization.value?.managementAccountId : undefined;
    return {
      known: new Set([
        account,
        ...inventory.accounts.map((each) => each.account),
        ...(manager ? [manager] : []),
        ...listed.known,
      ]),
      notEntered: notEntered(inventory),
      organization: mapReading(organization, (each) => each?.id ?? null),
      complete: listed.complete,
    };
  });
}

function notEntered({ snapshot }: Inventory): ReadonlyMap<string, Unread> {
  return new Map(
    snapshot.header.notEntered.map(({ account, why }) => [
      account,
      { status: 'unread', call: 'sts:AssumeRole', why },
    ]),
  );
}

interface Members {
  readonly known: readonly string[];
  readonly complete: Reading<true>;
}

function membersOf(
  inventory: Inventory,
  account: string,
  organization: Reading<{ readonly id: string } | null>,
): Members {
  if (organization.status === 'unread') return { known: [], complete: organization };
  const { value } = organization;
  if (!value) return { known: [], complete: read(true) };
  const listings = inventory
    .of('AWS::Organizations::Organization')
    .filter((each) => each.organization?.id === value.id)
    .map((each) => inventory.all('AWS::Organizations::Account', { account: each.account }));
  const own = inventory.all('AWS::Organizations::Account', { account });
  const listing = listings.find((each) => each.status === 'read' && each.value.length > 0) ?? own;
  return {
    known: listing.status === 'read' ? listing.value.map(({ id }) => id) : [],
    complete: mapReading(listing, () => true as const),
  };
}
