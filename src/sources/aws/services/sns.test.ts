import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './sns.ts';

const ARN = 'arn:aws:sns:us-east-1:111122223333:alarms';
const mail = { TopicArn: ARN, Protocol: 'email', Endpoint: 'a@example.com', SubscriptionArn: `${ARN}:1` };
const ANSWERS = {
  ListTopics: { Topics: [{ TopicArn: ARN }] },
  ListSubscriptions: {
    Subscriptions: [
      mail,
      { ...mail, Endpoint: 'b@example.com', SubscriptionArn: 'PendingConfirmation' },
      { ...mail, Endpoint: 'c@example.com', SubscriptionArn: 'Deleted' },
      { ...mail, TopicArn: `${ARN}-other` },
    ],
  },
  GetTopicAttributes: {
    Attributes: { Policy: '{"Statement":[]}', KmsMasterKeyId: 'alias/k', SubscriptionsConfirmed: '1' },
  },
};
const subscriptions = [
  { protocol: 'email', endpoint: 'a@example.com', confirmed: true },
  { protocol: 'email', endpoint: 'b@example.com', confirmed: false },
  { protocol: 'email', endpoint: 'c@example.com', confirmed: false },
];

test('a topic with its attributes and subscriptions', async () => {
  const api = apiOf('sns', ANSWERS);
  expect(await collected(collectors, 'AWS::SNS::Topic', api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::SNS::Topic',
        account: '111122223333',
        region: 'us-east-1',
        arn: ARN,
        id: 'alarms',
        policy: read('{"Statement":[]}'),
        kmsMasterKeyId: read('alias/k'),
        subscriptions: read(subscriptions),
      },
    ],
  });
  expect(api.calls.filter((each) => each.includes('ListSubscriptions'))).toHaveLength(1);
});

test("other accounts' subscriptions are asked for where the topic counts more", async () => {
  const queue = {
    Protocol: 'sqs',
    Endpoint: 'arn:aws:sqs:us-east-1:444455556666:q',
    SubscriptionArn: `${ARN}:2`,
  };
  const api = apiOf('sns', {
    ...ANSWERS,
    ListSubscriptions: { Subscriptions: [] },
    [`ListSubscriptionsByTopic {"TopicArn":"${ARN}"}`]: { Subscriptions: [queue] },
  });
  const [topic] = (await collected(collectors, 'AWS::SNS::Topic', api)).resources;
  expect(topic?.subscriptions).toEqual(
    read([{ protocol: 'sqs', endpoint: queue.Endpoint, confirmed: true }]),
  );
  const refused = apiOf('sns', {
    ...ANSWERS,
    ListSubscriptions: { Subscriptions: [] },
    ListSubscriptionsByTopic: denied('AuthorizationError'),
  });
  const [dark] = (await collected(collectors, 'AWS::SNS::Topic', refused)).resources;
  expect(dark?.subscriptions).toEqual(deniedReading('sns:ListSubscriptionsByTopic', 'AuthorizationError'));
});

test('denied attributes cost policy and key; subscriptions are asked for by topic', async () => {
  const api = apiOf('sns', {
    ...ANSWERS,
    GetTopicAttributes: denied('AuthorizationError'),
    ListSubscriptionsByTopic: { Subscriptions: [mail] },
  });
  const [topic] = (await collected(collectors, 'AWS::SNS::Topic', api)).resources;
  const unread = deniedReading('sns:GetTopicAttributes', 'AuthorizationError');
  expect(topic).toMatchObject({
    policy: unread,
    kmsMasterKeyId: unread,
    subscriptions: read([{ protocol: 'email', endpoint: 'a@example.com', confirmed: true }]),
  });
});

test('denied subscriptions cost the subscriptions', async () => {
  const api = apiOf('sns', { ...ANSWERS, ListSubscriptions: denied() });
  const [topic] = (await collected(collectors, 'AWS::SNS::Topic', api)).resources;
  expect(topic?.subscriptions).toEqual(deniedReading('sns:ListSubscriptions'));
  expect(topic?.policy.status).toBe('read');
});

test('a denied list is the gap', async () => {
  const api = apiOf('sns', { ...ANSWERS, ListTopics: denied() });
  expect(await collected(collectors, 'AWS::SNS::Topic', api)).toEqual({
    resources: [],
    gap: deniedReading('sns:ListTopics'),
  });
});
