import { expect, test } from 'vitest';
import { anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { asgElbHealthCheck as check } from './asg-elb-health-check.ts';

const lattice = {
  targetGroupArns: [],
  trafficSources: [{ identifier: 'arn:lattice', type: 'vpc-lattice' }],
};

test.each(['ELB', 'EC2,ELB', 'EC2, ELB'])('passes with health check type %s', (healthCheckType) => {
  expect(statuses(check, anAutoScalingGroup({ healthCheckType }))).toEqual(['pass']);
});

test('fails with EC2 status checks alone', () => {
  const [outcome] = evaluate(check, anAutoScalingGroup({ healthCheckType: 'EC2' }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web uses EC2 health checks only, not those of type ELB.',
    evidence: { healthCheckType: 'EC2', wanted: 'ELB' },
  });
});

test('asks for the checks of what serves the group', () => {
  expect(statuses(check, anAutoScalingGroup({ ...lattice, healthCheckType: 'VPC_LATTICE' }))).toEqual([
    'pass',
  ]);
  expect(statuses(check, anAutoScalingGroup({ ...lattice, healthCheckType: 'EC2,ELB' }))).toEqual(['fail']);
  const classic = {
    targetGroupArns: [],
    trafficSources: [],
    loadBalancerNames: ['old'],
    healthCheckType: 'EC2',
  };
  expect(statuses(check, anAutoScalingGroup(classic))).toEqual(['fail']);
});

test('does not concern a group that nothing serves', () => {
  const group = anAutoScalingGroup({ targetGroupArns: [], trafficSources: [], healthCheckType: 'EC2' });
  expect(statuses(check, group)).toEqual(['not-applicable']);
});
