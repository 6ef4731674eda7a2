import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { NetworkInterface } from '../model/resources/ec2.ts';
import type {
  ClassicLoadBalancer,
  ListenerAction,
  LoadBalancer,
  TargetGroup,
} from '../model/resources/load-balancing.ts';
import { type Address, parseAddress } from './address.ts';
import { balancerAt } from './load-balancer.ts';
import type { Network } from './network.ts';
import { TCP, UDP } from './protocol.ts';

/** One address that a listener hands connections to. */
export interface Target {
  /** As it is registered: an instance's id, an address, an ALB's ARN. */
  readonly id: string;
  readonly address: Address;
  readonly port: number;
  readonly protocol: number;
  /** Whether it sees the client's address; both where that is not known. */
  readonly preserves: readonly boolean[];
}

export interface Targets {
  readonly known: readonly Target[];
  /** Why there may be more. */
  readonly missing: readonly Unread[];
}

export interface Taken {
  readonly node: NetworkInterface;
  readonly loadBalancerArn: string;
  /** The listener's. */
  readonly port: number;
  /** Of the connection that was taken. */
  readonly protocol: number;
}

/** What a load balancer's node may hand a connection to. */
export function targetsOf(network: Network, taken: Taken): Targets {
  const { loadBalancerArn: arn } = taken;
  const [v2] = network.having('AWS::ElasticLoadBalancingV2::LoadBalancer', 'arn', arn);
  if (v2) return targetsOfListener(network, taken, v2);
  const [classic] = network.having('AWS::ElasticLoadBalancing::LoadBalancer', 'arn', arn);
  return classic ? registeredInstances(network, taken, classic) : { known: [], missing: [] };
}

function joined(all: readonly Targets[]): Targets {
  return { known: all.flatMap((each) => each.known), missing: all.flatMap((each) => each.missing) };
}

function missingOnly(missing: Unread): Targets {
  return { known: [], missing: [missing] };
}

function targetsOfListener(network: Network, taken: Taken, balancer: LoadBalancer): Targets {
  const listener = network
    .having('AWS::ElasticLoadBalancingV2::Listener', 'loadBalancerArn', balancer.arn)
    .find((each) => each.port === taken.port);
  if (!listener) return { known: [], missing: [] };
  const rules = listener.rules.status === 'read' ? listener.rules.value : [];
  const arns = groupArns([...listener.defaultActions, ...rules.flatMap((rule) => rule.actions)]);
  const groups = arns.map((arn) => groupTargets(network, taken, balancer, arn));
  const unreadRules = listener.rules.status === 'unread' ? [missingOnly(listener.rules)] : [];
  return joined([...groups, ...unreadRules]);
}

function groupArns(actions: readonly ListenerAction[]): readonly string[] {
  return [...new Set(actions.flatMap((action) => action.targetGroupArns))];
}

function groupTargets(network: Network, taken: Taken, balancer: LoadBalancer, arn: string): Targets {
  const [group] = network.having('AWS::ElasticLoadBalancingV2::TargetGroup', 'arn', arn);
  if (!group) {
    const why = `NotListed: ${balancer.arn} hands on to ${arn}, which was not among what was read`;
    return missingOnly(
      network.gap('AWS::ElasticLoadBalancingV2::TargetGroup', balancer) ??
        unread('elasticloadbalancing:DescribeTargetGroups', why),
    );
  }
  if (group.targetType === 'lambda') return { known: [], missing: [] };
  if (group.targets.status === 'unread') return missingOnly(group.targets);
  return joined(
    group.targets.value
      .filter(({ state }) => state !== 'draining')
      .map((registered) => {
        const zone = registered.availabilityZone;
        const near = isServed(taken.node, balancer, group, zone);
        if (near.status === 'unread') return missingOnly(near);
        if (!near.value) return { known: [], missing: [] };
        const port = registered.port ?? group.port;
        return port === null
          ? { known: [], missing: [] }
          : addressed(network, taken, balancer, group, registered.id, port);
      }),
  );
}

/**
 * Without cross-zone load balancing a node hands on within its own zone.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#cross-zone-load-balancing
 */
function isServed(
  node: NetworkInterface,
  balancer: LoadBalancer,
  group: TargetGroup,
  zone: string | null,
): Reading<boolean> {
  if (zone === null || zone === 'all' || zone === node.availabilityZone) return read(true);
  const own = group.attributes;
  const said = own.status === 'read' ? own.value['load_balancing.cross_zone.enabled'] : undefined;
  if (said === 'true' || said === 'false') return read(said === 'true');
  if (balancer.loadBalancerType === 'application') return own.status === 'read' ? read(true) : own;
  if (balancer.attributes.status === 'unread') return balancer.attributes;
  return read(balancer.attributes.value['load_balancing.cross_zone.enabled'] === 'true');
}

function addressed(
  network: Network,
  taken: Taken,
  balancer: LoadBalancer,
  group: TargetGroup,
  id: string,
  port: number,
): Targets {
  const protocol = carriedBy(group, taken);
  const preserves = preservesClient(balancer, group);
  const addresses = addressesOf(network, balancer, group, id);
  if (addresses.status === 'unread') return missingOnly(addresses);
  return {
    known: addresses.value.map((address) => ({ id, address, port, protocol, preserves })),
    missing: [],
  };
}

function carriedBy({ protocol }: TargetGroup, taken: Taken): number {
  if (protocol === 'UDP' || protocol === 'QUIC' || protocol === 'GENEVE') return UDP;
  return protocol === 'TCP_UDP' || protocol === 'TCP_QUIC' ? taken.protocol : TCP;
}

const ALWAYS_PRESERVED: ReadonlySet<string> = new Set(['UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC']);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation */
function preservesClient(
  balancer: LoadBalancer,
  { protocol, attributes, targetType }: TargetGroup,
): readonly boolean[] {
  if (balancer.loadBalancerType !== 'network') return [false];
  if (ALWAYS_PRESERVED.has(protocol ?? '')) return [true];
  if (attributes.status === 'unread') return [true, false];
  const said = attributes.value['preserve_client_ip.enabled'];
  return [said === undefined ? targetType !== 'ip' : said === 'true'];
}

function addressesOf(
  network: Network,
  balancer: LoadBalancer,
  { targetType }: TargetGroup,
  id: string,
): Reading<readonly Address[]> {
  if (targetType === 'instance') return instanceAddress(network, id, balancer);
  if (targetType === 'alb') return nodeAddresses(network, id);
  const address = parseAddress(id);
  return read(address ? [address] : []);
}

/** An instance is registered with its primary interface. */
function instanceAddress(
  network: Network,
  id: string,
  by: { readonly account: string; readonly region: string },
): Reading<readonly Address[]> {
  const instance = network.named('AWS::EC2::Instance', id, by);
  const text = instance.status === 'read' ? instance.value.privateIpAddress : interfaceAddress(network, id);
  const address = parseAddress(text ?? '');
  if (address) return read([address]);
  return instance.status === 'unread' ? instance : read([]);
}

function interfaceAddress(network: Network, instanceId: string): string | null {
  const found = network
    .all('AWS::EC2::NetworkInterface')
    .filter((each) => each.attachment?.instanceId === instanceId);
  const [only] = found;
  return found.length === 1
    ? (only?.privateIpAddresses.find((each) => each.primary)?.privateIpAddress ?? null)
    : null;
}

function nodeAddresses(network: Network, arn: string): Reading<readonly Address[]> {
  const nodes = network.all('AWS::EC2::NetworkInterface').filter((each) => {
    const balancer = balancerAt(network, each);
    return balancer.status === 'read' && balancer.value?.arn === arn;
  });
  return read(
    nodes.flatMap((node) =>
      node.privateIpAddresses.flatMap((each) => parseAddress(each.privateIpAddress) ?? []),
    ),
  );
}

function registeredInstances(network: Network, taken: Taken, balancer: ClassicLoadBalancer): Targets {
  const ports = balancer.listeners.filter((each) => each.loadBalancerPort === taken.port);
  return joined(
    balancer.instanceIds.map((id) => {
      const served = isServedByClassic(network, taken.node, balancer, id);
      if (served.status === 'unread') return missingOnly(served);
      const addresses = served.value ? instanceAddress(network, id, balancer) : read([]);
      if (addresses.status === 'unread') return missingOnly(addresses);
      const known = addresses.value.flatMap((address) =>
        ports.map(({ instancePort: port }) => ({ id, address, port, protocol: TCP, preserves: [false] })),
      );
      return { known, missing: [] };
    }),
  );
}

function isServedByClassic(
  network: Network,
  node: NetworkInterface,
  { attributes }: ClassicLoadBalancer,
  id: string,
): Reading<boolean> {
  const subnetId = network.find('AWS::EC2::Instance', id)?.subnetId;
  const zone = subnetId ? network.find('AWS::EC2::Subnet', subnetId)?.availabilityZone : undefined;
  if (zone === undefined || zone === node.availabilityZone) return read(true);
  return attributes.status === 'read' ? read(attributes.value.crossZoneLoadBalancing) : attributes;
}
