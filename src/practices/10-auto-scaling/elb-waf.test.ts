import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import { aWebAcl, aRateRule as rule } from '../../../test/builders/edge.ts';
import { aLoadBalancer } from '../../../test/builders/load-balancing.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { WebAclRule } from '../../model/resources/edge.ts';
import { elbWaf as check } from './elb-waf.ts';

const balancer = aLoadBalancer();
const acl = aWebAcl;

const plain = { rateLimit: null, evaluationWindowSec: null, aggregateKeyType: null };

function judged(...rules: readonly WebAclRule[]) {
  return statuses(check, balancer, { resources: [acl(rules)] });
}

test.each(['block', 'captcha', 'challenge'] as const)('passes with a rate rule that does %s', (action) => {
  const [outcome] = evaluate(check, balancer, { resources: [acl([rule({ action })])] });
  expect(outcome).toMatchObject({
    status: 'pass',
    summary: 'web has web ACL web-acl, whose rule rate stops floods.',
  });
});

test.each(['count', 'allow'] as const)('fails with a rate rule that does %s', (action) => {
  const [outcome] = evaluate(check, balancer, { resources: [acl([rule({ action })])] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: `web has web ACL web-acl, but none of its rules stops floods: rate does not block (${action}).`,
  });
});

test('fails without a rate rule, and without a web ACL', () => {
  const block = rule({ ...plain, name: 'geo' });
  const common = rule({
    ...plain,
    action: 'override-none',
    managedRuleGroup: 'AWS/AWSManagedRulesCommonRuleSet',
  });
  const [outcome] = evaluate(check, balancer, { resources: [acl([block, common])] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web has web ACL web-acl, which has no rate-based rule.',
  });
  expect(statuses(check, balancer)).toEqual(['fail']);
  const elsewhere = acl([rule()], { resourceArns: read(['arn:other']) });
  expect(statuses(check, balancer, { resources: [elsewhere] })).toEqual(['fail']);
});

test('a rule that a scope-down statement narrows does not pass by itself', () => {
  const login = rule({ name: 'login', appliesTo: 'some-requests' });
  const [outcome] = evaluate(check, balancer, { resources: [acl([login])] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary:
      'web has web ACL web-acl, but none of its rules stops floods: login covers only the requests of its scope-down statement.',
  });
  expect(judged(login, rule())).toEqual(['pass']);
  const [open] = evaluate(check, balancer, { resources: [acl([rule({ appliesTo: 'not-told' })])] });
  expect(open).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(open)).toContain('NotOffered: the web ACL does not tell which requests');
  expect(judged(rule({ appliesTo: 'not-told', action: 'count' }))).toEqual(['fail']);
});

test.each([
  ['IP', 'pass'],
  ['CONSTANT', 'pass'],
  ['FORWARDED_IP', 'unknown'],
  ['CUSTOM_KEYS', 'unknown'],
])('a rule that counts by %s: %s', (aggregateKeyType, status) => {
  expect(judged(rule({ aggregateKeyType }))).toEqual([status]);
});

test("AWS's anti-DDoS rule group passes unless it or its blocking rule only counts", () => {
  const group = { ...plain, managedRuleGroup: 'AWS/AWSManagedRulesAntiDDoSRuleSet' };
  const antiDdos = (overrides: Partial<WebAclRule>) =>
    judged(rule({ ...group, action: 'override-none', ...overrides }));
  expect(antiDdos({})).toEqual(['pass']);
  expect(antiDdos({ action: 'override-count' })).toEqual(['fail']);
  expect(antiDdos({ appliesTo: 'some-requests' })).toEqual(['fail']);
  const challenging = ['ChallengeAllDuringEvent', 'ChallengeDDoSRequests'];
  expect(antiDdos({ disarmedRules: challenging })).toEqual(['pass']);
  expect(antiDdos({ disarmedRules: ['DDoSRequests'] })).toEqual(['unknown']);
  expect(antiDdos({ disarmedRules: ['DDoSRequests', ...challenging] })).toEqual(['fail']);
});

test('is unknown with a rule group of Firewall Manager or of a vendor', () => {
  const group = rule({ ...plain, name: 'fms', action: 'override-none', byFirewallManager: true });
  const [outcome] = evaluate(check, balancer, { resources: [acl([group])] });
  expect(outcome).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(outcome)).toContain('rule group fms of Firewall Manager');
  const vendor = { ...group, byFirewallManager: false, managedRuleGroup: 'Vendor/Flood' };
  expect(judged(vendor)).toEqual(['unknown']);
  expect(judged({ ...vendor, action: 'override-count' })).toEqual(['fail']);
  expect(judged({ ...group, managedRuleGroup: 'AWS/AWSManagedRulesCommonRuleSet' })).toEqual(['fail']);
});

test("is unknown with a rule group of the account's own, whose rules are not read", () => {
  const group = rule({ ...plain, name: 'own', action: 'override-none' });
  const [outcome] = evaluate(check, balancer, { resources: [acl([rule({ action: 'count' }), group])] });
  expect(outcome).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(outcome)).toContain('rule group own');
  expect(statuses(check, balancer, { resources: [acl([group, rule()])] })).toEqual(['pass']);
  const counted = rule({ ...group, action: 'override-count' });
  expect(statuses(check, balancer, { resources: [acl([counted])] })).toEqual(['fail']);
});

test('is unknown when web ACLs, their rules or their resources were not read', () => {
  const [listing] = evaluate(check, balancer, { denied: ['AWS::WAFv2::WebACL'] });
  expect(listing).toMatchObject({ status: 'unknown', unread: [deniedListing('AWS::WAFv2::WebACL')] });
  const detail = deniedCall('wafv2:GetWebACL');
  const [rules] = evaluate(check, balancer, { resources: [acl([], { detail })] });
  expect(rules).toMatchObject({ status: 'unknown', unread: [detail] });
  const resourceArns = deniedCall('wafv2:ListResourcesForWebACL');
  const [resources] = evaluate(check, balancer, { resources: [acl([rule()], { resourceArns })] });
  expect(resources).toMatchObject({ status: 'unknown', unread: [resourceArns] });
});

test('the web ACL that names it decides, whatever another one names', () => {
  const hidden = acl([], { id: 'w-2', resourceArns: deniedCall('wafv2:ListResourcesForWebACL') });
  expect(statuses(check, balancer, { resources: [hidden, acl([rule()])] })).toEqual(['pass']);
});

test('a web ACL of another region whose resources are not known leaves nothing open', () => {
  const resourceArns = deniedCall('wafv2:ListResourcesForWebACL');
  const elsewhere = acl([], { region: 'eu-west-1', resourceArns });
  expect(statuses(check, balancer, { resources: [elsewhere] })).toEqual(['fail']);
});

test('does not concern internal or Network Load Balancers', () => {
  expect(statuses(check, aLoadBalancer({ scheme: 'internal' }))).toEqual(['not-applicable']);
  expect(statuses(check, aLoadBalancer({ loadBalancerType: 'network' }))).toEqual(['not-applicable']);
});

test('a web ACL that stops no flood breaks what asks for protection from floods, not what asks for a web ACL', () => {
  const controls = ['nist-800-53-r5:SC-5a', 'aws-fsbp:ELB.16'];
  expect(brokenControls(check, balancer, controls)).toEqual(controls);
  const resources = [acl([rule({ action: 'count' })])];
  expect(brokenControls(check, balancer, controls, { resources })).toEqual(['nist-800-53-r5:SC-5a']);
});
