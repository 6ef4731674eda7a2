import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { collectors } from './redshift.ts';

const collect = (answer: unknown) =>
  collected(collectors, 'AWS::Redshift::Cluster', apiOf('redshift', { DescribeClusters: answer }));

test('a cluster, and one that is being made', async () => {
  const { resources } = await collect({
    Clusters: [
      {
        ClusterIdentifier: 'warehouse',
        PubliclyAccessible: true,
        Encrypted: true,
        VpcId: 'vpc-1',
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }],
        Endpoint: { Address: 'warehouse.abc.us-east-1.redshift.amazonaws.com', Port: 5439 },
        EnhancedVpcRouting: true,
        Tags: [{ Key: 'team', Value: 'data' }],
      },
      { ClusterIdentifier: 'new', Endpoint: {} },
    ],
  });
  expect(resources).toEqual([
    {
      type: 'AWS::Redshift::Cluster',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:redshift:us-east-1:111122223333:cluster:warehouse',
      id: 'warehouse',
      tags: { team: 'data' },
      publiclyAccessible: true,
      encrypted: true,
      vpcId: 'vpc-1',
      securityGroupIds: ['sg-1'],
      endpoint: { address: 'warehouse.abc.us-east-1.redshift.amazonaws.com', port: 5439 },
      enhancedVpcRouting: true,
    },
    expect.objectContaining({ id: 'new', vpcId: null, endpoint: { address: null, port: null } }),
  ]);
});

test('a denied listing is the gap', async () => {
  expect((await collect(denied('AccessDenied'))).gap).toEqual(
    deniedReading('redshift:DescribeClusters', 'AccessDenied'),
  );
});
