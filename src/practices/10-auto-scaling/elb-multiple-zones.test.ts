import { expect, test } from 'vitest';
import { aClassicLoadBalancer, aLoadBalancer } from '../../../test/builders/load-balancing.ts';
import { checkNamed } from '../../../test/check-named.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { elbMultipleZones } from './elb-multiple-zones.ts';

const check = checkNamed(elbMultipleZones, 'elb-multiple-zones');
const classic = checkNamed(elbMultipleZones, 'elb-multiple-zones-classic');

test('passes with two zones', () => {
  expect(statuses(check, aLoadBalancer())).toEqual(['pass']);
  expect(statuses(classic, aClassicLoadBalancer())).toEqual(['pass']);
});

test('fails with one', () => {
  const availabilityZones = aLoadBalancer().availabilityZones.slice(0, 1);
  const [outcome] = evaluate(check, aLoadBalancer({ loadBalancerType: 'network', availabilityZones }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web spans one Availability Zone only (us-east-1a).',
  });
  expect(statuses(classic, aClassicLoadBalancer({ availabilityZones: ['us-east-1a'] }))).toEqual(['fail']);
});
