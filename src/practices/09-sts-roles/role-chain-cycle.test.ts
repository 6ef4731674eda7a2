import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import type { Role } from '../../model/resources/iam.ts';
import { roleChainCycle as check } from './role-chain-cycle.ts';

const arn = (id: string, account = ACCOUNT): string => `arn:aws:iam::${account}:role/${id}`;

function role(id: string, trusted: readonly string[], account = ACCOUNT): Role {
  return aRole({ id, account, arn: arn(id, account), assumeRolePolicyDocument: trusting({ AWS: trusted }) });
}

const accounts = [ACCOUNT, OTHER_ACCOUNT];
const there = arn('b', OTHER_ACCOUNT);

test('fails for a cycle, across accounts too', () => {
  const resources = [role('b', [arn('a')], OTHER_ACCOUNT)];
  expect(evaluate(check, role('a', [there]), { resources, accounts })).toMatchObject([
    { status: 'fail', summary: 'a is in a cycle of 2 roles.', evidence: { cycle: [arn('a'), there] } },
  ]);
});

test('fails for a role that trusts itself', () => {
  expect(evaluate(check, role('a', [arn('a')]))).toMatchObject([
    { status: 'fail', summary: 'a trusts itself.' },
  ]);
});

test('passes for a chain that ends', () => {
  const resources = [aRole({ id: 'b', account: OTHER_ACCOUNT, arn: there })];
  expect(statuses(check, role('a', [there]), { resources, accounts })).toEqual(['pass']);
});

test('does not concern roles that trust no role', () => {
  expect(statuses(check, aRole())).toEqual(['not-applicable']);
});

test('is unknown when the chain leads out of what was read', () => {
  expect(evaluate(check, role('a', [there]))).toMatchObject([
    { status: 'unknown', unread: [{ why: expect.stringContaining(OTHER_ACCOUNT) }] },
  ]);
  expect(statuses(check, role('a', [there]), { accounts, denied: ['AWS::IAM::Role'] })).toEqual(['unknown']);
  expect(statuses(check, aRole({ assumeRolePolicyDocument: '{' }))).toEqual(['unknown']);
});
