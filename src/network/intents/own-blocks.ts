import { blockOf, isPublic } from '../address.ts';
import type { Network } from '../network.ts';

/** Public blocks that VPCs have: no host of the internet has an address of theirs. */
export function ownBlocks(network: Network): readonly string[] {
  return network
    .all('AWS::EC2::VPC')
    .flatMap(({ cidrBlocks, ipv6CidrBlocks }) => [...cidrBlocks, ...ipv6CidrBlocks])
    .filter((cidr) => {
      const block = blockOf(cidr);
      return block !== null && isPublic(block);
    });
}
