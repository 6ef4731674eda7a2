import { expect, test } from 'vitest';
import {
  aClassicLoadBalancer,
  aLoadBalancer,
  aTargetGroup,
  attributesWith,
  classicAttributes,
} from '../../../test/builders/load-balancing.ts';
import { checkNamed } from '../../../test/check-named.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { LoadBalancer, TargetGroup } from '../../model/resources/load-balancing.ts';
import { elbCrossZone } from './elb-cross-zone.ts';

const check = checkNamed(elbCrossZone, 'elb-cross-zone');
const classic = checkNamed(elbCrossZone, 'elb-cross-zone-classic');
const ATTRIBUTE = 'load_balancing.cross_zone.enabled';

function balancer(type: LoadBalancer['loadBalancerType'], value: string | null): LoadBalancer {
  return aLoadBalancer({ loadBalancerType: type, attributes: attributesWith({ [ATTRIBUTE]: value }) });
}

function targets(value: string | null): TargetGroup {
  return aTargetGroup({ attributes: read(value === null ? {} : { [ATTRIBUTE]: value }) });
}

const INHERIT = 'use_load_balancer_configuration';

test.each([
  // On for Application Load Balancers, off for the others, unless said.
  ['application', null, null, 'pass'],
  ['network', null, null, 'fail'],
  ['gateway', null, INHERIT, 'fail'],
  ['network', 'true', INHERIT, 'pass'],
  ['network', 'false', INHERIT, 'fail'],
  // The target group goes first.
  ['network', 'false', 'true', 'pass'],
  ['network', 'true', 'false', 'fail'],
  ['application', 'true', 'false', 'fail'],
] as const)('%s with %s, its target group with %s: %s', (type, own, ofGroup, status) => {
  expect(statuses(check, balancer(type, own), { resources: [targets(ofGroup)] })).toEqual([status]);
});

test.each([
  ['true', 'pass'],
  ['false', 'fail'],
])('without target groups its own setting %s decides: %s', (value, status) => {
  expect(statuses(check, balancer('network', value))).toEqual([status]);
});

const denied = deniedCall('elasticloadbalancing:DescribeLoadBalancerAttributes');

test('is unknown when the attributes that decide were not read', () => {
  const [outcome] = evaluate(check, aLoadBalancer({ attributes: denied }), { resources: [targets(INHERIT)] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [denied] });
  expect(statuses(check, aLoadBalancer({ attributes: denied }))).toEqual(['unknown']);
  const hidden = aTargetGroup({
    attributes: deniedCall('elasticloadbalancing:DescribeTargetGroupAttributes'),
  });
  expect(statuses(check, balancer('network', 'true'), { resources: [hidden] })).toEqual(['unknown']);
});

test('is unknown when the target groups could not be listed, but fails by one that is known', () => {
  const options = { denied: ['AWS::ElasticLoadBalancingV2::TargetGroup'] } as const;
  const [outcome] = evaluate(check, balancer('network', 'true'), options);
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing(options.denied[0])] });
  expect(statuses(check, balancer('network', 'false'), options)).toEqual(['unknown']);
  const resources = [targets('false')];
  expect(statuses(check, balancer('network', 'true'), { ...options, resources })).toEqual(['fail']);
});

test('a Classic Load Balancer', () => {
  expect(statuses(classic, aClassicLoadBalancer())).toEqual(['pass']);
  const zonal = aClassicLoadBalancer({ attributes: classicAttributes({ crossZoneLoadBalancing: false }) });
  expect(statuses(classic, zonal)).toEqual(['fail']);
  expect(statuses(classic, aClassicLoadBalancer({ attributes: denied }))).toEqual(['unknown']);
});
