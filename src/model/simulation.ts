import type { LoadProfile, ScalingGroup } from './scaling-facts.ts';

/** What is simulated: the same scenario always gives the same simulation. */
export interface ScalingScenario {
  readonly group: ScalingGroup;
  readonly load: LoadProfile;
  /** Whole minutes, in seconds. */
  readonly duration: number;
  readonly seed: number;
}

/** What a group does under a load, second by second, told by the minute. */
export interface Simulation {
  readonly seed: number;
  readonly duration: number;
  readonly minutes: SimulatedMinutes;
  readonly events: readonly ScalingEvent[];
  readonly answers: ScalingAnswers;
}

/**
 * One number a minute in each list. INVARIANT: offered = filtered + served + lost, in every minute.
 * Requests are counted in requests' worth of work, a flood's packets by their cost.
 */
export interface SimulatedMinutes {
  /** That clients sent. */
  readonly offered: readonly number[];
  /** That the load balancer did not pass on. */
  readonly filtered: readonly number[];
  readonly served: readonly number[];
  readonly lost: readonly number[];
  /** Requests that could have been served. */
  readonly capacity: readonly number[];
  /** At the minute's last second. */
  readonly desired: readonly number[];
  /** Instances that serve, at the minute's last second. */
  readonly inService: readonly number[];
  /** Instances that cost: running or draining, at the minute's last second. */
  readonly running: readonly number[];
}

export type BindingLimit =
  | 'max-size'
  | 'vcpu-quota'
  | 'subnet-addresses'
  | 'target-limit'
  | 'policy'
  | 'suspended-process'
  /** Instances end before they serve: the grace period is shorter than they take. */
  | 'health-check-grace'
  /** Enough was asked for and came too late. */
  | 'time';

export type ScalingEvent = {
  readonly at: number;
  /** A sentence with the figures. */
  readonly reason: string;
} & (
  | { readonly kind: 'alarm'; readonly alarm: string; readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' }
  | { readonly kind: 'desired'; readonly from: number; readonly to: number; readonly policy: string }
  | { readonly kind: 'launched' | 'ended' | 'replaced' | 'serving'; readonly instances: number }
  /** Once when it begins to bind, again after it has not bound for a minute. */
  | { readonly kind: 'limit'; readonly limit: BindingLimit; readonly detail: string }
);

/** Times are seconds from the surge's first second: when the load first exceeds that of second 0. Null: it never came. */
export interface ScalingAnswers {
  /** The surge's first second from the start; null: the load never rises. */
  readonly surgeAt: number | null;
  /** The first alarm that a policy scales out on. */
  readonly timeToAlarm: number | null;
  /** The first instance launched since then serves. */
  readonly timeToFirstInstance: number | null;
  /** The group could serve the greatest load that is passed on without a loss, at or before the last second of that load; 0 when it could from the first. */
  readonly timeToCapacity: number | null;
  /** What kept capacity below the load, the last that bound; null where nothing did. */
  readonly bindingLimit: BindingLimit | null;
  readonly offeredRequests: number;
  readonly filteredRequests: number;
  readonly servedRequests: number;
  readonly lostRequests: number;
  /** The users' part of what was lost: in each second as their part of what was passed on. */
  readonly lostUserRequests: number;
  /** Seconds with more load than capacity. */
  readonly shortSeconds: number;
  readonly peakInstances: number;
  /** Whole minutes that ended with the desired capacity at the maximum. */
  readonly minutesAtMax: number;
  /** From the first second of the load's last return to (or below) that of second 0 until the desired capacity is what it was; null: not by the end. */
  readonly timeToScaleBack: number | null;
  /** Hours of instances beyond those of second 0. */
  readonly extraInstanceHours: number;
  /** US dollars, instances and load balancer's units, beyond what second 0's load and instances cost; null: a price is not known. */
  readonly extraCost: number | null;
  /** The part of it after the load was back. */
  readonly scaleBackCost: number | null;
  /** Times that the desired capacity rose again after it had fallen. */
  readonly oscillations: number;
}
