import { expect, test } from 'vitest';
import { anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { aClassicLoadBalancer, aTargetGroup } from '../../../test/builders/load-balancing.ts';
import { deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { asgBehindLoadBalancer as check } from './asg-behind-load-balancer.ts';

const none = { loadBalancerNames: [], targetGroupArns: [], trafficSources: [] };

test('passes when a target group of the group has a load balancer', () => {
  const [outcome] = evaluate(check, anAutoScalingGroup(), { resources: [aTargetGroup()] });
  expect(outcome).toMatchObject({
    status: 'pass',
    summary: 'web takes its traffic from target group web-targets.',
  });
});

test('passes behind a Classic Load Balancer, and behind VPC Lattice', () => {
  const classic = anAutoScalingGroup({ ...none, loadBalancerNames: ['old-web'] });
  const asSource = anAutoScalingGroup({ ...none, trafficSources: [{ identifier: 'old-web', type: 'elb' }] });
  const lattice = anAutoScalingGroup({
    ...none,
    trafficSources: [{ identifier: 'arn:lattice', type: 'vpc-lattice' }],
  });
  const resources = [aClassicLoadBalancer()];
  expect(statuses(check, classic, { resources })).toEqual(['pass']);
  expect(statuses(check, asSource, { resources })).toEqual(['pass']);
  expect(statuses(check, lattice)).toEqual(['pass']);
});

test('fails when it is attached to nothing', () => {
  const [outcome] = evaluate(check, anAutoScalingGroup(none));
  expect(outcome).toMatchObject({ status: 'fail', summary: 'web is attached to no load balancer.' });
});

test('fails when its target group is gone, or serves no load balancer', () => {
  expect(statuses(check, anAutoScalingGroup())).toEqual(['fail']);
  const idle = aTargetGroup({ loadBalancerArns: [] });
  const [outcome] = evaluate(check, anAutoScalingGroup(), { resources: [idle] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web is attached to target group web-targets, which no load balancer serves.',
  });
});

test('fails when its Classic Load Balancer is gone', () => {
  expect(statuses(check, anAutoScalingGroup({ ...none, loadBalancerNames: ['gone'] }))).toEqual(['fail']);
});

test('is unknown when what it is attached to could not be listed', () => {
  const types = [
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    'AWS::ElasticLoadBalancing::LoadBalancer',
  ] as const;
  const groups = [anAutoScalingGroup(), anAutoScalingGroup({ ...none, loadBalancerNames: ['old-web'] })];
  types.forEach((type, index) => {
    const group = groups[index] ?? anAutoScalingGroup();
    const [outcome] = evaluate(check, group, { denied: [type] });
    expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing(type)] });
  });
});

test('passes by the load balancer that is known when another could not be listed', () => {
  const group = anAutoScalingGroup({ loadBalancerNames: ['old-web'] });
  const denied = ['AWS::ElasticLoadBalancing::LoadBalancer'] as const;
  expect(statuses(check, group, { denied, resources: [aTargetGroup()] })).toEqual(['pass']);
});

test('does not concern a group that may have no instances', () => {
  expect(statuses(check, anAutoScalingGroup({ ...none, maxSize: 0 }))).toEqual(['not-applicable']);
});
