import { expect, test } from 'vitest';
import { aUser } from '../../test/builders/iam.ts';
import { ACCOUNT, inventoryOf, OTHER_ACCOUNT } from '../../test/inventory-of.ts';
import type { User } from '../model/resources/iam.ts';
import { sameUserElsewhere } from './same-person.ts';

function user(account: string, id: string, tags: Readonly<Record<string, string>> = {}): User {
  return aUser({ account, id, arn: `arn:aws:iam::${account}:user/${id}`, tags });
}

function elsewhere(...users: readonly [User, ...User[]]): readonly string[] {
  const inventory = inventoryOf({ resources: users, accounts: [ACCOUNT, OTHER_ACCOUNT] });
  return sameUserElsewhere(inventory, users[0]).map((each) => each.arn);
}

test('the same name, upper and lower case alike', () => {
  const other = user(OTHER_ACCOUNT, 'alice');
  expect(elsewhere(user(ACCOUNT, 'Alice'), other, user(OTHER_ACCOUNT, 'bob'))).toEqual([other.arn]);
});

test.each(['email', 'Email', 'E-Mail', 'mail', 'email_address'])('the same address in the tag %s', (key) => {
  const other = user(OTHER_ACCOUNT, 'asmith', { [key]: 'Alice@example.com ' });
  expect(elsewhere(user(ACCOUNT, 'alice', { email: 'alice@example.com' }), other)).toEqual([other.arn]);
});

test('both name and address are one user still', () => {
  const tags = { email: 'alice@example.com' };
  expect(elsewhere(user(ACCOUNT, 'alice', tags), user(OTHER_ACCOUNT, 'alice', tags))).toHaveLength(1);
});

test('not in its own account, not by other tags, not by text that is no address', () => {
  const tags = { email: 'none', team: 'alice@example.com' };
  expect(elsewhere(user(ACCOUNT, 'alice', tags), user(OTHER_ACCOUNT, 'bob', tags))).toEqual([]);
  const same = { email: 'a@example.com' };
  expect(elsewhere(user(ACCOUNT, 'alice', same), user(ACCOUNT, 'bob', same))).toEqual([]);
});
