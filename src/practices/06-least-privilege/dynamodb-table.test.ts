import { expect, test } from 'vitest';
import { aTable } from '../../../test/builders/data-stores.ts';
import { deniedCall, evaluate } from '../../../test/inventory-of.ts';
import { ALONE, testResourcePolicies, VENDOR } from '../../../test/resource-policy-tests.ts';
import { read } from '../../model/reading.ts';
import { dynamodbTable } from './dynamodb-table.ts';

testResourcePolicies('a table', {
  checks: dynamodbTable,
  build: (policy) => aTable({ policy }),
  action: 'dynamodb:GetItem',
  bound: true,
  call: 'dynamodb:GetResourcePolicy',
});

const [check] = dynamodbTable;
if (!check) throw new Error('no check');
const STREAM = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders/stream/2026-01-01T00:00:00.000';
const detail = read({ status: 'ACTIVE', deletionProtection: true, latestStreamArn: STREAM });
const shared = read(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: VENDOR }, Action: 'dynamodb:GetRecords', Resource: '*' },
  }),
);

test('a stream has a policy of its own', () => {
  expect(evaluate(check, aTable({ detail, streamPolicy: shared }), ALONE)).toMatchObject([
    { status: 'pass' },
    { status: 'fail', key: STREAM, evidence: { outsiders: [`account ${VENDOR}`] } },
  ]);
  const missing = deniedCall('dynamodb:GetResourcePolicy');
  expect(evaluate(check, aTable({ detail, streamPolicy: missing }), ALONE)).toMatchObject([
    { status: 'pass' },
    { status: 'unknown', unread: [missing] },
  ]);
});

test('whether a table has a stream is unknown where nobody described it', () => {
  const missing = deniedCall('dynamodb:DescribeTable');
  expect(evaluate(check, aTable({ detail: missing }), ALONE)).toMatchObject([
    { status: 'pass' },
    { status: 'unknown', unread: [missing] },
  ]);
});
