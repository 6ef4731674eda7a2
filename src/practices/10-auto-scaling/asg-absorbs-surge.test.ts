import { expect, test } from 'vitest';
import { aScalingPolicy } from '../../../test/builders/auto-scaling.ts';
import { groupOf, scalingResources, trackingAlarms } from '../../../test/builders/scaling-account.ts';
import { evaluate } from '../../../test/inventory-of.ts';
import { read, unread } from '../../model/reading.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import { asgAbsorbsSurge as check } from './asg-absorbs-surge.ts';

type Options = NonNullable<Parameters<typeof scalingResources>[0]>;

function judged(options: Options = {}, settings: Partial<typeof DEFAULT_SETTINGS> = {}) {
  const [outcome] = evaluate(check, groupOf(options), {
    ...options,
    resources: scalingResources(options),
    settings: { ...DEFAULT_SETTINGS, ...settings },
  });
  return outcome;
}

test('passes with room, a policy, and alarms that come in time', () => {
  expect(judged()).toMatchObject({
    status: 'pass',
    evidence: { bindingLimit: null, seed: 1, surge: { factor: 10, riseMinutes: 5, holdMinutes: 30 } },
  });
  const assumed: unknown = expect.stringMatching(
    /^Assumed: an instance serves 200 requests a second and is 48 % busy/,
  );
  expect(judged()).toMatchObject({ evidence: { assumed } });
});

test.each<[string, Options]>([
  ['max-size', { group: { maxSize: 4 } }],
  ['policy', { policies: [], alarms: [] }],
  ['policy', { alarms: trackingAlarms({ actionsEnabled: false }) }],
  [
    'suspended-process',
    { group: { suspendedProcesses: [{ processName: 'Launch', suspensionReason: null }] } },
  ],
  ['vcpu-quota', { quota: 10 }],
  ['subnet-addresses', { freeAddresses: 1 }],
  ['target-limit', { targetLimit: read(4) }],
  ['health-check-grace', { group: { healthCheckGracePeriod: 0 } }],
])('fails where %s binds', (bindingLimit, options) => {
  const slow = { surge: { ...DEFAULT_SETTINGS.surge, bootSeconds: 400 } };
  expect(judged(options, bindingLimit === 'health-check-grace' ? slow : {})).toMatchObject({
    status: 'fail',
    evidence: { bindingLimit },
  });
});

test('a failure names the smallest change, and with it the check passes', () => {
  const failed = judged({ group: { maxSize: 4 } });
  const [, maximum] =
    /maxSize (\d+) instead of 4/.exec(failed?.status === 'fail' ? failed.summary : '') ?? [];
  expect(judged({ group: { maxSize: Number(maximum) } })?.status).toBe('pass');
  expect(judged({ group: { maxSize: Number(maximum) - 1 } })?.status).toBe('fail');
});

test('an alarm on a metric that more requests do not raise', () => {
  const alarms = trackingAlarms({
    metric: {
      namespace: 'AWS/EC2',
      metricName: 'StatusCheckFailed',
      dimensions: { AutoScalingGroupName: 'web' },
    },
  });
  const policies = [
    aScalingPolicy({
      policyType: 'SimpleScaling',
      adjustmentType: 'ChangeInCapacity',
      scalingAdjustment: 10,
      targetTracking: null,
    }),
  ];
  expect(judged({ alarms, policies })).toMatchObject({
    status: 'fail',
    evidence: { bindingLimit: 'policy' },
  });
});

test.each<[string, Options]>([
  ['policies', { denied: ['AWS::AutoScaling::ScalingPolicy'], policies: [] }],
  ['alarms', { denied: ['AWS::CloudWatch::Alarm'], alarms: [] }],
  ['the load balancer', { denied: ['AWS::ElasticLoadBalancingV2::TargetGroup'] }],
  ['quotas', { denied: ['AWS::ServiceQuotas::Quota'] }],
  [
    'how many targets the load balancer takes',
    { targetLimit: unread('elasticloadbalancing:DescribeAccountLimits', 'AccessDenied') },
  ],
  ['a cluster’s autoscaler', { group: { tags: { 'k8s.io/cluster-autoscaler/enabled': 'true' } } }],
  [
    'a metric that the simulator does not know',
    {
      alarms: trackingAlarms({ metric: { namespace: 'Custom', metricName: 'queue', dimensions: {} } }),
      policies: [
        aScalingPolicy({
          targetTracking: {
            targetValue: 5,
            disableScaleIn: false,
            predefinedMetricType: null,
            resourceLabel: null,
            customMetric: null,
          },
        }),
      ],
    },
  ],
])('unknown without %s', (_, options) => {
  const resources = scalingResources(options);
  const [outcome] = evaluate(check, groupOf(options), { ...options, resources });
  expect(outcome?.status).toBe('unknown');
});

test('a limit that binds fails whatever else was not read', () => {
  const options: Options = { group: { maxSize: 4 }, denied: ['AWS::EC2::Subnet'] };
  const resources = scalingResources(options);
  const [outcome] = evaluate(check, groupOf(options), { ...options, resources });
  expect(outcome?.status).toBe('fail');
});

test('a group without instances is not judged', () => {
  expect(judged({ group: { minSize: 0, desiredCapacity: 0 } })?.status).toBe('not-applicable');
});

test('the settings decide the surge', () => {
  const surge = { ...DEFAULT_SETTINGS.surge, factor: 2 };
  expect(judged({ group: { maxSize: 4 } }, { surge })?.status).toBe('pass');
});
