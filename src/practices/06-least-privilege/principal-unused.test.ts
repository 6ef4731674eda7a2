import { expect, test } from 'vitest';
import { aLoginProfile, anAccessKey, aRole, aUser, aUserCredential } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import { principalUnused } from './principal-unused.ts';

const [users, roles] = principalUnused;
if (!users || !roles) throw new Error('expected a check for users and one for roles');

function usedRole(days: number | null, overrides: Partial<Role> = {}) {
  const lastUsedDate = days === null ? null : daysBefore(days);
  return aRole({
    roleLastUsed: read({ lastUsedDate, region: null }),
    createDate: daysBefore(500),
    ...overrides,
  });
}

test('a role passes below 90 days without use and fails from the 90th', () => {
  expect(statuses(roles, usedRole(89.9))).toEqual(['pass']);
  expect(evaluate(roles, usedRole(90))).toMatchObject([
    { status: 'fail', summary: 'web-server was last used 90 days ago.' },
  ]);
  expect(statuses(roles, usedRole(90), { settings: { principalUnusedDays: 180 } })).toEqual(['pass']);
});

test('a role without recorded use counts from its creation', () => {
  expect(statuses(roles, usedRole(null, { createDate: daysBefore(3) }))).toEqual(['pass']);
  expect(statuses(roles, usedRole(null, { createDate: daysBefore(89) }))).toEqual(['pass']);
  expect(evaluate(roles, usedRole(null, { createDate: daysBefore(90) }))).toMatchObject([
    {
      status: 'fail',
      summary: 'web-server has no recorded use since it was made 90 days ago.',
      evidence: { lastUsed: null, unusedDays: 90 },
    },
  ]);
});

test('does not concern service-linked roles, and does those of Identity Center', () => {
  expect(statuses(roles, usedRole(null, { path: '/aws-service-role/ecs.amazonaws.com/' }))).toEqual([
    'not-applicable',
  ]);
  const path = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
  expect(statuses(roles, usedRole(null, { path }))).toEqual(['fail']);
});

test('a role is unknown when its last use was not read, unless it is new', () => {
  const roleLastUsed = deniedCall('iam:GetRole');
  expect(evaluate(roles, aRole({ roleLastUsed }))).toMatchObject([
    { status: 'unknown', unread: [roleLastUsed] },
  ]);
  expect(statuses(roles, aRole({ roleLastUsed, createDate: daysBefore(89) }))).toEqual(['pass']);
  expect(
    statuses(roles, aRole({ createDate: '', roleLastUsed: read({ lastUsedDate: null, region: null }) })),
  ).toEqual(['unknown']);
});

test('a user passes by its password or a key, and fails without either', () => {
  const idle = { createDate: daysBefore(500), passwordLastUsed: read(daysBefore(90)) };
  expect(statuses(users, aUser({ passwordLastUsed: read(daysBefore(89)) }))).toEqual(['pass']);
  expect(statuses(users, aUser(idle))).toEqual(['fail']);
  expect(statuses(users, aUser({ ...idle, accessKeys: read([anAccessKey()]) }))).toEqual(['pass']);
  expect(statuses(users, aUser({ passwordLastUsed: read(null), createDate: daysBefore(3) }))).toEqual([
    'pass',
  ]);
});

test('a user is unknown where a denied call could show a later use, and decided where it could not', () => {
  const idle = { passwordLastUsed: read(null) };
  const accessKeys = deniedCall('iam:ListAccessKeys');
  expect(evaluate(users, aUser({ ...idle, accessKeys }))).toMatchObject([
    { status: 'unknown', unread: [accessKeys] },
  ]);
  expect(statuses(users, aUser({ accessKeys }))).toEqual(['pass']);
  const servicesLastAccessed = deniedCall('iam:GetServiceLastAccessedDetails');
  expect(statuses(users, aUser({ ...idle, servicesLastAccessed }))).toEqual(['fail']);
  const sshPublicKeys = read([aUserCredential({ createDate: daysBefore(400) })]);
  expect(statuses(users, aUser({ ...idle, servicesLastAccessed, sshPublicKeys }))).toEqual(['unknown']);
});

test('somebody who got a password or a key lately is not idle since the user was made', () => {
  const old = { createDate: daysBefore(900), passwordLastUsed: read(null) };
  const loginProfile = read(aLoginProfile({ createDate: daysBefore(2) }));
  expect(evaluate(users, aUser({ ...old, loginProfile }))).toMatchObject([
    {
      status: 'pass',
      summary: 'alice has no recorded use since its newest credential was made 2 days ago.',
    },
  ]);
  const passwordLastUsed = read(daysBefore(400));
  expect(evaluate(users, aUser({ ...old, passwordLastUsed, loginProfile }))).toMatchObject([
    {
      status: 'pass',
      summary: 'alice was last active on 2025-09-27 and got its newest credential 2 days ago.',
    },
  ]);
  const aged = read(aLoginProfile({ createDate: daysBefore(90) }));
  expect(statuses(users, aUser({ ...old, loginProfile: aged }))).toEqual(['fail']);
  expect(statuses(users, aUser({ ...old, loginProfile: deniedCall('iam:GetLoginProfile') }))).toEqual([
    'unknown',
  ]);
});
