import type { NetworkFacts, Packet, PacketSource } from '../../../src/model/network-facts.ts';
import type { NetworkInterface } from '../../../src/model/resources/ec2.ts';
import { addressAfter, endsOf, holds, isIpv6, isOnTheInternet } from '../address.ts';
import { allOf, named } from '../lookup.ts';
import type { Dice } from './dice.ts';
import { CLIENT_PORTS, CLIENTS, CLIENTS6, ON_PREMISES, SERVICE, SERVICE_PORTS } from './plan.ts';

/** A packet between two ends of the facts, mostly: at the first and last addresses of blocks, and at the ports of rules, one more and one less. */
export function randomPacket(dice: Dice, facts: NetworkFacts): Packet {
  const source = randomSource(dice, facts);
  const destination = randomDestination(dice, facts, source);
  const protocol = dice.one([6, 6, 6, 6, 6, 17, 17, isIpv6(destination) ? 58 : 1, 50]);
  const hasPorts = protocol === 6 || protocol === 17;
  const isIcmp = protocol === 1 || protocol === 58;
  return {
    source,
    destination,
    protocol,
    sourcePort: hasPorts ? clientPort(dice, facts) : null,
    destinationPort: hasPorts ? servicePort(dice, facts) : null,
    icmp: isIcmp ? { type: dice.one([8, 128, 0, 3, 129]), code: dice.one([0, 4, 1]) } : null,
  };
}

function randomSource(dice: Dice, facts: NetworkFacts): PacketSource {
  const kind = dice.upTo(9);
  const gateways = [
    ...allOf(facts, 'AWS::EC2::VPNGateway'),
    ...allOf(facts, 'AWS::EC2::TransitGatewayAttachment').filter(
      (each) => each.resourceType === 'vpn' || each.resourceType === 'direct-connect-gateway',
    ),
  ];
  const gateway = dice.any(gateways);
  if (kind === 9 && gateway)
    return { kind: 'on-premises', gatewayId: gateway.id, address: near(dice, ON_PREMISES) };
  const sender = dice.any(
    allOf(facts, 'AWS::EC2::NetworkInterface').filter((each) => each.interfaceType !== 'nat_gateway'),
  );
  if (kind < 6 && sender) {
    const address = dice.any([...addressesOf(sender), ...addressesOf(sender), ...delegated(dice, sender)]);
    if (address !== null) return { kind: 'interface', networkInterfaceId: sender.id, address };
  }
  return { kind: 'internet', address: near(dice, dice.chance(35) ? CLIENTS6 : CLIENTS) };
}

function addressesOf(own: NetworkInterface): readonly string[] {
  return [...own.privateIpAddresses.map((each) => each.privateIpAddress), ...own.ipv6Addresses];
}

function delegated(dice: Dice, own: NetworkInterface): readonly string[] {
  return own.ipv4Prefixes.map((block) => dice.one(endsOf(block)));
}

/** In the block, mostly; at its ends, and just beyond them. */
function near(dice: Dice, block: string): string {
  const [first, last] = endsOf(block);
  return dice.one([
    addressAfter(first, 7),
    addressAfter(first, 20),
    first,
    last,
    addressAfter(first, 7),
    addressAfter(last, 1),
    addressAfter(first, 1),
    addressAfter(last, -1),
  ]);
}

function randomDestination(dice: Dice, facts: NetworkFacts, source: PacketSource): string {
  const isSix = isIpv6(source.address);
  const interfaces = allOf(facts, 'AWS::EC2::NetworkInterface').filter(
    (each) => source.kind !== 'interface' || each.id !== source.networkInterfaceId,
  );
  const others = interfaces.flatMap((each) => [...addressesOf(each), ...delegated(dice, each)]);
  const publicOnes = interfaces.flatMap((each) =>
    each.privateIpAddresses.flatMap(({ publicIp }) => publicIp ?? []),
  );
  const beyond = source.kind === 'on-premises' ? blocksBeyond(facts, source.gatewayId) : null;
  const inside = others.filter(
    (each) => isIpv6(each) === isSix && (beyond === null || beyond.some((block) => holds(block, each))),
  );
  const fallback = near(dice, isSix ? CLIENTS6 : CLIENTS);
  if (source.kind === 'internet') {
    const reachable = isSix ? inside : publicOnes;
    const nats = allOf(facts, 'AWS::EC2::NatGateway').flatMap((each) =>
      each.addresses.flatMap(({ publicIp }) => publicIp ?? []),
    );
    return dice.any(dice.chance(8) && !isSix ? nats : reachable) ?? fallback;
  }
  const kind = dice.upTo(19);
  if (kind < 11) return dice.any(inside) ?? fallback;
  if (kind < 13 && !isSix) return dice.any(publicOnes) ?? fallback;
  if (kind < 15) return isSix ? near(dice, CLIENTS6) : near(dice, ON_PREMISES);
  if (kind < 16 && !isSix) return near(dice, SERVICE);
  if (kind < 17) {
    const blocks = allOf(facts, 'AWS::EC2::Subnet').flatMap((each) =>
      isSix ? each.ipv6CidrBlocks : [each.cidrBlock ?? CLIENTS],
    );
    const block = dice.any(blocks);
    return block === null ? fallback : near(dice, block);
  }
  return isOnTheInternet(fallback) ? fallback : near(dice, CLIENTS);
}

/** What lies behind a virtual private gateway. */
function blocksBeyond(facts: NetworkFacts, gatewayId: string): readonly string[] | null {
  const vpcIds = named(facts, 'AWS::EC2::VPNGateway', gatewayId)?.vpcIds;
  if (vpcIds === undefined) return null;
  return allOf(facts, 'AWS::EC2::VPC').flatMap((each) => (vpcIds.includes(each.id) ? each.cidrBlocks : []));
}

function servicePort(dice: Dice, facts: NetworkFacts): number {
  const wanted = [
    ...allOf(facts, 'AWS::EC2::SecurityGroup').flatMap((each) =>
      [...each.ingress, ...each.egress].flatMap(({ fromPort, toPort }) => [fromPort, toPort]),
    ),
    ...portsOfAcls(facts),
  ].filter((port) => port !== null);
  return bounded(
    (dice.chance(50) ? dice.any(wanted) : null) ?? dice.one(SERVICE_PORTS),
    dice.one([0, 0, 0, 1, -1]),
  );
}

function clientPort(dice: Dice, facts: NetworkFacts): number {
  const port = dice.chance(30) ? dice.any(portsOfAcls(facts)) : null;
  return port === null ? dice.one(CLIENT_PORTS) : bounded(port, dice.one([0, 1, -1]));
}

function portsOfAcls(facts: NetworkFacts): readonly number[] {
  return allOf(facts, 'AWS::EC2::NetworkAcl').flatMap((each) =>
    each.entries.flatMap(({ portRange }) => (portRange ? [portRange.from, portRange.to] : [])),
  );
}

function bounded(port: number, more: number): number {
  return Math.min(65_535, Math.max(0, port + more));
}
