import { unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { sameAddress } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import { balancerAt, listens } from '../load-balancer.ts';
import { ended, lost, on, type Place, type Step, stopped } from '../place.ts';
import { atChosenPorts } from './chosen-ports.ts';
import { crossEdge, crossGroups } from './crossing.ts';

/** Kinds of interface that take no connection, and why. */
const REFUSES: Readonly<Record<string, string>> = {
  lambda: "a Lambda function's interface takes no connection",
  nat_gateway: 'a NAT gateway takes only answers to what it sent',
};

/** Kinds that are there for what is routed to them; what becomes of a packet to their own address AWS does not say. */
const ROUTED_TO: Readonly<Record<string, string>> = {
  transit_gateway: 'a transit gateway',
  gateway_load_balancer_endpoint: 'a Gateway Load Balancer endpoint',
};

/** Kinds of interface that no connection is for. */
export const TAKES_NONE: ReadonlySet<string> = new Set([...Object.keys(REFUSES), ...Object.keys(ROUTED_TO)]);

/** To the interface that has the address: its subnet's edge unless it comes from inside, and its groups. */
export function deliver(course: Course, place: Extract<Place, { at: 'vpc' }>): Step {
  const { vpc, from, flight, bearer } = place;
  const { network } = course;
  const owner = network.inVpc(vpc, flight.destination);
  if (owner.status === 'unread') return lost(course, 'vpc', vpc.id, flight, owner);
  if (owner.value === null) {
    const says = 'no interface of the VPC has the address';
    return stopped(course.stops('vpc', vpc.id, flight, says, { code: 'NO_POSSIBLE_DESTINATION' }), flight);
  }
  const { networkInterface: taker } = owner.value;
  let here = course;
  if (from?.id !== taker.subnetId) {
    const subnet = network.named('AWS::EC2::Subnet', taker.subnetId, taker);
    if (subnet.status === 'unread') return lost(course, 'network-interface', taker.id, flight, subnet);
    const inside = crossEdge(course, subnet.value, 'ingress', flight);
    if (inside.kind === 'end') return inside;
    here = inside.course;
  }
  const admitted = crossGroups(here, taker, 'ingress', flight, bearer);
  return admitted.kind === 'end' ? admitted : take(admitted.course, taker, flight);
}

function take(course: Course, taker: NetworkInterface, flight: Flight): Step {
  if (course.leg === 'reply') return takeAnswer(course, taker, flight);
  const routedTo = ROUTED_TO[taker.interfaceType];
  if (routedTo !== undefined) {
    const what = `what ${routedTo} does with a packet for the address of its own interface`;
    const missing = unread('rampart/network', `Undefined: AWS does not say ${what}`);
    return lost(course, 'network-interface', taker.id, flight, missing);
  }
  const why = REFUSES[taker.interfaceType];
  if (why !== undefined) {
    const kind = taker.interfaceType === 'nat_gateway' ? 'nat-gateway' : 'network-interface';
    return stopped(course.stops(kind, natIdOf(course, taker), flight, why), flight);
  }
  return takeByBalancer(course, taker, flight) ?? arrive(course, taker, flight);
}

function arrive(course: Course, taker: NetworkInterface, flight: Flight): Step {
  const here = course.passes('network-interface', taker.id, flight, 'has the address');
  return ended(here, flight, { kind: 'interface', networkInterface: taker });
}

/** A load balancer's node takes what one of its listeners is for. */
function takeByBalancer(course: Course, taker: NetworkInterface, flight: Flight): Step | null {
  const balancer = balancerAt(course.network, taker);
  if (balancer.status === 'unread') return lost(course, 'load-balancer', taker.id, flight, balancer);
  if (balancer.value === null) return null;
  const { arn, isClassic, listeners } = balancer.value;
  if (listeners.status === 'unread') return lost(course, 'load-balancer', taker.id, flight, listeners);
  const listener = listeners.value.find((each) => listens(each, flight));
  if (!listener) {
    const code = isClassic ? 'ELB_LISTENERS_MISMATCH' : 'ELBV2_LISTENERS_MISMATCH';
    return stopped(
      course.stops('load-balancer', taker.id, flight, `no listener of ${arn} is for it`, { code }),
      flight,
    );
  }
  const { protocol, port } = listener;
  const here = course.passes(
    'load-balancer',
    taker.id,
    flight,
    `the listener ${protocol}:${port} of ${arn} takes it`,
    {
      rule: { kind: 'listener', protocol, port },
    },
  );
  return ended(here, flight, { kind: 'listener', networkInterface: taker, loadBalancerArn: arn, port });
}

/** A NAT gateway hands an answer to whom it sent for; anyone else takes it. */
function takeAnswer(course: Course, taker: NetworkInterface, flight: Flight): Step {
  if (taker.interfaceType !== 'nat_gateway') return arrive(course, taker, flight);
  const id = natIdOf(course, taker);
  const known = course.memory.translations.find(
    (each) => each.networkInterfaceId === taker.id && sameAddress(each.outside, flight.destination),
  );
  if (!known)
    return stopped(course.stops('nat-gateway', id, flight, 'it sent nothing that this would answer'), flight);
  const inside = { ...flight, destination: known.inside, destinationPort: known.port };
  if (course.gates)
    return on(course.through({ kind: 'chosen-port' }), {
      at: 'interface',
      networkInterface: taker,
      flight: inside,
    });
  const isNats = course.memory.translations.some((each) => sameAddress(each.outside, known.inside));
  const answers = isNats ? atChosenPorts(course.network, inside) : [inside];
  const steps = answers.map((each) =>
    on(course.rewrites('nat-gateway', id, each, 'hands the answer to whom it sent for'), {
      at: 'interface',
      networkInterface: taker,
      flight: each,
    }),
  );
  return { kind: 'choice', steps };
}

function natIdOf({ network }: Course, taker: NetworkInterface): string {
  if (taker.interfaceType !== 'nat_gateway') return taker.id;
  const gateway = network
    .all('AWS::EC2::NatGateway')
    .find((each) => each.addresses.some(({ networkInterfaceId }) => networkInterfaceId === taker.id));
  return gateway?.id ?? taker.id;
}
