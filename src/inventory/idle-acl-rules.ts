import { ALL_IPV4, ALL_IPV6, contains, covers, type Family, type Prefix } from '../model/address-range.ts';
import type { NetworkAcl } from '../model/resources/ec2.ts';
import { type AclRule, aclRules, DIRECTIONS, type Direction, FAMILIES } from './network-acl-decisions.ts';
import { packetCells, rangeContains } from './packet-range.ts';

/** A rule that can be deleted without a packet faring differently. */
export interface IdleRule {
  readonly direction: Direction;
  readonly rule: AclRule;
  /** `shadowed`: earlier rules match all its packets; `redundant`: it decides, but the later ones say the same. */
  readonly why: 'redundant' | 'shadowed';
}

/** Exact: all that are named can be deleted together. */
export function idleAclRules(acl: NetworkAcl): readonly IdleRule[] {
  return DIRECTIONS.flatMap((direction) =>
    FAMILIES.flatMap((family) =>
      idleAmong(aclRules(acl, direction, family), family).map((idle) => ({ ...idle, direction })),
    ),
  );
}

type Action = AclRule['entry']['ruleAction'];

/** Packets of one kind from one region of addresses: every rule matches all of them or none. */
interface Situation {
  /** The first rule that matches. */
  readonly decider: AclRule | undefined;
  /** What the needed rules among those looked at would decide; without any, AWS's last rule denies. */
  decision: Action;
}

/** From the last rule to the first: one is needed if, without it, the needed ones after it would decide otherwise. */
function idleAmong(rules: readonly AclRule[], family: Family): readonly Omit<IdleRule, 'direction'>[] {
  const situationsOf = situationsByRule(rules, family);
  const idle: Omit<IdleRule, 'direction'>[] = [];
  for (const rule of rules.toReversed()) {
    const all = situationsOf.get(rule) ?? [];
    const decided = all.filter((each) => each.decider === rule);
    const { ruleAction } = rule.entry;
    if (decided.some((each) => each.decision !== ruleAction)) {
      for (const each of all) each.decision = ruleAction;
    } else {
      idle.push({ rule, why: decided.length > 0 ? 'redundant' : 'shadowed' });
    }
  }
  return idle.toReversed();
}

function situationsByRule(
  rules: readonly AclRule[],
  family: Family,
): ReadonlyMap<AclRule, readonly Situation[]> {
  const byRule = new Map<AclRule, Situation[]>(rules.map((rule) => [rule, []]));
  const regions = regionsOf(rules, family);
  for (const packets of packetCells(rules.map((rule) => rule.packets))) {
    const applying = rules.filter((rule) => rangeContains(rule.packets, packets));
    for (const region of regions) {
      const matching = applying.filter((rule) => contains(rule.block, region));
      const situation: Situation = { decider: matching[0], decision: 'deny' };
      for (const rule of matching) byRule.get(rule)?.push(situation);
    }
  }
  return byRule;
}

/** Blocks are nested or apart, so the parts that they cut the addresses into are each block without those inside it. */
function regionsOf(rules: readonly AclRule[], family: Family): readonly Prefix[] {
  const all = family === 'ipv4' ? ALL_IPV4 : ALL_IPV6;
  const blocks = [
    ...new Map([all, ...rules.map((rule) => rule.block)].map((each) => [each.bits, each])).values(),
  ];
  return blocks.filter((block) => {
    const inside = blocks.filter((each) => each !== block && contains(block, each));
    return inside.length < 2 || !covers(inside, block);
  });
}
