import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, aGroup, aUser } from '../../test/builders/iam.ts';
import {
  ACCOUNT,
  deniedListing,
  type InventoryOptions,
  inventoryOf,
  OTHER_ACCOUNT,
} from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import type { User } from '../model/resources/iam.ts';
import { isAdministratorPolicy, userAdministratorGrants } from './administrators.ts';

const { policyArn } = ADMINISTRATOR_ACCESS;
const ADMINS = aGroup({ id: 'admins', attachedPolicies: [ADMINISTRATOR_ACCESS] });

function grants(user: User, options: InventoryOptions) {
  return userAdministratorGrants(inventoryOf(options), user);
}

test.each([
  ['arn:aws:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws-cn:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws-us-gov:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws:iam::111122223333:policy/AdministratorAccess', false],
  ['arn:aws:iam::aws:policy/AdministratorAccess-Amplify', false],
  ['arn:aws:iam::aws:policy/job-function/AdministratorAccess', false],
])('%s: %s', (arn, expected) => {
  expect(isAdministratorPolicy(arn)).toBe(expected);
});

test('the policy itself, and each group that has it', () => {
  const user = aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS], groups: ['developers', 'admins'] });
  expect(grants(user, { resources: [aGroup(), ADMINS] })).toEqual(
    read([
      { policyArn, group: null },
      { policyArn, group: 'admins' },
    ]),
  );
});

test('a group of the same name in another account makes nobody an administrator here', () => {
  const theirs = { ...ADMINS, account: OTHER_ACCOUNT, arn: `arn:aws:iam::${OTHER_ACCOUNT}:group/admins` };
  const ours = aGroup({ id: 'admins' });
  const options = { resources: [theirs, ours], accounts: [ACCOUNT, OTHER_ACCOUNT] };
  expect(grants(aUser({ groups: ['admins'] }), options)).toEqual(read([]));
});

test('is unread only where a group that was not read could matter', () => {
  const denied = ['AWS::IAM::Group'] as const;
  const direct = aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS] });
  expect(grants(direct, { denied })).toEqual(read([{ policyArn, group: null }]));
  expect(grants(aUser({ groups: [] }), { denied })).toEqual(read([]));
  expect(grants(aUser(), { denied })).toEqual(deniedListing('AWS::IAM::Group'));
  expect(grants(aUser({ groups: ['gone'] }), {})).toMatchObject({
    status: 'unread',
    why: expect.stringContaining('gone'),
  });
});
