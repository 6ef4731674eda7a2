import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, aRole, aServiceLastAccessed, aUser } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read, unread } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import { principalUnusedServices } from './principal-unused-services.ts';

const [users, roles] = principalUnusedServices;
if (!users || !roles) throw new Error('expected a check for users and one for roles');

function accessed(services: Readonly<Record<string, number | null>>) {
  return read(
    Object.entries(services).map(([serviceNamespace, days]) =>
      aServiceLastAccessed({ serviceNamespace, lastAuthenticated: days === null ? null : daysBefore(days) }),
    ),
  );
}

test('passes when every granted service was used within 90 days', () => {
  expect(statuses(users, aUser({ servicesLastAccessed: accessed({ s3: 1, ec2: 89.9 }) }))).toEqual(['pass']);
  expect(statuses(roles, aRole({ servicesLastAccessed: accessed({ s3: 1 }) }))).toEqual(['pass']);
});

test('fails for services not used since, or never', () => {
  const role = aRole({ servicesLastAccessed: accessed({ sqs: null, s3: 1, ec2: 90 }) });
  expect(evaluate(roles, role)).toMatchObject([
    {
      status: 'fail',
      summary: 'web-server may use 3 services and has not used 2 of them (ec2, sqs) in 90 days.',
      evidence: { granted: 3, unused: ['ec2', 'sqs'] },
    },
  ]);
  expect(statuses(users, aUser({ servicesLastAccessed: accessed({ sqs: null }) }))).toEqual(['fail']);
});

test('access advisor tells of calls of an API: of services that have none it does not tell', () => {
  expect(evaluate(roles, aRole({ servicesLastAccessed: accessed({ s3: 1, 'rds-db': null }) }))).toMatchObject(
    [
      {
        status: 'unknown',
        unread: [
          { call: 'iam:GetServiceLastAccessedDetails', why: expect.stringMatching(/^NotTracked: .*rds-db/) },
        ],
        evidence: { notTold: ['rds-db'] },
      },
    ],
  );
  expect(statuses(roles, aRole({ servicesLastAccessed: accessed({ 'rds-db': 1 }) }))).toEqual(['pass']);
  expect(
    evaluate(roles, aRole({ servicesLastAccessed: accessed({ sqs: null, 'rds-db': null }) })),
  ).toMatchObject([{ status: 'fail', evidence: { unused: ['sqs'], notTold: ['rds-db'] } }]);
});

test('a long list is cut short in the sentence only', () => {
  const services = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`service${at + 10}`, null]));
  expect(evaluate(roles, aRole({ servicesLastAccessed: accessed(services) }))).toMatchObject([
    {
      summary: expect.stringContaining(
        '12 of them (service10, service11, service12, service13, service14 …)',
      ),
    },
  ]);
});

test('a new principal has had no time to use its rights', () => {
  const fresh = { createDate: daysBefore(89), servicesLastAccessed: accessed({ sqs: null }) };
  expect(statuses(roles, aRole(fresh))).toEqual(['pass']);
  expect(statuses(roles, aRole({ ...fresh, createDate: daysBefore(90) }))).toEqual(['fail']);
});

test('does not concern service-linked roles, and principals without rights', () => {
  const path = '/aws-service-role/ecs.amazonaws.com/';
  expect(statuses(roles, aRole({ path, servicesLastAccessed: accessed({ sqs: null }) }))).toEqual([
    'not-applicable',
  ]);
  expect(statuses(users, aUser({ servicesLastAccessed: read([]) }))).toEqual(['not-applicable']);
});

test('is unknown when access advisor was not read, or the principal has no date', () => {
  const servicesLastAccessed = deniedCall('iam:GetServiceLastAccessedDetails');
  expect(evaluate(users, aUser({ servicesLastAccessed }))).toMatchObject([
    { status: 'unknown', unread: [servicesLastAccessed] },
  ]);
  expect(statuses(roles, aRole({ servicesLastAccessed, createDate: daysBefore(5) }))).toEqual(['pass']);
  expect(statuses(roles, aRole({ createDate: '' }))).toEqual(['unknown']);
});

test('a role without any use has used no service, whether or not access advisor was asked', () => {
  const idle = (days: number | null, overrides: Partial<Role> = {}) =>
    aRole({
      createDate: daysBefore(500),
      attachedPolicies: [ADMINISTRATOR_ACCESS],
      roleLastUsed: read({ lastUsedDate: days === null ? null : daysBefore(days), region: null }),
      servicesLastAccessed: unread('iam:GetServiceLastAccessedDetails', 'NotAsked: never used'),
      ...overrides,
    });
  expect(evaluate(roles, idle(null))).toMatchObject([
    {
      status: 'fail',
      summary: 'web-server has no recorded use: it needs none of the services that its policies grant.',
    },
  ]);
  expect(statuses(roles, idle(90))).toEqual(['fail']);
  expect(statuses(roles, idle(89.9))).toEqual(['unknown']);
  expect(statuses(roles, idle(null, { createDate: daysBefore(89) }))).toEqual(['pass']);
  const grantsNothing = { attachedPolicies: [], inlinePolicies: [], servicesLastAccessed: read([]) };
  expect(statuses(roles, idle(null, grantsNothing))).toEqual(['not-applicable']);
  expect(statuses(roles, idle(null, { roleLastUsed: deniedCall('iam:GetRole') }))).toEqual(['unknown']);
});
