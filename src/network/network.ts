import type { Family } from '../model/address-range.ts';
import type { NetworkFacts } from '../model/network-facts.ts';
import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { Resource, ResourceOf, ResourceType } from '../model/resource-types.ts';
import type {
  Ec2AccountDefaults,
  ElasticIp,
  Instance,
  NetworkAcl,
  NetworkInterface,
  RouteTable,
  Subnet,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
  Vpc,
} from '../model/resources/ec2.ts';
import type { LoadBalancer } from '../model/resources/load-balancing.ts';
import { type Address, addressText, firstIn, parseAddress, withinAny } from './address.ts';
import { listingCall, type NetworkType } from './network-types.ts';
import { PrefixIndex } from './prefix-index.ts';
import { NAT_PORTS } from './protocol.ts';

/** Where a list is kept: what names a resource tells where it would have been listed. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/** Fields that are always a text. */
type TextField<R> = { [Field in keyof R & string]: R[Field] extends string ? Field : never }[keyof R &
  string];

/** An interface and which of its addresses was meant. */
export interface AddressOwner {
  readonly networkInterface: NetworkInterface;
  /** The address that the interface itself has: of a public IPv4 address, the private one it is mapped to. */
  readonly address: Address;
}

export interface ShownAddress {
  readonly family: Family;
  /** Where the internet sends. */
  readonly shown: string;
  /** What the interface has. */
  readonly own: string;
}

/**
 * The facts, indexed by what a packet asks on its way. Nothing that was not read is taken to be absent: what is named
 * and not there, and what a broken-off list may hold, is unread.
 */
export class Network {
  readonly #byType = new Map<ResourceType, Resource[]>();
  readonly #byId = new Map<ResourceType, ReadonlyMap<string, Resource>>();
  readonly #listed = new Map<string, Unread | null>();
  readonly #derived = new Map<string, unknown>();

  /** Settings that were not read are taken to be as AWS makes them: for facts that say nothing of them at all. */
  readonly assumesDefaults: boolean;

  constructor(facts: NetworkFacts, { assumesDefaults = false }: { readonly assumesDefaults?: boolean } = {}) {
    this.assumesDefaults = assumesDefaults;
    for (const resource of facts.resources) listAt(this.#byType, resource.type).push(resource);
    for (const { type, account, region, gap } of facts.listings)
      this.#listed.set(`${type} ${account} ${region}`, gap);
  }

  all<Type extends NetworkType>(type: Type): readonly ResourceOf<Type>[] {
    return (this.#byType.get(type) ?? []) as readonly Resource[] as readonly ResourceOf<Type>[]; // kept by type
  }

  find<Type extends NetworkType>(type: Type, id: string): ResourceOf<Type> | null {
    const byId = this.#byId.get(type) ?? this.#indexed(type);
    return (byId.get(id) as ResourceOf<Type> | undefined) ?? null;
  }

  /** Of several with one id the first counts. */
  #indexed(type: NetworkType): ReadonlyMap<string, Resource> {
    const byId = new Map<string, Resource>();
    for (const each of this.all(type)) if (!byId.has(each.id)) byId.set(each.id, each);
    this.#byId.set(type, byId);
    return byId;
  }

  /** All that have a text in one of their fields, in their order. */
  having<Type extends NetworkType>(
    type: Type,
    field: TextField<ResourceOf<Type>>,
    text: string,
  ): readonly ResourceOf<Type>[] {
    const index = this.#derive(`${type} by ${field}`, () =>
      Map.groupBy(this.all(type), (each): unknown => each[field]),
    );
    return index.get(text) ?? [];
  }

  /** As its nodes name it: `app/web/50dc6c495c0c9188`; null: it is not among what was read. */
  loadBalancerNamed(path: string, region: string): LoadBalancer | null {
    const index = this.#derive('load balancers', () =>
      Map.groupBy(this.all('AWS::ElasticLoadBalancingV2::LoadBalancer'), (each) => {
        const [, named = ''] = each.arn.split(':loadbalancer/');
        return `${each.region} ${named}`;
      }),
    );
    return index.get(`${region} ${path}`)?.[0] ?? null;
  }

  /** What something names by its id; unread where it was not listed, for whatever reason. */
  named<Type extends NetworkType>(type: Type, id: string, by: Place): Reading<ResourceOf<Type>> {
    const found = this.find(type, id);
    if (found) return read(found);
    return (
      this.gap(type, by) ??
      unread(listingCall(type), `NotListed: ${id} is named and was not among what was read`)
    );
  }

  /** The blocks of a prefix list. */
  cidrsOf(prefixListId: string, by: Place): Reading<readonly string[]> {
    const list = this.named('AWS::EC2::PrefixList', prefixListId, by);
    return list.status === 'read' ? list.value.cidrs : list;
  }

  /** Why a list may not be whole; null: it is. Without any listings the facts were made by hand, and are all there is. */
  gap(type: NetworkType, { account, region }: Place): Unread | null {
    if (this.#listed.size === 0) return null;
    const gap = this.#listed.get(`${type} ${account} ${region}`);
    return gap === undefined
      ? unread(listingCall(type), `AccountNotRead: ${region} of account ${account} was not read`)
      : gap;
  }

  /** Some list of the type is not whole, in whatever account: an address found nowhere may be there. */
  anyGap(type: NetworkType): Unread | null {
    return this.#derive(`any gap ${type}`, () => {
      const listed = [...this.#listed].find(([key, gap]) => gap && key.startsWith(`${type} `));
      return listed?.[1] ?? null;
    });
  }

  /** The interface that has an address inside a VPC; null: none has it. */
  inVpc(vpc: Vpc, address: Address): Reading<AddressOwner | null> {
    const owner = this.#owners.private.get(addressKey(vpc.id, address)) ?? this.#delegated(vpc.id, address);
    if (owner) return read(owner);
    return this.gap('AWS::EC2::NetworkInterface', ownersPlace(vpc)) ?? read(null);
  }

  /** The interface that the internet reaches by an address: a public IPv4 address mapped to it, or its IPv6 address. */
  onInternet(address: Address): AddressOwner | null {
    return this.#owners.public.get(addressKey('', address)) ?? this.#delegated(null, address);
  }

  /** Of an IPv6 block that is a VPC's: whoever has it is in there, and nobody out on the internet. */
  isOfVpc(address: Address): boolean {
    return this.vpcHolding(address) !== null;
  }

  /** The VPC whose IPv6 block holds the address. */
  vpcHolding(address: Address): Vpc | null {
    return this.all('AWS::EC2::VPC').find((each) => withinAny(address, each.ipv6CidrBlocks)) ?? null;
  }

  /** An address out of a prefix that is delegated to an interface as a whole. */
  #delegated(vpcId: string | null, address: Address): AddressOwner | null {
    const holder = this.#owners.prefixed.find(
      (each) =>
        (vpcId === null ? address.family === 'ipv6' : each.vpcId === vpcId) &&
        withinAny(address, address.family === 'ipv4' ? each.ipv4Prefixes : each.ipv6Prefixes),
    );
    return holder ? { networkInterface: holder, address } : null;
  }

  get #owners(): Owners {
    return this.#derive('owners', () => ownersOf(this));
  }

  /** Public IPv4 address by private one, of one interface. */
  publicAddressOf(networkInterface: NetworkInterface, address: Address): Address | null {
    const own = addressText(address);
    const mapped = this.shownAddresses(networkInterface).find((each) => each.own === own);
    return mapped ? parseAddress(mapped.shown) : null;
  }

  /**
   * Where the internet sends to an interface: public IPv4 addresses and what they are mapped to, IPv6 addresses, and of
   * an IPv6 prefix that is delegated to it the first. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html
   */
  shownAddresses(networkInterface: NetworkInterface): readonly ShownAddress[] {
    const { id, privateIpAddresses, ipv6Addresses, ipv6Prefixes } = networkInterface;
    const mapped = mappedBy(privateIpAddresses, this.#mappings.get(id) ?? NO_MAPPINGS);
    if (ipv6Addresses.length + ipv6Prefixes.length === 0) return mapped;
    const firsts = ipv6Prefixes.flatMap((cidr) => firstIn(cidr) ?? []).map(addressText);
    const ipv6 = [...ipv6Addresses, ...firsts];
    return [...mapped, ...ipv6.map((text) => ({ family: 'ipv6' as const, shown: text, own: text }))];
  }

  /** What Elastic IPs and instances tell of interfaces. */
  get #mappings(): ReadonlyMap<string, readonly Mapping[]> {
    return this.#derive('mappings', () =>
      Map.groupBy(
        [
          ...elasticAddresses(this.all('AWS::EC2::EIP')),
          ...instanceAddresses(this.all('AWS::EC2::Instance')),
        ],
        (each) => each.networkInterfaceId,
      ),
    );
  }

  vpcOf(resource: Place & { readonly vpcId: string }): Reading<Vpc> {
    return this.named('AWS::EC2::VPC', resource.vpcId, resource);
  }

  /** The table that is associated with the subnet, or else the VPC's main one. */
  routeTableOf(subnet: Subnet): Reading<RouteTable> {
    const table = this.#tables.bySubnet.get(subnet.id) ?? this.#tables.mainByVpc.get(subnet.vpcId);
    const gap = this.gap('AWS::EC2::RouteTable', ownersPlace(subnet));
    // An explicit association is known from the table that has it; the main table is only a guess while some are missing.
    if (table && (this.#tables.bySubnet.has(subnet.id) || !gap)) return read(table);
    return gap ?? unread('ec2:DescribeRouteTables', `NotListed: no route table of ${subnet.id} was read`);
  }

  /** The table that redirects what comes in by a gateway; null: none does. */
  edgeTableOf(gatewayId: string, vpc: Vpc): Reading<RouteTable | null> {
    const table = this.#tables.byGateway.get(gatewayId);
    if (table) return read(table);
    return this.gap('AWS::EC2::RouteTable', ownersPlace(vpc)) ?? read(null);
  }

  get #tables() {
    return this.#derive('tables', () => tablesOf(this.all('AWS::EC2::RouteTable')));
  }

  networkAclOf(subnet: Subnet): Reading<NetworkAcl> {
    const acl = this.#acls.bySubnet.get(subnet.id);
    if (acl) return read(acl);
    const gap = this.gap('AWS::EC2::NetworkAcl', ownersPlace(subnet));
    const standard = this.#acls.standardByVpc.get(subnet.vpcId);
    if (standard && !gap) return read(standard);
    return gap ?? unread('ec2:DescribeNetworkAcls', `NotListed: no network ACL of ${subnet.id} was read`);
  }

  get #acls() {
    return this.#derive('acls', () => {
      const all = this.all('AWS::EC2::NetworkAcl');
      return {
        bySubnet: new Map(all.flatMap((acl) => acl.subnetIds.map((id) => [id, acl] as const))),
        standardByVpc: new Map(all.filter((acl) => acl.isDefault).map((acl) => [acl.vpcId, acl] as const)),
      };
    });
  }

  /**
   * Of the ports that a NAT gateway chooses from one of each kind: only where an entry of an ACL begins or ends may two
   * neighbours fare differently.
   */
  get natPorts(): readonly number[] {
    return this.#derive('NAT ports', () => {
      const [first = 0] = NAT_PORTS;
      return [first, ...this.aclPorts.filter((port) => first < port)];
    });
  }

  /** Where an entry of some ACL begins, or the ports behind it do. */
  get aclPorts(): readonly number[] {
    return this.#derive('ACL ports', () => {
      const ranges = this.all('AWS::EC2::NetworkAcl').flatMap(({ entries }) =>
        entries.flatMap(({ portRange }) => portRange ?? []),
      );
      const starts = ranges.flatMap(({ from, to }) => [from, to + 1]);
      return [...new Set(starts.filter((port) => port <= 65_535))].toSorted((a, b) => a - b);
    });
  }

  /** The internet gateway attached to a VPC; null: it has none. */
  internetGatewayOf(vpc: Vpc): Reading<ResourceOf<'AWS::EC2::InternetGateway'> | null> {
    const found = this.#derive('internet gateways', () => byVpc(this.all('AWS::EC2::InternetGateway'))).get(
      vpc.id,
    );
    if (found) return read(found);
    return this.gap('AWS::EC2::InternetGateway', ownersPlace(vpc)) ?? read(null);
  }

  /** A VPC's attachment to a transit gateway; null: none. */
  attachmentOf(transitGatewayId: string, vpc: Vpc): Reading<TransitGatewayAttachment | null> {
    const found = this.#attachments.ofVpc.get(`${transitGatewayId} ${vpc.id}`);
    if (found) return read(found);
    return this.gap('AWS::EC2::TransitGatewayAttachment', ownersPlace(vpc)) ?? read(null);
  }

  /** Of an attachment its one end, or both of a peering's that were read. */
  attachmentsNamed(id: string): readonly TransitGatewayAttachment[] {
    return this.#attachments.byId.get(id) ?? [];
  }

  get #attachments() {
    return this.#derive('attachments', () => {
      const all = this.all('AWS::EC2::TransitGatewayAttachment');
      const ofVpcs = all.filter(({ resourceType }) => resourceType === 'vpc').toReversed();
      return {
        byId: Map.groupBy(all, ({ id }) => id),
        ofVpc: new Map(ofVpcs.map((each) => [`${each.transitGatewayId} ${each.resourceId}`, each])),
      };
    });
  }

  /** A transit gateway table's routes by their blocks, and those that name prefix lists. */
  routesOf<R extends { readonly destinationCidrBlock: string | null }>(
    { id }: TransitGatewayRouteTable,
    routes: readonly R[],
  ): { readonly named: PrefixIndex<R>; readonly lists: readonly R[] } {
    return this.#derive(`routes of ${id}`, () => ({
      named: new PrefixIndex(
        routes.flatMap((each) =>
          each.destinationCidrBlock === null ? [] : [[each.destinationCidrBlock, each] as const],
        ),
      ),
      lists: routes.filter(({ destinationCidrBlock }) => destinationCidrBlock === null),
    }));
  }

  /** The account's settings for the region, with VPC Block Public Access among them; null: none were listed. */
  defaultsOf(vpc: Vpc): Ec2AccountDefaults | null {
    const { account, region } = ownersPlace(vpc);
    return (
      this.all('AWS::EC2::AccountDefaults').find(
        (each) => each.account === account && each.region === region,
      ) ?? null
    );
  }

  /** The interfaces that hold a group. */
  membersOf(groupId: string): readonly NetworkInterface[] {
    return (
      this.#derive('members', () => {
        const members = new Map<string, NetworkInterface[]>();
        for (const each of this.all('AWS::EC2::NetworkInterface'))
          for (const id of each.securityGroupIds) listAt(members, id).push(each);
        return members;
      }).get(groupId) ?? []
    );
  }

  #derive<T>(key: string, compute: () => T): T {
    const known = this.#derived.get(key);
    if (known !== undefined) return known as T;
    const found = compute();
    this.#derived.set(key, found);
    return found;
  }
}

interface Owners {
  readonly private: ReadonlyMap<string, AddressOwner>;
  readonly public: ReadonlyMap<string, AddressOwner>;
  readonly prefixed: readonly NetworkInterface[];
}

/** `VPC, address` */
function addressKey(id: string, { family, bits }: Address): string {
  return `${id} ${family} ${bits}`;
}

/** That a public address is mapped to an interface's private one: three lists tell it. */
interface Mapping {
  readonly networkInterfaceId: string;
  readonly privateIpAddress: string;
  readonly publicIp: string;
}

const NO_MAPPINGS: readonly Mapping[] = [];
const NONE_SHOWN: readonly ShownAddress[] = [];

/** Public IPv4 addresses, which an interface tells itself, mostly one; and those that only other lists tell. */
function mappedBy(
  own: NetworkInterface['privateIpAddresses'],
  told: readonly Mapping[],
): readonly ShownAddress[] {
  const [only] = own;
  if (only && own.length === 1 && told.length === 0)
    return only.publicIp === null ? NONE_SHOWN : [shownAt(only.publicIp, only.privateIpAddress)];
  const shown: ShownAddress[] = [];
  for (const { publicIp, privateIpAddress } of own)
    if (publicIp !== null) shown.push(shownAt(publicIp, privateIpAddress));
  for (const { publicIp, privateIpAddress } of told)
    if (!shown.some((each) => each.shown === publicIp)) shown.push(shownAt(publicIp, privateIpAddress));
  return shown;
}

function shownAt(shown: string, own: string): ShownAddress {
  return { family: 'ipv4', shown, own };
}

function elasticAddresses(addresses: readonly ElasticIp[]): readonly Mapping[] {
  return addresses.flatMap(({ networkInterfaceId, privateIpAddress, publicIp }) =>
    networkInterfaceId === null || privateIpAddress === null
      ? []
      : [{ networkInterfaceId, privateIpAddress, publicIp }],
  );
}

/** An instance's addresses are those of its first interface. */
function instanceAddresses(instances: readonly Instance[]): readonly Mapping[] {
  return instances.flatMap(
    ({ networkInterfaceIds: [networkInterfaceId], privateIpAddress, publicIpAddress }) =>
      networkInterfaceId === undefined || privateIpAddress === null || publicIpAddress === null
        ? []
        : [{ networkInterfaceId, privateIpAddress, publicIp: publicIpAddress }],
  );
}

function ownersOf(network: Network): Owners {
  const inside = new Map<string, AddressOwner>();
  const outside = new Map<string, AddressOwner>();
  const interfaces = network.all('AWS::EC2::NetworkInterface');
  for (const networkInterface of interfaces) {
    for (const address of ownAddresses(networkInterface))
      inside.set(addressKey(networkInterface.vpcId, address), { networkInterface, address });
    for (const { shown, own } of network.shownAddresses(networkInterface)) {
      const [seen, address] = [parseAddress(shown), parseAddress(own)];
      if (seen && address) outside.set(addressKey('', seen), { networkInterface, address });
    }
  }
  const prefixed = interfaces.filter((each) => each.ipv4Prefixes.length + each.ipv6Prefixes.length > 0);
  return { private: inside, public: outside, prefixed };
}

/** The addresses that an interface itself has. */
export function ownAddresses({ privateIpAddresses, ipv6Addresses }: NetworkInterface): readonly Address[] {
  return [...privateIpAddresses.map((each) => each.privateIpAddress), ...ipv6Addresses].flatMap(
    (text) => parseAddress(text) ?? [],
  );
}

function tablesOf(tables: readonly RouteTable[]) {
  return {
    bySubnet: new Map(tables.flatMap((table) => table.subnetIds.map((id) => [id, table] as const))),
    mainByVpc: new Map(tables.filter((table) => table.main).map((table) => [table.vpcId, table] as const)),
    byGateway: new Map(tables.flatMap((table) => table.gatewayIds.map((id) => [id, table] as const))),
  };
}

function byVpc<R extends { readonly vpcIds: readonly string[] }>(all: readonly R[]): ReadonlyMap<string, R> {
  return new Map(all.flatMap((each) => each.vpcIds.map((id) => [id, each] as const)));
}

/** A VPC's own things are listed in full to its owner, those of the accounts it is shared with included. */
function ownersPlace(shared: { readonly ownerId: string; readonly region: string }): Place {
  return { account: shared.ownerId, region: shared.region };
}

function listAt<K, V>(map: Map<K, V[]>, key: K): V[] {
  const known = map.get(key);
  if (known) return known;
  const found: V[] = [];
  map.set(key, found);
  return found;
}
