import { defineCheck, fail, pass } from '../check.ts';

/** The setting alone; routes and security groups decide who reaches it. https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html */
export const redshiftClusterNotPublic = defineCheck({
  id: 'redshift-cluster-not-public',
  title: 'The Redshift cluster has no public address',
  practice: 11,
  severity: 'high',
  resource: 'AWS::Redshift::Cluster',
  reads: ['redshift:DescribeClusters'],
  controls: [
    'aws-fsbp:Redshift.1',
    'nist-800-53-r5:ac_2_6',
    'nist-800-53-r5:ac_3',
    'nist-800-53-r5:ac_3_7',
    'nist-800-53-r5:ac_4_21',
    'nist-800-53-r5:ac_6',
    'nist-800-53-r5:ac_17_b',
    'nist-800-53-r5:ac_17_1',
    'nist-800-53-r5:ac_17_4_a',
    'nist-800-53-r5:ac_17_9',
    'nist-800-53-r5:ac_17_10',
    'nist-800-53-r5:mp_2',
    'nist-800-53-r5:sc_7_2',
    'nist-800-53-r5:sc_7_3',
    'nist-800-53-r5:sc_7_7',
    'nist-800-53-r5:sc_7_9_a',
    'nist-800-53-r5:sc_7_11',
    'nist-800-53-r5:sc_7_12',
    'nist-800-53-r5:sc_7_16',
    'nist-800-53-r5:sc_7_20',
    'nist-800-53-r5:sc_7_21',
    'nist-800-53-r5:sc_7_24_b',
    'nist-800-53-r5:sc_7_25',
    'nist-800-53-r5:sc_7_26',
    'nist-800-53-r5:sc_7_27',
    'nist-800-53-r5:sc_7_28',
    'nist-800-53-r5:sc_7_a',
    'nist-800-53-r5:sc_7_b',
    'nist-800-53-r5:sc_7_c',
    'nist-800-53-r5:sc_25',
    'pci-dss-4.0:1.2.8.29',
    'pci-dss-4.0:1.3.1.32',
    'pci-dss-4.0:1.3.2.32',
    'pci-dss-4.0:1.4.2.30',
    'pci-dss-4.0:1.5.1.29',
    'pci-dss-4.0:A1.1.3.29',
    'iso-27001-2022:A.8.1',
  ],
  equivalents: ['prowler:redshift_cluster_public_access', 'config:redshift-cluster-public-access-check'],
  rationale:
    'With a public address, one security group rule is all that keeps strangers from trying passwords on the data warehouse.',
  remediation: 'Turn off PubliclyAccessible and reach the cluster over a VPN, a peering or a VPC endpoint.',
  evaluate(cluster) {
    const { publiclyAccessible, endpoint, vpcId, securityGroupIds } = cluster;
    const evidence = { publiclyAccessible, endpoint, vpcId, securityGroupIds };
    return publiclyAccessible
      ? fail(`Redshift cluster ${cluster.id} is publicly accessible.`, evidence)
      : pass(`Redshift cluster ${cluster.id} is not publicly accessible.`, evidence);
  },
});
