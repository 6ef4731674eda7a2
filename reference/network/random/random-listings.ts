import type { NetworkFacts } from '../../../src/model/network-facts.ts';
import { unread } from '../../../src/model/reading.ts';
import type { Resource, ResourceType } from '../../../src/model/resource-types.ts';
import type { Listing } from '../../../src/model/snapshot.ts';
import type { Dice } from './dice.ts';
import { HOMES } from './plan.ts';

export const LISTED: readonly [ResourceType, ...ResourceType[]] = [
  'AWS::EC2::RouteTable',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::AccountDefaults',
  'AWS::EC2::NatGateway',
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::VPNGateway',
  'AWS::EC2::VPNConnection',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::PrefixList',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancing::LoadBalancer',
];

/** Every account that has a part in it lists it: it is not there only where none of them was read. */
export const SHARED: ReadonlySet<ResourceType> = new Set([
  'AWS::EC2::VPCPeeringConnection',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayAttachment',
]);

/** Facts made by hand; or lists, of which some were not read: what they would have named is there in part, or not at all. */
export function randomlyListed(dice: Dice, resources: readonly Resource[]): NetworkFacts {
  if (!dice.chance(45)) return { resources, listings: [] };
  const homes = HOMES.slice(1);
  const broken = dice.chance(60) ? Array.from({ length: 1 + dice.upTo(2) }, () => dice.one(LISTED)) : [];
  const gap = unread('ec2:Describe', 'AccessDenied: not allowed');
  const listings = homes.flatMap(({ account, region }) =>
    LISTED.map((type): Listing => {
      const isBroken = broken.includes(type) && (SHARED.has(type) || dice.chance(70));
      return { account, region, type, gap: isBroken ? gap : null };
    }),
  );
  const isGone = (each: Resource) =>
    listings.some(
      ({ account, region, type, gap: missing }) =>
        missing !== null && type === each.type && account === each.account && region === each.region,
    ) && dice.chance(60);
  return { resources: resources.filter((each) => !isGone(each)), listings };
}
