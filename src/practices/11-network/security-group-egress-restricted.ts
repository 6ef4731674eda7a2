import { allPackets, rangeContains } from '../../inventory/packet-range.ts';
import {
  groupLabel,
  isWorld,
  judgeRules,
  packetsOfRule,
  ruleEvidence,
  ruleText,
} from '../../inventory/security-group-rules.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

const ALL_TCP = allPackets('tcp');

/** Unrestricted: a rule to everywhere for all traffic, or for every TCP port, which is all that theft of data needs. */
export const securityGroupEgressRestricted = defineCheck({
  id: 'security-group-egress-restricted',
  title: 'The security group limits what may be sent out',
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::SecurityGroup',
  reads: ['ec2:DescribeSecurityGroups', 'ec2:DescribeManagedPrefixLists', 'ec2:GetManagedPrefixListEntries'],
  controls: [],
  equivalents: [],
  rationale:
    'An intruder fetches tools and carries data away over whatever the group lets out; AWS gives new groups a rule for everything.',
  remediation:
    'Replace the rule for all traffic to 0.0.0.0/0 and ::/0 with the ports and destinations that the workload needs.',
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
