import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { ADMINISTRATOR_ACCESS, administratorAccess, aGroup, aUser } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, type EvaluateOptions, evaluate, statuses, theAccount } from '../../../test/inventory-of.ts';
import type { Resource } from '../../model/resource-types.ts';
import { adminCount as check } from './admin-count.ts';

const settings = { administratorsPerAccount: 2 };

function judge(resources: readonly Resource[], options: EvaluateOptions = {}) {
  const all = [...(options.resources ?? [noMembership()]), ...resources];
  return evaluate(check, theAccount(), { settings, ...options, resources: all });
}

const THREE = [aUserWho('one', '*'), aUserWho('two', 'iam:*'), aRoleWho('three', '*')];

test('fails above the limit, and lists them with the statements that make them so', () => {
  expect(judge(THREE)).toMatchObject([
    {
      status: 'fail',
      summary: `Account ${ACCOUNT} has 3 administrators; the limit is 2.`,
      evidence: {
        administratorsLimit: 2,
        administrators: [
          { principal: `arn:aws:iam::${ACCOUNT}:user/one`, statements: ['one-own, statement 1'] },
          { principal: `arn:aws:iam::${ACCOUNT}:user/two`, statements: ['two-own, statement 1'] },
          { principal: `arn:aws:iam::${ACCOUNT}:role/three`, statements: ['three-own, statement 1'] },
        ],
      },
    },
  ]);
});

test('passes at the limit, and where policies fall short of administration', () => {
  expect(judge(THREE.slice(0, 2))).toMatchObject([{ status: 'pass' }]);
  expect(judge([...THREE.slice(0, 2), aUserWho('power', 's3:*')])).toMatchObject([{ status: 'pass' }]);
});

test('counts members of a group, and names the group', () => {
  const admins = aGroup({ id: 'admins', attachedPolicies: [ADMINISTRATOR_ACCESS] });
  const member = aUser({ groups: ['admins'] });
  expect(judge([administratorAccess(), admins, member, ...THREE.slice(1)])).toMatchObject([
    {
      status: 'fail',
      evidence: {
        administrators: [{ statements: ['AdministratorAccess of the group admins, statement 1'] }, {}, {}],
      },
    },
  ]);
});

test('is unknown where those of whom not all was read could exceed the limit, and passes where they could not', () => {
  const dark = aUser({ id: 'dark', groups: [], ...unreadPolicy() });
  expect(judge([...THREE.slice(0, 2), dark])).toMatchObject([
    { status: 'unknown', evidence: { perhaps: [dark.arn] } },
  ]);
  expect(judge([...THREE.slice(0, 1), dark])).toMatchObject([{ status: 'pass' }]);
});

test('is unknown where service control policies that were not read could take administrators away', () => {
  const denied = ['AWS::Organizations::Policy'] as const;
  expect(judge(THREE, { denied, resources: [aMembership()] })).toMatchObject([
    { status: 'unknown', unread: [{ call: 'test:List AWS::Organizations::Policy' }, {}, {}] },
  ]);
  expect(judge(THREE.slice(0, 2), { denied, resources: [aMembership()] })).toMatchObject([
    { status: 'pass' },
  ]);
});

test('is unknown where a listing is missing, unless those that were read are too many', () => {
  const denied = ['AWS::IAM::Role'] as const;
  expect(judge(THREE.slice(0, 1), { denied })).toMatchObject([{ status: 'unknown' }]);
  expect(judge([...THREE.slice(0, 2), aUserWho('four', '*')], { denied })).toMatchObject([
    { status: 'fail' },
  ]);
});

test('an account without administrators passes', () => {
  expect(statuses(check, theAccount(), { resources: [noMembership()] })).toEqual(['pass']);
});
