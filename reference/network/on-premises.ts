import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Subnet, Vpc } from '../../src/model/resources/ec2.ts';
import { arrive, go, type Journey, notRead, type Step, stop } from './journey.ts';
import { allOf, homeOf, isInVpc, isWhole, named } from './lookup.ts';

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html#VPNGateway */
export function toVpnGateway(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  _from: Subnet,
  gatewayId: string,
): readonly Step[] {
  const gateway = named(facts, 'AWS::EC2::VPNGateway', gatewayId);
  if (!gateway && !isWhole(facts, 'AWS::EC2::VPNGateway', homeOf(vpc))) return notRead(journey, gatewayId);
  const drop = (why: string) => stop(journey, 'virtual private gateway', why);
  if (gateway?.state !== 'available' || !gateway.vpcIds.includes(vpc.id))
    return drop(`${gatewayId} is not attached to ${vpc.id}`);
  if (!isInVpc(vpc, journey.header.source)) return drop(`${gatewayId} carries nothing from beyond ${vpc.id}`);
  return arrive(journey, { kind: 'on-premises', gatewayId });
}

/**
 * "The virtual private gateway does not route any other traffic destined outside of received BGP advertisements, static
 * route entries, or its attached VPC CIDR": https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html
 */
export function fromOnPremises(facts: NetworkFacts, journey: Journey, gatewayId: string): readonly Step[] {
  const attachment = named(facts, 'AWS::EC2::TransitGatewayAttachment', gatewayId);
  if (attachment) {
    if (attachment.state !== 'available')
      return stop(journey, 'transit gateway', `${gatewayId} is not there`);
    const gatewayIds = [attachment.transitGatewayId];
    const place = {
      kind: 'transit-gateway',
      cameBy: attachment,
      fromVpcId: null,
      zone: null,
      gatewayIds,
    } as const;
    return go(journey, place, `by ${gatewayId} into ${attachment.transitGatewayId}`);
  }
  const gateway = named(facts, 'AWS::EC2::VPNGateway', gatewayId);
  if (!gateway) return notRead(journey, gatewayId);
  const drop = (why: string) => stop(journey, 'virtual private gateway', why);
  const [vpcId] = gateway.vpcIds;
  if (gateway.state !== 'available' || vpcId === undefined) return drop(`${gatewayId} is attached to no VPC`);
  const vpc = allOf(facts, 'AWS::EC2::VPC').find((each) => each.id === vpcId);
  if (!vpc) return notRead(journey, vpcId);
  if (!isInVpc(vpc, journey.header.destination)) return drop(`${gatewayId} leads to ${vpcId} alone`);
  return go(journey, { kind: 'edge', vpc, gatewayId, way: { by: 'edge' } }, `in by ${gatewayId}`);
}
