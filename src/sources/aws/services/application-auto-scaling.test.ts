import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { ACCOUNT, REGION } from '../../../../test/inventory-of.ts';
import { collectors } from './application-auto-scaling.ts';

const TARGET = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/main/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  MinCapacity: 2,
  MaxCapacity: 20,
  ScalableTargetARN: 'arn:target',
};
const POLICY = {
  PolicyARN: 'arn:policy',
  PolicyName: 'cpu',
  ServiceNamespace: 'ecs',
  ResourceId: 'service/main/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  PolicyType: 'TargetTrackingScaling',
  Alarms: [{ AlarmName: 'high', AlarmARN: 'arn:alarm' }],
};

const ANSWERS = {
  DescribeScalableTargets: ({ ServiceNamespace }: { ServiceNamespace: string }) => ({
    ScalableTargets: ServiceNamespace === 'ecs' ? [TARGET] : [],
  }),
  DescribeScalingPolicies: { ScalingPolicies: [POLICY] },
};
const of = {
  account: ACCOUNT,
  region: REGION,
  serviceNamespace: 'ecs',
  resourceId: 'service/main/web',
  scalableDimension: 'ecs:service:DesiredCount',
};

test('targets of every namespace that serves requests', async () => {
  const api = apiOf('application-auto-scaling', ANSWERS);
  const { resources, gap } = await collected(collectors, 'AWS::ApplicationAutoScaling::ScalableTarget', api);
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      ...of,
      arn: 'arn:target',
      id: 'service/main/web ecs:service:DesiredCount',
      minCapacity: 2,
      maxCapacity: 20,
    },
  ]);
  expect(api.calls).toHaveLength(5);
});

test('policies are asked for where there are targets only', async () => {
  const api = apiOf('application-auto-scaling', ANSWERS);
  const { resources, gap } = await collected(collectors, 'AWS::ApplicationAutoScaling::ScalingPolicy', api);
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      ...of,
      arn: 'arn:policy',
      id: 'cpu',
      policyType: 'TargetTrackingScaling',
      alarmArns: ['arn:alarm'],
    },
  ]);
  expect(api.calls.filter((call) => call.includes('DescribeScalingPolicies'))).toHaveLength(1);
});

test('both types share the listing of targets', async () => {
  const api = apiOf('application-auto-scaling', ANSWERS);
  await collected(collectors, 'AWS::ApplicationAutoScaling::ScalableTarget', api);
  await collected(collectors, 'AWS::ApplicationAutoScaling::ScalingPolicy', api);
  expect(api.calls.filter((call) => call.includes('DescribeScalableTargets'))).toHaveLength(5);
});

test('a target without an ARN of its own gets one', async () => {
  const { ScalableTargetARN: _, ...old } = TARGET;
  const api = apiOf('application-auto-scaling', { DescribeScalableTargets: { ScalableTargets: [old] } });
  const { resources } = await collected(collectors, 'AWS::ApplicationAutoScaling::ScalableTarget', api);
  expect(resources[0]?.arn).toBe(
    `arn:aws:application-autoscaling:${REGION}:${ACCOUNT}:scalable-target/service/main/web/ecs:service:DesiredCount`,
  );
});

test('denied calls are gaps; policies are asked for all the same', async () => {
  const api = apiOf('application-auto-scaling', { ...ANSWERS, DescribeScalableTargets: denied() });
  const gap = deniedReading('application-autoscaling:DescribeScalableTargets');
  const targets = await collected(collectors, 'AWS::ApplicationAutoScaling::ScalableTarget', api);
  expect(targets).toEqual({ resources: [], gap });
  const policies = await collected(collectors, 'AWS::ApplicationAutoScaling::ScalingPolicy', api);
  expect(policies.gap).toBeNull();
  expect(policies.resources.length).toBeGreaterThan(0);
  const blind = apiOf('application-auto-scaling', { ...ANSWERS, DescribeScalingPolicies: denied() });
  const none = await collected(collectors, 'AWS::ApplicationAutoScaling::ScalingPolicy', blind);
  expect(none).toEqual({
    resources: [],
    gap: deniedReading('application-autoscaling:DescribeScalingPolicies'),
  });
});
