import type { Family } from '../model/address-range.ts';
import { eachOnce, type Unread } from '../model/reading.ts';
import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '../model/resources/ec2.ts';
import type { Settings } from '../model/settings.ts';
import type { Exposure } from '../network/exposed/exposed.ts';
import type { ExposedTraffic } from '../network/exposed/group-exposure.ts';
import {
  hasPorts,
  protocolName,
  protocolNumber,
  TCP,
  UNNAMED,
  USUAL_CLIENT_PORT,
} from '../network/protocol.ts';
import { type BlockedAt, tracePacket } from '../network/trace-packet.ts';
import { behindBalancers, edgeEntrances, exposureOf, internetNetwork } from './internet-exposure.ts';
import type { Inventory } from './inventory.ts';
import { allPackets, type PacketRange, portRange } from './packet-range.ts';
import { packetsOfRule } from './security-group-rules.ts';

/** Whether strangers get to anything that holds a group, by rules of it that are open to the world. */
export type GroupReach =
  | {
      readonly kind: 'reached';
      readonly networkInterfaceId: string;
      readonly address: string;
      readonly by: string | null;
    }
  | { readonly kind: 'not-reached'; readonly reasons: readonly NotReached[] }
  | { readonly kind: 'unused' }
  | { readonly kind: 'unknown'; readonly missing: readonly Unread[] };

/** Why a stranger's packet does not get to an interface. */
export interface NotReached {
  /** One that it holds for; `others` more are like it. */
  readonly networkInterfaceId: string;
  readonly others: number;
  /** Where the packet that was tried, or its answer, stopped; null: there is no address to send to. */
  readonly stoppedAt: BlockedAt | null;
  readonly says: string;
}

interface Question {
  readonly inventory: Inventory;
  readonly group: SecurityGroup;
  /** Those that are open to the world. */
  readonly rules: readonly SecurityGroupRule[];
  /** What of their traffic is asked about. */
  readonly concerns: (packets: PacketRange) => boolean;
  readonly settings: Settings;
}

type Look =
  | Extract<GroupReach, { kind: 'reached' | 'unknown' }>
  | { readonly kind: 'not-reached'; readonly networkInterface: NetworkInterface };

export function groupReach(question: Question): GroupReach {
  const { inventory, group } = question;
  const holders = internetNetwork(inventory).membersOf(group.id);
  const { account, region } = group;
  const missing: Unread[] = [...inventory.gaps('AWS::EC2::NetworkInterface', { account, region })];
  for (const holder of holders) {
    const look = lookAt(question, holder);
    if (look.kind === 'reached') return look;
    if (look.kind === 'unknown') missing.push(...look.missing);
  }
  if (missing.length > 0) return { kind: 'unknown', missing: eachOnce(missing) };
  return holders.length === 0
    ? { kind: 'unused' }
    : { kind: 'not-reached', reasons: reasonsOf(question, holders) };
}

function lookAt(question: Question, holder: NetworkInterface): Look {
  const { inventory } = question;
  const exposures = exposureOf(inventory).of(holder);
  const missing: Unread[] = [];
  for (const exposure of exposures) {
    const found = straight(question, exposure);
    if (found?.kind === 'reached') return found;
    missing.push(...exposure.missing, ...(found?.missing ?? []));
  }
  const handed = byBalancer(question, holder);
  if (handed) return handed;
  missing.push(...(behindBalancers(inventory, question.settings).missing.get(holder.vpcId) ?? []));
  missing.push(...edgeEntrances(inventory, holder.vpcId));
  return missing.length > 0
    ? { kind: 'unknown', missing }
    : { kind: 'not-reached', networkInterface: holder };
}

type Straight = Extract<GroupReach, { kind: 'reached' | 'unknown' }> | null;

/** What the rules let through to the address, if more of the internet gets it than strangers are. */
function straight(question: Question, exposure: Exposure): Straight {
  const known = throughGroup(question, exposure, exposure.by);
  const { inventory } = question;
  const internet = exposureOf(inventory);
  const traces = known.flatMap((each) => {
    const packet = internet.witness(exposure, each);
    return packet ? [tracePacket(internet.network, packet)] : [];
  });
  const { networkInterface, address } = exposure;
  if (traces.some(({ verdict }) => verdict === 'reachable'))
    return { kind: 'reached', networkInterfaceId: networkInterface.id, address, by: null };
  const missing = [
    ...traces.flatMap((each) => each.missing),
    ...throughGroup(question, exposure, exposure.unsure).flatMap(({ hangsOn }) => hangsOn ?? []),
  ];
  return missing.length > 0 ? { kind: 'unknown', missing } : null;
}

function throughGroup(
  { inventory, group, rules, concerns, settings }: Question,
  { family }: Exposure,
  through: Exposure['by'],
): readonly ExposedTraffic[] {
  const internet = exposureOf(inventory);
  return through
    .filter(({ groupId }) => groupId === group.id)
    .flatMap(({ traffic }) => traffic)
    .filter((each) => concerns(packetsOf(each)) && rules.some((rule) => isOf(rule, each)))
    .filter(({ addresses }) => internet.share(family, addresses) > 2 ** -settings.widestPublicPrefix[family]);
}

/** All protocols but named ones are those that nobody names, unless TCP is among them. */
function packetsOf({ protocol, except, from, to }: ExposedTraffic): PacketRange {
  if (protocol !== null) return { protocol: protocolName(protocol), from, to };
  return allPackets(except.includes(TCP) ? String(UNNAMED) : '-1');
}

function isOf(rule: SecurityGroupRule, { protocol, from, to }: ExposedTraffic): boolean {
  const number = protocolNumber(rule.protocol);
  if (number === null) return true;
  const packets = packetsOfRule(rule);
  return number === protocol && packets.from <= to && from <= packets.to;
}

/** Whichever group of a target admits it: what a load balancer hands on at a port of the rules counts. */
function byBalancer(
  { inventory, rules, concerns, settings }: Question,
  { id }: NetworkInterface,
): Extract<GroupReach, { kind: 'reached' }> | null {
  const handed = behindBalancers(inventory, settings).handed.get(id) ?? [];
  const found = handed.find(
    ({ target: { port } }) =>
      concerns(portRange('tcp', port, port)) && rules.some((rule) => holdsPort(rule, port)),
  );
  if (!found) return null;
  const { end } = found.trace.forward;
  return {
    kind: 'reached',
    networkInterfaceId: id,
    address: found.exposure.address,
    by: end.kind === 'load-balancer' ? end.arn : null,
  };
}

function holdsPort(rule: SecurityGroupRule, port: number): boolean {
  const number = protocolNumber(rule.protocol);
  if (number === null) return true;
  const { from, to } = packetsOfRule(rule);
  return hasPorts(number) && from <= port && port <= to;
}

/** A reason for each kind of place: what a subnet's ACL and routes stop, they stop for all of its interfaces. */
function reasonsOf(question: Question, holders: readonly NetworkInterface[]): readonly NotReached[] {
  const reasons = new Map<string, { readonly reason: NotReached; count: number }>();
  const byPlace = new Map<string, Omit<NotReached, 'networkInterfaceId' | 'others'>>();
  for (const holder of holders) {
    const place = placeOf(question, holder);
    const why = byPlace.get(place) ?? whyNot(question, holder);
    byPlace.set(place, why);
    const key = `${why.stoppedAt?.kind ?? ''} ${why.stoppedAt?.id ?? ''} ${why.says}`;
    const known = reasons.get(key);
    if (known) known.count += 1;
    else reasons.set(key, { reason: { ...why, networkInterfaceId: holder.id, others: 0 }, count: 0 });
  }
  return [...reasons.values()].map(({ reason, count }) => ({ ...reason, others: count }));
}

/** Interfaces of one place are stopped alike; a gateway's and a load balancer's stand for themselves. */
function placeOf(question: Question, holder: NetworkInterface): string {
  const families = addressesOf(question, holder).map(({ family }) => family);
  const own = holder.interfaceType === 'interface' && !holder.description.startsWith('ELB ') ? '' : holder.id;
  const groups = holder.securityGroupIds.join(' ');
  return [holder.subnetId, own, groups, ...new Set(families)].join('|');
}

function addressesOf({ inventory, rules }: Question, holder: NetworkInterface) {
  const families = familiesOf(rules);
  return internetNetwork(inventory)
    .shownAddresses(holder)
    .filter(({ family }) => families.has(family));
}

function familiesOf(rules: readonly SecurityGroupRule[]): ReadonlySet<Family> {
  return new Set(
    rules.flatMap(({ peer }): readonly Family[] => {
      if (peer.kind === 'group') return [];
      return peer.kind === 'prefix-list' ? ['ipv4', 'ipv6'] : [peer.kind];
    }),
  );
}

type Why = Omit<NotReached, 'networkInterfaceId' | 'others'>;

function whyNot(question: Question, holder: NetworkInterface): Why {
  const families = familiesOf(question.rules);
  const [first] = addressesOf(question, holder);
  if (!first) {
    const [only = ''] = families.size === 1 ? families : [];
    const address = { ipv4: 'public IPv4 address', ipv6: 'IPv6 address', '': 'public address' }[only];
    return { stoppedAt: null, says: `it has no ${address}` };
  }
  const stop = stopOf(question, first.shown, first.family);
  return stop
    ? { stoppedAt: stop, says: stop.says }
    : {
        stoppedAt: null,
        says: `no more of the internet gets through than a /${widest(question, first.family)} holds`,
      };
}

function widest({ settings }: Question, family: Family): number {
  return settings.widestPublicPrefix[family];
}

/** Documentation's addresses, which are nobody's: a stranger. https://www.rfc-editor.org/rfc/rfc5737 */
const STRANGER: Readonly<Record<Family, string>> = { ipv4: '198.51.100.1', ipv6: '2001:db8::1' };

/** Where a stranger's packet that the rules are for stops, other than at the group. */
function stopOf({ inventory, rules, concerns }: Question, address: string, family: Family): BlockedAt | null {
  for (const rule of rules) {
    const protocol = protocolNumber(rule.protocol) ?? TCP;
    const ported = hasPorts(protocol);
    const { blockedAt } = tracePacket(internetNetwork(inventory), {
      source: { kind: 'internet', address: STRANGER[family] },
      destination: address,
      protocol,
      sourcePort: ported ? USUAL_CLIENT_PORT : null,
      destinationPort: ported ? portOf(rule, concerns) : null,
      icmp: null,
    });
    if (blockedAt && blockedAt.kind !== 'security-group') return blockedAt;
  }
  return null;
}

/** One that is asked about. */
function portOf(rule: SecurityGroupRule, concerns: Question['concerns']): number {
  const { from, to } = packetsOfRule(rule);
  const likely = [SSH, from, to, from + 1].filter((port) => from <= port && port <= to);
  return likely.find((port) => concerns(portRange('tcp', port, port))) ?? from;
}

const SSH = 22;
