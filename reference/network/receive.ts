import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { NetworkInterface } from '../../src/model/resources/ec2.ts';
import { arrive, type Journey, type Step, stop, through, undecided } from './journey.ts';
import { listens, loadBalancerOf } from './load-balancer.ts';

/** Interfaces of things that forward by rules of their own. */
const APPLIANCES = new Set(['gateway_load_balancer', 'gateway_load_balancer_endpoint', 'transit_gateway']);

/** A packet at an interface that has the address it is for, past the groups. */
export function receive(facts: NetworkFacts, journey: Journey, receiver: NetworkInterface): readonly Step[] {
  if (journey.isAnswer) return arrive(journey, { kind: 'interface', receiver });
  if (APPLIANCES.has(receiver.interfaceType))
    return undecided(
      journey,
      'appliance',
      `${receiver.id} (${receiver.interfaceType}) decides by its own rules`,
    );
  if (receiver.interfaceType === 'nat_gateway') return stop(journey, 'NAT gateway', unsolicited(receiver.id));
  if (isLambda(receiver))
    return stop(journey, 'receiver', `the Lambda interface ${receiver.id} takes nothing in`);
  const balancer = loadBalancerOf(receiver);
  const filters = balancer ? [listens(facts, receiver, balancer.path, journey.header)] : [];
  return through(journey, filters, (past) => arrive(past, { kind: 'interface', receiver }));
}

/**
 * "External services can't initiate a connection with those instances":
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
export function unsolicited(gatewayId: string): string {
  return `the NAT gateway ${gatewayId} takes nothing that it did not ask for`;
}

/** "Lambda functions … can't be reached": https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
function isLambda(own: NetworkInterface): boolean {
  return own.interfaceType === 'lambda' || own.description.startsWith('AWS Lambda VPC ENI');
}
