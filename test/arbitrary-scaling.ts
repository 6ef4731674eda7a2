import fc from 'fast-check';
import type { Duration, LoadProfile, ScalingAlarm, ScalingGroup } from '../src/model/scaling-facts.ts';
import type { ScalingScenario } from '../src/model/simulation.ts';
import {
  scalingBalancer,
  scalingGroup,
  scalingType,
  stepPolicy,
  trackingPolicy,
} from './builders/scaling-group.ts';

type UserLoad = Exclude<LoadProfile, { readonly kind: 'attack' }>;

const rate = fc.integer({ min: 0, max: 5000 });
const seconds = fc.integer({ min: 0, max: 1800 });

const userLoad: fc.Arbitrary<UserLoad> = fc.oneof(
  fc.record({ kind: fc.constant('steady' as const), rate }),
  fc.record({ kind: fc.constant('ramp' as const), from: rate, to: rate, start: seconds, seconds }),
  fc.record({
    kind: fc.constant('burst' as const),
    base: rate,
    peak: rate,
    start: seconds,
    rise: seconds,
    hold: seconds,
    fall: seconds,
  }),
  fc.record({
    kind: fc.constant('pulse' as const),
    base: rate,
    peak: rate,
    start: seconds,
    every: fc.integer({ min: 1, max: 900 }),
    width: seconds,
  }),
  fc.record({ kind: fc.constant('diurnal' as const), low: rate, high: rate, peakAt: seconds }),
  fc
    .uniqueArray(fc.record({ at: seconds, rate }), { minLength: 1, maxLength: 6, selector: ({ at }) => at })
    .map((points) => ({ kind: 'recorded' as const, points: points.toSorted((a, b) => a.at - b.at) })),
);

export const arbitraryLoad: fc.Arbitrary<LoadProfile> = fc.oneof(
  { weight: 4, arbitrary: userLoad },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('attack' as const),
      users: userLoad,
      flood: fc.constantFrom('http' as const, 'syn' as const, 'udp' as const),
      rate,
      start: seconds,
      rise: seconds,
      hold: seconds,
      fall: seconds,
      cost: fc.constantFrom(0.01, 0.5, 1),
    }),
  },
);

const lasting: fc.Arbitrary<Duration> = fc.oneof(
  fc.integer({ min: 0, max: 400 }).map((each) => ({ kind: 'fixed' as const, seconds: each })),
  fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }))
    .map(([low, more]) => ({ kind: 'between' as const, low, high: low + more })),
);

const alarm = (name: string, comparison: ScalingAlarm['comparison'], thresholds: readonly number[]) =>
  fc.record({
    name: fc.constant(name),
    metric: fc.constantFrom(
      { kind: 'cpu' as const },
      { kind: 'cpu' as const },
      { kind: 'requests-per-target' as const },
      { kind: 'network-in' as const },
      { kind: 'constant' as const, value: 50 },
    ),
    statistic: fc.constantFrom('Average' as const, 'Maximum' as const, 'Sum' as const),
    period: fc.constantFrom(60, 120, 300),
    evaluationPeriods: fc.integer({ min: 3, max: 6 }),
    datapointsToAlarm: fc.integer({ min: 1, max: 3 }),
    threshold: fc.constantFrom(...thresholds),
    comparison: fc.constant(comparison),
    treatMissingData: fc.constantFrom(
      'missing' as const,
      'ignore' as const,
      'breaching' as const,
      'notBreaching' as const,
    ),
    actionsEnabled: fc.constant(true),
  });

const highAlarm = alarm('high', 'GreaterThanThreshold', [40, 50, 60]);
const lowAlarm = alarm('low', 'LessThanThreshold', [20, 30, 45]);

const policies = fc.subarray([
  trackingPolicy(),
  stepPolicy(),
  stepPolicy({
    name: 'in',
    alarm: 'low',
    adjustment: { type: 'ChangeInCapacity', minAdjustmentMagnitude: null },
    steps: [{ lowerBound: null, upperBound: 0, change: -1 }],
  }),
  {
    kind: 'simple' as const,
    name: 'simple',
    enabled: true,
    adjustment: { type: 'ChangeInCapacity' as const, minAdjustmentMagnitude: null },
    change: 2,
    cooldown: 120,
    alarm: 'high',
  },
]);

const balancer = fc.option(
  fc
    .record({ crossZone: fc.boolean(), deregistrationDelay: fc.constantFrom(0, 30, 300) })
    .map(scalingBalancer),
  { nil: null },
);

/** Groups with all that may move or hold them. */
export const arbitraryGroup: fc.Arbitrary<ScalingGroup> = fc
  .record({
    sizes: fc.tuple(fc.nat(5), fc.nat(10), fc.nat(30)),
    policies,
    highAlarm,
    lowAlarm,
    balancer,
    launch: lasting,
    boot: lasting,
    grace: fc.constantFrom(0, 60, 300),
    usesLoadBalancer: fc.boolean(),
    detailedMonitoring: fc.boolean(),
    metricDelay: fc.constantFrom(0, 60),
    warmup: fc.option(fc.constantFrom(0, 60, 240), { nil: null }),
    addresses: fc.option(fc.nat(8), { nil: null }),
    vcpus: fc.integer({ min: 10, max: 60 }),
    weights: fc.constantFrom([1], [2, 1]),
    warmPool: fc.boolean(),
    suspended: fc.subarray(['Launch', 'Terminate', 'AlarmNotification', 'ReplaceUnhealthy'], {
      maxLength: 1,
    }),
  })
  .map((each) => groupOf(each));

interface Parts {
  readonly sizes: [number, number, number];
  readonly policies: ScalingGroup['policies'];
  readonly highAlarm: ScalingAlarm;
  readonly lowAlarm: ScalingAlarm;
  readonly balancer: ScalingGroup['loadBalancer'];
  readonly launch: Duration;
  readonly boot: Duration;
  readonly grace: number;
  readonly usesLoadBalancer: boolean;
  readonly detailedMonitoring: boolean;
  readonly metricDelay: number;
  readonly warmup: number | null;
  readonly addresses: number | null;
  readonly vcpus: number;
  readonly weights: readonly number[];
  readonly warmPool: boolean;
  readonly suspended: readonly string[];
}

function groupOf(parts: Parts): ScalingGroup {
  const [min, more, most] = parts.sizes;
  // Heavier first instances fill the desired capacity evenly.
  const desired = (min + more) * (parts.weights[0] ?? 1);
  return scalingGroup({
    minSize: min,
    desiredCapacity: desired,
    maxSize: desired + most,
    policies: parts.policies,
    alarms: [parts.highAlarm, parts.lowAlarm],
    loadBalancer: parts.balancer,
    healthCheck: { usesLoadBalancer: parts.usesLoadBalancer, gracePeriod: parts.grace },
    instances: { launchSeconds: parts.launch, bootSeconds: parts.boot, bytesPerRequest: 1000 },
    detailedMonitoring: parts.detailedMonitoring,
    metricDelay: parts.metricDelay,
    defaultInstanceWarmup: parts.warmup,
    zones: [
      { name: 'a', freeAddresses: parts.addresses },
      { name: 'b', freeAddresses: null },
    ],
    quotas: [{ name: 'standard', vcpus: parts.vcpus, usedElsewhere: 0 }],
    instanceTypes: parts.weights.map((weight) =>
      scalingType({ name: `weight-${weight}`, weight, requestsPerSecond: 100 * weight, quota: 'standard' }),
    ),
    warmPool: parts.warmPool ? { minSize: 2, maxGroupPreparedCapacity: null, startSeconds: 20 } : null,
    suspendedProcesses: parts.suspended,
  });
}

/** Up to an hour and a half. */
export const arbitraryScenario: fc.Arbitrary<ScalingScenario> = fc.record({
  group: arbitraryGroup,
  load: arbitraryLoad,
  duration: fc.integer({ min: 1, max: 90 }).map((minutes) => minutes * 60),
  seed: fc.nat(1000),
});
