import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NetworkFacts, Packet, PacketSource } from '../../src/model/network-facts.ts';
import type {
  IntentEnd,
  IntentTraffic,
  NetworkIntent,
  NetworkSelector,
} from '../../src/model/network-intent.ts';
import type { NetworkInterface } from '../../src/model/resources/ec2.ts';
import { IntentParties, type Party } from '../../src/network/intents/intent-parties.ts';
import type { IntentVerdict } from '../../src/network/intents/intent-verdict.ts';
import { IntentJudge } from '../../src/network/intents/judge-intent.ts';
import { Network } from '../../src/network/network.ts';
import { ICMP, ICMPV6, isIcmp, TCP, UDP } from '../../src/network/protocol.ts';
import { endsOf, holds, isIpv6, isOnTheInternet } from './address.ts';
import { compare, traced } from './differential/comparison.ts';
import { hasAddress } from './lookup.ts';
import { type Dice, rolled } from './random/dice.ts';
import { CLIENTS, CLIENTS6, SERVICE } from './random/plan.ts';
import { networkCase } from './random/random-network.ts';
import { simulate } from './simulate.ts';

const RUNS = Number(process.env['RAMPART_NETWORK_RUNS'] ?? 60);
const SEED = Number(process.env['RAMPART_NETWORK_SEED'] ?? Date.now() % 1_000_000_000);
const PACKETS = 12;

interface Judged {
  readonly facts: NetworkFacts;
  readonly network: Network;
  readonly packets: readonly Packet[];
  readonly intent: NetworkIntent;
  readonly verdict: IntentVerdict;
  readonly from: Party;
  readonly to: Party;
  readonly except: readonly { readonly to: Party; readonly traffic: readonly IntentTraffic[] }[];
  readonly note: string;
}

/** Of each network a few intents, each about the ends of a packet, judged. */
function eachIntent(look: (judged: Judged) => void): void {
  for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
    const [random] = fc.sample(networkCase(PACKETS), { numRuns: 1, seed });
    if (!random) continue;
    const { facts, packets } = random;
    const network = new Network(facts);
    const [wanted = []] = fc.sample(intentsAbout(network, facts, packets), { numRuns: 1, seed });
    for (const { intent, selectors } of wanted) {
      const intents = { selectors, rules: [intent] };
      const judge = new IntentJudge(network, intents);
      if (judge.mistakeIn(intent) !== null) continue;
      const parties = new IntentParties(network, intents);
      const [from, to] = [parties.of(intent.from), parties.of(intent.to)];
      const note = JSON.stringify([`RAMPART_NETWORK_SEED=${seed} RAMPART_NETWORK_RUNS=1`, intent, selectors]);
      const except = intent.except.map((each) => ({ to: parties.of(each.to), traffic: each.traffic }));
      look({ facts, network, packets, intent, verdict: judge.judge(intent), from, to, except, note });
    }
  }
}

interface Wanted {
  readonly intent: NetworkIntent;
  readonly selectors: Readonly<Record<string, NetworkSelector>>;
}

function intentsAbout(
  network: Network,
  facts: NetworkFacts,
  packets: readonly Packet[],
): fc.Arbitrary<readonly Wanted[]> {
  const gets = packets.filter((each) => simulate(facts, each).verdict === 'reachable');
  return rolled((dice) =>
    [dice.any(gets), dice.any(gets), dice.any(packets)].flatMap((packet) =>
      packet ? [intentAbout(dice, network, packet)] : [],
    ),
  );
}

function intentAbout(dice: Dice, network: Network, packet: Packet): Wanted {
  const { source, destination } = packet;
  const interfaces = network.all('AWS::EC2::NetworkInterface');
  const sender =
    source.kind === 'interface' ? interfaces.find(({ id }) => id === source.networkInterfaceId) : undefined;
  const receiver = interfaces.find((each) => answersTo(each, destination));
  const sending = endFor(dice, 'sender', sender, source.address);
  const receiving = endFor(dice, 'receiver', receiver, destination);
  const effect = dice.chance(40) ? 'allow' : 'deny';
  const excepted = dice.chance(30) ? selectorOf(dice, dice.any(interfaces)) : null;
  const except = [
    { to: { kind: 'selector', name: 'excepted' }, traffic: [trafficAbout(dice, packet)] },
  ] as const;
  return {
    intent: {
      text: 'as below',
      effect,
      from: sending.end,
      to: receiving.end,
      traffic: [trafficAbout(dice, packet)],
      except: effect === 'deny' && excepted ? except : [],
    },
    selectors: { ...sending.selectors, ...receiving.selectors, ...(excepted ? { excepted } : {}) },
  };
}

function answersTo(own: NetworkInterface, address: string): boolean {
  return hasAddress(own, address) || own.privateIpAddresses.some(({ publicIp }) => publicIp === address);
}

function endFor(
  dice: Dice,
  name: string,
  own: NetworkInterface | undefined,
  address: string,
): { readonly end: IntentEnd; readonly selectors: Wanted['selectors'] } {
  if (own === undefined && dice.chance(60)) return { end: { kind: 'internet' }, selectors: {} };
  if (dice.chance(5)) return { end: { kind: 'anything' }, selectors: {} };
  const selector = selectorOf(dice, own ?? null) ?? {
    addresses: [`${address}/${isIpv6(address) ? 64 : 28}`],
  };
  return { end: { kind: 'selector', name }, selectors: { [name]: selector } };
}

function selectorOf(dice: Dice, own: NetworkInterface | null): NetworkSelector | null {
  if (own === null) return null;
  const { id, subnetId, securityGroupIds } = own;
  const group = dice.any(securityGroupIds);
  if (group !== null && dice.chance(40)) return { securityGroups: [group] };
  return dice.chance(20) ? { subnets: [subnetId] } : { names: [id] };
}

function trafficAbout(dice: Dice, { protocol, destinationPort }: Packet): IntentTraffic {
  if (destinationPort === null) return { protocol: isIcmp(protocol) ? 'icmp' : 'any', ports: null };
  const named = protocol === TCP ? 'tcp' : 'udp';
  const more = dice.one([0, 0, 0, 1, 400]);
  return { protocol: named, ports: { from: destinationPort, to: Math.min(65_535, destinationPort + more) } };
}

test('what is denied and proved no packet gets through, and what is allowed and proved each does, by the oracle', {
  timeout: 3_600_000,
}, () => {
  const proved = { allow: 0, deny: 0 };
  eachIntent((judged) => {
    const { intent, verdict, note } = judged;
    if (verdict.answer !== 'proved') return;
    proved[intent.effect] += 1;
    if (intent.effect === 'deny')
      for (const packet of [...judged.packets, ...samplesOf(judged, [1024, 49_152, 65_535])])
        expect(
          isMeant(judged, packet) && getsThrough(judged, packet),
          `${note} ${JSON.stringify(packet)}`,
        ).toBe(false);
    else expect([...unserved(judged)], note).toEqual([]);
  });
  if (RUNS < 50) return;
  expect(proved.allow).toBeGreaterThan(0);
  expect(proved.deny).toBeGreaterThan(0);
});

test('what is refuted is shown by a packet that is meant, and that does the same by the oracle', {
  timeout: 3_600_000,
}, () => {
  const refuted = { allow: 0, deny: 0 };
  eachIntent((judged) => {
    const { intent, verdict, facts, network, note } = judged;
    if (verdict.answer !== 'refuted') return;
    for (const { trace, through } of verdict.refutations) {
      if (trace === null) continue;
      refuted[intent.effect] += 1;
      const more = `${note} ${JSON.stringify(trace.packet)}`;
      expect(traced(network, trace.packet), more).toEqual(trace);
      const { agreement, theirs } = compare(network, facts, trace.packet);
      if (intent.effect === 'deny') {
        expect(theirs.verdict, more).toBe('reachable');
        const isTold =
          isMeant(judged, trace.packet) && (through !== null || getsThrough(judged, trace.packet));
        expect(isTold, more).toBe(true);
      } else if (trace.verdict === 'blocked') expect(['same', 'settled'], more).toContain(agreement);
    }
  });
  if (RUNS < 50) return;
  expect(refuted.allow).toBeGreaterThan(0);
  expect(refuted.deny).toBeGreaterThan(0);
});

/** Whether a packet is of an intent's traffic, from who is meant; its destination is looked at where it arrives. */
function isMeant({ network, intent, from }: Judged, packet: Packet): boolean {
  const { source } = packet;
  const isFrom =
    source.kind === 'interface'
      ? from.interfaces.some(({ id }) => id === source.networkInterfaceId)
      : source.kind === 'internet' && isHost(network, from.internet, source.address);
  return isFrom && (packet.sourcePort ?? 1024) >= 1024 && intent.traffic.some((each) => isOf(each, packet));
}

function isOf({ protocol, ports }: IntentTraffic, packet: Packet): boolean {
  const isSame =
    protocol === 'any' ||
    (protocol === 'icmp'
      ? packet.protocol === (isIpv6(packet.destination) ? ICMPV6 : ICMP)
      : packet.protocol === (protocol === 'tcp' ? TCP : UDP));
  const port = packet.destinationPort ?? 0;
  return isSame && (ports === null || (ports.from <= port && port <= ports.to));
}

/** Nobody's whom we know. */
function isHost(network: Network, internet: Party['internet'], address: string): boolean {
  if (internet === null) return false;
  const { within } = internet;
  const interfaces = network.all('AWS::EC2::NetworkInterface');
  const blocks = network.all('AWS::EC2::VPC').flatMap((each) => [...each.cidrBlocks, ...each.ipv6CidrBlocks]);
  return (
    isOnTheInternet(address) &&
    !interfaces.some((each) => answersTo(each, address)) &&
    !blocks.some((block) => holds(block, address)) &&
    (within === null || within.some((block) => holds(block, address)))
  );
}

/** By the oracle; where it arrives, and whether it may, the engine says. */
function getsThrough({ facts, network, to, except }: Judged, packet: Packet): boolean {
  if (simulate(facts, packet).verdict !== 'reachable') return false;
  const end = traced(network, packet)?.forward.end;
  const exempt = except.filter(({ traffic }) => traffic.some((each) => isOf(each, packet)));
  if (end?.kind === 'internet') return isHost(network, to.internet, packet.destination);
  if (end?.kind !== 'network-interface' && end?.kind !== 'load-balancer') return false;
  const isItself = packet.source.kind === 'interface' && packet.source.networkInterfaceId === end.id;
  const isOne = (party: Party): boolean => party.interfaces.some(({ id }) => id === end.id);
  return !isItself && isOne(to) && !exempt.some((each) => isOne(each.to));
}

interface Way {
  readonly source: PacketSource;
  readonly destination: string;
}

/** Pairs of ends for which no pair of addresses carries all of the traffic that is sampled. */
function* unserved(judged: Judged): Iterable<readonly Way[]> {
  const { facts, intent } = judged;
  const isServed = (way: Way): boolean =>
    packetsAlong(way, intent, [49_152, 60_999]).every((packet) => {
      const { verdict, cause } = simulate(facts, packet);
      return verdict === 'reachable' || (verdict === 'unknown' && cause === 'not read');
    });
  for (const ways of waysBetween(judged))
    if (!ways.some((hosts) => hosts.length > 0 && hosts.every(isServed))) yield ways.flat();
}

function samplesOf(judged: Judged, clientPorts: readonly number[]): readonly Packet[] {
  return [...waysBetween(judged)].flat(2).flatMap((way) => packetsAlong(way, judged.intent, clientPorts));
}

const MOST_ENDS = 4;

/** From each end to each other: by each address of theirs, from or to each of several hosts of the internet. */
function* waysBetween({ network, from, to }: Judged): Iterable<readonly (readonly Way[])[]> {
  const [senders, receivers] = [from.interfaces.slice(0, MOST_ENDS), to.interfaces.slice(0, MOST_ENDS)];
  for (const sender of senders)
    for (const receiver of receivers)
      if (sender !== receiver)
        yield sourcesOf(sender).flatMap((source) =>
          [...addressesOf(receiver), ...publicOf(receiver)]
            .filter((destination) => isIpv6(destination) === isIpv6(source.address))
            .map((destination) => [{ source, destination }]),
        );
  if (from.internet)
    for (const receiver of receivers)
      yield [...publicOf(receiver), ...addressesOf(receiver).filter(isIpv6)].map((destination) =>
        hostsOf(network, from.internet, destination).map((address) => ({
          source: { kind: 'internet', address },
          destination,
        })),
      );
  if (to.internet)
    for (const sender of senders)
      yield sourcesOf(sender).map((source) =>
        hostsOf(network, to.internet, source.address).map((destination) => ({ source, destination })),
      );
}

const HOSTS = [CLIENTS, SERVICE, '198.51.100.0/24', '192.88.0.0/16', CLIENTS6, '2001:db8:ee::/48'];

/** Of several blocks, and of those that are meant, the ends; of the other's family. */
function hostsOf(network: Network, internet: Party['internet'], other: string): readonly string[] {
  return [...HOSTS, ...(internet?.within ?? [])]
    .flatMap(endsOf)
    .filter((each) => isIpv6(each) === isIpv6(other) && isHost(network, internet, each));
}

function packetsAlong(
  { source, destination }: Way,
  { traffic }: NetworkIntent,
  clientPorts: readonly number[],
): readonly Packet[] {
  if (isIpv6(source.address) !== isIpv6(destination)) return [];
  return traffic.flatMap(({ protocol, ports }) => {
    const { from, to } = ports ?? { from: 0, to: 65_535 };
    const numbers =
      protocol === 'any' ? [TCP, UDP] : protocol === 'tcp' ? [TCP] : protocol === 'udp' ? [UDP] : [];
    const base = { source, destination };
    const ported = numbers.flatMap((number) =>
      [...new Set([from, (from + to) >> 1, to])].flatMap((destinationPort) =>
        clientPorts.map((sourcePort) => ({
          ...base,
          protocol: number,
          sourcePort,
          destinationPort,
          icmp: null,
        })),
      ),
    );
    if (protocol === 'tcp' || protocol === 'udp') return ported;
    const icmp = isIpv6(destination) ? ICMPV6 : ICMP;
    const none = { sourcePort: null, destinationPort: null };
    return [...ported, { ...base, ...none, protocol: icmp, icmp: { type: 8, code: 0 } }];
  });
}

function sourcesOf(own: NetworkInterface): readonly PacketSource[] {
  return addressesOf(own).map((address) => ({ kind: 'interface', networkInterfaceId: own.id, address }));
}

function addressesOf({
  privateIpAddresses,
  ipv6Addresses,
  ipv4Prefixes,
  ipv6Prefixes,
}: NetworkInterface): readonly string[] {
  const own = [...privateIpAddresses.map((each) => each.privateIpAddress), ...ipv6Addresses];
  return [...own, ...[...ipv4Prefixes, ...ipv6Prefixes].flatMap(endsOf)];
}

function publicOf({ privateIpAddresses }: NetworkInterface): readonly string[] {
  return privateIpAddresses.flatMap(({ publicIp }) => publicIp ?? []);
}
