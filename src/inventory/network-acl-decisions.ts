import {
  ALL_IPV4,
  ALL_IPV6,
  type Family,
  firstMatches,
  type Match,
  type Prefix,
  parsePrefix,
  publicShare,
} from '../model/address-range.ts';
import type { NetworkAcl, NetworkAclEntry } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';
import {
  allPackets,
  hasPorts,
  icmpRange,
  isIcmp,
  type PacketRange,
  packetCells,
  portRange,
  rangeContains,
} from './packet-range.ts';

export const DIRECTIONS = ['ingress', 'egress'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const FAMILIES = ['ipv4', 'ipv6'] as const;

/** An entry for one direction and address family, in the order in which AWS tries them. */
export interface AclRule {
  readonly entry: NetworkAclEntry;
  readonly packets: PacketRange;
  readonly block: Prefix;
}

/** AWS's own last entry, `*` in the console: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html */
export const LAST_RULE_NUMBER = 32_767;

/**
 * The rules that someone wrote, by ascending number; what none of them matches is denied.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function aclRules(acl: NetworkAcl, direction: Direction, family: Family): readonly AclRule[] {
  return acl.entries
    .filter((entry) => entry.egress === (direction === 'egress') && entry.ruleNumber < LAST_RULE_NUMBER)
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
    .flatMap((entry) => {
      const block = parsePrefix((family === 'ipv4' ? entry.cidrBlock : entry.ipv6CidrBlock) ?? '');
      return block?.family === family ? [{ entry, packets: packetsOf(entry), block }] : [];
    });
}

function packetsOf({ protocol, portRange: ports, icmpTypeCode: icmp }: NetworkAclEntry): PacketRange {
  if (isIcmp(protocol)) return icmpRange(protocol, icmp?.type ?? null, icmp?.code ?? null);
  if (hasPorts(protocol)) return portRange(protocol, ports?.from ?? null, ports?.to ?? null);
  return allPackets(protocol);
}

/** Entries whose addresses cannot be read: nothing can be said of an ACL that has one. */
export function unreadableEntries(acl: NetworkAcl): readonly NetworkAclEntry[] {
  return acl.entries.filter((entry) => {
    const blocks = [entry.cidrBlock, entry.ipv6CidrBlock].filter((text) => text !== null);
    return blocks.length === 0 || blocks.some((text) => !parsePrefix(text));
  });
}

/** Packets that every rule treats alike: whoever decides one of them decides all. */
export interface AclCell {
  readonly packets: PacketRange;
  readonly rules: readonly AclRule[];
  /** Which of `rules` decides for which addresses; null: none, so denied. */
  readonly matches: readonly Match[];
}

/** Divides all packets of a family into cells: exact, since a rule's edges are the only places where answers change. */
export function aclCells(rules: readonly AclRule[], family: Family): readonly AclCell[] {
  return packetCells(rules.map((rule) => rule.packets)).map((packets) => aclCell(rules, packets, family));
}

/** What the rules say of one kind of packet; protocol `-1` stands for those that no rule names. */
export function aclCell(rules: readonly AclRule[], packets: PacketRange, family: Family): AclCell {
  const applying = rules.filter((rule) => rangeContains(rule.packets, packets));
  const blocks = applying.map((rule) => rule.block);
  return {
    packets,
    rules: applying,
    matches: firstMatches(family === 'ipv4' ? ALL_IPV4 : ALL_IPV6, blocks),
  };
}

/** An organisation's ACLs are mostly the same few lists of entries: what follows from them is computed once each. */
export function perEntries<T>(
  inventory: Inventory,
  what: string,
  acl: NetworkAcl,
  compute: (acl: NetworkAcl) => T,
): T {
  return inventory.derive(`${what} ${JSON.stringify(acl.entries)}`, () => compute(acl));
}

export interface Admission {
  /** Of the family's whole address space, the public addresses that are let through. */
  readonly share: number;
  /** The rules that let some of them through. */
  readonly ruleNumbers: readonly number[];
}

/** The public addresses that a cell lets through. */
export function publicAdmission(cell: AclCell): Admission {
  const allowed = cell.matches.flatMap((match) => {
    const rule = match.index === null ? undefined : cell.rules[match.index];
    const share = rule?.entry.ruleAction === 'allow' ? publicShare(match.prefix) : 0;
    return rule && share > 0 ? [{ share, ruleNumber: rule.entry.ruleNumber }] : [];
  });
  return {
    share: allowed.reduce((sum, each) => sum + each.share, 0),
    ruleNumbers: [...new Set(allowed.map((each) => each.ruleNumber))].toSorted((a, b) => a - b),
  };
}
