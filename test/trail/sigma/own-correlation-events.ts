import type { JsonObject } from '../../../src/model/json.ts';
import { call, failed, login, type RuleEvents } from './rule-events.ts';

/** So many of a call, five seconds apart, each with a number of its own. */
function many(count: number, event: (index: number) => JsonObject, seconds = 5): readonly JsonObject[] {
  const start = Date.parse('2026-11-19T10:00:00Z');
  return Array.from({ length: count }, (_, index) => ({
    ...event(index),
    eventTime: new Date(start + 1000 * seconds * index).toISOString().replace('.000', ''),
  }));
}

const role = (name: string): JsonObject => ({ roleArn: `arn:aws:iam::111122223333:role/${name}` });
const bySession = (name: string): JsonObject => ({
  userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::111122223333:assumed-role/deploy/${name}` },
});

/** By the file of the correlation, which finds all of them together. */
export const EVENTS_TOGETHER: Readonly<Record<string, RuleEvents>> = {
  console_passwords_tried: {
    fires: many(10, () => login('IAMUser', { MFAUsed: 'No' }, 'Failure')),
    misses: [...many(9, () => login('IAMUser', {}, 'Failure')), ...many(9, () => login('IAMUser', {}))],
  },
  denied_burst: {
    fires: many(10, (index) => failed(call(`ec2 Describe${index}`))),
    misses: [
      ...many(20, (index) => failed(call(`ec2 Describe${index % 9}`))),
      ...many(20, (index) => failed(call(`ec2 Describe${index}`), 'Client.InvalidParameterValue')),
    ],
  },
  enumeration_burst: {
    fires: many(30, (index) => call(`ec2 Describe${index}`)),
    misses: [
      ...many(29, (index) => call(`iam List${index}`)),
      ...many(40, (index) => call(`iam Create${index}`)),
    ],
  },
  instance_passwords_asked: {
    fires: many(5, (index) => failed(call('ec2 GetPasswordData', { instanceId: `i-${index}` }))),
    misses: many(20, (index) => call('ec2 GetPasswordData', { instanceId: `i-${index % 4}` })),
  },
  parameters_harvested: {
    fires: many(5, () => call('ssm GetParameters', { withDecryption: true })),
    misses: [
      ...many(5, () => call('ssm GetParameters', { withDecryption: false })),
      ...many(20, () => call('ssm GetParameter', { withDecryption: true }), 20),
    ],
  },
  role_chain: {
    fires: many(5, (index) => call('sts AssumeRole', role(`r${index}`), bySession('a'))),
    misses: [
      ...many(20, (index) => call('sts AssumeRole', role(`r${index % 4}`), bySession('b'))),
      ...many(9, (index) => call('sts AssumeRole', role(`r${index}`))),
    ],
  },
  roles_tried: {
    fires: many(10, (index) => failed(call('sts AssumeRole', role(`r${index}`)))),
    misses: [
      ...many(9, (index) => failed(call('sts AssumeRole', role(`r${index}`)))),
      ...many(12, (index) => call('sts AssumeRole', role(`r${index}`))),
    ],
  },
  secrets_harvested: {
    fires: many(10, (index) => call('secretsmanager GetSecretValue', { secretId: `s${index}` })),
    misses: many(30, (index) => call('secretsmanager GetSecretValue', { secretId: `s${index % 9}` })),
  },
  user_data_harvested: {
    fires: many(10, (index) =>
      failed(
        call('ec2 DescribeInstanceAttribute', { attribute: 'userData', instanceId: `i-${index}` }),
        'Client.InvalidInstanceID.NotFound',
      ),
    ),
    misses: many(10, (index) =>
      call('ec2 DescribeInstanceAttribute', { attribute: 'instanceType', instanceId: `i-${index}` }),
    ),
  },
};
