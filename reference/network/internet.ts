import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Subnet, Vpc } from '../../src/model/resources/ec2.ts';
import { isIpv6, isOnTheInternet, sameAddress } from './address.ts';
import { blockPublicAccess } from './block-public-access.ts';
import { arrive, go, type Journey, notRead, type Step, stop, through } from './journey.ts';
import {
  allOf,
  homeOf,
  interfaceWith,
  isInVpc,
  isWhole,
  named,
  natGatewayWith,
  subnetWith,
} from './lookup.ts';

/**
 * "An internet gateway serves two purposes": a target for routes, and one-to-one translation for instances that have a
 * public IPv4 address: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export function toInternetGateway(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  subnet: Subnet,
  gatewayId: string,
): readonly Step[] {
  const gateway = named(facts, 'AWS::EC2::InternetGateway', gatewayId);
  if (!gateway && !isWhole(facts, 'AWS::EC2::InternetGateway', homeOf(vpc)))
    return notRead(journey, gatewayId);
  if (!gateway?.vpcIds.includes(vpc.id))
    return stop(journey, 'internet gateway', `${gatewayId} is not attached to ${vpc.id}`);
  const source = publicAddressOf(facts, vpc, journey.header.source);
  if (source === null)
    return stop(journey, 'public address', `${journey.header.source} of ${vpc.id} has no public address`);
  const isNat = natGatewayWith(facts, vpc.id, journey.header.source) !== null;
  return through(journey, [blockPublicAccess(facts, vpc, subnet.id, isNat)], (past) =>
    go({ ...past, header: { ...past.header, source } }, { kind: 'internet' }, `out by ${gatewayId}`),
  );
}

/** An IPv6 address is public by itself; "if you route traffic from the private NAT gateway to the internet gateway, the internet gateway drops the traffic". */
function publicAddressOf(facts: NetworkFacts, vpc: Vpc, address: string): string | null {
  if (isIpv6(address)) return isInVpc(vpc, address) ? address : null;
  const gateway = natGatewayWith(facts, vpc.id, address);
  if (gateway) {
    const own = gateway.addresses.find(
      (each) => each.privateIp !== null && sameAddress(each.privateIp, address),
    );
    return gateway.connectivityType === 'public' ? (own?.publicIp ?? null) : null;
  }
  const own = interfaceWith(facts, vpc.id, address)?.privateIpAddresses;
  return own?.find((each) => sameAddress(each.privateIpAddress, address))?.publicIp ?? null;
}

/**
 * "Allow outbound communication over IPv6 from instances in your VPC to the internet, and prevent the internet from
 * initiating an IPv6 connection": an answer to such a connection does not leave by it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
 */
export function toEgressOnlyGateway(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  subnet: Subnet,
  gatewayId: string,
): readonly Step[] {
  const cause = 'egress-only internet gateway';
  const gateway = named(facts, 'AWS::EC2::EgressOnlyInternetGateway', gatewayId);
  if (!gateway && !isWhole(facts, 'AWS::EC2::EgressOnlyInternetGateway', homeOf(vpc)))
    return notRead(journey, gatewayId);
  if (!gateway?.vpcIds.includes(vpc.id))
    return stop(journey, cause, `${gatewayId} is not attached to ${vpc.id}`);
  if (!isIpv6(journey.header.source)) return stop(journey, cause, `${gatewayId} carries IPv6 alone`);
  if (journey.isAnswer) return stop(journey, cause, `${gatewayId} serves connections begun inside alone`);
  if (!isInVpc(vpc, journey.header.source)) return stop(journey, cause, `the sender is not in ${vpc.id}`);
  const memory = { kind: 'egress-only-gateway', vpcId: vpc.id, address: journey.header.source } as const;
  return through(journey, [blockPublicAccess(facts, vpc, subnet.id, true)], (past) =>
    go({ ...past, memories: [...past.memories, memory] }, { kind: 'internet' }, `out by ${gatewayId}`),
  );
}

/** A packet on the internet: for some host there, or for a public address of one of the VPCs. */
export function onTheInternet(facts: NetworkFacts, journey: Journey): readonly Step[] {
  const { source, destination } = journey.header;
  const odd = [source, destination].find((each) => !isOnTheInternet(each));
  if (odd !== undefined) return stop(journey, 'public address', `the internet does not carry ${odd}`);
  const inside = insideAddress(facts, destination);
  if (inside === null) return arrive(journey, { kind: 'internet' });
  const vpc = named(facts, 'AWS::EC2::VPC', inside.vpcId);
  if (!vpc) return notRead(journey, inside.vpcId);
  const arriving = { ...journey, header: { ...journey.header, destination: inside.address } };
  const memory = journey.memories.find(
    (each) => each.kind === 'egress-only-gateway' && sameAddress(each.address, destination),
  );
  if (journey.isAnswer && memory)
    return go(arriving, { kind: 'edge', vpc, gatewayId: null, way: { by: 'edge' } }, `back into ${vpc.id}`);
  return intoVpc(facts, arriving, vpc);
}

interface Inside {
  readonly vpcId: string;
  readonly address: string;
}

/** Whose public address it is. */
export function insideAddress(facts: NetworkFacts, address: string): Inside | null {
  if (isIpv6(address)) {
    const vpc = allOf(facts, 'AWS::EC2::VPC').find((each) => isInVpc(each, address));
    return vpc ? { vpcId: vpc.id, address } : null;
  }
  for (const { vpcId, privateIpAddresses } of allOf(facts, 'AWS::EC2::NetworkInterface')) {
    const own = privateIpAddresses.find(
      (each) => each.publicIp !== null && sameAddress(each.publicIp, address),
    );
    if (own) return { vpcId, address: own.privateIpAddress };
  }
  for (const { vpcId, addresses } of allOf(facts, 'AWS::EC2::NatGateway')) {
    const own = addresses.find((each) => each.publicIp !== null && sameAddress(each.publicIp, address));
    if (own?.privateIp) return { vpcId, address: own.privateIp };
  }
  return null;
}

function intoVpc(facts: NetworkFacts, journey: Journey, vpc: Vpc): readonly Step[] {
  const gateway = allOf(facts, 'AWS::EC2::InternetGateway').find((each) => each.vpcIds.includes(vpc.id));
  if (!gateway) {
    return isWhole(facts, 'AWS::EC2::InternetGateway', homeOf(vpc))
      ? stop(journey, 'internet gateway', `${vpc.id} has no internet gateway`)
      : notRead(journey, `whether ${vpc.id} has an internet gateway`);
  }
  const { destination } = journey.header;
  const subnetId =
    interfaceWith(facts, vpc.id, destination)?.subnetId ?? subnetWith(facts, vpc.id, destination)?.id ?? null;
  // What opens a connection to a NAT gateway does not go out alone, whatever becomes of it there.
  const isNat = journey.isAnswer && natGatewayWith(facts, vpc.id, destination) !== null;
  const place = { kind: 'edge', vpc, gatewayId: gateway.id, way: { by: 'edge' } } as const;
  return through(journey, [blockPublicAccess(facts, vpc, subnetId, isNat)], (past) =>
    go(past, place, `in by ${gateway.id}`),
  );
}
