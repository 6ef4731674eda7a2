import type { DescribeClusterCommandOutput } from '@aws-sdk/client-eks';
import { mapReading } from '../../../model/reading.ts';
import type { EksCluster } from '../../../model/resources/compute.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html */
const clusters = defineCollector({
  type: 'AWS::EKS::Cluster',
  service: 'eks',
  scope: 'regional',
  calls: ['eks:ListClusters', 'eks:DescribeCluster'],
  async collect(api) {
    const paging = { items: 'clusters', token: ['nextToken', 'nextToken'] as const };
    const listed = await api.list<string>('ListClusters', { maxResults: 100 }, paging);
    return eachListed(api, listed, (name) => toCluster(api, name));
  },
});

async function toCluster(api: ServiceApi, name: string): Promise<EksCluster> {
  const answer = await api.read<DescribeClusterCommandOutput>('DescribeCluster', { name });
  const tags = answer.status === 'read' ? answer.value.cluster?.tags : undefined;
  return {
    type: 'AWS::EKS::Cluster',
    account: api.account,
    region: api.region,
    arn: api.arn('eks', `cluster/${name}`),
    id: name,
    ...(tags ? { tags } : {}),
    detail: mapReading(answer, detailOf),
  };
}

function detailOf({ cluster = {} }: DescribeClusterCommandOutput) {
  const vpc = cluster.resourcesVpcConfig ?? {};
  return {
    version: cluster.version ?? null,
    status: cluster.status ?? '',
    // AWS's default, for an answer that does not say.
    endpointPublicAccess: vpc.endpointPublicAccess ?? true,
    endpointPrivateAccess: vpc.endpointPrivateAccess ?? false,
    publicAccessCidrs: vpc.publicAccessCidrs ?? [],
    vpcId: vpc.vpcId ?? null,
    subnetIds: vpc.subnetIds ?? [],
    securityGroupIds: [
      ...(vpc.securityGroupIds ?? []),
      ...(vpc.clusterSecurityGroupId ? [vpc.clusterSecurityGroupId] : []),
    ],
    roleArn: cluster.roleArn ?? null,
  };
}

export const collectors = [clusters];
