import { publicParts } from '../../model/address-range.ts';
import { globMatches } from '../../model/glob.ts';
import type { NetworkSelector } from '../../model/network-intent.ts';
import { eachOnce, type Unread, unread } from '../../model/reading.ts';
import type { Tags } from '../../model/resource.ts';
import type { Instance, NetworkInterface } from '../../model/resources/ec2.ts';
import { blockOf, holds, parseAddress, withinAny } from '../address.ts';
import { balancerAt } from '../load-balancer.ts';
import { type Network, ownAddresses } from '../network.ts';
import type { NetworkType } from '../network-types.ts';
import { ownBlocks } from './own-blocks.ts';

/** What a selector names, of what was read. */
export interface Selected {
  readonly interfaces: readonly NetworkInterface[];
  /** Blocks of the internet: of a selector by address alone. */
  readonly blocks: readonly string[];
  /** Why it may name more, or other ones. */
  readonly missing: readonly Unread[];
}

/** What an interface is or belongs to, by which it may be named. */
interface Bearer {
  readonly names: readonly string[];
  readonly tags: Tags;
}

export function selectedBy(network: Network, selector: NetworkSelector): Selected {
  const interfaces = network
    .all('AWS::EC2::NetworkInterface')
    .filter((each) => names(network, selector, each));
  const outside = outsideOf(network, selector);
  const types: readonly NetworkType[] = [
    'AWS::EC2::NetworkInterface',
    ...(selector.tags || selector.names ? BEARERS : []),
    ...(selector.securityGroups ? (['AWS::EC2::SecurityGroup'] as const) : []),
    ...(selector.subnets ? (['AWS::EC2::Subnet'] as const) : []),
  ];
  const gaps = types.flatMap((type) => network.anyGap(type) ?? []);
  return { interfaces, blocks: outside.blocks, missing: eachOnce([...gaps, ...outside.missing]) };
}

const BEARERS = [
  'AWS::EC2::Instance',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
] as const;

function names(network: Network, selector: NetworkSelector, each: NetworkInterface): boolean {
  const { tags, securityGroups, subnets, names: named, addresses } = selector;
  if (addresses && !addressesOf(network, each).some((address) => withinAny(address, addresses))) return false;
  if (subnets && !matchesAny(subnets, namesOfSubnet(network, each))) return false;
  if (securityGroups && !matchesAny(securityGroups, namesOfGroups(network, each))) return false;
  if (!tags && !named) return true;
  const bearers = bearersOf(network, each);
  if (named && !bearers.some((bearer) => matchesAny(named, bearer.names))) return false;
  return !tags || bearers.some((bearer) => hasTags(bearer.tags, tags));
}

function matchesAny(globs: readonly string[], texts: readonly string[]): boolean {
  return globs.some((glob) => texts.some((text) => globMatches(glob, text)));
}

function hasTags(tags: Tags, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, glob]) => {
    const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
    return value !== undefined && globMatches(glob, value);
  });
}

function addressesOf(network: Network, each: NetworkInterface) {
  const shown = network.shownAddresses(each).flatMap((address) => parseAddress(address.shown) ?? []);
  return [...ownAddresses(each), ...shown];
}

function namesOfSubnet(network: Network, { subnetId }: NetworkInterface): readonly string[] {
  return [subnetId, ...nameTag(network.find('AWS::EC2::Subnet', subnetId)?.tags)];
}

function namesOfGroups(network: Network, { securityGroupIds }: NetworkInterface): readonly string[] {
  return securityGroupIds.flatMap((id) => {
    const group = network.find('AWS::EC2::SecurityGroup', id);
    return group ? [id, group.groupName, ...nameTag(group.tags)] : [id];
  });
}

/** The interface, its instance, and the load balancer whose node it is. */
function bearersOf(network: Network, each: NetworkInterface): readonly Bearer[] {
  const instance = instanceOf(network, each);
  const balancer = balancerAt(network, each);
  const arn = balancer.status === 'read' ? balancer.value?.arn : undefined;
  const own =
    arn === undefined
      ? []
      : [
          ...network.all('AWS::ElasticLoadBalancingV2::LoadBalancer'),
          ...network.all('AWS::ElasticLoadBalancing::LoadBalancer'),
        ].filter((known) => known.arn === arn);
  return [each, ...(instance ? [instance] : []), ...own].map(({ id, name, tags = {} }: Named) => ({
    names: [id, ...(name === undefined ? [] : [name]), ...nameTag(tags)],
    tags,
  }));
}

interface Named {
  readonly id: string;
  readonly name?: string;
  readonly tags?: Tags;
}

function instanceOf(network: Network, { attachment }: NetworkInterface): Instance | null {
  const id = attachment?.instanceId ?? null;
  return id === null ? null : network.find('AWS::EC2::Instance', id);
}

function nameTag(tags: Tags | undefined): readonly string[] {
  return tags && Object.hasOwn(tags, 'Name') && tags['Name'] !== undefined ? [tags['Name']] : [];
}

/**
 * Addresses that no interface has: what is public of them, and no VPC's, is on the internet; the rest may be beyond a
 * gateway.
 */
function outsideOf(
  network: Network,
  { addresses, ...others }: NetworkSelector,
): Pick<Selected, 'blocks' | 'missing'> {
  if (!addresses || Object.keys(others).length > 0) return { blocks: [], missing: [] };
  const isPublic = (cidr: string): boolean => {
    const block = blockOf(cidr);
    return block !== null && publicParts(block).length > 0;
  };
  const known = addresses.filter(isPublic);
  const own = ownBlocks(network);
  const blocks = known.filter((cidr) => !own.some((each) => holds(each, cidr)));
  const gateway = known.length < addresses.length ? wayOnPremises(network) : null;
  const why = `NotModelled: hosts beyond ${gateway} may have addresses of ${addresses.join(', ')}`;
  return { blocks, missing: gateway === null ? [] : [unread('rampart/network', why)] };
}

function wayOnPremises(network: Network): string | null {
  const gateway = network.all('AWS::EC2::VPNGateway').find(({ vpcIds }) => vpcIds.length > 0);
  const attachment = network
    .all('AWS::EC2::TransitGatewayAttachment')
    .find(({ resourceType }) => resourceType !== 'vpc');
  return gateway?.id ?? attachment?.id ?? null;
}
