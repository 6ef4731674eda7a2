import { expect, test } from 'vitest';
import { anOrganization } from '../../test/builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from '../../test/builders/organizations.ts';
import { ACCOUNT, deniedCall, inventoryOf, OTHER_ACCOUNT } from '../../test/inventory-of.ts';
import { ownAccounts } from './own-accounts.ts';

test('without an organization: those that were entered together', () => {
  const shut = '999900001111';
  const own = ownAccounts(
    inventoryOf({ accounts: [ACCOUNT, OTHER_ACCOUNT], resources: [noMembership()], notEntered: [shut] }),
    ACCOUNT,
  );
  expect([...own.known]).toEqual([ACCOUNT, OTHER_ACCOUNT]);
  const why = deniedCall('sts:AssumeRole');
  expect([...own.notEntered]).toEqual([[shut, why]]);
  expect(own.organization).toEqual({ status: 'read', value: null });
  expect(own.complete.status).toBe('read');
});

test('of an organization: those that its management account lists', () => {
  const inventory = inventoryOf({ accounts: [ACCOUNT, OTHER_ACCOUNT], resources: anOrganization() });
  const own = ownAccounts(inventory, ACCOUNT);
  expect(own.known).toEqual(new Set([ACCOUNT, OTHER_ACCOUNT]));
  expect(own.organization).toEqual({ status: 'read', value: ORGANIZATION });
  expect(own.complete.status).toBe('read');
});

test('a member alone knows its management account, and that there may be others', () => {
  const resources = [aMembership()];
  const own = ownAccounts(inventoryOf({ resources, denied: ['AWS::Organizations::Account'] }), ACCOUNT);
  expect([...own.known]).toEqual([ACCOUNT, OTHER_ACCOUNT]);
  expect(own.complete).toMatchObject({ status: 'unread', call: 'test:List AWS::Organizations::Account' });
  const untold = ownAccounts(inventoryOf({ denied: ['AWS::Organizations::Organization'] }), ACCOUNT);
  expect(untold.complete).toMatchObject({ call: 'test:List AWS::Organizations::Organization' });
});
