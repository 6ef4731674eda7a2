import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { NetworkInterface } from '../../src/model/resources/ec2.ts';
import type { Listener } from '../../src/model/resources/load-balancing.ts';
import { type FilterVerdict, type Header, PASS } from './journey.ts';
import { allOf, type Home, isWhole } from './lookup.ts';
import { TCP, UDP } from './rule-match.ts';

/**
 * "You can identify the network interfaces of a load balancer by their description": `ELB app/name/id`, `ELB net/name/id`,
 * `ELB name`: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 */
export function loadBalancerOf(
  own: NetworkInterface,
): { readonly path: string; readonly isClassic: boolean } | null {
  const path = /^ELB (\S+)$/.exec(own.description)?.[1];
  return path === undefined ? null : { path, isClassic: !path.includes('/') };
}

/** A classic load balancer's node passes the subnet's ACL even on the way to a target in the same subnet. */
export function isClassicNode(own: NetworkInterface): boolean {
  return loadBalancerOf(own)?.isClassic === true;
}

/** "A listener is a process that checks for connection requests, using the protocol and port that you configure." */
export function listens(
  facts: NetworkFacts,
  own: NetworkInterface,
  path: string,
  header: Header,
): FilterVerdict {
  const ports = path.includes('/') ? listenersOf(facts, own, path) : classicListenersOf(facts, own, path);
  const known = ports.listens.some(
    (each) => each.protocol === header.protocol && each.port === header.destinationPort,
  );
  if (known) return PASS;
  const why = `no listener of load balancer ${path} takes it`;
  if (ports.isWhole) return { verdict: 'stop', cause: 'load balancer', why };
  return {
    verdict: 'perhaps',
    cause: 'load balancer',
    why: `the listeners of load balancer ${path} were not read`,
  };
}

interface Listens {
  readonly listens: readonly { readonly protocol: number; readonly port: number | null }[];
  readonly isWhole: boolean;
}

function homeOfNode(own: NetworkInterface): Home {
  return { account: own.ownerId, region: own.region };
}

function listenersOf(facts: NetworkFacts, own: NetworkInterface, path: string): Listens {
  const listeners = allOf(facts, 'AWS::ElasticLoadBalancingV2::Listener').filter((each) =>
    each.loadBalancerArn.endsWith(`:loadbalancer/${path}`),
  );
  return {
    listens: listeners.flatMap((each) =>
      protocolsOf(each).map((protocol) => ({ protocol, port: each.port })),
    ),
    isWhole: isWhole(facts, 'AWS::ElasticLoadBalancingV2::Listener', homeOfNode(own)),
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html */
function protocolsOf({ protocol }: Listener): readonly number[] {
  if (protocol === 'UDP' || protocol === 'QUIC') return [UDP];
  return protocol === 'TCP_UDP' || protocol === 'TCP_QUIC' ? [TCP, UDP] : [TCP];
}

function classicListenersOf(facts: NetworkFacts, own: NetworkInterface, name: string): Listens {
  const balancers = allOf(facts, 'AWS::ElasticLoadBalancing::LoadBalancer').filter(
    (each) => each.id === name && each.region === own.region && each.account === own.ownerId,
  );
  return {
    listens: balancers.flatMap((each) =>
      each.listeners.map((listener) => ({ protocol: TCP, port: listener.loadBalancerPort })),
    ),
    isWhole:
      balancers.length > 0 || isWhole(facts, 'AWS::ElasticLoadBalancing::LoadBalancer', homeOfNode(own)),
  };
}
