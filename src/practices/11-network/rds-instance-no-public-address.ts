import { defineCheck, fail, pass } from '../check.ts';
import { RDS_PUBLIC_FIX } from '../fix/rds-public-fix.ts';

/** The setting alone; `rds-not-public` says who really gets through. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html */
export const rdsInstanceNoPublicAddress = defineCheck({
  id: 'rds-instance-no-public-address',
  title: 'The database instance has no public address',
  practice: 11,
  severity: 'high',
  resource: 'AWS::RDS::DBInstance',
  reads: ['rds:DescribeDBInstances'],
  changedBy: ['rds:CreateDBInstance', 'rds:ModifyDBInstance'],
  controls: [
    'cis-aws-1.5.0:2.3.3',
    'cis-aws-2.0.0:2.3.3',
    'cis-aws-3.0.0:2.3.3',
    'cis-aws-4.0.0:2.2.3',
    'cis-aws-5.0.0:2.2.3',
    'cis-aws-6.0.0:3.2.3',
    'cis-aws-7.0.0:3.2.3',
    'aws-fsbp:RDS.2',
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
  equivalents: ['prowler:rds_instance_no_public_access', 'config:rds-instance-public-access-check'],
  rationale:
    'With a public address, one route and one rule of a security group are all that keep strangers from trying passwords on the database.',
  remediation: 'Turn off PubliclyAccessible and reach the database over a VPN, a peering or a bastion.',
  fix: RDS_PUBLIC_FIX,
  evaluate(instance) {
    const { publiclyAccessible, endpoint, vpcId, subnetIds, securityGroupIds } = instance;
    const evidence = { publiclyAccessible, endpoint, vpcId, subnetIds, securityGroupIds };
    return publiclyAccessible
      ? fail(`Database instance ${instance.id} is publicly accessible.`, evidence)
      : pass(`Database instance ${instance.id} is not publicly accessible.`, evidence);
  },
});
