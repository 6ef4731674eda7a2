import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { NetworkInterface, Route, Subnet, Vpc } from '../../src/model/resources/ec2.ts';
import { toEgressOnlyGateway, toInternetGateway } from './internet.ts';
import {
  arrive,
  type FilterVerdict,
  type Header,
  type Journey,
  notRead,
  PASS,
  type Step,
  stop,
  through,
  undecided,
  type Way,
} from './journey.ts';
import { allOf, hasAddress, homeOf, isInSubnet, isInVpc, isWhole, named } from './lookup.ts';
import { toNatGateway } from './nat-gateway.ts';
import { networkAcl } from './network-acl.ts';
import { toVpnGateway } from './on-premises.ts';
import { toPeering, wayOut } from './peering.ts';
import { routesTo, tableOfGateway, tableOfSubnet } from './route-table.ts';
import { TCP } from './rule-match.ts';
import { securityGroups } from './security-group.ts';
import { toTransitGateway } from './transit-gateway.ts';
import { crossing, deliver, type From, toRouter } from './vpc-router.ts';

/** What its groups say of a packet that takes this way. */
type Groups = (journey: Journey, way: Way) => FilterVerdict;

const ENDPOINTS = new Set(['vpc_endpoint', 'gateway_load_balancer_endpoint']);

/** Out of an interface, past its groups. */
export function leaveInterface(
  facts: NetworkFacts,
  journey: Journey,
  sender: NetworkInterface,
): readonly Step[] {
  const subnet = named(facts, 'AWS::EC2::Subnet', sender.subnetId);
  const groups: Groups = ({ header, isAnswer }, way) =>
    isAnswer ? PASS : securityGroups(facts, sender, 'out', header, way);
  if (sender.sourceDestCheck && !hasAddress(sender, journey.header.source))
    return stop(
      journey,
      'source/destination check',
      `${journey.header.source} is not an address of ${sender.id}`,
    );
  // "A VPC endpoint can't initiate connections to resources in the same VPC where it is deployed" (VPCE_INTRA_VPC_TRAFFIC):
  // https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
  if (ENDPOINTS.has(sender.interfaceType) && !journey.isAnswer)
    return stop(journey, 'endpoint', `the endpoint's interface ${sender.id} begins no connection`);
  // It sends on what is sent through it: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
  if (sender.interfaceType === 'nat_gateway' && !journey.isAnswer)
    return stop(journey, 'NAT gateway', `${sender.id} begins no connection`);
  if (!subnet)
    return through(journey, [groups(journey, { by: 'unread' })], (past) => notRead(past, sender.subnetId));
  return leaveSubnet(facts, journey, subnet, groups, { by: 'local' });
}

/** Out of a NAT gateway, or of a transit gateway's attachment, which have no groups. */
export function leaveSubnet(
  facts: NetworkFacts,
  journey: Journey,
  subnet: Subnet,
  groups: Groups,
  cameBy: Way,
): readonly Step[] {
  const vpc = named(facts, 'AWS::EC2::VPC', subnet.vpcId);
  if (!vpc)
    return through(journey, [groups(journey, { by: 'unread' })], (past) => notRead(past, subnet.vpcId));
  // "Traffic that's destined for the MAC address of another network interface in the subnet uses data link (layer 2)
  // routing": https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html
  if (isInSubnet(subnet, journey.header.destination))
    return through(journey, [groups(journey, { by: 'local' })], (past) =>
      deliver(facts, past, vpc, subnet, cameBy),
    );
  const table = tableOfSubnet(facts, subnet);
  const routes = table && routesTo(facts, table, journey.header.destination);
  if (!routes) {
    const filters = [groups(journey, { by: 'unread' })];
    return through(journey, filters, (past) => notRead(past, `the route of ${subnet.id}`));
  }
  if (routes.length === 0) return stop(journey, 'route', `${subnet.id} has no route to it`);
  return routes.flatMap((route) =>
    through(journey, [groups(journey, groupsSee(facts, route, vpc))], (past) =>
      follow(facts, past, vpc, subnet, route, cameBy),
    ),
  );
}

function groupsSee(facts: NetworkFacts, { target }: Route, vpc: Vpc): Way {
  if (target.kind === 'vpc-peering-connection') return wayOut(facts, target.id, vpc.id);
  return ['local', 'network-interface', 'instance'].includes(target.kind) ? { by: 'local' } : { by: 'edge' };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html */
function follow(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  from: Subnet,
  route: Route,
  cameBy: Way,
): readonly Step[] {
  const { kind, id } = route.target;
  if (route.state === 'blackhole')
    return stop(journey, 'blackhole', `the route of ${from.id} to ${id} is a blackhole`);
  if (kind === 'local') return deliver(facts, journey, vpc, from, cameBy);
  if (kind === 'network-interface' || kind === 'instance')
    return toInterface(facts, journey, vpc, from, route, cameBy);
  // Its own subnet's ACLs are the attachment's too, and a NAT gateway may be in the same subnet.
  if (cameBy.by === 'transit-gateway' && isGateway(facts, id) && isInVpc(vpc, journey.header.source))
    return through(journey, [networkAcl(facts, from.id, 'out', journey.header)], (past) =>
      undecided(past, 'choice', `${id} may not take what ${vpc.id} got back from a transit gateway`),
    );
  if (kind === 'transit-gateway') return toTransitGateway(facts, journey, vpc, from, id);
  if (kind === 'nat-gateway') return toNatGateway(facts, journey, vpc, from, id);
  if (id.startsWith('vpce-')) return toEndpoint(facts, journey, vpc, from, id);
  const out = EDGES.find(([prefix]) => id.startsWith(prefix))?.[1];
  return through(journey, [networkAcl(facts, from.id, 'out', journey.header)], (past) =>
    out
      ? out(facts, past, vpc, from, id)
      : undecided(past, 'appliance', `${kind} ${id} has rules of its own`),
  );
}

/** They are for what their own VPC sends; whether also by this detour is not said. */
function isGateway(facts: NetworkFacts, id: string): boolean {
  if (id.startsWith('vpce-')) return named(facts, 'AWS::EC2::VPCEndpoint', id)?.vpcEndpointType === 'Gateway';
  return ['igw-', 'eigw-', 'vgw-'].some((prefix) => id.startsWith(prefix));
}

const EDGES = [
  ['igw-', toInternetGateway],
  ['eigw-', toEgressOnlyGateway],
  ['vgw-', toVpnGateway],
  ['pcx-', toPeering],
] as const;

function toInterface(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  from: From,
  { target }: Route,
  way: Way,
): readonly Step[] {
  const routers = allOf(facts, 'AWS::EC2::NetworkInterface').filter((each) =>
    target.kind === 'instance' ? each.attachment?.instanceId === target.id : each.id === target.id,
  );
  const [router, ...others] = routers.filter((each) => each.vpcId === vpc.id);
  if (others.length > 0) return undecided(journey, 'appliance', `${target.id} has several interfaces`);
  if (router) return toRouter(facts, journey, from, router, way);
  return isWhole(facts, 'AWS::EC2::NetworkInterface', homeOf(vpc))
    ? stop(journey, 'route', `there is no ${target.id}`)
    : notRead(journey, target.id);
}

/**
 * Gateway endpoints serve their VPC alone: "endpoint connections cannot be extended out of a VPC",
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html; behind a Gateway Load Balancer endpoint an
 * appliance decides.
 */
function toEndpoint(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  from: From,
  endpointId: string,
): readonly Step[] {
  const endpoint = named(facts, 'AWS::EC2::VPCEndpoint', endpointId);
  const isGateway = endpoint?.vpcEndpointType === 'Gateway';
  const isUnread = !endpoint && !isWhole(facts, 'AWS::EC2::VPCEndpoint', homeOf(vpc));
  // It may be in the same subnet, where no ACL looks.
  if (isUnread) return notRead(journey, endpointId);
  const isNear = from !== null && endpoint?.subnetIds.includes(from.id) === true;
  const acls = isNear
    ? []
    : crossing(facts, journey, from, (isGateway ? null : endpoint?.subnetIds[0]) ?? null);
  return through(journey, acls, (past) => {
    if (endpoint?.state !== 'available' || endpoint.vpcId !== vpc.id)
      return stop(past, 'endpoint', `${endpointId} is not there`);
    if (!isGateway)
      return undecided(
        past,
        'appliance',
        `${endpointId} (${endpoint.vpcEndpointType}) leads to an appliance`,
      );
    if (!isInVpc(vpc, past.header.source))
      return stop(past, 'endpoint', `${endpointId} serves ${vpc.id} alone`);
    if (!isCarried(past.header))
      return stop(past, 'endpoint', `${endpointId} carries TCP and echo requests alone`);
    return arrive(past, { kind: 'service', vpc });
  });
}

/**
 * "VPC gateway endpoints accept only TCP or ICMP ECHO traffic" (VPCE_GATEWAY_PROTOCOL_RESTRICTION):
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
function isCarried({ protocol, icmp }: Header): boolean {
  return protocol === TCP || (protocol === 1 && icmp?.type === 8);
}

/** In by an edge of a VPC, which may have a route table of its own. */
export function enterVpc(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  gatewayId: string | null,
  way: Way,
): readonly Step[] {
  const table = gatewayId === null ? 'none' : tableOfGateway(facts, vpc, gatewayId);
  if (table === 'unread') return notRead(journey, `the route tables of ${vpc.id}`);
  if (table === 'none') return deliver(facts, journey, vpc, null, way);
  const routes = routesTo(facts, table, journey.header.destination) ?? [];
  if (routes.length === 0) return stop(journey, 'route', `${table.id} has no route to it`);
  return routes.flatMap((route) => {
    const { kind, id } = route.target;
    if (route.state === 'blackhole') return stop(journey, 'blackhole', `${table.id} drops it`);
    if (kind === 'local') return deliver(facts, journey, vpc, null, way);
    if (id.startsWith('vpce-')) return toEndpoint(facts, journey, vpc, null, id);
    return toInterface(facts, journey, vpc, null, route, way);
  });
}
