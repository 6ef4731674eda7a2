import { expect, test } from 'vitest';
import { aRoleWho, aUserWho } from '../../test/builders/escalation.ts';
import { trusting } from '../../test/builders/iam.ts';
import { noMembership } from '../../test/builders/organizations.ts';
import {
  ACCOUNT,
  AS_OF,
  deniedListing,
  inventoryOf,
  OTHER_ACCOUNT,
  snapshotOf,
} from '../../test/inventory-of.ts';
import type { Role, User } from '../model/resources/iam.ts';
import { accountsNotEnteredThatMayAssume } from './accounts-not-entered.ts';
import { escalationsOf } from './escalations-of.ts';
import { Inventory } from './inventory.ts';

const CLOSED = '777788889999';
const WHY = 'AccessDenied: not allowed in this test';
const REASON = [{ status: 'unread', call: 'sts:AssumeRole', why: WHY }];

test('a user who may go into an account whose roles were not listed', () => {
  const user = aUserWho('alice', 'sts:AssumeRole', `arn:aws:iam::${OTHER_ACCOUNT}:role/deploy`);
  const snapshot = snapshotOf({
    accounts: [ACCOUNT, OTHER_ACCOUNT],
    resources: [noMembership(), noMembership(OTHER_ACCOUNT), user],
  });
  const gap = deniedListing('AWS::IAM::Role');
  const listings = snapshot.listings.map((each) =>
    each.account === OTHER_ACCOUNT && each.type === 'AWS::IAM::Role' ? { ...each, gap } : each,
  );
  const mayBecome = (inventory: Inventory) =>
    escalationsOf(inventory, AS_OF).get(user.arn)?.standing.mayBecome;
  expect(mayBecome(new Inventory(snapshot))).toEqual([]);
  expect(mayBecome(new Inventory({ ...snapshot, listings }))).toEqual([gap]);
});

function inventoryWith(resource: User | Role): Inventory {
  return inventoryOf({ resources: [noMembership(), resource], notEntered: [CLOSED] });
}

test.each([
  ['sts:AssumeRole', '*', REASON],
  ['*', `arn:aws:iam::${CLOSED}:role/deploy`, REASON],
  ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/deploy', []],
  ['sts:GetCallerIdentity', '*', []],
  ['s3:*', '*', []],
  [
    'sts:AssumeRole',
    'arn:aws:iam::999900001111:role/deploy',
    [{ ...REASON[0], why: 'AccountNotRead: account 999900001111 was not read' }],
  ],
  ['s3:*', 'arn:aws:iam::999900001111:role/deploy', []],
])('a user who may %s on %s', (action, resource, reasons) => {
  const user = aUserWho('alice', action, resource);
  const standing = escalationsOf(inventoryWith(user), AS_OF).get(user.arn)?.standing;
  expect(standing?.mayBecome).toEqual(reasons);
});

test.each([
  [CLOSED, REASON],
  [`arn:aws:iam::${CLOSED}:user/bob`, REASON],
  ['*', REASON],
  ['999900001111', []],
  ['arn:aws:iam::111122223333:root', []],
])('a role that trusts %s', (principal, reasons) => {
  const role = aRoleWho('deploy', '*', '*', { assumeRolePolicyDocument: trusting({ AWS: principal }) });
  expect(accountsNotEnteredThatMayAssume(inventoryWith(role), role.arn)).toEqual(reasons);
});
