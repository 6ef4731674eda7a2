import type { Inventory } from '../../inventory/inventory.ts';
import { type PacketRange, rangeContains } from '../../inventory/packet-range.ts';
import {
  blocksOf,
  groupLabel,
  ipPermission,
  packetsOfRule,
  ruleText,
} from '../../inventory/security-group-rules.ts';
import { contains, type Prefix } from '../../model/address-range.ts';
import { type Reading, read } from '../../model/reading.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../model/resources/ec2.ts';
import { SECURITY_GROUP_RULE_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

interface Pair {
  readonly shadowed: SecurityGroupRule;
  readonly by: SecurityGroupRule;
}

/** A rule whose every packet another single rule allows too. A named group is compared with the same group only. */
export const securityGroupShadowedRule = defineCheck({
  id: 'security-group-shadowed-rule',
  title: 'The security group has no rule within another',
  practice: 11,
  severity: 'info',
  resource: 'AWS::EC2::SecurityGroup',
  reads: ['ec2:DescribeSecurityGroups', 'ec2:DescribeManagedPrefixLists', 'ec2:GetManagedPrefixListEntries'],
  changedBy: SECURITY_GROUP_RULE_CHANGES,
  controls: [],
  equivalents: [],
  rationale: 'Who deletes the narrow rule believes access ended while the broad one still grants it.',
  remediation: 'Delete the narrower rule, or the broader one if only the narrower was meant.',
  fix: {
    cli: dedented(`
      # Each lies within another rule of the group, so nothing changes, unless the broader one was the mistake
      aws ec2 revoke-security-group-ingress --group-id {id} --ip-permissions '[{evidence.permissions.ingress[]}]' --region {region}
      aws ec2 revoke-security-group-egress --group-id {id} --ip-permissions '[{evidence.permissions.egress[]}]' --region {region}`),
    terraform:
      '# Where Terraform made them, delete these rules of {id} from the configuration: {evidence.shadowed.rule}',
  },
  evaluate(group, { inventory }) {
    const ingress = pairs(inventory, group, group.ingress);
    const egress = pairs(inventory, group, group.egress);
    const found = [
      ...ingress.found.map(({ shadowed, by }) => ({ rule: ruleText(shadowed), within: ruleText(by) })),
      ...egress.found.map(({ shadowed, by }) => ({
        rule: ruleText(shadowed, 'to'),
        within: ruleText(by, 'to'),
      })),
    ];
    const permissions = {
      ingress: ingress.found.map(({ shadowed }) => ipPermission(shadowed)),
      egress: egress.found.map(({ shadowed }) => ipPermission(shadowed)),
    };
    const evidence = { groupName: group.groupName, vpcId: group.vpcId, shadowed: found, permissions };
    if (found.length > 0) {
      const texts = found.map(({ rule, within }) => `${rule} lies within ${within}`).join(', ');
      return fail(`${groupLabel(group)} has rules that change nothing: ${texts}.`, evidence);
    }
    const missing = [...ingress.missing, ...egress.missing];
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`${groupLabel(group)} has no rule within another.`, evidence);
  },
});

interface Pairs {
  readonly found: readonly Pair[];
  readonly missing: readonly Reading<boolean>[];
}

interface Known {
  readonly rule: SecurityGroupRule;
  readonly packets: PacketRange;
  readonly blocks: Reading<readonly Prefix[]>;
}

/** Each shadowed rule once, with the first rule that holds it; of two that are the same, the later is shadowed. */
function pairs(inventory: Inventory, group: SecurityGroup, rules: readonly SecurityGroupRule[]): Pairs {
  const known = rules.map((rule) => ({
    rule,
    packets: packetsOfRule(rule),
    blocks: blocksOf(inventory, group, rule.peer),
  }));
  const found: Pair[] = [];
  const missing: Reading<boolean>[] = [];
  for (const [index, inner] of known.entries()) {
    for (const [position, outer] of known.entries()) {
      if (index === position || !rangeContains(outer.packets, inner.packets)) continue;
      const within = peerWithin(inner, outer);
      if (within.status === 'unread') missing.push(within);
      if (!isTrue(within) || (index < position && isWithin(outer, inner))) continue;
      found.push({ shadowed: inner.rule, by: outer.rule });
      break;
    }
  }
  return { found, missing };
}

function isWithin(inner: Known, outer: Known): boolean {
  return rangeContains(outer.packets, inner.packets) && isTrue(peerWithin(inner, outer));
}

function isTrue(reading: Reading<boolean>): boolean {
  return reading.status === 'read' && reading.value;
}

/** Asked of every two rules of a group, a million times over: nothing is allocated. */
const YES = read(true);
const NO = read(false);

function peerWithin(inner: Known, outer: Known): Reading<boolean> {
  const [a, b] = [inner.rule.peer, outer.rule.peer];
  if (a.kind === 'group' || b.kind === 'group') {
    return a.kind === 'group' && b.kind === 'group' && a.groupId === b.groupId ? YES : NO;
  }
  if (a.kind === 'prefix-list' && b.kind === 'prefix-list' && a.prefixListId === b.prefixListId) {
    return YES;
  }
  if (a.kind !== b.kind && a.kind !== 'prefix-list' && b.kind !== 'prefix-list') return NO;
  if (inner.blocks.status === 'unread') return inner.blocks;
  if (outer.blocks.status === 'unread') return outer.blocks;
  const [narrow, broad] = [inner.blocks.value, outer.blocks.value];
  if (narrow.length === 0) return NO;
  return narrow.every((block) => broad.some((each) => contains(each, block))) ? YES : NO;
}
