import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { collectors } from './eventbridge.ts';

const ARN = 'arn:aws:events:us-east-1:111122223333';
const base = { account: '111122223333', region: 'us-east-1' };
const BUSES = {
  EventBuses: [
    { Name: 'default', Arn: `${ARN}:event-bus/default` },
    { Name: 'orders', Arn: `${ARN}:event-bus/orders`, Policy: '{}' },
  ],
};
const rule = (name: string, bus: string) => ({
  Name: name,
  Arn: `${ARN}:rule/${name}`,
  State: 'ENABLED',
  EventBusName: bus,
  EventPattern: '{"source":["aws.iam"]}',
});
const ANSWERS = {
  ListEventBuses: BUSES,
  'ListRules {"EventBusName":"default","Limit":100}': { Rules: [rule('a', 'default')], NextToken: 'more' },
  'ListRules {"EventBusName":"default","Limit":100,"NextToken":"more"}': {
    Rules: [{ Name: 'b', Arn: `${ARN}:rule/b`, State: 'DISABLED', ScheduleExpression: 'rate(1 day)' }],
  },
  'ListRules {"EventBusName":"orders","Limit":100}': { Rules: [rule('c', 'orders')] },
};

test('event buses', async () => {
  const api = apiOf('eventbridge', ANSWERS);
  const type = 'AWS::Events::EventBus';
  expect(await collected(collectors, type, api)).toEqual({
    gap: null,
    resources: [
      { ...base, type, arn: `${ARN}:event-bus/default`, id: 'default', policy: null },
      { ...base, type, arn: `${ARN}:event-bus/orders`, id: 'orders', policy: '{}' },
    ],
  });
});

test('rules of every bus, whose list is asked for once', async () => {
  const api = apiOf('eventbridge', ANSWERS);
  await collected(collectors, 'AWS::Events::EventBus', api);
  const { resources, gap } = await collected(collectors, 'AWS::Events::Rule', api);
  expect(gap).toBeNull();
  expect(resources).toEqual(
    [
      {
        id: 'a',
        eventBusName: 'default',
        state: 'ENABLED',
        eventPattern: '{"source":["aws.iam"]}',
        scheduleExpression: null,
      },
      {
        id: 'b',
        eventBusName: 'default',
        state: 'DISABLED',
        eventPattern: null,
        scheduleExpression: 'rate(1 day)',
      },
      {
        id: 'c',
        eventBusName: 'orders',
        state: 'ENABLED',
        eventPattern: '{"source":["aws.iam"]}',
        scheduleExpression: null,
      },
    ].map((each) => ({ ...base, type: 'AWS::Events::Rule', arn: `${ARN}:rule/${each.id}`, ...each })),
  );
  expect(api.calls.filter((each) => each.includes('ListEventBuses'))).toHaveLength(1);
});

test('denied lists are the gaps', async () => {
  const gap = deniedReading('events:ListEventBuses');
  const none = apiOf('eventbridge', { ListEventBuses: denied() });
  expect(await collected(collectors, 'AWS::Events::EventBus', none)).toEqual({ resources: [], gap });
  expect(await collected(collectors, 'AWS::Events::Rule', none)).toEqual({ resources: [], gap });
  const some = apiOf('eventbridge', {
    ...ANSWERS,
    'ListRules {"EventBusName":"orders","Limit":100}': denied(),
  });
  const rules = await collected(collectors, 'AWS::Events::Rule', some);
  expect(rules.resources.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(rules.gap).toEqual(deniedReading('events:ListRules'));
});
