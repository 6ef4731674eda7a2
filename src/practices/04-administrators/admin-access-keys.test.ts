import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, aGroup, anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { User } from '../../model/resources/iam.ts';
import { adminAccessKeys as check } from './admin-access-keys.ts';

function admin(overrides: Partial<User> = {}): User {
  return aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS], ...overrides });
}

test('fails for an active key, and names it', () => {
  const accessKeys = read([
    anAccessKey({ accessKeyId: 'AKIA1' }),
    anAccessKey({ accessKeyId: 'AKIA2', status: 'Inactive' }),
  ]);
  expect(evaluate(check, admin({ accessKeys }))).toMatchObject([
    { status: 'fail', summary: 'alice is an administrator (directly) and has 1 active key: AKIA1.' },
  ]);
});

test('passes without keys, and with inactive ones', () => {
  expect(statuses(check, admin())).toEqual(['pass']);
  const accessKeys = read([anAccessKey({ status: 'Inactive' })]);
  expect(statuses(check, admin({ accessKeys }))).toEqual(['pass']);
});

test('does not concern other users', () => {
  const user = aUser({ accessKeys: read([anAccessKey()]) });
  expect(statuses(check, user, { resources: [aGroup({ attachedPolicies: [] })] })).toEqual([
    'not-applicable',
  ]);
});

test('is unknown without the keys or the groups', () => {
  const accessKeys = deniedCall('iam:ListAccessKeys');
  expect(statuses(check, admin({ accessKeys }))).toEqual(['unknown']);
  expect(statuses(check, aUser(), { denied: ['AWS::IAM::Group'] })).toEqual(['unknown']);
});
