import { expect, test } from 'vitest';
import { aUser } from '../../../test/builders/iam.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { userDuplicatedAcrossAccounts as check } from './user-duplicated-across-accounts.ts';

const accounts = [ACCOUNT, OTHER_ACCOUNT];

function elsewhere(id: string, tags: Readonly<Record<string, string>> = {}) {
  return aUser({ account: OTHER_ACCOUNT, id, arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/${id}`, tags });
}

test('passes when nobody of the name or address is a user elsewhere', () => {
  expect(statuses(check, aUser(), { accounts, resources: [elsewhere('bob')] })).toEqual(['pass']);
});

test('fails for the same name or the same address', () => {
  expect(evaluate(check, aUser(), { accounts, resources: [elsewhere('ALICE')] })).toMatchObject([
    {
      status: 'fail',
      summary: `alice is a user of ${OTHER_ACCOUNT} too.`,
      evidence: { elsewhere: [`arn:aws:iam::${OTHER_ACCOUNT}:user/ALICE`] },
    },
  ]);
  const tags = { email: 'alice@example.com' };
  expect(statuses(check, aUser({ tags }), { accounts, resources: [elsewhere('asmith', tags)] })).toEqual([
    'fail',
  ]);
});

test('does not concern a run over one account', () => {
  expect(statuses(check, aUser())).toEqual(['not-applicable']);
});

test('is unknown when users were not all listed, unless a namesake was', () => {
  const denied = ['AWS::IAM::User'] as const;
  expect(statuses(check, aUser(), { accounts, denied })).toEqual(['unknown']);
  expect(statuses(check, aUser(), { accounts, denied, resources: [elsewhere('alice')] })).toEqual(['fail']);
});
