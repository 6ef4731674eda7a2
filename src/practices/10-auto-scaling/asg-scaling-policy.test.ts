import { expect, test } from 'vitest';
import {
  anAutoScalingGroup,
  aScalingPolicy,
  scalingAlarm,
  scalingAlarms,
} from '../../../test/builders/auto-scaling.ts';
import { deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import type { ScalingPolicy } from '../../model/resources/auto-scaling.ts';
import type { AlarmMetric } from '../../model/resources/monitoring.ts';
import { asgScalingPolicy as check } from './asg-scaling-policy.ts';

const group = anAutoScalingGroup();

function step(overrides: Partial<ScalingPolicy> = {}): ScalingPolicy {
  return aScalingPolicy({
    id: 'step',
    policyType: 'StepScaling',
    targetTracking: null,
    adjustmentType: 'ChangeInCapacity',
    stepAdjustments: [{ metricIntervalLowerBound: 0, metricIntervalUpperBound: null, scalingAdjustment: 2 }],
    alarmArns: [scalingAlarm('AlarmHigh', 'GreaterThanThreshold').arn],
    ...overrides,
  });
}

function tracking(
  namespace: string | null,
  metricName: string | null,
  usesMetricMath = false,
): ScalingPolicy {
  const customMetric = { namespace, metricName, statistic: 'Average', usesMetricMath };
  const targetTracking = {
    targetValue: 1,
    disableScaleIn: false,
    predefinedMetricType: null,
    resourceLabel: null,
  };
  return aScalingPolicy({ targetTracking: { ...targetTracking, customMetric } });
}

function metric(namespace: string, metricName: string): AlarmMetric {
  return { namespace, metricName, dimensions: {} };
}

test('passes with target tracking, and names the metric', () => {
  const [outcome] = evaluate(check, group, { resources: [aScalingPolicy(), ...scalingAlarms()] });
  expect(outcome).toMatchObject({
    status: 'pass',
    summary: 'web scales out by policy cpu-50 (TargetTrackingScaling on AWS/EC2 CPUUtilization).',
    evidence: {
      policies: [{ policyName: 'cpu-50', metrics: ['AWS/EC2 CPUUtilization'], shortcoming: null }],
    },
  });
});

test('passes with a step policy by the metric of its alarm, and with a simple one', () => {
  const alarm = scalingAlarm('AlarmHigh', 'GreaterThanThreshold', {
    metric: metric('AWS/ApplicationELB', 'RequestCount'),
  });
  const [outcome] = evaluate(check, group, { resources: [step(), alarm] });
  expect(outcome).toMatchObject({
    status: 'pass',
    summary: 'web scales out by policy step (StepScaling on AWS/ApplicationELB RequestCount).',
  });
  const simple = step({ policyType: 'SimpleScaling', stepAdjustments: [], scalingAdjustment: 1 });
  expect(statuses(check, group, { resources: [simple, alarm] })).toEqual(['pass']);
});

test('an exact capacity adds some only above what the group has', () => {
  const exact = { policyType: 'SimpleScaling', adjustmentType: 'ExactCapacity', stepAdjustments: [] };
  const resources = scalingAlarms();
  const to = (scalingAdjustment: number) => step({ ...exact, scalingAdjustment });
  expect(statuses(check, group, { resources: [to(3), ...resources] })).toEqual(['pass']);
  expect(statuses(check, group, { resources: [to(2), ...resources] })).toEqual(['fail']);
});

test('fails without a policy: schedules do not count', () => {
  const [outcome] = evaluate(check, group);
  expect(outcome).toMatchObject({ status: 'fail', summary: 'web has no scaling policy.' });
});

test("another group's policy does not count", () => {
  const other = aScalingPolicy({ autoScalingGroupName: 'batch' });
  expect(statuses(check, group, { resources: [other, ...scalingAlarms()] })).toEqual(['fail']);
});

const predictive = { policyType: 'PredictiveScaling', targetTracking: null, alarmArns: [] };

test.each<[string, ScalingPolicy]>([
  ['is disabled', aScalingPolicy({ enabled: false })],
  [
    'only follows forecasts (ForecastOnly)',
    aScalingPolicy({ ...predictive, predictiveMode: 'ForecastOnly' }),
  ],
  [
    'only follows forecasts (ForecastAndScale)',
    aScalingPolicy({ ...predictive, predictiveMode: 'ForecastAndScale' }),
  ],
  [
    'only removes capacity',
    step({
      stepAdjustments: [
        { metricIntervalLowerBound: null, metricIntervalUpperBound: 0, scalingAdjustment: -1 },
      ],
    }),
  ],
  ['has no alarm', aScalingPolicy({ alarmArns: [] })],
  [
    'names alarms that are gone',
    aScalingPolicy({ alarmArns: [scalingAlarm('Gone', 'GreaterThanThreshold').arn] }),
  ],
  [
    'has no alarm that adds capacity',
    aScalingPolicy({ alarmArns: [scalingAlarm('AlarmLow', 'LessThanThreshold').arn] }),
  ],
  [
    'scales on AWS/EC2 CPUCreditBalance, which more requests do not raise',
    aScalingPolicy({
      ...tracking('AWS/EC2', 'CPUCreditBalance'),
      alarmArns: [scalingAlarm('Credits', '').arn],
    }),
  ],
])('fails when the only policy %s', (shortcoming, policy) => {
  const credits = scalingAlarm('Credits', 'GreaterThanThreshold', {
    metric: metric('AWS/EC2', 'CPUCreditBalance'),
  });
  const [outcome] = evaluate(check, group, { resources: [policy, ...scalingAlarms(), credits] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: `No scaling policy of web answers an attack: ${policy.id} ${shortcoming}.`,
  });
});

test('fails when the actions of its alarms are off', () => {
  const resources = [aScalingPolicy(), ...scalingAlarms({ actionsEnabled: false })];
  const [outcome] = evaluate(check, group, { resources });
  expect(outcome).toMatchObject({ status: 'fail' });
  expect(JSON.stringify(outcome)).toContain('has alarms whose actions are off');
});

test('passes by metric math over a metric that rises, and cannot tell over others', () => {
  const over = (namespace: string) =>
    scalingAlarms({ metric: null, expressionMetrics: [metric(namespace, 'RequestCount')] });
  const policy = tracking(null, null, true);
  expect(statuses(check, group, { resources: [policy, ...over('AWS/ELB')] })).toEqual(['pass']);
  expect(statuses(check, group, { resources: [policy, ...over('Shop')] })).toEqual(['unknown']);
});

test('is unknown when it scales on a metric of the application itself', () => {
  const alarms = scalingAlarms({ metric: metric('Shop', 'OpenOrders') });
  const [outcome] = evaluate(check, group, { resources: [tracking('Shop', 'OpenOrders'), ...alarms] });
  expect(outcome).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(outcome)).toContain('NotOffered: whether Shop OpenOrders of cpu-50 rises');
});

test('is unknown when the Cluster Autoscaler scales it', () => {
  const tags = { 'k8s.io/cluster-autoscaler/enabled': 'true' };
  const [outcome] = evaluate(check, anAutoScalingGroup({ tags }));
  expect(outcome).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(outcome)).toContain('NotOffered: the tags of web');
});

function suspending(processName: string, tags = {}) {
  return anAutoScalingGroup({ tags, suspendedProcesses: [{ processName, suspensionReason: null }] });
}

test.each(['Launch', 'AlarmNotification'])('fails while %s is suspended', (processName) => {
  const resources = [aScalingPolicy(), ...scalingAlarms()];
  const [outcome] = evaluate(check, suspending(processName), { resources });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: `web has suspended ${processName}: no policy of it adds capacity.`,
  });
  expect(statuses(check, suspending('AZRebalance'), { resources })).toEqual(['pass']);
});

test('the Cluster Autoscaler needs no alarms, but launches', () => {
  const tags = { 'k8s.io/cluster-autoscaler/enabled': 'true' };
  expect(statuses(check, suspending('AlarmNotification', tags))).toEqual(['unknown']);
  expect(statuses(check, suspending('Launch', tags))).toEqual(['fail']);
});

test.each(['AWS::AutoScaling::ScalingPolicy', 'AWS::CloudWatch::Alarm'] as const)(
  'is unknown when %s could not be listed',
  (type) => {
    const resources = type === 'AWS::CloudWatch::Alarm' ? [aScalingPolicy()] : [];
    const [outcome] = evaluate(check, group, { denied: [type], resources });
    expect(outcome).toMatchObject({ status: 'unknown' });
    expect(JSON.stringify(outcome)).toContain(deniedListing(type).call);
  },
);

test('passes by a policy that was read before the listing broke off', () => {
  const denied = ['AWS::AutoScaling::ScalingPolicy'] as const;
  expect(statuses(check, group, { denied, resources: [aScalingPolicy(), ...scalingAlarms()] })).toEqual([
    'pass',
  ]);
});

test('does not concern a group that may have no instances', () => {
  expect(statuses(check, anAutoScalingGroup({ maxSize: 0 }))).toEqual(['not-applicable']);
});
