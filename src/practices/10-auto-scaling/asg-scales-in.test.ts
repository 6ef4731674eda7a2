import { expect, test } from 'vitest';
import { aScalingPolicy } from '../../../test/builders/auto-scaling.ts';
import { groupOf, scalingResources, trackingAlarms } from '../../../test/builders/scaling-account.ts';
import { evaluate } from '../../../test/inventory-of.ts';
import { asgScalesIn as check } from './asg-scales-in.ts';

type Options = NonNullable<Parameters<typeof scalingResources>[0]>;

function judged(options: Options = {}) {
  const resources = scalingResources(options);
  const [outcome] = evaluate(check, groupOf(options), { ...options, resources });
  return outcome;
}

const TRACKING = aScalingPolicy().targetTracking;

test('passes when it is back after the surge', () => {
  expect(judged()).toMatchObject({ status: 'pass', evidence: { seed: 1 } });
});

test('fails when its policy may not scale in', () => {
  const policies = TRACKING
    ? [aScalingPolicy({ targetTracking: { ...TRACKING, disableScaleIn: true } })]
    : [];
  expect(judged({ policies })).toMatchObject({ status: 'fail', evidence: { secondsToScaleBack: null } });
});

test('fails with steps up alone, and passes with the tracking that the fix adds', () => {
  const busy = trackingAlarms().filter(({ id }) => id.includes('AlarmHigh'));
  const steps = aScalingPolicy({
    id: 'more-when-busy',
    policyType: 'StepScaling',
    targetTracking: null,
    adjustmentType: 'ChangeInCapacity',
    stepAdjustments: [{ metricIntervalLowerBound: 0, metricIntervalUpperBound: null, scalingAdjustment: 4 }],
    alarmArns: busy.map(({ arn }) => arn),
  });
  expect(judged({ policies: [steps], alarms: busy })?.status).toBe('fail');
  expect(judged({ policies: [steps, aScalingPolicy()] })?.status).toBe('pass');
});

test('fails when nothing may be terminated', () => {
  const suspendedProcesses = [{ processName: 'Terminate', suspensionReason: null }];
  expect(judged({ group: { suspendedProcesses } })?.status).toBe('fail');
});

test('a group that does not grow has nothing to come back from', () => {
  expect(judged({ policies: [], alarms: [] })?.status).toBe('not-applicable');
  expect(judged({ group: { minSize: 0, desiredCapacity: 0 } })?.status).toBe('not-applicable');
});

test.each<[string, Options]>([
  ['policies', { denied: ['AWS::AutoScaling::ScalingPolicy'] }],
  ['alarms', { denied: ['AWS::CloudWatch::Alarm'] }],
  ['subnets', { denied: ['AWS::EC2::Subnet'] }],
  ['its own capacity', { group: { tags: { 'k8s.io/cluster-autoscaler/enabled': 'true' } } }],
])('unknown without %s', (_, options) => {
  expect(judged(options)?.status).toBe('unknown');
});
