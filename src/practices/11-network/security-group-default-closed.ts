import { groupLabel, ruleText } from '../../inventory/security-group-rules.ts';
import { defineCheck, fail, notApplicable, pass } from '../check.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
export const securityGroupDefaultClosed = defineCheck({
  id: 'security-group-default-closed',
  title: 'The default security group has no rules',
  practice: 11,
  severity: 'medium',
  resource: 'AWS::EC2::SecurityGroup',
  reads: ['ec2:DescribeSecurityGroups'],
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
    'nist-800-53-r5:ac_4_21',
    'nist-800-53-r5:ac_17_b',
    'nist-800-53-r5:ac_17_1',
    'nist-800-53-r5:ac_17_4_a',
    'nist-800-53-r5:ac_17_9',
    'nist-800-53-r5:ac_17_10',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:sc_7_5',
    'nist-800-53-r5:sc_7_7',
    'nist-800-53-r5:sc_7_11',
    'nist-800-53-r5:sc_7_12',
    'nist-800-53-r5:sc_7_16',
    'nist-800-53-r5:sc_7_21',
    'nist-800-53-r5:sc_7_24_b',
    'nist-800-53-r5:sc_7_25',
    'nist-800-53-r5:sc_7_26',
    'nist-800-53-r5:sc_7_27',
    'nist-800-53-r5:sc_7_28',
    'nist-800-53-r5:sc_7_a',
    'nist-800-53-r5:sc_7_c',
    'iso-27001-2022:A.8.20',
    'iso-27001-2022:A.8.21',
    'iso-27001-2022:A.8.22',
    'iso-27001-2022:A.8.23',
  ],
  equivalents: [
    'prowler:ec2_securitygroup_default_restrict_traffic',
    'config:vpc-default-security-group-closed',
  ],
  rationale:
    'Whatever is launched without naming a group gets the default one: while it has rules, forgotten resources can reach each other and the internet.',
  remediation:
    'Move what uses the default group to groups of its own, then delete all its inbound and outbound rules.',
  evaluate(group) {
    if (group.groupName !== 'default') return notApplicable();
    const ingress = group.ingress.map((rule) => ruleText(rule, 'from'));
    const egress = group.egress.map((rule) => ruleText(rule, 'to'));
    const evidence = { vpcId: group.vpcId, ingress, egress };
    const open = [...ingress, ...egress];
    return open.length === 0
      ? pass(`${groupLabel(group)} of ${group.vpcId} has no rules.`, evidence)
      : fail(`${groupLabel(group)} of ${group.vpcId} allows ${open.join(', ')}.`, evidence);
  },
});
