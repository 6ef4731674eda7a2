import type {
  NetworkAclEntry,
  NetworkInterface,
  SecurityGroupRule,
  Subnet,
  Vpc,
} from '../../model/resources/ec2.ts';
import { type InternetWay, isBlocked } from '../block-public-access.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { DecidingRule } from '../hop.ts';
import { type Direction, decidingEntry } from '../network-acl.ts';
import { type Ending, stopped } from '../place.ts';
import { type AdmittingRule, type Bearer, groupsAnswer } from '../security-group.ts';

/** Either the packet goes on, or its way has ended. */
export type Crossing = { readonly kind: 'crossed'; readonly course: Course } | Ending;

function crossed(course: Course): Crossing {
  return { kind: 'crossed', course };
}

/** Network ACLs look at what crosses a subnet's edge, answers too. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
export function crossEdge(course: Course, subnet: Subnet, direction: Direction, flight: Flight): Crossing {
  const peer = direction === 'ingress' ? flight.source : flight.destination;
  if (course.gates) return crossed(course.through({ kind: 'network-acl', subnet, direction, peer }));
  const acl = course.network.networkAclOf(subnet);
  if (acl.status === 'unread') return crossed(course.doubting('network-acl', subnet.id, flight, acl));
  const entry = decidingEntry(acl.value, direction, flight);
  const rule = entry && entryNote(entry);
  if (entry?.ruleAction === 'allow')
    return crossed(
      course.passes('network-acl', acl.value.id, flight, `${direction} rule ${entry.ruleNumber} allows it`, {
        rule,
      }),
    );
  const says = deniedBy(direction, entry);
  return stopped(
    course.stops('network-acl', acl.value.id, flight, says, { rule, code: 'SUBNET_ACL_RESTRICTION' }),
    flight,
  );
}

/** What an ACL says of what an entry, or none, stops. */
export function deniedBy(direction: Direction, entry: NetworkAclEntry | null): string {
  return entry ? `${direction} rule ${entry.ruleNumber} denies it` : `no ${direction} rule allows it`;
}

function entryNote({ ruleNumber, ruleAction }: NetworkAclEntry): DecidingRule {
  return { kind: 'network-acl-entry', ruleNumber, ruleAction };
}

/** Groups look at what opens a connection; its answers pass. https://docs.aws.amazon.com/vpc/latest/userguide/security-group-connection-tracking.html */
export function crossGroups(
  course: Course,
  networkInterface: NetworkInterface,
  direction: Direction,
  flight: Flight,
  bearer: Bearer,
): Crossing {
  if (course.leg === 'reply') return crossed(course);
  const peer = direction === 'ingress' ? flight.source : flight.destination;
  if (course.gates)
    return crossed(course.through({ kind: 'security-groups', networkInterface, direction, peer, bearer }));
  const { securityGroupIds, id } = networkInterface;
  const answer = groupsAnswer(course.network, networkInterface, direction, flight, bearer);
  const [first = id, ...others] = securityGroupIds;
  switch (answer.kind) {
    case 'unknown':
      return crossed(course.doubting('security-group', first, flight, answer.missing));
    case 'refused': {
      const says = `no ${direction} rule of ${securityGroupIds.join(', ')} admits it`;
      return stopped(
        course.stops('security-group', first, flight, says, { code: 'ENI_SG_RULES_MISMATCH', others }),
        flight,
      );
    }
    case 'admitted':
      return crossed(
        answer.by === null ? course : admittedBy(course, networkInterface, answer.by, direction, flight),
      );
  }
}

function admittedBy(
  course: Course,
  { securityGroupIds }: NetworkInterface,
  { groupId, rule }: AdmittingRule,
  direction: Direction,
  flight: Flight,
): Course {
  const note = ruleNote(rule);
  const ports = note.ports === 'all' ? '' : ` ${note.ports}`;
  const kind = note.protocol === '-1' ? 'all protocols' : `${note.protocol}${ports}`;
  const says = `${direction} rule ${kind} ${direction === 'ingress' ? 'from' : 'to'} ${note.peer} admits it`;
  const others = securityGroupIds.filter((each) => each !== groupId);
  return course.passes('security-group', groupId, flight, says, { rule: note, others });
}

type RuleNote = Extract<DecidingRule, { kind: 'security-group-rule' }>;

function ruleNote({ protocol, fromPort, toPort, peer }: SecurityGroupRule): RuleNote {
  const ports = fromPort === null ? 'all' : fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
  return { kind: 'security-group-rule', protocol, ports, peer: peerText(peer) };
}

function peerText(peer: SecurityGroupRule['peer']): string {
  switch (peer.kind) {
    case 'ipv4':
    case 'ipv6':
      return peer.cidr;
    case 'prefix-list':
      return peer.prefixListId;
    case 'group':
      return peer.groupId;
  }
}

/** Between a subnet and the internet stands VPC Block Public Access. */
export function crossBlock(
  course: Course,
  vpc: Vpc,
  subnet: Subnet,
  way: InternetWay,
  flight: Flight,
): Crossing {
  const kind = 'vpc-block-public-access';
  const answer = isBlocked(course.network, vpc, subnet, way);
  if (answer.status === 'unread') return crossed(course.doubting(kind, vpc.id, flight, answer));
  if (!answer.value) return crossed(course);
  const code = 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED';
  return stopped(course.stops(kind, vpc.id, flight, 'VPC Block Public Access stops it', { code }), flight);
}
