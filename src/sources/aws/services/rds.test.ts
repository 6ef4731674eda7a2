import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './rds.ts';

const instances = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::RDS::DBInstance', apiOf('rds', answers));

test('a database, over two pages', async () => {
  const { resources } = await instances({
    'DescribeDBInstances {"MaxRecords":100}': {
      DBInstances: [
        {
          DBInstanceIdentifier: 'orders',
          DBInstanceArn: 'arn:aws:rds:us-east-1:111122223333:db:orders',
          Engine: 'postgres',
          Endpoint: { Address: 'orders.abc.us-east-1.rds.amazonaws.com', Port: 5432 },
          PubliclyAccessible: true,
          StorageEncrypted: true,
          DBSubnetGroup: { VpcId: 'vpc-1', Subnets: [{ SubnetIdentifier: 'subnet-1' }] },
          VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }],
          DBClusterIdentifier: 'cluster',
          TagList: [{ Key: 'team', Value: 'orders' }],
        },
      ],
      Marker: 'm',
    },
    'DescribeDBInstances {"MaxRecords":100,"Marker":"m"}': { DBInstances: [{ DBInstanceIdentifier: 'new' }] },
  });
  const place = { type: 'AWS::RDS::DBInstance', account: '111122223333', region: 'us-east-1' };
  expect(resources).toEqual([
    {
      ...place,
      arn: 'arn:aws:rds:us-east-1:111122223333:db:orders',
      id: 'orders',
      tags: { team: 'orders' },
      engine: 'postgres',
      publiclyAccessible: true,
      storageEncrypted: true,
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1'],
      securityGroupIds: ['sg-1'],
      endpoint: { address: 'orders.abc.us-east-1.rds.amazonaws.com', port: 5432 },
      dbClusterIdentifier: 'cluster',
    },
    {
      ...place,
      arn: 'arn:aws:rds:us-east-1:111122223333:db:new',
      id: 'new',
      tags: {},
      engine: '',
      publiclyAccessible: false,
      storageEncrypted: false,
      vpcId: null,
      subnetIds: [],
      securityGroupIds: [],
      endpoint: null,
      dbClusterIdentifier: null,
    },
  ]);
});

test('databases that could not be listed', async () => {
  const { gap } = await instances({ DescribeDBInstances: denied('AccessDenied') });
  expect(gap).toEqual(deniedReading('rds:DescribeDBInstances', 'AccessDenied'));
});

const CREATED = new Date('2026-05-01T00:00:00Z');
const SNAPSHOTS = {
  DescribeDBSnapshots: {
    DBSnapshots: [
      {
        DBSnapshotIdentifier: 'manual',
        DBSnapshotArn: 'arn:aws:rds:us-east-1:111122223333:snapshot:manual',
        SnapshotType: 'manual',
        Encrypted: true,
        SnapshotCreateTime: CREATED,
      },
      { DBSnapshotIdentifier: 'rds:nightly', SnapshotType: 'automated' },
    ],
  },
  DescribeDBClusterSnapshots: {
    DBClusterSnapshots: [
      { DBClusterSnapshotIdentifier: 'cluster', SnapshotType: 'manual', StorageEncrypted: false },
      { DBClusterSnapshotIdentifier: 'rds:cluster', SnapshotType: 'automated' },
    ],
  },
  'DescribeDBSnapshotAttributes {"DBSnapshotIdentifier":"manual"}': {
    DBSnapshotAttributesResult: {
      DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['444455556666'] }],
    },
  },
  'DescribeDBClusterSnapshotAttributes {"DBClusterSnapshotIdentifier":"cluster"}': {
    DBClusterSnapshotAttributesResult: {
      DBClusterSnapshotAttributes: [
        { AttributeName: 'other', AttributeValues: ['x'] },
        { AttributeName: 'restore', AttributeValues: ['all'] },
      ],
    },
  },
};

async function snapshots(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('rds', answers);
  return { ...(await collected(collectors, 'AWS::RDS::DBSnapshot', api)), calls: api.calls };
}

test('snapshots; automated ones are not asked for attributes', async () => {
  const { resources, gap, calls } = await snapshots(SNAPSHOTS);
  expect(gap).toBeNull();
  expect(calls).toHaveLength(4);
  expect(resources[0]).toEqual({
    type: 'AWS::RDS::DBSnapshot',
    account: '111122223333',
    region: 'us-east-1',
    arn: 'arn:aws:rds:us-east-1:111122223333:snapshot:manual',
    id: 'manual',
    tags: {},
    kind: 'instance',
    snapshotType: 'manual',
    encrypted: true,
    createTime: '2026-05-01T00:00:00.000Z',
    restoreAccounts: read(['444455556666']),
  });
  expect(resources.slice(1).map((each) => [each.arn, each.kind, each.restoreAccounts])).toEqual([
    ['arn:aws:rds:us-east-1:111122223333:snapshot:rds:nightly', 'instance', read([])],
    ['arn:aws:rds:us-east-1:111122223333:cluster-snapshot:cluster', 'cluster', read(['all'])],
    ['arn:aws:rds:us-east-1:111122223333:cluster-snapshot:rds:cluster', 'cluster', read([])],
  ]);
});

test.each([
  ['DescribeDBSnapshotAttributes {"DBSnapshotIdentifier":"manual"}', 0, 'rds:DescribeDBSnapshotAttributes'],
  [
    'DescribeDBClusterSnapshotAttributes {"DBClusterSnapshotIdentifier":"cluster"}',
    2,
    'rds:DescribeDBClusterSnapshotAttributes',
  ],
])('%s denied', async (call, index, name) => {
  const { resources, gap } = await snapshots({ ...SNAPSHOTS, [call]: denied('AccessDenied') });
  expect(gap).toBeNull();
  expect(resources[index]?.restoreAccounts).toEqual(deniedReading(name, 'AccessDenied'));
});

test.each([
  ['DescribeDBSnapshots', 2],
  ['DescribeDBClusterSnapshots', 2],
])('%s denied: the others are kept, the listing is incomplete', async (operation, kept) => {
  const { resources, gap } = await snapshots({ ...SNAPSHOTS, [operation]: denied('AccessDenied') });
  expect(resources).toHaveLength(kept);
  expect(gap).toEqual(deniedReading(`rds:${operation}`, 'AccessDenied'));
});
