import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import {
  ACCOUNT,
  daysBefore,
  deniedCall,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import { roleCrossAccountUnused as check } from './role-cross-account-unused.ts';

function shared(days: number | null, overrides: Partial<Role> = {}) {
  return aRole({
    assumeRolePolicyDocument: trusting({ AWS: [OTHER_ACCOUNT, `arn:aws:iam::${OTHER_ACCOUNT}:role/deploy`] }),
    roleLastUsed: read({ lastUsedDate: days === null ? null : daysBefore(days), region: null }),
    createDate: daysBefore(500),
    ...overrides,
  });
}

test('passes below 90 days without use and fails from the 90th', () => {
  expect(statuses(check, shared(89))).toEqual(['pass']);
  expect(evaluate(check, shared(90))).toMatchObject([
    {
      status: 'fail',
      summary: `web-server, which account ${OTHER_ACCOUNT} may assume, was last used 90 days ago.`,
      evidence: { trusted: [OTHER_ACCOUNT] },
    },
  ]);
});

test('without recorded use counts from its creation', () => {
  expect(statuses(check, shared(null, { createDate: daysBefore(89) }))).toEqual(['pass']);
  expect(statuses(check, shared(null, { createDate: daysBefore(90) }))).toEqual(['fail']);
});

test('a role open to everyone counts', () => {
  expect(statuses(check, shared(200, { assumeRolePolicyDocument: trusting({ AWS: '*' }) }))).toEqual([
    'fail',
  ]);
});

test('does not concern roles that no other account may assume', () => {
  const own = trusting({ AWS: `arn:aws:iam::${ACCOUNT}:root`, Service: 'ec2.amazonaws.com' });
  expect(statuses(check, shared(200, { assumeRolePolicyDocument: own }))).toEqual(['not-applicable']);
});

test('is unknown when the last use was not read, unless the role is new, or the trust policy is none', () => {
  const roleLastUsed = deniedCall('iam:GetRole');
  expect(evaluate(check, shared(1, { roleLastUsed }))).toMatchObject([
    { status: 'unknown', unread: [roleLastUsed] },
  ]);
  expect(statuses(check, shared(1, { roleLastUsed, createDate: daysBefore(5) }))).toEqual(['pass']);
  expect(statuses(check, shared(1, { assumeRolePolicyDocument: '' }))).toEqual(['unknown']);
  expect(statuses(check, shared(null, { createDate: '' }))).toEqual(['unknown']);
});
