import type { Cluster } from '@aws-sdk/client-redshift';
import type { RedshiftCluster } from '../../../model/resources/data-stores.ts';
import { defineCollector, mapListed, type ServiceApi } from '../collector.ts';
import { tagsOf } from '../mapping.ts';

/** https://docs.aws.amazon.com/redshift/latest/APIReference/API_DescribeClusters.html */
const clusters = defineCollector({
  type: 'AWS::Redshift::Cluster',
  service: 'redshift',
  scope: 'regional',
  calls: ['redshift:DescribeClusters'],
  async collect(api) {
    const paging = { items: 'Clusters', token: ['Marker', 'Marker'] as const };
    const listed = await api.list<Cluster>('DescribeClusters', { MaxRecords: 100 }, paging);
    return mapListed(listed, (cluster) => toCluster(api, cluster));
  },
});

function toCluster(api: ServiceApi, cluster: Cluster): RedshiftCluster {
  const id = cluster.ClusterIdentifier ?? '';
  const { Endpoint: endpoint } = cluster;
  return {
    type: 'AWS::Redshift::Cluster',
    account: api.account,
    region: api.region,
    arn: api.arn('redshift', `cluster:${id}`),
    id,
    tags: tagsOf(cluster.Tags),
    publiclyAccessible: cluster.PubliclyAccessible ?? false,
    encrypted: cluster.Encrypted ?? false,
    vpcId: cluster.VpcId || null,
    securityGroupIds: (cluster.VpcSecurityGroups ?? []).flatMap((group) => group.VpcSecurityGroupId ?? []),
    endpoint: endpoint ? { address: endpoint.Address ?? null, port: endpoint.Port ?? null } : null,
    enhancedVpcRouting: cluster.EnhancedVpcRouting ?? false,
  };
}

export const collectors = [clusters];
