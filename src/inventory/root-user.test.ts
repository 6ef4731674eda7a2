import { expect, test } from 'vitest';
import { anAccountSummary, organizationsFeatures } from '../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../test/builders/organizations.ts';
import { ACCOUNT, inventoryOf, OTHER_ACCOUNT } from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import type { Resource, ResourceType } from '../model/resource-types.ts';
import { rootIsLockedOut } from './root-user.ts';

const WITHOUT_CREDENTIALS = anAccountSummary({
  summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 },
});
const WITH_PASSWORD = anAccountSummary();
const WITH_KEYS = anAccountSummary({ summary: { AccountPasswordPresent: 0, AccountAccessKeysPresent: 1 } });
const CENTRAL = organizationsFeatures({ account: OTHER_ACCOUNT });
const SESSIONS_ONLY = organizationsFeatures({ account: OTHER_ACCOUNT, enabledFeatures: ['RootSessions'] });
const OF_OTHERS = organizationsFeatures({ account: OTHER_ACCOUNT, organizationId: 'o-other' });
const MANAGEMENT = aMembership();
const ITSELF = aMembership({
  organization: MANAGEMENT.organization && { ...MANAGEMENT.organization, managementAccountId: ACCOUNT },
});

function lockedOut(
  resources: readonly Resource[],
  options: { readonly denied?: readonly ResourceType[]; readonly accounts?: readonly string[] } = {},
) {
  return rootIsLockedOut(inventoryOf({ resources, accounts: [ACCOUNT, OTHER_ACCOUNT], ...options }), ACCOUNT);
}

test.each([
  ['no credentials, managed centrally', [WITHOUT_CREDENTIALS, MANAGEMENT, CENTRAL], true],
  ['a password', [WITH_PASSWORD, MANAGEMENT, CENTRAL], false],
  ['access keys', [WITH_KEYS, MANAGEMENT, CENTRAL], false],
  ['no credentials, sessions only', [WITHOUT_CREDENTIALS, MANAGEMENT, SESSIONS_ONLY], false],
  ['no credentials, outside any organisation', [WITHOUT_CREDENTIALS, noMembership()], false],
  ['no credentials, the management account itself', [WITHOUT_CREDENTIALS, ITSELF, CENTRAL], false],
])('%s', (_name, resources, expected) => {
  expect(lockedOut(resources)).toEqual(read(expected));
});

test('is unread where the management account was not read, or not told', () => {
  const own = [WITHOUT_CREDENTIALS, MANAGEMENT];
  expect(lockedOut(own, { accounts: [ACCOUNT] })).toMatchObject({ status: 'unread' });
  expect(lockedOut(own)).toMatchObject({ status: 'unread', call: 'iam:ListOrganizationsFeatures' });
  expect(lockedOut([...own, OF_OTHERS])).toMatchObject({ status: 'unread' });
  expect(lockedOut(own, { denied: ['AWS::IAM::OrganizationsFeatures'] })).toMatchObject({ status: 'unread' });
});

test('a password settles it whatever is missing', () => {
  expect(lockedOut([WITH_PASSWORD], { denied: ['AWS::Organizations::Organization'] })).toEqual(read(false));
});

test('no organisation settles it where AWS does not count passwords', () => {
  const old = anAccountSummary({ summary: { AccountMFAEnabled: 0, AccountAccessKeysPresent: 0 } });
  expect(lockedOut([old, noMembership()])).toEqual(read(false));
  expect(lockedOut([old, MANAGEMENT, CENTRAL])).toMatchObject({ status: 'unread' });
});
