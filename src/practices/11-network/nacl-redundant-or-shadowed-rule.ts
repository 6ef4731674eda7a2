import { firstMatches } from '../../inventory/address-range.ts';
import {
  type AclCell,
  type AclRule,
  aclCells,
  aclRules,
  DIRECTIONS,
  FAMILIES,
  unreadableEntries,
} from '../../inventory/network-acl-decisions.ts';
import { formatRange } from '../../inventory/packet-range.ts';
import { unread } from '../../model/reading.ts';
import type { NetworkAcl } from '../../model/resources/ec2.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

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
  controls: [],
  equivalents: [],
  rationale: 'A deny that comes after the allow it was meant to limit looks like protection and is none.',
  remediation:
    'Give the rule a number below the ones that shadow it if it was meant to act; otherwise delete it.',
  evaluate(acl) {
    const unreadable = unreadableEntries(acl).map((entry) => entry.ruleNumber);
    if (unreadable.length > 0) {
      const why = `Unreadable: entries ${unreadable.join(', ')} of ${acl.id} name no address block`;
      return unknown(unread('ec2:DescribeNetworkAcls', why));
    }
    const rules = idleRules(acl);
    const evidence = { vpcId: acl.vpcId, isDefault: acl.isDefault, rules };
    if (rules.length === 0) return pass(`Every rule of network ACL ${acl.id} has an effect.`, evidence);
    const texts = rules.map((rule) => `${rule.direction} rule ${rule.ruleNumber} is ${rule.why}`);
    return fail(`Network ACL ${acl.id} has rules without effect: ${texts.join(', ')}.`, evidence);
  },
});

function idleRules(acl: NetworkAcl) {
  return DIRECTIONS.flatMap((direction) =>
    FAMILIES.flatMap((family) => {
      const rules = aclRules(acl, direction, family);
      const cells = aclCells(rules, family);
      const needed = neededRules(rules, cells);
      return rules
        .filter((rule) => !needed.has(rule))
        .map((rule) => ({
          direction,
          ruleNumber: rule.entry.ruleNumber,
          action: rule.entry.ruleAction,
          traffic: formatRange(rule.packets),
          block: rule.entry.cidrBlock ?? rule.entry.ipv6CidrBlock,
          why: cells.some((cell) => decidedBy(cell, rule).length > 0) ? 'redundant' : 'shadowed',
        }));
    }),
  );
}

/** From the last rule to the first: one is needed if, without it, the needed ones after it would decide otherwise. */
function neededRules(rules: readonly AclRule[], cells: readonly AclCell[]): ReadonlySet<AclRule> {
  const needed = new Set<AclRule>();
  for (const rule of rules.toReversed()) {
    if (cells.some((cell) => changesWithout(cell, rule, needed))) needed.add(rule);
  }
  return needed;
}

function changesWithout(cell: AclCell, rule: AclRule, needed: ReadonlySet<AclRule>): boolean {
  const later = cell.rules.slice(cell.rules.indexOf(rule) + 1).filter((each) => needed.has(each));
  const blocks = later.map((each) => each.block);
  return decidedBy(cell, rule).some(({ prefix }) =>
    firstMatches(prefix, blocks).some(({ index }) => {
      const action = index === null ? 'deny' : later[index]?.entry.ruleAction;
      return action !== rule.entry.ruleAction;
    }),
  );
}

function decidedBy(cell: AclCell, rule: AclRule) {
  return cell.matches.filter(({ index }) => index !== null && cell.rules[index] === rule);
}
