import { mapReading, type Reading, read, unread } from '../model/reading.ts';
import type { Account } from '../model/resources/account.ts';
import type { VirtualMfaDevice } from '../model/resources/iam.ts';
import type { OrganizationMembership } from '../model/resources/organizations.ts';
import type { Inventory } from './inventory.ts';

type SummaryKey =
  | 'AccountMFAEnabled'
  | 'AccountPasswordPresent'
  | 'AccountAccessKeysPresent'
  | 'AccountSigningCertificatesPresent';

/**
 * AWS's counts of the root user's credentials, up to date. `AccountPasswordPresent` is missing in some partitions.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
 */
export function rootCount(inventory: Inventory, account: string, key: SummaryKey): Reading<number> {
  const summary = inventory.one('AWS::IAM::AccountSummary', account);
  if (summary.status === 'unread') return summary;
  const count = summary.value.summary[key];
  return count === undefined
    ? unread('iam:GetAccountSummary', `MissingField: the answer has no ${key}`)
    : read(count);
}

/**
 * Accounts in China have no root user: all their users are IAM users.
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam.html#feature-diff
 */
export function hasRootUser({ partition }: Account): boolean {
  return partition !== 'aws-cn';
}

/**
 * The root user of GovCloud cannot sign in to the console nor have MFA devices.
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-account-root-user.html
 */
export function rootCanHaveMfa(account: Account): boolean {
  return hasRootUser(account) && account.partition !== 'aws-us-gov';
}

/**
 * Whether the root user has nothing to sign in with and cannot get it back: a member account whose credentials
 * centralised root access has removed. Without it whoever controls the root user's mailbox could set a new password.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
 */
export function rootIsLockedOut(inventory: Inventory, account: string): Reading<boolean> {
  const none = (count: number): boolean => count === 0;
  const conditions = [
    mapReading(rootCount(inventory, account, 'AccountPasswordPresent'), none),
    mapReading(rootCount(inventory, account, 'AccountAccessKeysPresent'), none),
    rootIsManagedCentrally(inventory, account),
  ];
  if (conditions.some((each) => each.status === 'read' && !each.value)) return read(false);
  return conditions.find((each) => each.status === 'unread') ?? read(true);
}

/** Never so for the management account, nor outside an organisation. */
function rootIsManagedCentrally(inventory: Inventory, account: string): Reading<boolean> {
  const membership = inventory.one('AWS::Organizations::Organization', account);
  if (membership.status === 'unread') return membership;
  const { organization } = membership.value;
  if (!organization || organization.managementAccountId === account) return read(false);
  return mapReading(rootFeatures(inventory, organization), (enabled) =>
    enabled.includes('RootCredentialsManagement'),
  );
}

/** Only the management account and IAM's delegated administrator are told. */
function rootFeatures(
  inventory: Inventory,
  { id, managementAccountId }: NonNullable<OrganizationMembership['organization']>,
): Reading<readonly string[]> {
  const all = inventory.of('AWS::IAM::OrganizationsFeatures');
  const found = all.find((each) => each.organizationId === id);
  if (found) return read(found.enabledFeatures);
  const [gap] = inventory.gaps('AWS::IAM::OrganizationsFeatures', { account: managementAccountId });
  return (
    gap ??
    unread('iam:ListOrganizationsFeatures', `NotListed: account ${managementAccountId} was told nothing`)
  );
}

export interface RootDevices {
  readonly virtual: readonly VirtualMfaDevice[];
  /** Enabled, but AWS does not say for whom: the root user's, perhaps. */
  readonly unclear: readonly VirtualMfaDevice[];
}

/**
 * What was read of the root user's virtual MFA devices. Security keys and hardware tokens of the root user are in no
 * list that others may ask for: ListMFADevices without a user name answers for the caller alone.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html
 */
export function rootDevices(inventory: Inventory, account: string): RootDevices {
  const devices = inventory.grouped('AWS::IAM::VirtualMFADevice', 'account').get(account) ?? [];
  return {
    virtual: devices.filter(({ userArn }) => userArn?.endsWith(':root')),
    unclear: devices.filter(({ userArn, enableDate }) => userArn === null && enableDate !== null),
  };
}
