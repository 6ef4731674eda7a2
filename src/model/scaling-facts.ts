/**
 * What the simulator of Auto Scaling and its reference read: one group with all that moves it. Times are whole seconds
 * from the simulation's start, rates are per second. Nothing here is an AWS response: whoever builds it says what was
 * read and what assumed.
 *
 * INVARIANT: how a second goes, in this order:
 * 1. instances whose time has come change state (in order of launch), health replacement included;
 * 2. scheduled actions due take effect;
 * 3. at every whole minute after 0 the alarms are evaluated, then the policies whose alarms are in ALARM act;
 * 4. the group launches instances until there are as many as desired, or a limit binds. When less is desired than in the second before it
 *    ends, while what stays is not less than desired, the earliest launched of the zone with the most, the first of equals; what weights
 *    launched above the desired capacity is no reason to. An instance that serves
 *    drains for the deregistration delay; any other is gone at once;
 * 5. the second's load is spread over the serving instances, and counts in that minute's metrics.
 * Before second 0 the load was `load(0)` for ever, on the first instances, all serving and warmed up: there are
 * datapoints of that before second 0, no alarm is short of data for being young, and each alarm has the state that an
 * evaluation at second 0 gives it.
 *
 * An instance's warm-up is that of the policy that last raised the desired capacity (target tracking and step), otherwise
 * the default warm-up or none; it begins when the instance is running. Basic monitoring has datapoints of five minutes that
 * begin at second 0, 300, 600 …
 */
export interface ScalingGroup {
  readonly name: string;
  readonly minSize: number;
  readonly maxSize: number;
  /** Also how many instances serve, warmed up, at second 0. */
  readonly desiredCapacity: number;
  /** Seconds, of simple policies that have none of their own. */
  readonly defaultCooldown: number;
  /** Seconds; null: off, and then target tracking and step policies fall back to the default cooldown. */
  readonly defaultInstanceWarmup: number | null;
  readonly healthCheck: {
    /** The group also believes its load balancer. */
    readonly usesLoadBalancer: boolean;
    /** Seconds from when an instance is running. */
    readonly gracePeriod: number;
  };
  /** AWS's names: `Launch`, `Terminate`, `AlarmNotification`, `ScheduledActions`, `ReplaceUnhealthy`, `HealthCheck`, `AddToLoadBalancer`. */
  readonly suspendedProcesses: readonly string[];
  /** Whose addresses may run out, those of instances at second 0 not among the free. The first instances are spread as launches are. Launches go to the zone with the fewest, the first of equals; one that is full is passed over. */
  readonly zones: readonly { readonly name: string; readonly freeAddresses: number | null }[];
  /** In order of preference: a launch takes the first whose quota is not exhausted. At least one. The first instances are of the first. */
  readonly instanceTypes: readonly ScalingInstanceType[];
  readonly warmPool: {
    readonly minSize: number;
    /** Null: the group's maximum size. The pool holds the greater of `minSize` and this less the desired capacity. */
    readonly maxGroupPreparedCapacity: number | null;
    /** From the pool to running. An instance of the pool has booted already, and takes no address, quota or money before. Ones taken are made up for by launches. */
    readonly startSeconds: number;
  } | null;
  readonly instances: InstanceBehaviour;
  /** EC2's metrics by the minute, or by five minutes (basic). Those of load balancers are always by the minute. */
  readonly detailedMonitoring: boolean;
  /** Seconds from a datapoint's end until alarms see it. */
  readonly metricDelay: number;
  readonly policies: readonly ScalingPolicyFacts[];
  readonly alarms: readonly ScalingAlarm[];
  readonly scheduledActions: readonly ScheduledChange[];
  readonly loadBalancer: ScalingLoadBalancer | null;
  readonly quotas: readonly VcpuQuota[];
  readonly prices: ScalingPrices | null;
}

export interface ScalingInstanceType {
  readonly name: string;
  /**
   * Units of capacity that one instance counts for; 1 without weights. A launch rounds up and may go above desired, and above the
   * maximum, by less than one weight.
   * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups-instance-weighting.html
   */
  readonly weight: number;
  readonly vcpus: number;
  /** Of `ScalingGroup.quotas`; null: no quota is known. */
  readonly quota: string | null;
  /** Requests a second that one instance serves; more are lost. */
  readonly requestsPerSecond: number;
  /** US dollars an hour; null: not known. */
  readonly price: number | null;
}

export interface VcpuQuota {
  readonly name: string;
  readonly vcpus: number;
  /** By what is not in this group. */
  readonly usedElsewhere: number;
}

export interface InstanceBehaviour {
  /** From the launch to running: the group's InService, when warm-up and grace period begin. */
  readonly launchSeconds: Duration;
  /** From running until the application answers. */
  readonly bootSeconds: Duration;
  /** In and out each. */
  readonly bytesPerRequest: number;
}

/**
 * The n-th launch of a simulation (from 0; those for the warm pool count) draws `draw(seed, 2n)` for its launch time and
 * `draw(seed, 2n + 1)` for its boot time (`seeded-draw.ts`). `between`: `low + floor(draw × (high - low + 1))`.
 */
export type Duration =
  | { readonly kind: 'fixed'; readonly seconds: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number };

/**
 * A metric that the simulation knows, in CloudWatch's units.
 * - `cpu`: EC2 CPUUtilization, per cent: of each instance that is warmed up, `min(100, 100 × its requests / what it can
 *   serve)`, 0 while it does not serve; the datapoint is the mean over those instances and seconds.
 * - `network-in`, `network-out`: EC2 NetworkIn and NetworkOut, bytes a minute of a warmed-up instance (of five minutes when
 *   basic), served requests × bytes; the mean over those instances.
 * - `requests`: the load balancer's RequestCount, all requests that reach it and that it passes on.
 * - `requests-per-target`: the same divided by the mean number of serving instances in that minute.
 * - `constant`: what the load does not move; null is a metric without data.
 */
export type ScalingMetric =
  | { readonly kind: 'cpu' | 'network-in' | 'network-out' | 'requests' | 'requests-per-target' }
  | { readonly kind: 'constant'; readonly value: number | null };

/**
 * A CloudWatch metric alarm. At minute `t` the k-th newest datapoint is the statistic over the raw datapoints stamped with
 * their beginning in `[t - k × period, t - (k - 1) × period)`, k from 1, of those that ended by `t - metricDelay`; without any it is
 * missing. The evaluation range is `evaluationPeriods + 2` datapoints. Missing data as CloudWatch documents it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 * With as many real datapoints as evaluation periods in the range, the newest of them decide. With fewer, all real ones count and the missing are filled
 * as the treatment says: `missing` is INSUFFICIENT_DATA without any real one, otherwise ALARM when at least `datapointsToAlarm` of them breach, or all
 * do and the oldest is at least the `datapointsToAlarm`-th newest of the range (what the page calls a premature transition avoided), else OK; `ignore` is ALARM
 * when `datapointsToAlarm` breach, keeps the state where there is no real one and where all breach, and is OK else.
 */
export interface ScalingAlarm {
  readonly name: string;
  readonly metric: ScalingMetric;
  readonly statistic: 'Average' | 'Sum' | 'Minimum' | 'Maximum';
  /** Seconds; a multiple of 60. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison:
    | 'GreaterThanThreshold'
    | 'GreaterThanOrEqualToThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  readonly treatMissingData: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
  /** False: it changes state and moves nothing. */
  readonly actionsEnabled: boolean;
}

interface PolicyBase {
  readonly name: string;
  readonly enabled: boolean;
}

/**
 * Its alarms' state moves the group at each minute that it lasts. `value` is the alarm's newest real datapoint; `current` is the capacity of instances
 * that are warmed up and do not drain; where a policy scales in, those that drain count too, so that no more leave than necessary. Something is warming while an instance launched (pending too) is not warmed up. Proposals are clamped
 * to the group's bounds. The greatest of those for more is taken; one that wants more, even in vain, holds off those for less; without any, the greatest of those for less. Simple policies act alone,
 * after the others and only where those propose nothing.
 */
export type ScalingPolicyFacts = TargetTrackingPolicy | StepPolicy | SimplePolicy | PredictivePolicy;

/**
 * Out, while the high alarm is in ALARM: `max(desired, ceil(current × value / target))`. In, while the low alarms of all
 * enabled target-tracking policies that may scale in are in ALARM, nothing is warming and no policy proposes more: each proposes `min(desired, current - floor(current × (1 - value / target)))`.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
 */
export interface TargetTrackingPolicy extends PolicyBase {
  readonly kind: 'target-tracking';
  readonly targetValue: number;
  readonly disableScaleIn: boolean;
  /** Seconds; null: the group's. */
  readonly instanceWarmup: number | null;
  readonly highAlarm: string | null;
  readonly lowAlarm: string | null;
}

export interface CapacityAdjustment {
  readonly type: 'ChangeInCapacity' | 'ExactCapacity' | 'PercentChangeInCapacity';
  /** Least change of a percentage; null: 1. */
  readonly minAdjustmentMagnitude: number | null;
}

/**
 * The step whose interval holds `value - threshold` (lower bound in, upper out, above the threshold; the other way round below). More capacity:
 * `max(desired, adjusted(current))`, where that is more than `current`. Less: `min(desired, adjusted(current))`, when nothing is warming.
 * A percentage is rounded towards zero, but to 1 or -1 between those.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html
 */
export interface StepPolicy extends PolicyBase {
  readonly kind: 'step';
  readonly adjustment: CapacityAdjustment;
  readonly steps: readonly {
    readonly lowerBound: number | null;
    readonly upperBound: number | null;
    readonly change: number;
  }[];
  readonly instanceWarmup: number | null;
  readonly alarm: string | null;
}

/** `adjusted(desired)`, not while an activity is under way (a launch is pending, an instance drains) or within the cooldown of any simple policy, which begins when the last launch is running or the last instance drained of what the policy changed. */
export interface SimplePolicy extends PolicyBase {
  readonly kind: 'simple';
  readonly adjustment: CapacityAdjustment;
  readonly change: number;
  readonly cooldown: number | null;
  readonly alarm: string | null;
}

/** Taken as forecasting only: moves nothing. */
export interface PredictivePolicy extends PolicyBase {
  readonly kind: 'predictive';
}

export interface ScheduledChange {
  readonly name: string;
  readonly at: number;
  readonly minSize: number | null;
  readonly maxSize: number | null;
  readonly desiredCapacity: number | null;
}

export interface ScalingLoadBalancer {
  readonly type: 'application' | 'network' | 'classic' | 'gateway';
  /** Over all serving instances alike; otherwise each zone with serving instances gets the same share, and over those alike. What an instance cannot serve of its share is lost. */
  readonly crossZone: boolean;
  /** Protocols of its listeners that reach the group. */
  readonly protocols: readonly ('HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'QUIC')[];
  /**
   * A new instance serves `interval × healthyThreshold` after its application answers. One whose application does not
   * answer within `interval × unhealthyThreshold` of running is unhealthy; where the group believes the load balancer and its grace
   * period is over, too, by then or later and still before the instance serves, the group ends and replaces it.
   */
  readonly healthCheck: {
    readonly interval: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
  };
  /** Seconds that an instance leaving stays, serving nothing new, and costs. */
  readonly deregistrationDelay: number;
  /** Targets that it takes; null: not known. More instances than that serve nothing. */
  readonly targetLimit: number | null;
  /** New connections a second to one target; null: as many as it serves. A request is taken for a connection. */
  readonly connectionsPerTarget: number | null;
}

/** US dollars. */
export interface ScalingPrices {
  /** The date of the price list. */
  readonly asOf: string;
  /** Of an hour of one capacity unit of the load balancer (LCU, NLCU); null: not known, or none. */
  readonly loadBalancerUnit: number | null;
  /** Of a gigabyte that a Classic Load Balancer processes; null: not known, or none. */
  readonly gigabyte: number | null;
}

/** Requests a second at second t. */
export type LoadProfile =
  | { readonly kind: 'steady'; readonly rate: number }
  /** Straight from one to the other, and stays. */
  | {
      readonly kind: 'ramp';
      readonly from: number;
      readonly to: number;
      readonly start: number;
      readonly seconds: number;
    }
  /** Base; from `start` straight up to the peak in `rise` seconds; holds it for `hold`; straight back in `fall`. */
  | {
      readonly kind: 'burst';
      readonly base: number;
      readonly peak: number;
      readonly start: number;
      readonly rise: number;
      readonly hold: number;
      readonly fall: number;
    }
  /** From `start`, the peak in the first `width` seconds of every `every` seconds. */
  | {
      readonly kind: 'pulse';
      readonly base: number;
      readonly peak: number;
      readonly start: number;
      readonly every: number;
      readonly width: number;
    }
  /** `low + (high - low) × (1 + cos(2π × (t - peakAt) / 86400)) / 2`. */
  | { readonly kind: 'diurnal'; readonly low: number; readonly high: number; readonly peakAt: number }
  /** Each rate holds from its second until the next one's; before the first, the first's. Ascending. */
  | { readonly kind: 'recorded'; readonly points: readonly { readonly at: number; readonly rate: number }[] }
  /**
   * A flood over the users' own load. An HTTP flood passes every load balancer; a SYN flood none that speaks HTTP(S), TLS or TCP
   * (only complete connections are passed on: https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/elastic-load-balancing-bp6.html), save a gateway; a UDP flood only one with a UDP, TCP_UDP or QUIC listener, or a gateway.
   * Without a load balancer everything reaches the instances.
   */
  | {
      readonly kind: 'attack';
      readonly users: Exclude<LoadProfile, { readonly kind: 'attack' }>;
      readonly flood: 'http' | 'syn' | 'udp';
      /** Requests or packets a second at the peak. */
      readonly rate: number;
      readonly start: number;
      readonly rise: number;
      readonly hold: number;
      readonly fall: number;
      /** Requests' worth of an instance's capacity that one of them uses. */
      readonly cost: number;
    };
