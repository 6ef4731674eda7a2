import { type Reading, read, unread } from '../model/reading.ts';
import type { NetworkInterface } from '../model/resources/ec2.ts';
import type { ClassicLoadBalancer } from '../model/resources/load-balancing.ts';
import type { Network } from './network.ts';
import { TCP, UDP } from './protocol.ts';

/** A port on which a load balancer takes connections. */
export interface ListeningPort {
  /** AWS's: `HTTPS`, `TCP_UDP`. */
  readonly protocol: string;
  readonly port: number;
}

export interface Balancer {
  readonly arn: string;
  readonly isClassic: boolean;
  readonly listeners: Reading<readonly ListeningPort[]>;
}

const NONE = read(null);

const V2 = /^ELB ((?:app|net|gwy)\/[^/]+\/[0-9a-f]+)$/;
const CLASSIC = /^ELB ([^/\s]+)$/;

/** Elastic Load Balancing names its load balancer in the description of each node's interface, and nowhere else. */
export function isClassicBalancer({ description }: NetworkInterface): boolean {
  return CLASSIC.test(description);
}

/** The load balancer that an interface is a node of; null: of none. */
export function balancerAt(network: Network, node: NetworkInterface): Reading<Balancer | null> {
  if (!node.description.startsWith('ELB ')) return NONE;
  const v2 = V2.exec(node.description)?.[1];
  if (v2 !== undefined) return newBalancer(network, node, v2);
  const classic = CLASSIC.exec(node.description)?.[1];
  return classic === undefined ? read(null) : classicBalancer(network, node, classic);
}

function newBalancer(network: Network, node: NetworkInterface, path: string): Reading<Balancer> {
  const found = network.loadBalancerNamed(path, node.region);
  if (!found) return notListed(network, 'AWS::ElasticLoadBalancingV2::LoadBalancer', node, path);
  const gap = network.gap('AWS::ElasticLoadBalancingV2::Listener', found);
  const listeners = network
    .having('AWS::ElasticLoadBalancingV2::Listener', 'loadBalancerArn', found.arn)
    .flatMap(({ protocol, port }) => (port === null ? [] : [{ protocol, port }]));
  return read({ arn: found.arn, isClassic: false, listeners: gap ?? read(listeners) });
}

function classicBalancer(network: Network, node: NetworkInterface, name: string): Reading<Balancer> {
  const found = network
    .having('AWS::ElasticLoadBalancing::LoadBalancer', 'id', name)
    .find((each) => each.region === node.region && isOf(each, node));
  if (!found) return notListed(network, 'AWS::ElasticLoadBalancing::LoadBalancer', node, name);
  const listeners = found.listeners.map((each) => ({ protocol: each.protocol, port: each.loadBalancerPort }));
  return read({ arn: found.arn, isClassic: true, listeners: read(listeners) });
}

function isOf({ vpcId }: ClassicLoadBalancer, node: NetworkInterface): boolean {
  return vpcId === null || vpcId === node.vpcId;
}

function notListed(
  network: Network,
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' | 'AWS::ElasticLoadBalancing::LoadBalancer',
  node: NetworkInterface,
  name: string,
): Reading<never> {
  const why = `NotListed: ${node.id} is a node of the load balancer ${name}, which was not among what was read`;
  return network.gap(type, node) ?? unread('elasticloadbalancing:DescribeLoadBalancers', why);
}

const CARRIED: Readonly<Record<string, readonly number[]>> = {
  HTTP: [TCP],
  HTTPS: [TCP],
  SSL: [TCP],
  TCP: [TCP],
  TLS: [TCP],
  UDP: [UDP],
  QUIC: [UDP],
  TCP_UDP: [TCP, UDP],
  TCP_QUIC: [TCP, UDP],
  GENEVE: [UDP],
};

export function listens(
  { protocol, port }: ListeningPort,
  flight: { readonly protocol: number | null; readonly destinationPort: number | null },
): boolean {
  return (
    port === flight.destinationPort && (CARRIED[protocol] ?? []).some((each) => each === flight.protocol)
  );
}
