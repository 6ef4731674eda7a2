import { allPackets, rangeContains } from '../../inventory/packet-range.ts';
import {
  groupLabel,
  isWorld,
  judgeRules,
  packetsOfRule,
  ruleEvidence,
  ruleText,
} from '../../inventory/security-group-rules.ts';
import { SECURITY_GROUP_EGRESS_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const ALL_TCP = allPackets('tcp');

/** Unrestricted: a rule to everywhere for all traffic, or for every TCP port, which is all that theft of data needs. */
export const securityGroupEgressRestricted = defineCheck({
  id: 'security-group-egress-restricted',
  title: 'The security group limits what may be sent out',
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::SecurityGroup',
  reads: ['ec2:DescribeSecurityGroups', 'ec2:DescribeManagedPrefixLists', 'ec2:GetManagedPrefixListEntries'],
  changedBy: SECURITY_GROUP_EGRESS_CHANGES,
  controls: ['nist-800-53-r5:SC-7(5)', 'pci-dss-4.0:1.3.2', 'iso-27001-2022:A.8.12'],
  equivalents: [],
  rationale:
    'An intruder fetches tools and carries data away over whatever the group lets out; AWS gives new groups a rule for everything.',
  remediation:
    'Replace the rule for all traffic to 0.0.0.0/0 and ::/0 with the ports and destinations that the workload needs.',
  fix: {
    cli: dedented(`
      # Let out first what the workload needs
      aws ec2 authorize-security-group-egress --group-id {id} --ip-permissions '[{"IpProtocol":"tcp","FromPort":<PORT>,"ToPort":<PORT>,"IpRanges":[{"CidrIp":"<CIDR>"}]}]' --region {region}
      # Once that is all that it needs: aws ec2 revoke-security-group-egress --group-id {id} --ip-permissions '[{evidence.rules[].ipPermission}]' --region {region}`),
    terraform: dedented(`
      # Let out what the workload needs; then delete the rules for {evidence.rules.traffic} to {evidence.rules.peer} from the configuration
      resource "aws_vpc_security_group_egress_rule" "this" {
        security_group_id = "{id}"
        ip_protocol       = "tcp"
        from_port         = "<PORT>"
        to_port           = "<PORT>"
        cidr_ipv4         = "<CIDR>"
      }`),
  },
  evaluate(group, { inventory }) {
    const wide = group.egress.filter((rule) => rangeContains(packetsOfRule(rule), ALL_TCP));
    const { matching, missing } = judgeRules(inventory, group, wide, isWorld);
    const evidence = { groupName: group.groupName, vpcId: group.vpcId, rules: matching.map(ruleEvidence) };
    if (matching.length > 0) {
      const opened = matching.map((rule) => ruleText(rule, 'to')).join(', ');
      return fail(`${groupLabel(group)} lets everything out: ${opened}.`, evidence);
    }
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`${groupLabel(group)} has no rule that lets everything out.`, evidence);
  },
});
