import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { ResourceOf, ResourceType } from '../../src/model/resource-types.ts';
import type { NatGateway, NetworkInterface, Subnet, Vpc } from '../../src/model/resources/ec2.ts';
import { holds, isIpv6, sameAddress } from './address.ts';

export function allOf<Type extends ResourceType>(facts: NetworkFacts, type: Type): ResourceOf<Type>[] {
  return facts.resources.filter((each): each is ResourceOf<Type> => each.type === type);
}

export function named<Type extends ResourceType>(
  facts: NetworkFacts,
  type: Type,
  id: string,
): ResourceOf<Type> | null {
  return allOf(facts, type).find((each) => each.id === id) ?? null;
}

/** The account and region in which a list would name the thing. */
export interface Home {
  readonly account: string;
  readonly region: string;
}

/** A VPC and all in it are listed by its owner, whoever else uses its subnets. */
export function homeOf({ ownerId, region }: Vpc | Subnet): Home {
  return { account: ownerId, region };
}

/** Facts made by hand have no lists and are all there is; otherwise a list that is not there was not read. */
export function isWhole(facts: NetworkFacts, type: ResourceType, { account, region }: Home): boolean {
  if (facts.listings.length === 0) return true;
  return facts.listings.some(
    (each) => each.type === type && each.account === account && each.region === region && each.gap === null,
  );
}

/**
 * The interface that has the address in a VPC: its primary or a secondary private address, an IPv6 address, or one of
 * the prefixes delegated to it: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html
 */
export function interfaceWith(facts: NetworkFacts, vpcId: string, address: string): NetworkInterface | null {
  const all = allOf(facts, 'AWS::EC2::NetworkInterface').filter((each) => each.vpcId === vpcId);
  return all.find((each) => hasAddress(each, address)) ?? null;
}

export function hasAddress(own: NetworkInterface, address: string): boolean {
  const single = [...own.privateIpAddresses.map((each) => each.privateIpAddress), ...own.ipv6Addresses];
  const delegated = [...own.ipv4Prefixes, ...own.ipv6Prefixes];
  return (
    single.some((each) => sameAddress(each, address)) || delegated.some((block) => holds(block, address))
  );
}

export function natGatewayWith(facts: NetworkFacts, vpcId: string, address: string): NatGateway | null {
  const all = allOf(facts, 'AWS::EC2::NatGateway').filter((each) => each.vpcId === vpcId);
  return (
    all.find((each) =>
      each.addresses.some((own) => own.privateIp !== null && sameAddress(own.privateIp, address)),
    ) ?? null
  );
}

export function subnetWith(facts: NetworkFacts, vpcId: string, address: string): Subnet | null {
  const all = allOf(facts, 'AWS::EC2::Subnet').filter((each) => each.vpcId === vpcId);
  return all.find((each) => isInSubnet(each, address)) ?? null;
}

export function isInSubnet(subnet: Subnet, address: string): boolean {
  const blocks = isIpv6(address)
    ? subnet.ipv6CidrBlocks
    : subnet.cidrBlock === null
      ? []
      : [subnet.cidrBlock];
  return blocks.some((block) => holds(block, address));
}

export function isInVpc(vpc: Pick<Vpc, 'cidrBlocks' | 'ipv6CidrBlocks'>, address: string): boolean {
  return [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].some((block) => holds(block, address));
}
