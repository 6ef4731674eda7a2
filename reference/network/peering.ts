import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Subnet, Vpc, VpcPeeringConnection } from '../../src/model/resources/ec2.ts';
import { go, type Journey, notRead, type Step, stop, type Way } from './journey.ts';
import { homeOf, isInVpc, isWhole, named } from './lookup.ts';

/**
 * From one VPC to the other and no further: no transitive peering, no edge to edge routing:
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
 */
export function toPeering(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  _from: Subnet,
  peeringId: string,
): readonly Step[] {
  const peering = named(facts, 'AWS::EC2::VPCPeeringConnection', peeringId);
  if (!peering && !isWhole(facts, 'AWS::EC2::VPCPeeringConnection', homeOf(vpc)))
    return notRead(journey, peeringId);
  const drop = (why: string) => stop(journey, 'peering', why);
  const other = peering ? otherSide(peering, vpc.id) : null;
  if (peering?.statusCode !== 'active' || other === null)
    return drop(`${peeringId} is not active at ${vpc.id}`);
  if (!isInVpc(vpc, journey.header.source)) return drop(`${peeringId} carries nothing from beyond ${vpc.id}`);
  const peer = named(facts, 'AWS::EC2::VPC', other.vpcId);
  if (!isInVpc(peer ?? other, journey.header.destination))
    return drop(`${peeringId} carries nothing beyond ${other.vpcId}`);
  if (!peer) return notRead(journey, other.vpcId);
  const way = wayBy(peering, vpc.id);
  return go(journey, { kind: 'edge', vpc: peer, gatewayId: null, way }, `by ${peeringId} into ${peer.id}`);
}

function otherSide({ requester, accepter }: VpcPeeringConnection, vpcId: string) {
  if (requester.vpcId === vpcId) return accepter;
  return accepter.vpcId === vpcId ? requester : null;
}

/** As the VPC on the other side sees it. */
export function wayBy(peering: VpcPeeringConnection, fromVpcId: string): Way {
  return { by: 'peering', fromVpcId, sameRegion: peering.requester.region === peering.accepter.region };
}

/** As groups of the sending VPC see it: the VPC that they may name groups of. */
export function wayOut(facts: NetworkFacts, peeringId: string, vpcId: string): Way {
  const peering = named(facts, 'AWS::EC2::VPCPeeringConnection', peeringId);
  const other = peering ? otherSide(peering, vpcId) : null;
  return peering && other ? wayBy(peering, other.vpcId) : { by: 'unread' };
}
