import type {
  NetworkInterface,
  Route,
  Subnet,
  Vpc,
  VpcPeeringConnection,
} from '../../model/resources/ec2.ts';
import { type Address, within, withinAny } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import { isClassicBalancer } from '../load-balancer.ts';
import type { Network } from '../network.ts';
import { ended, lost, on, type Place, type Step, stopped } from '../place.ts';
import { routeOf } from '../route-lookup.ts';
import { type Bearer, NOBODY } from '../security-group.ts';
import { crossEdge, crossGroups } from './crossing.ts';

/** Interfaces of endpoints answer and never ask: VPCE_INTRA_VPC_TRAFFIC. */
const ANSWERS_ONLY: ReadonlySet<string> = new Set(['vpc_endpoint', 'gateway_load_balancer_endpoint']);

/** Kinds of interface that open no connection. */
export const ASKS_NONE: ReadonlySet<string> = new Set([...ANSWERS_ONLY, 'nat_gateway']);

/** Out of an interface: its groups, and its subnet's edge unless the other end is in the same subnet. */
export function leaveInterface(course: Course, place: Extract<Place, { at: 'interface' }>): Step {
  const { networkInterface: sender, flight } = place;
  const { network } = course;
  if (course.leg === 'forward' && ANSWERS_ONLY.has(sender.interfaceType)) {
    const says = 'an endpoint opens no connection into the VPC';
    return stopped(
      course.stops('network-interface', sender.id, flight, says, { code: 'VPCE_INTRA_VPC_TRAFFIC' }),
      flight,
    );
  }
  if (course.leg === 'forward' && sender.interfaceType === 'nat_gateway' && !sendsForOther(course, sender)) {
    const says = 'a NAT gateway opens no connection of its own';
    return stopped(course.stops('nat-gateway', sender.id, flight, says), flight);
  }
  const subnet = network.named('AWS::EC2::Subnet', sender.subnetId, sender);
  if (subnet.status === 'unread') return lost(course, 'network-interface', sender.id, flight, subnet);
  const vpc = network.vpcOf({ ...sender, region: sender.region });
  if (vpc.status === 'unread') return lost(course, 'vpc', sender.vpcId, flight, vpc);
  const bearer = bearerTo(network, subnet.value, vpc.value, flight.destination);
  const admitted = crossGroups(course, sender, 'egress', flight, bearer);
  if (admitted.kind === 'end') return admitted;
  return leaveSubnet(admitted.course, sender, subnet.value, vpc.value, flight);
}

function sendsForOther({ memory }: Course, { id }: NetworkInterface): boolean {
  return memory.translations.some(({ networkInterfaceId }) => networkInterfaceId === id);
}

/** Past its groups: to whom is in the same subnet, or to the router. */
export function leaveSubnet(
  course: Course,
  sender: NetworkInterface,
  subnet: Subnet,
  vpc: Vpc,
  flight: Flight,
): Step {
  const { sentBy } = course.memory;
  if (course.leg === 'reply' && sentBy && sentBy.id !== sender.id)
    return backToBalancer(course, subnet, sentBy, flight);
  const bearer = { vpcIds: [vpc.id], unsureVpcIds: [], sentBy };
  if (!isIn(subnet, flight.destination))
    return on(course, { at: 'router', vpc, subnet, sender, flight, bearer });
  if (!asksClassic(course, sender) && !answersClassic(course, vpc, flight))
    return on(course, { at: 'vpc', vpc, from: subnet, flight, bearer });
  // Both ways, as if the target were in another subnet.
  const out = crossEdge(course, subnet, 'egress', flight);
  if (out.kind === 'end') return out;
  return on(out.course, { at: 'vpc', vpc, from: null, flight, bearer });
}

/**
 * What a Classic Load Balancer sends to a target crosses its ACL within the subnet too; not what it answers a client:
 * ELB_ACL_RESTRICTION of https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
function asksClassic({ leg }: Course, sender: NetworkInterface): boolean {
  return leg === 'forward' && isClassicBalancer(sender);
}

function answersClassic({ leg, network }: Course, vpc: Vpc, { destination }: Flight): boolean {
  if (leg !== 'reply') return false;
  const owner = network.inVpc(vpc, destination);
  return owner.status === 'read' && owner.value !== null && isClassicBalancer(owner.value.networkInterface);
}

/**
 * An answer to a client whose address a load balancer has kept goes back by the load balancer, whatever the routes say.
 * Network ACLs see the client's address.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html#target-security-groups
 */
function backToBalancer(course: Course, subnet: Subnet, balancer: NetworkInterface, flight: Flight): Step {
  const near = course.network.named('AWS::EC2::Subnet', balancer.subnetId, balancer);
  if (near.status === 'unread') return lost(course, 'network-interface', balancer.id, flight, near);
  let here = course;
  if (near.value.id !== subnet.id) {
    const out = crossEdge(course, subnet, 'egress', flight);
    if (out.kind === 'end') return out;
    const inside = crossEdge(out.course, near.value, 'ingress', flight);
    if (inside.kind === 'end') return inside;
    here = inside.course;
  }
  const taken = here.passes('load-balancer', balancer.id, flight, 'takes the answer to its client');
  return ended(taken, flight, { kind: 'interface', networkInterface: balancer });
}

export function isIn({ cidrBlock, ipv6CidrBlocks }: Subnet, destination: Address): boolean {
  return within(destination, cidrBlock) || withinAny(destination, ipv6CidrBlocks);
}

/**
 * Rules for what leaves may name groups of the VPC itself and of those peered with it in the same region:
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
 */
export function bearerAt(network: Network, vpc: Vpc): Bearer {
  const peers = network.all('AWS::EC2::VPCPeeringConnection').flatMap((each) => nearPeer(each, vpc));
  return { ...NOBODY, vpcIds: [vpc.id, ...peers] };
}

/**
 * VPCs that are not peered with each other may share addresses: whose a destination is, the route tells. What the local
 * route keeps is of the VPC itself, whatever other VPC has somebody at that address. Of a route by neither AWS does not
 * say whether such a rule lets out what takes it; of a middlebox in between, that "the security group for each instance
 * must reference the private IP address of the other instance":
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 */
export function bearerTo(network: Network, subnet: Subnet, vpc: Vpc, destination: Address): Bearer {
  const target = isIn(subnet, destination) ? LOCAL : targetOf(network, subnet, destination);
  if (target === null) return bearerAt(network, vpc);
  if (KEEPS.has(target.kind)) return { ...NOBODY, vpcIds: [vpc.id] };
  const peering = network.find('AWS::EC2::VPCPeeringConnection', target.id);
  if (peering) return { ...NOBODY, vpcIds: nearPeer(peering, vpc) };
  return { ...NOBODY, unsureVpcIds: bearerAt(network, vpc).vpcIds };
}

type Target = Pick<Route['target'], 'kind' | 'id'>;

const LOCAL: Target = { kind: 'local', id: '' };

/** Routes that lead to somebody in the VPC. */
const KEEPS: ReadonlySet<string> = new Set(['local', 'network-interface', 'instance']);

/** Null: there is no route, or it was not read. */
function targetOf(network: Network, subnet: Subnet, destination: Address): Target | null {
  const chosen = routeOf(network, subnet, destination);
  return chosen.status === 'read' ? (chosen.value?.target ?? null) : null;
}

function nearPeer({ statusCode, requester, accepter }: VpcPeeringConnection, vpc: Vpc): readonly string[] {
  if (statusCode !== 'active' || requester.region !== accepter.region) return [];
  if (requester.vpcId === vpc.id) return [accepter.vpcId];
  return accepter.vpcId === vpc.id ? [requester.vpcId] : [];
}
