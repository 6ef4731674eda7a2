import { defineCheck, fail, notApplicable, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** Every VPC keeps its default ACL, used or not: that one is left aside. */
export const naclUnused = defineCheck({
  id: 'nacl-unused',
  title: 'The network ACL is on a subnet',
  practice: 11,
  severity: 'info',
  resource: 'AWS::EC2::NetworkAcl',
  reads: ['ec2:DescribeNetworkAcls'],
  changedBy: ['ec2:CreateNetworkAcl', 'ec2:ReplaceNetworkAclAssociation'],
  controls: ['aws-fsbp:EC2.16'],
  equivalents: ['prowler:ec2_networkacl_unused', 'config:vpc-network-acl-unused-check'],
  rationale: 'An ACL on no subnet protects nothing, and whoever reads its rules may believe that it does.',
  remediation: 'Delete the network ACL, or associate it with the subnets that it was written for.',
  fix: {
    cli: dedented(`
      # Unless it is to be put on a subnet
      aws ec2 delete-network-acl --network-acl-id {id} --region {region}`),
    terraform: '# Where Terraform made it, delete the aws_network_acl {id} from the configuration',
  },
  evaluate(acl) {
    if (acl.isDefault) return notApplicable();
    const evidence = { vpcId: acl.vpcId, subnetIds: acl.subnetIds };
    return acl.subnetIds.length > 0
      ? pass(`Network ACL ${acl.id} is on ${acl.subnetIds.join(', ')}.`, evidence)
      : fail(`Network ACL ${acl.id} of ${acl.vpcId} is on no subnet.`, evidence);
  },
});
