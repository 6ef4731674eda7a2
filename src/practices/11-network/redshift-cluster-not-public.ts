import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** The setting alone; routes and security groups decide who reaches it. https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html */
export const redshiftClusterNotPublic = defineCheck({
  id: 'redshift-cluster-not-public',
  title: 'The Redshift cluster has no public address',
  practice: 11,
  severity: 'high',
  resource: 'AWS::Redshift::Cluster',
  reads: ['redshift:DescribeClusters'],
  changedBy: ['redshift:CreateCluster', 'redshift:ModifyCluster'],
  controls: [
    'aws-fsbp:Redshift.1',
    'nist-800-53-r5:SC-7c',
    'nist-800-53-r5:SC-7(3)',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.4.2',
    'pci-dss-4.0:1.4.4',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
    'soc-2:CC6.6',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: ['prowler:redshift_cluster_public_access', 'config:redshift-cluster-public-access-check'],
  rationale:
    'With a public address, one security group rule is all that keeps strangers from trying passwords on the data warehouse.',
  remediation: 'Turn off PubliclyAccessible and reach the cluster over a VPN, a peering or a VPC endpoint.',
  fix: {
    cli: dedented(`
      # Clients outside the VPC lose the cluster: let them come over a VPN, a peering or a VPC endpoint first
      aws redshift modify-cluster --cluster-identifier {id} --no-publicly-accessible --region {region}`),
    terraform: dedented(`
      # Clients outside the VPC lose the cluster: let them come over a VPN, a peering or a VPC endpoint first
      resource "aws_redshift_cluster" "this" {
        cluster_identifier  = "{id}"
        publicly_accessible = false
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(cluster) {
    const { publiclyAccessible, endpoint, vpcId, securityGroupIds } = cluster;
    const evidence = { publiclyAccessible, endpoint, vpcId, securityGroupIds };
    return publiclyAccessible
      ? fail(`Redshift cluster ${cluster.id} is publicly accessible.`, evidence)
      : pass(`Redshift cluster ${cluster.id} is not publicly accessible.`, evidence);
  },
});
