import type { Vpc, VpcPeeringConnection } from '../../model/resources/ec2.ts';
import { withinAny } from '../address.ts';
import type { Course } from '../course.ts';
import { lost, on, type Routed, type Step, stopped } from '../place.ts';
import { NOBODY } from '../security-group.ts';

/** From one VPC to the other, and no further. https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html */
export function throughPeering(course: Course, place: Routed, id: string): Step {
  const { vpc, flight, bearer } = place;
  const kind = 'vpc-peering-connection';
  const peering = course.network.named('AWS::EC2::VPCPeeringConnection', id, vpc);
  if (peering.status === 'unread') return lost(course, kind, id, flight, peering);
  const sides = sidesOf(peering.value, vpc);
  if (!sides || peering.value.statusCode !== 'active') {
    const says = `it is ${peering.value.statusCode}${sides ? '' : ` and does not join ${vpc.id}`}`;
    return stopped(course.stops(kind, id, flight, says, { code: 'BAD_STATE' }), flight);
  }
  const { here, there } = sides;
  const owner = { account: there.ownerId, region: there.region };
  const far = course.network.named('AWS::EC2::VPC', there.vpcId, owner);
  if (far.status === 'unread') return lost(course, kind, id, flight, far);
  if (!withinAny(flight.destination, blocksOf(far.value)) || !withinAny(flight.source, blocksOf(vpc))) {
    const says = 'it carries only what one of the two VPCs sends to the other';
    return stopped(
      course.stops(kind, id, flight, says, { code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR' }),
      flight,
    );
  }
  const across = course.passes(kind, id, flight, `leads to ${there.vpcId}`);
  const isNear = here.region === there.region;
  return on(across, { at: 'vpc', vpc: far.value, from: null, flight, bearer: isNear ? bearer : NOBODY });
}

function sidesOf({ requester, accepter }: VpcPeeringConnection, vpc: Vpc) {
  if (requester.vpcId === vpc.id) return { here: requester, there: accepter };
  return accepter.vpcId === vpc.id ? { here: accepter, there: requester } : null;
}

function blocksOf({ cidrBlocks, ipv6CidrBlocks }: Vpc): readonly string[] {
  return [...cidrBlocks, ...ipv6CidrBlocks];
}
