import type { NetworkFacts } from '../../model/network-facts.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { Network } from '../network.ts';
import type { NetworkType } from '../network-types.ts';
import { passesOn } from '../passes-on.ts';
import type { Neighbours } from './neighbours.ts';

/** What belongs to no VPC and is little, or decides for all. */
const EVERYWHERE: readonly NetworkType[] = ['AWS::EC2::AccountDefaults', 'AWS::EC2::PrefixList'];
/** What stands between a VPC's interfaces and the internet. */
const OF_VPC: readonly NetworkType[] = [
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::RouteTable',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
];
/** What stands between VPCs, and between them and on-premises networks. */
const BETWEEN: readonly NetworkType[] = [
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::EC2::VPNConnection',
  'AWS::EC2::VPNGateway',
];
const OF_BALANCERS: readonly NetworkType[] = [
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
];

/** Of all facts those that decide about a few interfaces: what is edited and asked again stays small. */
export class Surroundings {
  readonly #network: Network;
  readonly #listings: NetworkFacts['listings'];
  readonly #byVpc: ReadonlyMap<string, readonly Resource[]>;
  readonly #everywhere: readonly Resource[];
  readonly #between: readonly Resource[];
  readonly #neighbours: Neighbours;
  readonly #passing: ReadonlyMap<string, readonly NetworkInterface[]>;
  readonly #ways = new Map<readonly string[], Ways>();
  readonly #balancers: readonly Resource[];
  readonly #elastic: ReadonlyMap<string | null, readonly Resource[]>;
  readonly #instances: ReadonlyMap<string | undefined, readonly Resource[]>;

  constructor(network: Network, listings: NetworkFacts['listings'], neighbours: Neighbours) {
    this.#network = network;
    this.#neighbours = neighbours;
    this.#listings = listings;
    const all = (types: readonly NetworkType[]): readonly Resource[] =>
      types.flatMap((each): readonly Resource[] => network.all(each));
    this.#byVpc = byVpc(all(OF_VPC));
    this.#everywhere = all(EVERYWHERE);
    this.#between = all(BETWEEN);
    this.#passing = Map.groupBy(passing(network), (each) => each.vpcId);
    this.#balancers = all(OF_BALANCERS);
    this.#elastic = Map.groupBy(network.all('AWS::EC2::EIP'), (each) => each.networkInterfaceId);
    this.#instances = Map.groupBy(
      network.all('AWS::EC2::Instance'),
      ({ networkInterfaceIds: [first] }) => first,
    );
  }

  /** What decides which packets of the internet reach these interfaces. */
  of(interfaces: readonly NetworkInterface[]): NetworkFacts {
    const vpcIds = new Set(interfaces.map((each) => each.vpcId));
    return this.#around(interfaces, this.#ofVpcs([...vpcIds]));
  }

  /** And what they send to the internet, to each other and to on premises, by whatever VPCs and gateways it goes. */
  withWays(interfaces: readonly NetworkInterface[]): NetworkFacts {
    const ways = [...new Set(interfaces.map((each) => this.#neighbours.joined(each.vpcId)))].map((vpcIds) =>
      this.#waysOf(vpcIds),
    );
    const passed = ways.flatMap((each) => each.passed);
    const between = ways.flatMap((each) => each.resources);
    return this.#around([...new Set([...interfaces, ...passed])], [...this.#between, ...between]);
  }

  /** Of VPCs that are joined; each set of edits asks for the same ones. */
  #waysOf(vpcIds: readonly string[]): Ways {
    const known = this.#ways.get(vpcIds);
    if (known) return known;
    const passed = vpcIds.flatMap((id) => this.#passing.get(id) ?? []);
    const found = { resources: this.#ofVpcs(vpcIds), passed };
    this.#ways.set(vpcIds, found);
    return found;
  }

  #ofVpcs(vpcIds: readonly string[]): readonly Resource[] {
    return vpcIds.flatMap((id) => this.#byVpc.get(id) ?? []);
  }

  #around(interfaces: readonly NetworkInterface[], ways: readonly Resource[]): NetworkFacts {
    const groupIds = new Set(interfaces.flatMap((each) => each.securityGroupIds));
    const isBalanced = interfaces.some(({ description }) => description.startsWith('ELB '));
    const resources = [
      ...this.#everywhere,
      ...ways,
      ...[...groupIds].flatMap((id) => this.#network.find('AWS::EC2::SecurityGroup', id) ?? []),
      ...interfaces,
      ...interfaces.flatMap(({ id }) => [
        ...(this.#elastic.get(id) ?? []),
        ...(this.#instances.get(id) ?? []),
      ]),
      ...(isBalanced ? this.#balancers : []),
    ];
    return { resources, listings: this.#listings };
  }
}

/** What is on the way between VPCs that are joined, and in them. */
interface Ways {
  readonly resources: readonly Resource[];
  readonly passed: readonly NetworkInterface[];
}

/** Interfaces that take packets for others, by what they are or because routes lead to them. */
function passing(network: Network): readonly NetworkInterface[] {
  const tables = network.all('AWS::EC2::RouteTable');
  const targets = new Set(tables.flatMap(({ routes }) => routes.map(({ target }) => target.id)));
  return network
    .all('AWS::EC2::NetworkInterface')
    .filter(
      (each) =>
        passesOn(each) ||
        !each.sourceDestCheck ||
        targets.has(each.id) ||
        targets.has(each.attachment?.instanceId ?? ''),
    );
}

function byVpc(all: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const each of all)
    for (const id of vpcIdsOf(each)) {
      const known = found.get(id) ?? [];
      known.push(each);
      found.set(id, known);
    }
  return found;
}

function vpcIdsOf(resource: Resource): readonly string[] {
  if (resource.type === 'AWS::EC2::VPC') return [resource.id];
  if ('vpcIds' in resource) return resource.vpcIds ?? [];
  return 'vpcId' in resource && typeof resource.vpcId === 'string' ? [resource.vpcId] : [];
}
