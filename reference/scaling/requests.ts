import type { LoadProfile, ScalingGroup, ScalingLoadBalancer } from '../../src/model/scaling-facts.ts';
import { type Fleet, type Instance, servingAt, staying } from './instances.ts';
import { floodAt, usersAt } from './load.ts';

/** What one second of load does. */
export interface Second {
  readonly offered: number;
  readonly filtered: number;
  readonly served: number;
  readonly lost: number;
  readonly capacity: number;
  /** As a load balancer counts them. */
  readonly requests: number;
  readonly serving: number;
  /** Of each warmed-up instance: per cent, and requests served. */
  readonly warm: readonly { readonly cpu: number; readonly served: number }[];
}

export function secondOf(fleet: Fleet, load: LoadProfile, second: number): Second {
  const users = usersAt(load, second);
  const packets = floodAt(load, second);
  const flood = load.kind === 'attack' ? packets * load.cost : 0;
  const passes = load.kind === 'attack' && floodPasses(load.flood, fleet.group.loadBalancer);
  const work = users + (passes ? flood : 0);
  const serving = servingAt(fleet, second);
  const shares = new Map(serving.map((each) => [each, work * shareOf(fleet.group, serving, each)]));
  const servedBy = (each: Instance) => Math.min(shares.get(each) ?? 0, capacityOf(fleet.group, each));
  const served = serving.reduce((sum, each) => sum + servedBy(each), 0);
  return {
    offered: users + flood,
    filtered: passes ? 0 : flood,
    served,
    lost: work - served,
    capacity: serving.reduce((sum, each) => sum + capacityOf(fleet.group, each), 0),
    requests: users + (passes && load.kind === 'attack' && load.flood === 'http' ? packets : 0),
    serving: serving.length,
    warm: staying(fleet)
      .filter(({ warmAt }) => warmAt <= second)
      .map((each) => ({
        cpu: (100 * servedBy(each)) / capacityOf(fleet.group, each),
        served: servedBy(each),
      })),
  };
}

function capacityOf({ loadBalancer }: ScalingGroup, { type }: Instance): number {
  return Math.min(type.requestsPerSecond, loadBalancer?.connectionsPerTarget ?? type.requestsPerSecond);
}

/**
 * Of all requests, those that one instance gets.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#cross-zone-load-balancing
 */
function shareOf({ loadBalancer }: ScalingGroup, serving: readonly Instance[], { zone }: Instance): number {
  if (!loadBalancer || loadBalancer.crossZone) return 1 / serving.length;
  const zones = new Set(serving.map((each) => each.zone));
  return 1 / zones.size / serving.filter((each) => each.zone === zone).length;
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/elastic-load-balancing-bp6.html */
function floodPasses(flood: 'http' | 'syn' | 'udp', balancer: ScalingLoadBalancer | null): boolean {
  if (balancer === null || balancer.type === 'gateway') return true;
  if (flood === 'http') return true;
  return flood === 'udp' && balancer.protocols.some((each) => ['UDP', 'TCP_UDP', 'QUIC'].includes(each));
}
