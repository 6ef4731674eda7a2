import type {
  ScalingAlarm,
  ScalingGroup,
  ScalingInstanceType,
  ScalingLoadBalancer,
  StepPolicy,
  TargetTrackingPolicy,
} from '../../src/model/scaling-facts.ts';

/** An instance that serves 100 requests a second. */
export function scalingType(changes: Partial<ScalingInstanceType> = {}): ScalingInstanceType {
  return {
    name: 'm5.large',
    weight: 1,
    vcpus: 2,
    quota: null,
    requestsPerSecond: 100,
    price: 0.1,
    ...changes,
  };
}

/** Ten instances that nothing moves; launch and boot take a minute each. */
export function scalingGroup(changes: Partial<ScalingGroup> = {}): ScalingGroup {
  return {
    name: 'web',
    minSize: 1,
    maxSize: 100,
    desiredCapacity: 10,
    defaultCooldown: 300,
    defaultInstanceWarmup: 120,
    healthCheck: { usesLoadBalancer: false, gracePeriod: 300 },
    suspendedProcesses: [],
    zones: [
      { name: 'eu-west-1a', freeAddresses: null },
      { name: 'eu-west-1b', freeAddresses: null },
    ],
    instanceTypes: [scalingType()],
    warmPool: null,
    instances: {
      launchSeconds: { kind: 'fixed', seconds: 60 },
      bootSeconds: { kind: 'fixed', seconds: 60 },
      bytesPerRequest: 1000,
    },
    detailedMonitoring: true,
    metricDelay: 0,
    policies: [],
    alarms: [],
    scheduledActions: [],
    loadBalancer: null,
    quotas: [],
    prices: null,
    ...changes,
  };
}

export function scalingAlarm(changes: Partial<ScalingAlarm> = {}): ScalingAlarm {
  return {
    name: 'high',
    metric: { kind: 'cpu' },
    statistic: 'Average',
    period: 60,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 50,
    comparison: 'GreaterThanThreshold',
    treatMissingData: 'missing',
    actionsEnabled: true,
    ...changes,
  };
}

export function trackingPolicy(changes: Partial<TargetTrackingPolicy> = {}): TargetTrackingPolicy {
  return {
    kind: 'target-tracking',
    name: 'track',
    enabled: true,
    targetValue: 50,
    disableScaleIn: false,
    instanceWarmup: null,
    highAlarm: 'high',
    lowAlarm: 'low',
    ...changes,
  };
}

export function stepPolicy(changes: Partial<StepPolicy> = {}): StepPolicy {
  return {
    kind: 'step',
    name: 'out',
    enabled: true,
    adjustment: { type: 'PercentChangeInCapacity', minAdjustmentMagnitude: null },
    steps: [
      { lowerBound: 0, upperBound: 10, change: 10 },
      { lowerBound: 10, upperBound: null, change: 30 },
    ],
    instanceWarmup: 60,
    alarm: 'high',
    ...changes,
  };
}

/** With target tracking's own alarms: three minutes above, fifteen below nine tenths of it. */
export function trackedGroup(changes: Partial<ScalingGroup> = {}): ScalingGroup {
  return scalingGroup({
    policies: [trackingPolicy()],
    alarms: [
      scalingAlarm({ evaluationPeriods: 3, datapointsToAlarm: 3 }),
      scalingAlarm({
        name: 'low',
        evaluationPeriods: 15,
        datapointsToAlarm: 15,
        threshold: 45,
        comparison: 'LessThanThreshold',
      }),
    ],
    ...changes,
  });
}

export function scalingBalancer(changes: Partial<ScalingLoadBalancer> = {}): ScalingLoadBalancer {
  return {
    type: 'application',
    crossZone: true,
    protocols: ['HTTPS'],
    healthCheck: { interval: 30, healthyThreshold: 2, unhealthyThreshold: 2 },
    deregistrationDelay: 300,
    targetLimit: null,
    connectionsPerTarget: null,
    ...changes,
  };
}
