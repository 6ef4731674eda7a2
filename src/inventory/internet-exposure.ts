import { parsePrefix, publicParts } from '../model/address-range.ts';
import { allRead, eachOnce, mapReading, type Reading, type Unread, unread } from '../model/reading.ts';
import type { Resource } from '../model/resource-types.ts';
import type { Instance, NetworkInterface, SecurityGroupRule } from '../model/resources/ec2.ts';
import type { Settings } from '../model/settings.ts';
import { type Exposure, InternetExposure } from '../network/exposed/exposed.ts';
import { type HandedOn, type HandedTraffic, handedOn } from '../network/exposed/handed-on.ts';
import { type JointTraffic, together } from '../network/exposed/together.ts';
import { Network } from '../network/network.ts';
import { protocolNumber, TCP } from '../network/protocol.ts';
import { type Trace, tracePacket } from '../network/trace-packet.ts';
import type { Inventory } from './inventory.ts';
import { packetsOfRule } from './security-group-rules.ts';

/** What decides what gets through between the internet and an interface. */
const DECIDING = [
  'AWS::EC2::AccountDefaults',
  'AWS::EC2::EIP',
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::Instance',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::PrefixList',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
] as const;

/** The network of all accounts that were read, as far as the internet goes. */
export function internetNetwork(inventory: Inventory): Network {
  return inventory.derive('internet network', () => {
    const types: ReadonlySet<string> = new Set(DECIDING);
    return new Network({
      resources: DECIDING.flatMap((type): readonly Resource[] => inventory.of(type)),
      listings: inventory.snapshot.listings.filter(({ type }) => types.has(type)),
    });
  });
}

export function exposureOf(inventory: Inventory): InternetExposure {
  return inventory.derive('internet exposure', () => new InternetExposure(internetNetwork(inventory)));
}

/** What strangers get through to one address of an interface. */
export interface StrangersTraffic {
  readonly exposure: Exposure;
  readonly traffic: readonly (JointTraffic & { readonly share: number })[];
}

/**
 * What more of the internet gets through to an interface than one block of `widestPublicPrefix` holds: an office's
 * addresses are no strangers. By each of the interface's addresses that the internet knows.
 */
export function strangersTraffic(
  inventory: Inventory,
  networkInterface: NetworkInterface,
  { widestPublicPrefix }: Settings,
): readonly StrangersTraffic[] {
  const internet = exposureOf(inventory);
  return internet.of(networkInterface).map((exposure) => {
    const { family } = exposure;
    // What may get through is judged with what does: its packet is unknown to `witnessOf`.
    const known = [...together(exposure), ...together({ by: exposure.unsure })].map((each) => ({
      ...each,
      share: internet.share(family, each.addresses),
    }));
    return { exposure, traffic: known.filter(({ share }) => share > 2 ** -widestPublicPrefix[family]) };
  });
}

/** What load balancers hand on of what strangers send. */
interface BehindBalancers {
  /** By the interface that takes it. */
  readonly handed: ReadonlyMap<string, readonly HandedOn[]>;
  /** By the VPC of the load balancer: why there may be more. */
  readonly missing: ReadonlyMap<string, readonly Unread[]>;
}

export function behindBalancers(inventory: Inventory, settings: Settings): BehindBalancers {
  const { ipv4, ipv6 } = settings.widestPublicPrefix;
  return inventory.derive(`behind balancers ${ipv4} ${ipv6}`, () => {
    const nodes = inventory
      .of('AWS::EC2::NetworkInterface')
      .filter(({ description }) => description.startsWith('ELB '));
    const all = nodes.map((node) => ({ node, found: handedOnBy(inventory, node, settings) }));
    return {
      handed: Map.groupBy(
        all.flatMap(({ found }) => found.flatMap(({ handed }) => handed)),
        ({ networkInterfaceId }) => networkInterfaceId,
      ),
      missing: new Map(
        [...Map.groupBy(all, ({ node }) => node.vpcId)].map(([vpcId, own]) => [
          vpcId,
          eachOnce(own.flatMap(({ found }) => found.flatMap(({ missing }) => missing))),
        ]),
      ),
    };
  });
}

/** Listener by listener, of one node. */
function handedOnBy(
  inventory: Inventory,
  node: NetworkInterface,
  settings: Settings,
): readonly HandedTraffic[] {
  const internet = exposureOf(inventory);
  return strangersTraffic(inventory, node, settings).flatMap(({ exposure, traffic }) => [
    { handed: [], missing: exposure.missing },
    ...traffic.map((each) =>
      handedOn(internet, exposure, each, settings.widestPublicPrefix[exposure.family]),
    ),
  ]);
}

/** What of it is for one TCP port, as a range of that port alone; null: nothing. */
export function trafficAtPort(
  { traffic }: StrangersTraffic,
  port: number,
): StrangersTraffic['traffic'][number] | null {
  const found = traffic.find(({ protocol, from, to }) => protocol === TCP && from <= port && port <= to);
  return found ? { ...found, from: port, to: port, part: { ...found.part, from: port, to: port } } : null;
}

/**
 * What else brings the internet into a VPC, to addresses that the internet does not know: Global Accelerator and
 * CloudFront's VPC origins, which leave their interfaces in it. To whom they lead is not read.
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/secure-vpc-connections.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export function edgeEntrances(inventory: Inventory, vpcId: string): readonly Unread[] {
  const byVpc = inventory.derive(edgeEntrances, () =>
    Map.groupBy(
      inventory.of('AWS::EC2::NetworkInterface').filter((each) => isOfEdge(inventory, each)),
      (each) => each.vpcId,
    ),
  );
  return (byVpc.get(vpcId) ?? []).map(({ id }) =>
    unread(
      'rampart/network',
      `NotModelled: ${id} brings traffic of Global Accelerator or CloudFront into ${vpcId}`,
    ),
  );
}

const ORIGINS_GROUP = 'CloudFront-VPCOrigins-Service-SG';

function isOfEdge(inventory: Inventory, { interfaceType, securityGroupIds }: NetworkInterface): boolean {
  if (interfaceType === 'global_accelerator_managed') return true;
  const network = internetNetwork(inventory);
  return securityGroupIds.some(
    (id) => network.find('AWS::EC2::SecurityGroup', id)?.groupName === ORIGINS_GROUP,
  );
}

export function interfacesOfInstance(
  inventory: Inventory,
  { networkInterfaceIds, account, region }: Instance,
): Reading<readonly NetworkInterface[]> {
  const all = networkInterfaceIds.map((id) =>
    inventory.byId('AWS::EC2::NetworkInterface', id, { account, region }),
  );
  return mapReading(allRead(all), (found) => found.filter((each) => each !== null));
}

/** Whether the internet knows an address of the interface. */
export function hasInternetAddress(inventory: Inventory, networkInterface: NetworkInterface): boolean {
  return internetNetwork(inventory).shownAddresses(networkInterface).length > 0;
}

/** The packet that shows it, followed hop by hop; null: nothing is left to send. */
export function witnessOf(inventory: Inventory, exposure: Exposure, { part }: JointTraffic): Trace | null {
  const internet = exposureOf(inventory);
  const packet = internet.witness(exposure, part);
  return packet && tracePacket(internet.network, packet);
}

export interface AdmittingRule {
  readonly groupId: string;
  readonly rule: SecurityGroupRule;
}

/** The rules that admit some of it from the internet. */
export function admittingRules(
  inventory: Inventory,
  networkInterface: NetworkInterface,
  traffic: readonly JointTraffic[],
): readonly AdmittingRule[] {
  const network = internetNetwork(inventory);
  return networkInterface.securityGroupIds.flatMap((groupId) => {
    const rules = network.find('AWS::EC2::SecurityGroup', groupId)?.ingress ?? [];
    return rules
      .filter((rule) => isOfInternet(rule) && traffic.some((each) => admits(rule, each)))
      .map((rule) => ({ groupId, rule }));
  });
}

function isOfInternet({ peer }: SecurityGroupRule): boolean {
  if (peer.kind === 'group') return false;
  if (peer.kind === 'prefix-list') return true;
  const block = parsePrefix(peer.cidr);
  return block !== null && publicParts(block).length > 0;
}

function admits(rule: SecurityGroupRule, { protocol, from, to }: JointTraffic): boolean {
  const number = protocolNumber(rule.protocol);
  const range = packetsOfRule(rule);
  if (number === null) return true;
  return number === protocol && range.from <= to && from <= range.to;
}
