import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './eks.ts';

const collect = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::EKS::Cluster', apiOf('eks', answers));

const BASE = {
  type: 'AWS::EKS::Cluster',
  account: '111122223333',
  region: 'us-east-1',
  arn: 'arn:aws:eks:us-east-1:111122223333:cluster/platform',
  id: 'platform',
};

test('a cluster, its own security group with the others', async () => {
  const { resources } = await collect({
    ListClusters: { clusters: ['platform'] },
    'DescribeCluster {"name":"platform"}': {
      cluster: {
        version: '1.35',
        status: 'ACTIVE',
        roleArn: 'arn:aws:iam::111122223333:role/eks',
        tags: { team: 'platform' },
        resourcesVpcConfig: {
          vpcId: 'vpc-1',
          subnetIds: ['subnet-1'],
          securityGroupIds: ['sg-1'],
          clusterSecurityGroupId: 'sg-2',
          endpointPublicAccess: true,
          endpointPrivateAccess: false,
          publicAccessCidrs: ['0.0.0.0/0'],
        },
      },
    },
  });
  expect(resources).toEqual([
    {
      ...BASE,
      tags: { team: 'platform' },
      detail: read({
        version: '1.35',
        status: 'ACTIVE',
        endpointPublicAccess: true,
        endpointPrivateAccess: false,
        publicAccessCidrs: ['0.0.0.0/0'],
        vpcId: 'vpc-1',
        subnetIds: ['subnet-1'],
        securityGroupIds: ['sg-1', 'sg-2'],
        roleArn: 'arn:aws:iam::111122223333:role/eks',
      }),
    },
  ]);
});

test("an answer that does not tell the endpoint's access stands for AWS's default, which is public", async () => {
  const { resources } = await collect({
    ListClusters: { clusters: ['platform'] },
    DescribeCluster: { cluster: { resourcesVpcConfig: {} } },
  });
  expect(resources[0]?.detail).toMatchObject({ value: { endpointPublicAccess: true } });
});

test('denied calls', async () => {
  const { resources } = await collect({
    ListClusters: { clusters: ['platform'] },
    DescribeCluster: denied(),
  });
  expect(resources).toEqual([{ ...BASE, detail: deniedReading('eks:DescribeCluster') }]);
  expect((await collect({ ListClusters: denied() })).gap).toEqual(deniedReading('eks:ListClusters'));
});
