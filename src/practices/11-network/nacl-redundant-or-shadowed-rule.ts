import { type IdleRule, idleAclRules } from '../../inventory/idle-acl-rules.ts';
import { perEntries, unreadableEntries } from '../../inventory/network-acl-decisions.ts';
import { formatRange } from '../../inventory/packet-range.ts';
import { unread } from '../../model/reading.ts';
import { NETWORK_ACL_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Exact: `shadowed` rules never decide, since earlier ones match all their packets; `redundant` rules decide, but
 * the later ones say the same. All that are named can be deleted together without a packet faring differently.
 */
export const naclRedundantOrShadowedRule = defineCheck({
  id: 'nacl-redundant-or-shadowed-rule',
  title: 'Every rule of the network ACL has an effect',
  practice: 11,
  severity: 'info',
  resource: 'AWS::EC2::NetworkAcl',
  reads: ['ec2:DescribeNetworkAcls'],
  changedBy: NETWORK_ACL_CHANGES,
  controls: [],
  equivalents: [],
  rationale: 'A deny that comes after the allow it was meant to limit looks like protection and is none.',
  remediation:
    'Give the rule a number below the ones that shadow it if it was meant to act; otherwise delete it.',
  fix: {
    cli: dedented(`
      # A rule that was meant to act gets a number below those that shadow it instead. Without the others nothing changes
      aws ec2 delete-network-acl-entry --network-acl-id {id} --rule-number {evidence.rules[].ruleNumber} --{evidence.rules[].direction} --region {region}`),
    terraform: dedented(`
      # Where Terraform made them, delete the rules {evidence.rules.ruleNumber} of network ACL {id} from the configuration, or give
      # those that were meant to act a rule_number below the ones that shadow them`),
  },
  evaluate(acl, { inventory }) {
    const unreadable = unreadableEntries(acl).map((entry) => entry.ruleNumber);
    if (unreadable.length > 0) {
      const why = `Unreadable: entries ${unreadable.join(', ')} of ${acl.id} name no address block`;
      return unknown(unread('ec2:DescribeNetworkAcls', why));
    }
    const rules = perEntries(inventory, 'idle rules', acl, idleAclRules).map(ruleEvidence);
    const evidence = { vpcId: acl.vpcId, isDefault: acl.isDefault, rules };
    if (rules.length === 0) return pass(`Every rule of network ACL ${acl.id} has an effect.`, evidence);
    const texts = rules.map((rule) => `${rule.direction} rule ${rule.ruleNumber} is ${rule.why}`);
    return fail(`Network ACL ${acl.id} has rules without effect: ${texts.join(', ')}.`, evidence);
  },
});

function ruleEvidence({ direction, rule, why }: IdleRule) {
  const { ruleNumber, ruleAction: action, cidrBlock, ipv6CidrBlock } = rule.entry;
  const traffic = formatRange(rule.packets);
  return { direction, ruleNumber, action, traffic, block: cidrBlock ?? ipv6CidrBlock, why };
}
