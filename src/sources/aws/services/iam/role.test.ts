import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './role.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ARN = 'arn:aws:iam::111122223333:role/web';
const TRUST = { Version: '2012-10-17', Statement: [] };
const ROLE = {
  Path: '/',
  RoleName: 'web',
  RoleId: 'AROAWEB',
  Arn: ARN,
  CreateDate: new Date('2024-01-01T00:00:00Z'),
  AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(TRUST)),
  InstanceProfileList: [{ Arn: 'arn:aws:iam::111122223333:instance-profile/web' }],
  RolePolicyList: [],
  AttachedManagedPolicies: [{ PolicyName: 'P', PolicyArn: 'arn:aws:iam::aws:policy/P' }],
  Tags: [],
  RoleLastUsed: { LastUsedDate: new Date('2026-10-01T00:00:00Z'), Region: 'us-east-1' },
};

const ANSWERS = {
  GetAccountAuthorizationDetails: { RoleDetailList: [ROLE] },
  ListRoles: { Roles: [{ Arn: ARN, MaxSessionDuration: 7200, Description: 'for the web' }] },
  GenerateServiceLastAccessedDetails: { JobId: 'j' },
  GetServiceLastAccessedDetails: { JobStatus: 'COMPLETED', ServicesLastAccessed: [] },
};

async function rolesOf(
  answers: Readonly<Record<string, unknown>>,
  options: Parameters<typeof apiOf>[2] = {},
) {
  const api = apiOf('iam', answers, options);
  const collecting = collected(collectors, 'AWS::IAM::Role', api);
  await vi.runAllTimersAsync();
  const { resources, gap } = await collecting;
  return { role: resources[0], gap, calls: api.calls };
}

test('a role in use', async () => {
  expect((await rolesOf(ANSWERS)).role).toEqual({
    type: 'AWS::IAM::Role',
    account: '111122223333',
    region: 'global',
    arn: ARN,
    id: 'web',
    tags: {},
    path: '/',
    roleId: 'AROAWEB',
    createDate: '2024-01-01T00:00:00.000Z',
    description: 'for the web',
    assumeRolePolicyDocument: JSON.stringify(TRUST),
    inlinePolicies: [],
    attachedPolicies: [{ policyName: 'P', policyArn: 'arn:aws:iam::aws:policy/P' }],
    permissionsBoundary: null,
    maxSessionDuration: read(7200),
    roleLastUsed: read({ lastUsedDate: '2026-10-01T00:00:00.000Z', region: 'us-east-1' }),
    instanceProfiles: ['arn:aws:iam::111122223333:instance-profile/web'],
    servicesLastAccessed: read([]),
  });
});

test('the output of the aws command, with objects for policies and text for dates', async () => {
  const role = {
    ...ROLE,
    AssumeRolePolicyDocument: TRUST,
    CreateDate: '2024-01-01T00:00:00+00:00',
    RoleLastUsed: {},
  };
  const found = await rolesOf({ ...ANSWERS, GetAccountAuthorizationDetails: { RoleDetailList: [role] } });
  expect(found.role).toMatchObject({
    createDate: '2024-01-01T00:00:00.000Z',
    assumeRolePolicyDocument: JSON.stringify(TRUST),
    roleLastUsed: read({ lastUsedDate: null, region: null }),
  });
});

test.each([
  ['ListRoles', { maxSessionDuration: deniedReading('iam:ListRoles'), description: null }],
  [
    'GenerateServiceLastAccessedDetails',
    { servicesLastAccessed: deniedReading('iam:GenerateServiceLastAccessedDetails') },
  ],
  [
    'GetServiceLastAccessedDetails',
    { servicesLastAccessed: deniedReading('iam:GetServiceLastAccessedDetails') },
  ],
])('a denied %s costs its own readings', async (operation, lost) => {
  const complete = await rolesOf(ANSWERS);
  const { role, gap } = await rolesOf({ ...ANSWERS, [operation]: denied() });
  expect(gap).toBeNull();
  expect(role).toEqual({ ...complete.role, ...lost });
});

test.each([
  { ...ROLE, Path: '/aws-service-role/ecs.amazonaws.com/' },
  { ...ROLE, AttachedManagedPolicies: [] },
])('the last use of services is not asked for where it tells nothing', async (role) => {
  const answers = { ...ANSWERS, GetAccountAuthorizationDetails: { RoleDetailList: [role] } };
  const found = await rolesOf(answers);
  expect(found.role?.servicesLastAccessed).toEqual(read([]));
  expect(found.calls.join()).not.toContain('ServiceLastAccessed');
});

test('the last use of services is not asked for a role that AWS saw no use of, and is not taken for none', async () => {
  const answers = {
    ...ANSWERS,
    GetAccountAuthorizationDetails: { RoleDetailList: [{ ...ROLE, RoleLastUsed: {} }] },
  };
  const found = await rolesOf(answers);
  expect(found.role?.servicesLastAccessed).toMatchObject({
    status: 'unread',
    why: expect.stringMatching(/^NotAsked: /),
  });
  expect(found.calls.join()).not.toContain('ServiceLastAccessed');
});

test('the last use of services is left out where no chosen check reads it', async () => {
  const wantedCalls = new Set(['iam:ListMFADevices']);
  const { role, calls } = await rolesOf(ANSWERS, { wantedCalls });
  expect(role?.servicesLastAccessed).toMatchObject({ why: expect.stringMatching(/^NotAsked: /) });
  expect(calls.join()).not.toContain('ServiceLastAccessed');
  const asked = await rolesOf(ANSWERS, { wantedCalls: new Set(['iam:GetServiceLastAccessedDetails']) });
  expect(asked.role?.servicesLastAccessed).toEqual(read([]));
});

test('follows the markers of a long answer', async () => {
  const { gap, calls } = await rolesOf({
    ...ANSWERS,
    'GetAccountAuthorizationDetails {"Filter":["Role"],"MaxItems":1000}': {
      RoleDetailList: [ROLE],
      Marker: 'm',
    },
    'GetAccountAuthorizationDetails {"Filter":["Role"],"MaxItems":1000,"Marker":"m"}': denied(),
  });
  expect(gap).toEqual(deniedReading('iam:GetAccountAuthorizationDetails'));
  expect(calls.filter((each) => each.includes('GetAccountAuthorizationDetails'))).toHaveLength(2);
});
