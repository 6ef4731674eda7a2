import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './sqs.ts';

const URL = 'https://sqs.us-east-1.amazonaws.com/111122223333/orders';
const LIST = { 'ListQueues {"MaxResults":1000}': { QueueUrls: [URL] } };
const queue = {
  type: 'AWS::SQS::Queue',
  account: '111122223333',
  region: 'us-east-1',
  arn: 'arn:aws:sqs:us-east-1:111122223333:orders',
  id: 'orders',
  queueUrl: URL,
};

test('a queue with and without attributes', async () => {
  const Attributes = { Policy: '{}', KmsMasterKeyId: 'alias/k' };
  const full = apiOf('sqs', { ...LIST, GetQueueAttributes: { Attributes } });
  expect(await collected(collectors, 'AWS::SQS::Queue', full)).toEqual({
    gap: null,
    resources: [{ ...queue, policy: read('{}'), kmsMasterKeyId: read('alias/k') }],
  });
  const bare = apiOf('sqs', { ...LIST, GetQueueAttributes: {} });
  expect((await collected(collectors, 'AWS::SQS::Queue', bare)).resources).toEqual([
    { ...queue, policy: read(null), kmsMasterKeyId: read(null) },
  ]);
});

test('denied attributes and a denied list', async () => {
  const unread = deniedReading('sqs:GetQueueAttributes');
  const api = apiOf('sqs', { ...LIST, GetQueueAttributes: denied() });
  expect((await collected(collectors, 'AWS::SQS::Queue', api)).resources).toEqual([
    { ...queue, policy: unread, kmsMasterKeyId: unread },
  ]);
  const none = apiOf('sqs', { ListQueues: denied() });
  expect(await collected(collectors, 'AWS::SQS::Queue', none)).toEqual({
    resources: [],
    gap: deniedReading('sqs:ListQueues'),
  });
});
