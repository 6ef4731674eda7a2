import type { DescribeTableCommandOutput, GetResourcePolicyCommandOutput } from '@aws-sdk/client-dynamodb';
import { mapReading, read } from '../../../model/reading.ts';
import type { DynamoTable } from '../../../model/resources/data-stores.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html */
const tables = defineCollector({
  type: 'AWS::DynamoDB::Table',
  service: 'dynamodb',
  scope: 'regional',
  calls: ['dynamodb:ListTables', 'dynamodb:DescribeTable', 'dynamodb:GetResourcePolicy'],
  async collect(api) {
    const token = ['ExclusiveStartTableName', 'LastEvaluatedTableName'] as const;
    const listed = await api.list<string>('ListTables', { Limit: 100 }, { items: 'TableNames', token });
    return eachListed(api, listed, (name) => toTable(api, name));
  },
});

async function toTable(api: ServiceApi, name: string): Promise<DynamoTable> {
  const arn = api.arn('dynamodb', `table/${name}`);
  const answer = await api.read<DescribeTableCommandOutput>('DescribeTable', { TableName: name });
  const detail = mapReading(answer, detailOf);
  const [policy, streamPolicy] = await Promise.all([policyOf(api, arn), streamPolicyOf(api, detail)]);
  return {
    type: 'AWS::DynamoDB::Table',
    account: api.account,
    region: api.region,
    arn,
    id: name,
    detail,
    policy,
    streamPolicy,
  };
}

function detailOf({ Table: table = {} }: DescribeTableCommandOutput) {
  return {
    status: table.TableStatus ?? '',
    deletionProtection: table.DeletionProtectionEnabled ?? false,
    latestStreamArn: table.LatestStreamArn ?? null,
  };
}

/** A stream has a policy of its own; whether there is a stream the table's description tells. */
async function streamPolicyOf(
  api: ServiceApi,
  detail: DynamoTable['detail'],
): Promise<DynamoTable['streamPolicy']> {
  if (detail.status === 'unread') return detail;
  const { latestStreamArn } = detail.value;
  return latestStreamArn === null ? read(null) : policyOf(api, latestStreamArn);
}

async function policyOf(api: ServiceApi, ResourceArn: string): Promise<DynamoTable['policy']> {
  const absent = ['PolicyNotFoundException'];
  const answer = await api.readOrNull<GetResourcePolicyCommandOutput>(
    'GetResourcePolicy',
    { ResourceArn },
    absent,
  );
  return mapReading(answer, (output) => output?.Policy ?? null);
}

export const collectors = [tables];
