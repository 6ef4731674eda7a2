import { expect, test } from 'vitest';
import { aRole, trusting } from '../../test/builders/iam.ts';
import { ACCOUNT, inventoryOf, OTHER_ACCOUNT } from '../../test/inventory-of.ts';
import { roleChains } from './role-chains.ts';

const arn = (id: string, account = ACCOUNT): string => `arn:aws:iam::${account}:role/${id}`;

function role(id: string, ...trusts: readonly string[]) {
  return aRole({ id, assumeRolePolicyDocument: trusting({ AWS: trusts.map((each) => arn(each)) }) });
}

test('finds the cycle, who is in it, and who only leads to it', () => {
  const roles = [role('a', 'b'), role('b', 'c', 'c'), role('c', 'a'), role('d', 'a'), role('e')];
  const chains = roleChains(inventoryOf({ resources: roles }));
  const cycle = [arn('a'), arn('b'), arn('c')];
  expect(chains.get(arn('a'))).toEqual({ trusts: [arn('b')], cycle, missing: null });
  expect(chains.get(arn('b'))).toEqual({ trusts: [arn('c')], cycle, missing: null });
  expect(chains.get(arn('d'))).toEqual({ trusts: [arn('a')], cycle: [], missing: null });
  expect(chains.get(arn('e'))).toEqual({ trusts: [], cycle: [], missing: null });
});

test('a role that trusts itself is a cycle of one', () => {
  expect(roleChains(inventoryOf({ resources: [role('a', 'a')] })).get(arn('a'))?.cycle).toEqual([arn('a')]);
});

test('a role that does not exist closes nothing', () => {
  expect(roleChains(inventoryOf({ resources: [role('a', 'gone')] })).get(arn('a'))).toEqual({
    trusts: [arn('gone')],
    cycle: [],
    missing: null,
  });
});

test('what was not read may close a cycle for all that lead to it', () => {
  const stranger = aRole({
    id: 'b',
    assumeRolePolicyDocument: trusting({ AWS: arn('x', OTHER_ACCOUNT) }),
  });
  const chains = roleChains(inventoryOf({ resources: [role('a', 'b'), stranger, role('c')] }));
  expect(chains.get(arn('a'))?.missing).toMatchObject({ call: 'sts:AssumeRole' });
  expect(chains.get(arn('b'))?.missing).toMatchObject({ call: 'sts:AssumeRole' });
  expect(chains.get(arn('c'))?.missing).toBeNull();
});

test('a trust policy that cannot be parsed is missing', () => {
  const broken = aRole({ id: 'b', assumeRolePolicyDocument: '{' });
  const chains = roleChains(inventoryOf({ resources: [role('a', 'b'), broken] }));
  expect(chains.get(arn('a'))?.missing).toMatchObject({ status: 'unread' });
});
