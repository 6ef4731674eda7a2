import { expect, test } from 'vitest';
import { aRole, aServiceLastAccessed, aUser } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
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
      summary: 'web-server has not used 2 (ec2, sqs) of 3 services in 90 days.',
      evidence: { granted: 3, unused: ['ec2', 'sqs'] },
    },
  ]);
  expect(statuses(users, aUser({ servicesLastAccessed: accessed({ sqs: null }) }))).toEqual(['fail']);
});

test('a long list is cut short in the sentence only', () => {
  const services = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`service${at + 10}`, null]));
  expect(evaluate(roles, aRole({ servicesLastAccessed: accessed(services) }))).toMatchObject([
    {
      summary: expect.stringContaining('12 (service10, service11, service12, service13, service14 …) of 12'),
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
