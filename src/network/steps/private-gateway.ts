import type { VpnGateway } from '../../model/resources/ec2.ts';
import { withinAny } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import { ended, lost, type Routed, type Step, stopped } from '../place.ts';
import { ICMP, TCP } from '../protocol.ts';

/** To on premises, by VPN or Direct Connect. https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html */
export function throughVpnGateway(course: Course, { vpc, sender, flight }: Routed, id: string): Step {
  const kind = 'vpn-gateway';
  const gateway = course.network.named('AWS::EC2::VPNGateway', id, vpc);
  if (gateway.status === 'unread') return lost(course, kind, id, flight, gateway);
  const { state, vpcIds } = gateway.value;
  if (state !== 'available' || !vpcIds.includes(vpc.id)) {
    const says = vpcIds.includes(vpc.id) ? `it is ${state}` : `it is not attached to ${vpc.id}`;
    return stopped(course.stops(kind, id, flight, says, { code: 'BAD_STATE' }), flight);
  }
  if (!sender) {
    const code = 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS';
    const says = 'it takes only what interfaces of its own VPC send';
    return stopped(course.stops(kind, id, flight, says, { code }), flight);
  }
  return toSite(course, gateway.value, flight);
}

/**
 * A gateway whose VPN connections all have static routes knows where to send; what BGP or Direct Connect announces to
 * it is not known, and may be anything.
 */
function toSite(course: Course, gateway: VpnGateway, flight: Flight): Step {
  const { network } = course;
  const gap = network.gap('AWS::EC2::VPNConnection', gateway);
  if (gap && !network.assumesDefaults) return lost(course, 'vpn-gateway', gateway.id, flight, gap);
  const connections = network
    .all('AWS::EC2::VPNConnection')
    .filter((each) => each.vpnGatewayId === gateway.id && each.state === 'available');
  const isStatic = connections.length > 0 && connections.every((each) => each.staticRoutesOnly);
  if (isStatic && !connections.some((each) => withinAny(flight.destination, each.staticRoutes))) {
    const says = `no static route of ${connections.map((each) => each.id).join(', ')} leads to the destination`;
    const code = 'NO_ROUTE_TO_DESTINATION';
    return stopped(course.stops('vpn-gateway', gateway.id, flight, says, { code }), flight);
  }
  return ended(course.passes('vpn-gateway', gateway.id, flight, 'leads to on premises'), flight, {
    kind: 'on-premises',
    gatewayId: gateway.id,
  });
}

const ECHO = 8;

/** To S3 or DynamoDB. https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
export function throughGatewayEndpoint(course: Course, { vpc, sender, flight }: Routed, id: string): Step {
  const kind = 'vpc-endpoint';
  const endpoint = course.network.named('AWS::EC2::VPCEndpoint', id, vpc);
  if (endpoint.status === 'unread') return lost(course, kind, id, flight, endpoint);
  const { vpcEndpointType, state, serviceName, vpcId } = endpoint.value;
  if (vpcEndpointType !== 'Gateway')
    return lost(course, kind, id, flight, {
      status: 'unread',
      call: 'rampart/network',
      why: `NotModelled: the appliances behind ${id} decide by their own rules`,
    });
  const isCarried = flight.protocol === TCP || (flight.protocol === ICMP && flight.icmp?.type === ECHO);
  if (state !== 'available' || vpcId !== vpc.id || !sender || !isCarried) {
    const code = isCarried ? 'BAD_STATE' : 'VPCE_GATEWAY_PROTOCOL_RESTRICTION';
    const says = isCarried
      ? 'it serves the interfaces of its own VPC alone'
      : 'it carries TCP and pings alone';
    return stopped(course.stops(kind, id, flight, says, { code }), flight);
  }
  return ended(course.passes(kind, id, flight, `leads to ${serviceName}`), flight, {
    kind: 'service',
    vpcEndpointId: id,
  });
}
