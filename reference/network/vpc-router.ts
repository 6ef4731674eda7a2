import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { NetworkInterface, Subnet, Vpc } from '../../src/model/resources/ec2.ts';
import { sameAddress } from './address.ts';
import {
  type FilterVerdict,
  go,
  type Journey,
  notRead,
  type Step,
  stop,
  through,
  undecided,
  type Way,
} from './journey.ts';
import { isClassicNode } from './load-balancer.ts';
import { hasAddress, homeOf, interfaceWith, isWhole, named, natGatewayWith, subnetWith } from './lookup.ts';
import { networkAcl } from './network-acl.ts';
import { receive, unsolicited } from './receive.ts';
import { securityGroups } from './security-group.ts';

/** From where in a VPC a packet is handed on: a subnet, or an edge of the VPC. */
export type From = Pick<Subnet, 'id'> | null;

/**
 * "Network ACL rules are evaluated when traffic enters and leaves the subnet, not as it is routed within a subnet":
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */
export function crossing(
  facts: NetworkFacts,
  journey: Journey,
  from: From,
  toSubnetId: string | null,
): readonly FilterVerdict[] {
  if (from?.id === toSubnetId) return [];
  return [
    ...(from ? [networkAcl(facts, from.id, 'out', journey.header)] : []),
    ...(toSubnetId === null ? [] : [networkAcl(facts, toSubnetId, 'in', journey.header)]),
  ];
}

/** Security groups are stateful: an answer gets through whatever they say. */
export function groupsIn(
  facts: NetworkFacts,
  journey: Journey,
  own: NetworkInterface,
  way: Way,
): readonly FilterVerdict[] {
  return journey.isAnswer ? [] : [securityGroups(facts, own, 'in', journey.header, way)];
}

/** The local route: to whoever has the address in this VPC. */
export function deliver(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  from: From,
  way: Way,
): readonly Step[] {
  const { destination } = journey.header;
  const translated = undoTranslation(facts, journey, vpc, from);
  if (translated) return translated;
  const receiver = interfaceWith(facts, vpc.id, destination);
  if (receiver) return toReceiver(facts, journey, from, receiver, way);
  const gateway = natGatewayWith(facts, vpc.id, destination);
  if (gateway) return stop(journey, 'NAT gateway', unsolicited(gateway.id));
  const filters = crossing(facts, journey, from, subnetWith(facts, vpc.id, destination)?.id ?? null);
  return through(journey, filters, (past) =>
    isWhole(facts, 'AWS::EC2::NetworkInterface', homeOf(vpc))
      ? stop(past, 'receiver', `no interface of ${vpc.id} has the address ${destination}`)
      : notRead(past, `whether an interface of ${vpc.id} has the address ${destination}`),
  );
}

function toReceiver(
  facts: NetworkFacts,
  journey: Journey,
  from: From,
  receiver: NetworkInterface,
  way: Way,
): readonly Step[] {
  const acls = [
    ...crossing(facts, journey, from, receiver.subnetId),
    ...classicAcls(facts, journey, from, receiver),
  ];
  const filters = [...acls, ...groupsIn(facts, journey, receiver, way)];
  return through(journey, filters, (past) => receive(facts, past, receiver));
}

/** Between a classic load balancer and its targets the ACL counts within a subnet too. */
function classicAcls(
  facts: NetworkFacts,
  journey: Journey,
  from: From,
  receiver: NetworkInterface,
): readonly FilterVerdict[] {
  if (from?.id !== receiver.subnetId) return [];
  const sender = interfaceWith(facts, receiver.vpcId, journey.header.source);
  if (sender?.subnetId !== receiver.subnetId) return [];
  const node = journey.isAnswer ? receiver : sender;
  if (!isClassicNode(node)) return [];
  return (['out', 'in'] as const).map((direction) =>
    networkAcl(facts, receiver.subnetId, direction, journey.header),
  );
}

/** The answer to what a NAT gateway sent is for whom it was sent. */
function undoTranslation(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  from: From,
): readonly Step[] | null {
  const { destination, destinationPort } = journey.header;
  const memory = journey.memories.findLast((each) => each.kind === 'nat-gateway');
  if (!journey.isAnswer || memory?.kind !== 'nat-gateway' || memory.gateway.vpcId !== vpc.id) return null;
  if (!sameAddress(memory.address, destination) || memory.port !== destinationPort) return null;
  const subnet =
    memory.gateway.subnetId === null ? null : named(facts, 'AWS::EC2::Subnet', memory.gateway.subnetId);
  if (!subnet) return notRead(journey, `the subnet of NAT gateway ${memory.gateway.id}`);
  const header = {
    ...journey.header,
    destination: memory.client.address,
    destinationPort: memory.client.port,
  };
  const memories = journey.memories.filter((each) => each !== memory);
  return through(journey, crossing(facts, journey, from, subnet.id), (past) =>
    go(
      { ...past, header, memories },
      { kind: 'subnet', subnet, way: { by: 'local' } },
      `back through ${memory.gateway.id}`,
    ),
  );
}

/**
 * A route to an interface: an interface takes what is for itself; "you must disable source/destination checks" for it to
 * take anything else: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html. What a router or
 * firewall does then its own rules decide.
 */
export function toRouter(
  facts: NetworkFacts,
  journey: Journey,
  from: From,
  router: NetworkInterface,
  way: Way,
): readonly Step[] {
  if (hasAddress(router, journey.header.destination)) return toReceiver(facts, journey, from, router, way);
  const acls = crossing(facts, journey, from, router.subnetId);
  // What it answers it has not seen the question of, so its groups decide anew.
  const groups = securityGroups(facts, router, 'in', journey.header, way);
  return through(journey, [...acls, groups], (past) =>
    router.sourceDestCheck
      ? stop(past, 'source/destination check', `${router.id} drops what is not for itself`)
      : undecided(past, 'appliance', `${router.id} forwards by its own rules`),
  );
}
