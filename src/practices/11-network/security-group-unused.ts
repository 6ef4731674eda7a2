import { groupLabel } from '../../inventory/security-group-rules.ts';
import { groupUses } from '../../inventory/security-group-uses.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** Default groups cannot be deleted: `security-group-default-closed` judges those. */
export const securityGroupUnused = defineCheck({
  id: 'security-group-unused',
  title: 'The security group is in use',
  practice: 11,
  severity: 'info',
  resource: 'AWS::EC2::SecurityGroup',
  reads: [
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
    'ec2:DescribeVpcEndpoints',
    'autoscaling:DescribeLaunchConfigurations',
    'elasticloadbalancing:DescribeLoadBalancers',
    'lambda:ListFunctions',
    'rds:DescribeDBInstances',
    'redshift:DescribeClusters',
    'eks:ListClusters',
    'eks:DescribeCluster',
    'es:ListDomainNames',
    'es:DescribeDomains',
  ],
  changedBy: [
    'ec2:CreateSecurityGroup',
    'ec2:DeleteNetworkInterface',
    'ec2:ModifyNetworkInterfaceAttribute',
    'ec2:TerminateInstances',
  ],
  controls: ['aws-fsbp:EC2.22'],
  equivalents: ['prowler:ec2_securitygroup_not_used', 'config:ec2-security-group-attached-to-eni-periodic'],
  rationale:
    'Groups that nothing uses hide the ones that matter, and their forgotten rules take effect the day somebody attaches them.',
  remediation: 'Delete the group once its owner has confirmed that nothing is to be launched with it.',
  fix: {
    cli: dedented(`
      # Once its owner has confirmed that nothing is to be launched with it. AWS refuses while something uses it
      aws ec2 delete-security-group --group-id {id} --region {region}`),
    terraform: '# Where Terraform made it, delete the aws_security_group {id} from the configuration',
  },
  evaluate(group, { inventory }) {
    if (group.groupName === 'default') return notApplicable();
    const { uses, missing } = groupUses(inventory, group);
    const evidence = { groupName: group.groupName, vpcId: group.vpcId, uses };
    if (uses.length > 0) return pass(`${groupLabel(group)} is in use.`, evidence);
    if (missing.length > 0) return unknown(missing, evidence);
    return fail(
      `${groupLabel(group)} is on no network interface and named by no group, template, load balancer, function or database.`,
      evidence,
    );
  },
});
