import { type Reading, read, unread } from '../../model/reading.ts';
import type { NatGateway, NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, addressText, parseAddress } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import { lost, on, type Routed, type Step, stopped } from '../place.ts';
import { ICMP, protocolName, TCP, UDP } from '../protocol.ts';
import { crossEdge } from './crossing.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
const CARRIED: ReadonlySet<number> = new Set([TCP, UDP, ICMP]);

/** The gateway sends the packet on as its own, from its own subnet. */
export function throughNatGateway(course: Course, place: Routed, id: string): Step {
  const { vpc, flight } = place;
  const gateway = course.network.named('AWS::EC2::NatGateway', id, vpc);
  if (gateway.status === 'unread') return lost(course, 'nat-gateway', id, flight, gateway);
  const refused = whyNot(course, gateway.value, place);
  if (refused) {
    const [says, code] = refused;
    return stopped(course.stops('nat-gateway', id, flight, says, { code }), flight);
  }
  if (flight.destination.family === 'ipv6') {
    const missing = unread('rampart/network', `NotModelled: ${id} translates IPv6 to IPv4 (NAT64)`);
    return lost(course, 'nat-gateway', id, flight, missing);
  }
  if (course.leg === 'reply')
    return stopped(
      course.stops('nat-gateway', id, flight, 'it sends no answer to what came in by another way'),
      flight,
    );
  const own = interfaceOf(course, gateway.value);
  if (own.status === 'unread') return lost(course, 'nat-gateway', id, flight, own);
  const here = course.gates ? course.through({ kind: 'protocols', carried: CARRIED }) : course;
  return sendOn(here, place, gateway.value, own.value);
}

function whyNot({ gates }: Course, gateway: NatGateway, { vpc, flight }: Routed) {
  if (gateway.state !== 'available' || gateway.vpcId !== vpc.id)
    return [`it is ${gateway.state} in ${gateway.vpcId}`, 'BAD_STATE'] as const;
  if (!gates && flight.destination.family === 'ipv4' && !CARRIED.has(flight.protocol))
    return [
      `it carries TCP, UDP and ICMP, not ${protocolName(flight.protocol)}`,
      'PROTOCOL_RESTRICTION',
    ] as const;
  return null;
}

interface Own {
  readonly networkInterface: NetworkInterface;
  readonly address: Address;
}

function interfaceOf({ network }: Course, gateway: NatGateway): Reading<Own> {
  const [first] = gateway.addresses;
  const address = parseAddress(first?.privateIp ?? '');
  if (!first?.networkInterfaceId || !address) {
    const why = `NotModelled: ${gateway.id} has no interface of its own in a subnet`;
    return unread('rampart/network', why);
  }
  const found = network.named('AWS::EC2::NetworkInterface', first.networkInterfaceId, gateway);
  return found.status === 'read' ? read({ networkInterface: found.value, address }) : found;
}

function sendOn(course: Course, { subnet, flight }: Routed, gateway: NatGateway, own: Own): Step {
  const { networkInterface, address } = own;
  let here = course;
  if (networkInterface.subnetId !== subnet.id) {
    const its = course.network.named('AWS::EC2::Subnet', networkInterface.subnetId, networkInterface);
    if (its.status === 'unread') return lost(course, 'nat-gateway', gateway.id, flight, its);
    const inside = crossEdge(course, its.value, 'ingress', flight);
    if (inside.kind === 'end') return inside;
    here = inside.course;
  }
  const outside = { ...flight, source: address, sourcePort: remapped(flight) };
  const translation = {
    networkInterfaceId: networkInterface.id,
    inside: flight.source,
    outside: address,
    port: flight.sourcePort,
  };
  const gone = here
    .rewrites('nat-gateway', gateway.id, outside, `sends it on from its own address ${addressText(address)}`)
    .remembering({ translations: [...here.memory.translations, translation] });
  return on(gone, { at: 'interface', networkInterface, flight: outside });
}

/** It takes a port of its own, 1024 to 65535; the client's stands for it where it is one of those. */
function remapped({ sourcePort }: Flight): number | null {
  return sourcePort === null ? null : Math.max(sourcePort, 1024);
}
