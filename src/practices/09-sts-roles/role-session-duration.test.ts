import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import { roleSessionDuration as check } from './role-session-duration.ts';

function lasting(hours: number, overrides: Partial<Role> = {}) {
  const assumeRolePolicyDocument = trusting({ AWS: OTHER_ACCOUNT });
  return aRole({ assumeRolePolicyDocument, maxSessionDuration: read(hours * 3600), ...overrides });
}

test('passes up to eight hours and fails above', () => {
  expect(statuses(check, lasting(1))).toEqual(['pass']);
  expect(statuses(check, lasting(8))).toEqual(['pass']);
  expect(evaluate(check, lasting(12))).toMatchObject([
    { status: 'fail', summary: 'Sessions of web-server may last 12 hours; the limit is 8.' },
  ]);
  expect(statuses(check, lasting(2), { settings: { maxSessionHours: 1 } })).toEqual(['fail']);
});

test('does not concern roles whose sessions it does not bind', () => {
  const long = read(43_200);
  expect(statuses(check, aRole({ maxSessionDuration: long }))).toEqual(['not-applicable']);
  expect(statuses(check, lasting(12, { path: '/aws-service-role/ecs.amazonaws.com/' }))).toEqual([
    'not-applicable',
  ]);
  expect(statuses(check, lasting(12, { path: '/aws-reserved/sso.amazonaws.com/' }))).toEqual([
    'not-applicable',
  ]);
});

test('is unknown when ListRoles was denied or the trust policy is none', () => {
  const maxSessionDuration = deniedCall('iam:ListRoles');
  expect(evaluate(check, lasting(1, { maxSessionDuration }))).toMatchObject([
    { status: 'unknown', unread: [maxSessionDuration] },
  ]);
  expect(statuses(check, lasting(1, { assumeRolePolicyDocument: '' }))).toEqual(['unknown']);
});
