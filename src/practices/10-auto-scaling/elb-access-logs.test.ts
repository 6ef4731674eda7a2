import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import {
  aClassicLoadBalancer,
  aListener,
  aLoadBalancer,
  attributesWith,
  classicAttributes,
} from '../../../test/builders/load-balancing.ts';
import { checkNamed } from '../../../test/check-named.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { elbAccessLogs } from './elb-access-logs.ts';

const check = checkNamed(elbAccessLogs, 'elb-access-logs');
const classic = checkNamed(elbAccessLogs, 'elb-access-logs-classic');
const off = { attributes: attributesWith({ 'access_logs.s3.enabled': 'false' }) };
const nlb = { loadBalancerType: 'network' } as const;
const denied = deniedCall('elasticloadbalancing:DescribeLoadBalancerAttributes');

test('an Application Load Balancer passes with access logs, and fails without or by default', () => {
  expect(statuses(check, aLoadBalancer())).toEqual(['pass']);
  const [outcome] = evaluate(check, aLoadBalancer(off));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web writes no access logs.',
    evidence: { attribute: 'access_logs.s3.enabled', value: 'false', wanted: ['true'] },
  });
  const byDefault = aLoadBalancer({ attributes: attributesWith({ 'access_logs.s3.enabled': null }) });
  expect(statuses(check, byDefault)).toEqual(['fail']);
});

test('a Network Load Balancer is judged when it has a TLS listener: only those are logged', () => {
  const balancer = aLoadBalancer({ ...nlb, ...off });
  const listener = (protocol: string) => aListener({ protocol, loadBalancerArn: balancer.arn });
  expect(statuses(check, balancer, { resources: [listener('TLS')] })).toEqual(['fail']);
  expect(statuses(check, balancer, { resources: [listener('TCP')] })).toEqual(['not-applicable']);
  expect(statuses(check, aLoadBalancer(nlb), { resources: [listener('TLS')] })).toEqual(['pass']);
});

test('a Network Load Balancer whose listeners are not known is unknown, but passes with logs', () => {
  const options = { denied: ['AWS::ElasticLoadBalancingV2::Listener'] } as const;
  const [outcome] = evaluate(check, aLoadBalancer({ ...nlb, ...off }), options);
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing(options.denied[0])] });
  expect(statuses(check, aLoadBalancer(nlb), options)).toEqual(['pass']);
});

test('does not concern Gateway Load Balancers', () => {
  expect(statuses(check, aLoadBalancer({ loadBalancerType: 'gateway' }))).toEqual(['not-applicable']);
});

test('is unknown when the attributes were not read', () => {
  const [outcome] = evaluate(check, aLoadBalancer({ attributes: denied }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [denied] });
});

test('a Classic Load Balancer', () => {
  expect(statuses(classic, aClassicLoadBalancer())).toEqual(['pass']);
  const silent = aClassicLoadBalancer({ attributes: classicAttributes({ accessLog: false }) });
  expect(statuses(classic, silent)).toEqual(['fail']);
  expect(statuses(classic, aClassicLoadBalancer({ attributes: denied }))).toEqual(['unknown']);
});

test('a Network Load Balancer breaks no control about Application and Classic ones', () => {
  const controls = ['cis-aws-7.0.0:4.10', 'aws-fsbp:ELB.5', 'iso-27001-2022:A.8.15'];
  expect(brokenControls(check, aLoadBalancer(off), controls)).toEqual(controls);
  const balancer = aLoadBalancer({ ...nlb, ...off });
  const resources = [aListener({ protocol: 'TLS', loadBalancerArn: balancer.arn })];
  expect(brokenControls(check, balancer, controls, { resources })).toEqual(['iso-27001-2022:A.8.15']);
});
