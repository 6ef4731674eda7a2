import { expect, test } from 'vitest';
import {
  aClassicListener,
  aClassicLoadBalancer,
  aLoadBalancer,
  attributesWith,
  classicAttributes,
} from '../../../test/builders/load-balancing.ts';
import { checkNamed } from '../../../test/check-named.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { elbDesyncMitigation } from './elb-desync-mitigation.ts';

const check = checkNamed(elbDesyncMitigation, 'elb-desync-mitigation');
const classic = checkNamed(elbDesyncMitigation, 'elb-desync-mitigation-classic');
const denied = deniedCall('elasticloadbalancing:DescribeLoadBalancerAttributes');

/** AWS's default is defensive. */
const MODES = [
  ['monitor', 'fail'],
  ['defensive', 'pass'],
  ['strictest', 'pass'],
  [null, 'pass'],
] as const;

test.each(MODES)('an Application Load Balancer in mode %s: %s', (mode, status) => {
  const attributes = attributesWith({ 'routing.http.desync_mitigation_mode': mode });
  expect(statuses(check, aLoadBalancer({ attributes }))).toEqual([status]);
});

test.each(MODES)('a Classic Load Balancer in mode %s: %s', (mode, status) => {
  const additionalAttributes = mode === null ? {} : { 'elb.http.desyncmitigationmode': mode };
  const balancer = aClassicLoadBalancer({ attributes: classicAttributes({ additionalAttributes }) });
  expect(statuses(classic, balancer)).toEqual([status]);
});

test('does not concern load balancers that read no HTTP', () => {
  expect(statuses(check, aLoadBalancer({ loadBalancerType: 'network' }))).toEqual(['not-applicable']);
  const listeners = [aClassicListener({ protocol: 'TCP' }), aClassicListener({ protocol: 'SSL' })];
  expect(statuses(classic, aClassicLoadBalancer({ listeners }))).toEqual(['not-applicable']);
});

test('is unknown when the attributes were not read', () => {
  const [outcome] = evaluate(check, aLoadBalancer({ attributes: denied }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [denied] });
  expect(statuses(classic, aClassicLoadBalancer({ attributes: denied }))).toEqual(['unknown']);
});
