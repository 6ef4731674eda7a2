import type { Flight } from '../flight.ts';
import type { Network } from '../network.ts';

/**
 * An answer for a NAT gateway comes to a port that the gateway chose: the first stands for the client's own, the others
 * for all that ACLs may tell apart. https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export function atChosenPorts(network: Network, answer: Flight): readonly Flight[] {
  if (answer.destinationPort === null) return [answer];
  return [answer, ...network.natPorts.map((destinationPort) => ({ ...answer, destinationPort }))];
}
