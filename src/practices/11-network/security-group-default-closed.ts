import { groupLabel, ipPermission, ruleText } from '../../inventory/security-group-rules.ts';
import { SECURITY_GROUP_RULE_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, notApplicable, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
export const securityGroupDefaultClosed = defineCheck({
  id: 'security-group-default-closed',
  title: 'The default security group has no rules',
  practice: 11,
  severity: 'medium',
  resource: 'AWS::EC2::SecurityGroup',
  reads: ['ec2:DescribeSecurityGroups'],
  changedBy: [...SECURITY_GROUP_RULE_CHANGES, 'ec2:CreateVpc'],
  controls: [
    'cis-aws-1.4.0:5.3',
    'cis-aws-1.5.0:5.4',
    'cis-aws-2.0.0:5.4',
    'cis-aws-3.0.0:5.4',
    'cis-aws-4.0.0:5.5',
    'cis-aws-5.0.0:5.5',
    'cis-aws-6.0.0:6.5',
    'cis-aws-7.0.0:6.5',
    'aws-fsbp:EC2.2',
    'nist-800-53-r5:AC-4(21)',
    'nist-800-53-r5:CM-6',
    'nist-800-53-r5:CM-7b',
    'nist-800-53-r5:SC-7(5)',
    'nist-800-53-r5:SC-7(21)',
    'nist-csf-2.0:PR.PS-01',
    'pci-dss-4.0:2.2.6',
    'iso-27001-2022:A.8.9',
    'iso-27001-2022:A.8.22',
  ],
  equivalents: [
    'prowler:ec2_securitygroup_default_restrict_traffic',
    'config:vpc-default-security-group-closed',
  ],
  rationale:
    'Whatever is launched without naming a group gets the default one: while it has rules, forgotten resources can reach each other and the internet.',
  remediation:
    'Move what uses the default group to groups of its own, then delete all its inbound and outbound rules.',
  fix: {
    cli: dedented(`
      # What uses the default group needs groups of its own first
      aws ec2 describe-network-interfaces --filters Name=group-id,Values={id} --query 'NetworkInterfaces[].NetworkInterfaceId' --region {region}
      # When that shows nothing: aws ec2 revoke-security-group-ingress --group-id {id} --ip-permissions '[{evidence.permissions.ingress[]}]' --region {region}
      # When that shows nothing: aws ec2 revoke-security-group-egress --group-id {id} --ip-permissions '[{evidence.permissions.egress[]}]' --region {region}`),
    terraform: dedented(`
      # Takes all rules away: what uses the default group needs groups of its own first
      resource "aws_default_security_group" "this" {
        vpc_id = "{evidence.vpcId}"
      }`),
  },
  evaluate(group) {
    if (group.groupName !== 'default') return notApplicable();
    const ingress = group.ingress.map((rule) => ruleText(rule, 'from'));
    const egress = group.egress.map((rule) => ruleText(rule, 'to'));
    const permissions = { ingress: group.ingress.map(ipPermission), egress: group.egress.map(ipPermission) };
    const evidence = { vpcId: group.vpcId, ingress, egress, permissions };
    const open = [...ingress, ...egress];
    return open.length === 0
      ? pass(`${groupLabel(group)} of ${group.vpcId} has no rules.`, evidence)
      : fail(`${groupLabel(group)} of ${group.vpcId} allows ${open.join(', ')}.`, evidence);
  },
});
