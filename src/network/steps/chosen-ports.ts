import { sameAddress } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';

/**
 * An answer to an address of a NAT gateway comes to a port that the gateway chose: the first stands for the client's own,
 * the others for all that ACLs may tell apart. https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export function atChosenPorts({ network, memory }: Course, answer: Flight): readonly Flight[] {
  const isChosen = memory.translations.some(({ outside }) => sameAddress(outside, answer.destination));
  if (!isChosen || answer.destinationPort === null) return [answer];
  return [answer, ...network.natPorts.map((destinationPort) => ({ ...answer, destinationPort }))];
}
