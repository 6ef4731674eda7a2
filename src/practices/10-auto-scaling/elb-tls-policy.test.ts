import { expect, test } from 'vitest';
import {
  aClassicListener,
  aClassicLoadBalancer,
  aListener,
  negotiationPolicy,
} from '../../../test/builders/load-balancing.ts';
import { checkNamed } from '../../../test/check-named.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { elbTlsPolicy } from './elb-tls-policy.ts';

const check = checkNamed(elbTlsPolicy, 'elb-tls-policy');
const classic = checkNamed(elbTlsPolicy, 'elb-tls-policy-classic');

test.each([
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', 'pass'],
  ['ELBSecurityPolicy-TLS13-1-2-2021-06', 'pass'],
  ['ELBSecurityPolicy-FS-1-1-2019-08', 'fail'],
  ['ELBSecurityPolicy-2016-08', 'fail'],
  ['ELBSecurityPolicy-TLS13-1-2-2099-01', 'unknown'],
  [null, 'unknown'],
])('a listener with %s: %s', (sslPolicy, status) => {
  expect(statuses(check, aListener({ sslPolicy }))).toEqual([status]);
});

test('names the oldest protocol', () => {
  const [outcome] = evaluate(check, aListener({ protocol: 'TLS', sslPolicy: 'ELBSecurityPolicy-2016-08' }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'TLS:443 of web accepts TLS 1.0 (ELBSecurityPolicy-2016-08).',
    evidence: { oldestProtocol: 'TLSv1' },
  });
});

test.each(['HTTP', 'TCP', 'UDP'])('does not concern %s listeners', (protocol) => {
  expect(statuses(check, aListener({ protocol, sslPolicy: null }))).toEqual(['not-applicable']);
});

const POLICY = 'elasticloadbalancing:DescribeLoadBalancerPolicies';

test('a Classic Load Balancer fails by the protocols that its policy switches on', () => {
  const policies = read([negotiationPolicy('TLSv1', 'TLSv1.1', 'TLSv1.2')]);
  const [outcome] = evaluate(classic, aClassicLoadBalancer({ policies }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'old-web accepts TLS 1.0, TLS 1.1 on HTTPS:443.',
    evidence: { listeners: [{ listener: 'HTTPS:443', protocols: ['TLSv1', 'TLSv1.1', 'TLSv1.2'] }] },
  });
  expect(statuses(classic, aClassicLoadBalancer())).toEqual(['pass']);
});

test.each([
  ['ELBSecurityPolicy-TLS-1-2-2017-01', 'pass'],
  ['ELBSecurityPolicy-2016-08', 'fail'],
  ['ELBSecurityPolicy-2099-01', 'unknown'],
])('a policy that only names %s: %s', (reference, status) => {
  const policy = { ...negotiationPolicy(), attributes: { 'Reference-Security-Policy': reference } };
  expect(statuses(classic, aClassicLoadBalancer({ policies: read([policy]) }))).toEqual([status]);
});

test('policies that no listener names, or of other types, do not count', () => {
  const old = { ...negotiationPolicy('SSLv3'), policyName: 'old' };
  const cookie = { policyName: 'tls', policyTypeName: 'LBCookieStickinessPolicyType', attributes: {} };
  const policies = read([cookie, old, negotiationPolicy('TLSv1.2')]);
  expect(statuses(classic, aClassicLoadBalancer({ policies }))).toEqual(['pass']);
});

test('an outdated listener decides even when the policy of another is not known', () => {
  const listeners = [
    aClassicListener({ policyNames: ['none'] }),
    aClassicListener({ protocol: 'SSL', loadBalancerPort: 8443 }),
  ];
  const judged = (protocol: string) =>
    statuses(classic, aClassicLoadBalancer({ listeners, policies: read([negotiationPolicy(protocol)]) }));
  expect(judged('TLSv1')).toEqual(['fail']);
  expect(judged('TLSv1.2')).toEqual(['unknown']);
});

test('is unknown when the policies were not read, and does not concern plain listeners', () => {
  const policies = deniedCall(POLICY);
  const [outcome] = evaluate(classic, aClassicLoadBalancer({ policies }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [policies] });
  const listeners = [aClassicListener({ protocol: 'HTTP' })];
  expect(statuses(classic, aClassicLoadBalancer({ policies, listeners }))).toEqual(['not-applicable']);
});
