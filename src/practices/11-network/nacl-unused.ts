import { defineCheck, fail, notApplicable, pass } from '../check.ts';

/** Every VPC keeps its default ACL, used or not: that one is left aside. */
export const naclUnused = defineCheck({
  id: 'nacl-unused',
  title: 'The network ACL is on a subnet',
  practice: 11,
  severity: 'info',
  resource: 'AWS::EC2::NetworkAcl',
  reads: ['ec2:DescribeNetworkAcls'],
  controls: [
    'aws-fsbp:EC2.16',
    'pci-dss-4.0:1.2.8.39',
    'pci-dss-4.0:1.3.1.43',
    'pci-dss-4.0:1.3.2.43',
    'pci-dss-4.0:1.4.2.41',
    'pci-dss-4.0:1.5.1.39',
    'pci-dss-4.0:A1.1.3.39',
    'iso-27001-2022:A.8.20',
    'iso-27001-2022:A.8.21',
    'iso-27001-2022:A.8.22',
  ],
  equivalents: ['prowler:ec2_networkacl_unused', 'config:vpc-network-acl-unused-check'],
  rationale: 'An ACL on no subnet protects nothing, and whoever reads its rules may believe that it does.',
  remediation: 'Delete the network ACL, or associate it with the subnets that it was written for.',
  evaluate(acl) {
    if (acl.isDefault) return notApplicable();
    const evidence = { vpcId: acl.vpcId, subnetIds: acl.subnetIds };
    return acl.subnetIds.length > 0
      ? pass(`Network ACL ${acl.id} is on ${acl.subnetIds.join(', ')}.`, evidence)
      : fail(`Network ACL ${acl.id} of ${acl.vpcId} is on no subnet.`, evidence);
  },
});
