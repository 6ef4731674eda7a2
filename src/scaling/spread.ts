import type { ScalingGroup, ScalingInstanceType } from '../model/scaling-facts.ts';
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
  const ready: FleetInstance[] = [];
  let warm = 0;
  for (const instance of instances) {
    if (instance.leavesAt !== NEVER) continue;
    if (instance.servesAt <= now) ready.push(instance);
    if (instance.warmAt <= now) warm++;
  }
  const served = Math.min(ready.length, group.loadBalancer?.targetLimit ?? ready.length);
  const lanes = lanesOf(group, ready, served, now);
  let capacity = 0;
  let lossless = lanes.length === 0 ? 0 : Number.POSITIVE_INFINITY;
  for (const lane of lanes) {
    capacity += lane.capacity * lane.instances;
    lossless = Math.min(lossless, lane.capacity / lane.share);
  }
  return { lanes, serving: served, warm, capacity, lossless, overTargetLimit: served < ready.length };
}

interface ZoneShare {
  readonly zone: number;
  instances: number;
  readonly types: { readonly type: ScalingInstanceType; instances: number; warm: number }[];
}

/** Of the first so many that are ready. */
function lanesOf(
  group: ScalingGroup,
  ready: readonly FleetInstance[],
  served: number,
  now: number,
): readonly Lane[] {
  const byZone = group.loadBalancer?.crossZone === false;
  const connections = group.loadBalancer?.connectionsPerTarget ?? Number.POSITIVE_INFINITY;
  const zones: ZoneShare[] = [];
  for (let place = 0; place < served; place++) {
    const instance = ready[place];
    if (instance) count(zones, byZone ? instance.zone : 0, instance, now);
  }
  const lanes: Lane[] = [];
  for (const { instances: ofZone, types } of zones) {
    const share = 1 / (zones.length * ofZone);
    for (const { type, instances, warm } of types)
      lanes.push({ instances, warm, share, capacity: Math.min(type.requestsPerSecond, connections) });
  }
  return lanes;
}

function count(zones: ZoneShare[], zone: number, { type, warmAt }: FleetInstance, now: number): void {
  let share = zones.find((each) => each.zone === zone);
  if (!share) zones.push((share = { zone, instances: 0, types: [] }));
  let alike = share.types.find((each) => each.type === type);
  if (!alike) share.types.push((alike = { type, instances: 0, warm: 0 }));
  share.instances++;
  alike.instances++;
  if (warmAt <= now) alike.warm++;
}
