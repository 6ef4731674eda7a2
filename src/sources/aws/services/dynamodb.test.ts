import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './dynamodb.ts';

const ARN = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';
const STREAM = `${ARN}/stream/2026-01-01T00:00:00.000`;
const policyOf = (arn: string) => `GetResourcePolicy {"ResourceArn":"${arn}"}`;

const ANSWERS = {
  'ListTables {"Limit":100}': { TableNames: ['orders'] },
  'DescribeTable {"TableName":"orders"}': {
    Table: { TableStatus: 'ACTIVE', DeletionProtectionEnabled: true, LatestStreamArn: STREAM },
  },
  [policyOf(ARN)]: { Policy: '{"Id":"table"}' },
  [policyOf(STREAM)]: answeredError('PolicyNotFoundException', 400),
};

const collect = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::DynamoDB::Table', apiOf('dynamodb', answers));

test('a table with its policy, and that of its stream', async () => {
  const { resources } = await collect(ANSWERS);
  expect(resources).toEqual([
    {
      type: 'AWS::DynamoDB::Table',
      account: '111122223333',
      region: 'us-east-1',
      arn: ARN,
      id: 'orders',
      detail: read({ status: 'ACTIVE', deletionProtection: true, latestStreamArn: STREAM }),
      policy: read('{"Id":"table"}'),
      streamPolicy: read(null),
    },
  ]);
});

test('further tables come after the last name', async () => {
  const { resources } = await collect({
    'ListTables {"Limit":100}': { TableNames: ['a'], LastEvaluatedTableName: 'a' },
    'ListTables {"Limit":100,"ExclusiveStartTableName":"a"}': { TableNames: ['b'] },
    DescribeTable: { Table: {} },
    GetResourcePolicy: answeredError('PolicyNotFoundException', 400),
  });
  expect(resources.map((each) => [each.id, each.streamPolicy])).toEqual([
    ['a', read(null)],
    ['b', read(null)],
  ]);
});

test('denied calls: without the description the stream is not known', async () => {
  const noDetail = await collect({ ...ANSWERS, 'DescribeTable {"TableName":"orders"}': denied() });
  const gap = deniedReading('dynamodb:DescribeTable');
  expect(noDetail.resources[0]).toMatchObject({ detail: gap, streamPolicy: gap, policy: { status: 'read' } });
  const noPolicy = await collect({ ...ANSWERS, [policyOf(ARN)]: denied(), [policyOf(STREAM)]: denied() });
  const denial = deniedReading('dynamodb:GetResourcePolicy');
  expect(noPolicy.resources[0]).toMatchObject({ policy: denial, streamPolicy: denial });
  expect((await collect({ ListTables: denied() })).gap).toEqual(deniedReading('dynamodb:ListTables'));
});
