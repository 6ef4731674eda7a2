import {
  ALL_IPV4,
  ALL_IPV6,
  covers,
  type Prefix,
  parsePrefix,
  publicParts,
  publicShare,
  shareOf,
} from '../model/address-range.ts';
import type { JsonObject } from '../model/json.ts';
import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import type {
  PrefixList,
  SecurityGroup,
  SecurityGroupPeer,
  SecurityGroupRule,
} from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';
import {
  allPackets,
  formatRange,
  hasPorts,
  icmpRange,
  isIcmp,
  type PacketRange,
  packetCells,
  portRange,
  rangeContains,
} from './packet-range.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export function packetsOfRule({ protocol, fromPort, toPort }: SecurityGroupRule): PacketRange {
  if (isIcmp(protocol)) return icmpRange(protocol, fromPort, toPort);
  if (hasPorts(protocol)) return portRange(protocol, fromPort, toPort);
  return allPackets(protocol);
}

/** `tcp 22`, the peer's own words, its description, and the rule as EC2 writes it: what evidence shows of a rule. */
export function ruleEvidence(rule: SecurityGroupRule): JsonObject {
  return {
    traffic: formatRange(packetsOfRule(rule)),
    peer: peerText(rule.peer),
    ...(rule.description ? { description: rule.description } : {}),
    ipPermission: ipPermission(rule),
  };
}

/** What revokes the rule: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export function ipPermission({ protocol, fromPort, toPort, peer }: SecurityGroupRule): JsonObject {
  return {
    IpProtocol: protocol,
    ...(fromPort === null ? {} : { FromPort: fromPort }),
    ...(toPort === null ? {} : { ToPort: toPort }),
    ...permittedPeer(peer),
  };
}

function permittedPeer(peer: SecurityGroupPeer): JsonObject {
  switch (peer.kind) {
    case 'ipv4':
      return { IpRanges: [{ CidrIp: peer.cidr }] };
    case 'ipv6':
      return { Ipv6Ranges: [{ CidrIpv6: peer.cidr }] };
    case 'prefix-list':
      return { PrefixListIds: [{ PrefixListId: peer.prefixListId }] };
    case 'group':
      return {
        UserIdGroupPairs: [{ GroupId: peer.groupId, ...(peer.userId ? { UserId: peer.userId } : {}) }],
      };
  }
}

export function ruleText(rule: SecurityGroupRule, direction: 'from' | 'to' = 'from'): string {
  return `${formatRange(packetsOfRule(rule))} ${direction} ${peerText(rule.peer)}`;
}

export function peerText(peer: SecurityGroupPeer): string {
  if (peer.kind === 'prefix-list') return peer.prefixListId;
  return peer.kind === 'group' ? peer.groupId : peer.cidr;
}

/** The address blocks that a rule names, its prefix list's entries included; none for a group. */
export function blocksOf(
  inventory: Inventory,
  group: SecurityGroup,
  peer: SecurityGroupPeer,
): Reading<readonly Prefix[]> {
  if (peer.kind === 'group') return read([]);
  if (peer.kind === 'prefix-list') return prefixListBlocks(inventory, group, peer.prefixListId);
  // The same few blocks stand in hundreds of thousands of rules, which several checks look at.
  return inventory.derive(`block ${peer.cidr}`, () => parseBlocks([peer.cidr], 'ec2:DescribeSecurityGroups'));
}

/** Where a prefix list is looked up: it is listed in the account and region of whoever uses it. */
type SeenFrom = Pick<SecurityGroup, 'account' | 'region'>;

export function prefixListBlocks(
  inventory: Inventory,
  from: SeenFrom,
  id: string,
): Reading<readonly Prefix[]> {
  return inventory.derive(`prefix list blocks ${from.account} ${from.region} ${id}`, () => {
    const list = prefixList(inventory, from, id);
    if (list.status === 'unread') return list;
    const { cidrs } = list.value;
    return cidrs.status === 'unread' ? cidrs : parseBlocks(cidrs.value, 'ec2:GetManagedPrefixListEntries');
  });
}

/** The list, be it the account's own, shared with it or AWS's: ids are unique, whoever's answer it came in. */
export function prefixList(inventory: Inventory, from: SeenFrom, id: string): Reading<PrefixList> {
  const known = inventory.grouped('AWS::EC2::PrefixList', 'id').get(id)?.[0];
  if (known) return read(known);
  const { account, region } = from;
  const gap = inventory.gaps('AWS::EC2::PrefixList', { account, region })[0];
  return (
    gap ?? unread('ec2:DescribeManagedPrefixLists', `NotListed: prefix list ${id} is not among the answers`)
  );
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
export function isAwsPrefixList(list: PrefixList): boolean {
  return list.ownerId.toUpperCase() === 'AWS';
}

export function parseBlocks(texts: readonly string[], call: string): Reading<readonly Prefix[]> {
  const blocks: Prefix[] = [];
  for (const text of texts) {
    const block = parsePrefix(text);
    if (!block) return unread(call, `Unreadable: "${text}" is no address block`);
    blocks.push(block);
  }
  return read(blocks);
}

export interface JudgedRules {
  /** The rules of which the answer is yes. */
  readonly matching: readonly SecurityGroupRule[];
  /** What is missing to know it of the others. */
  readonly missing: readonly Unread[];
}

interface KnownRule {
  readonly rule: SecurityGroupRule;
  readonly blocks: readonly Prefix[];
}

/**
 * Asks one question about the addresses of each rule and, where no rule answers it alone, of the rules that admit
 * the same packets together: 0.0.0.0/1 beside 128.0.0.0/1 is the world. A yes must stay a yes for more addresses.
 */
export function judgeRules(
  inventory: Inventory,
  group: SecurityGroup,
  rules: readonly SecurityGroupRule[],
  question: (blocks: readonly Prefix[]) => boolean,
  concerns: (packets: PacketRange) => boolean = () => true,
): JudgedRules {
  const known: KnownRule[] = [];
  const missing: Unread[] = [];
  for (const rule of rules) {
    const blocks = blocksOf(inventory, group, rule.peer);
    if (blocks.status === 'unread') missing.push(blocks);
    else if (blocks.value.length > 0) known.push({ rule, blocks: blocks.value });
  }
  const alone = known.filter(({ blocks }) => question(blocks));
  const matching = alone.length > 0 ? alone : matchingTogether(known, question, concerns);
  return { matching: matching.map(({ rule }) => rule), missing };
}

function matchingTogether(
  known: readonly KnownRule[],
  question: (blocks: readonly Prefix[]) => boolean,
  concerns: (packets: PacketRange) => boolean,
): readonly KnownRule[] {
  const holds = (each: readonly KnownRule[]): boolean => question(each.flatMap(({ blocks }) => blocks));
  if (known.length < 2 || !holds(known)) return [];
  const admitting = packetCells(known.map(({ rule }) => packetsOfRule(rule)))
    .filter(concerns)
    .map((cell) => known.filter(({ rule }) => rangeContains(packetsOfRule(rule), cell)));
  const found = new Set(admitting.filter(holds).flat());
  return known.filter((each) => found.has(each));
}

const PUBLIC_SHARE = { ipv4: publicShare(ALL_IPV4), ipv6: publicShare(ALL_IPV6) };

/** Whether the blocks together hold every public address of IPv4, or of IPv6. */
export function isWorld(blocks: readonly Prefix[]): boolean {
  return isWholeFamily(blocks, ALL_IPV4) || isWholeFamily(blocks, ALL_IPV6);
}

/** Every address that the internet routes: 2000::/3 is all of IPv6 to whoever writes the rule. */
export function isWholeFamily(blocks: readonly Prefix[], all: Prefix): boolean {
  let share = 0;
  for (const block of blocks) {
    if (block.family !== all.family) continue;
    if (block.bits === '') return true;
    share += shareOf(block);
  }
  if (share < PUBLIC_SHARE[all.family]) return false;
  const own = blocks.filter((block) => block.family === all.family);
  return publicParts(all).every((part) => covers(own, part));
}

/** `Security group web (sg-0abc)`. */
export function groupLabel(group: SecurityGroup): string {
  return `Security group ${group.groupName} (${group.id})`;
}
