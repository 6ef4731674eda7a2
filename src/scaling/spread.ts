import type { ScalingGroup } from '../model/scaling-facts.ts';
import { type FleetInstance, NEVER } from './fleet.ts';

/** Serving instances that get the same share and serve the same. */
interface Lane {
  readonly instances: number;
  /** Of those, the ones warmed up: they count in EC2's metrics. */
  readonly warm: number;
  /** Of all requests, what one instance gets. */
  readonly share: number;
  /** Requests a second that one serves. */
  readonly capacity: number;
}

/** How a second's load falls on the instances; holds as long as none of them changes. */
export interface Spread {
  readonly lanes: readonly Lane[];
  readonly serving: number;
  /** Warmed up, serving or not. */
  readonly warm: number;
  /** Requests a second that can be served. */
  readonly capacity: number;
  /** The most requests a second of which none is lost. */
  readonly lossless: number;
  /** More instances serve than the load balancer takes. */
  readonly overTargetLimit: boolean;
}

/**
 * Round robin over all instances, or over zones first.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#cross-zone-load-balancing
 */
export function spreadOver(group: ScalingGroup, instances: readonly FleetInstance[], now: number): Spread {
  const staying = instances.filter(({ leavesAt }) => leavesAt === NEVER);
  const ready = staying.filter(({ servesAt }) => servesAt <= now);
  const served = ready.slice(0, group.loadBalancer?.targetLimit ?? ready.length);
  const byZone = group.loadBalancer?.crossZone === false;
  const zones = Map.groupBy(served, ({ zone }) => (byZone ? zone : 0));
  const lanes = [...zones.values()].flatMap((own) => lanesOf(group, own, 1 / (zones.size * own.length), now));
  return {
    lanes,
    serving: served.length,
    warm: staying.filter(({ warmAt }) => warmAt <= now).length,
    capacity: lanes.reduce((sum, lane) => sum + lane.capacity * lane.instances, 0),
    lossless: lanes.length === 0 ? 0 : Math.min(...lanes.map(({ capacity, share }) => capacity / share)),
    overTargetLimit: served.length < ready.length,
  };
}

function lanesOf(
  group: ScalingGroup,
  own: readonly FleetInstance[],
  share: number,
  now: number,
): readonly Lane[] {
  const connections = group.loadBalancer?.connectionsPerTarget ?? NEVER;
  return [...Map.groupBy(own, ({ type }) => type)].map(([type, alike]) => ({
    instances: alike.length,
    warm: alike.filter(({ warmAt }) => warmAt <= now).length,
    share,
    capacity: Math.min(type.requestsPerSecond, connections),
  }));
}
