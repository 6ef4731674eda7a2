import { expect, test } from 'vitest';
import { aLoadBalancer } from '../../../test/builders/load-balancing.ts';
import {
  ACCOUNT,
  deniedCall,
  deniedListing,
  evaluate,
  REGION,
  statuses,
} from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { WebAcl, WebAclRule } from '../../model/resources/edge.ts';
import { elbWaf as check } from './elb-waf.ts';

const balancer = aLoadBalancer();

function rule(overrides: Partial<WebAclRule> = {}): WebAclRule {
  const rate = { rateLimit: 2000, evaluationWindowSec: 300 };
  return { name: 'rate', priority: 1, action: 'block', ...rate, managedRuleGroup: null, ...overrides };
}

const plain = { rateLimit: null, evaluationWindowSec: null };

function acl(rules: readonly WebAclRule[], overrides: Partial<WebAcl> = {}): WebAcl {
  const id = overrides.id ?? 'w-1';
  return {
    type: 'AWS::WAFv2::WebACL',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/web-acl/${id}`,
    id,
    name: 'web-acl',
    scope: 'REGIONAL',
    detail: read({ defaultAction: 'allow', rules }),
    resourceArns: read([balancer.arn]),
    ...overrides,
  };
}

test.each(['block', 'captcha', 'challenge'] as const)('passes with a rate rule that does %s', (action) => {
  const [outcome] = evaluate(check, balancer, { resources: [acl([rule({ action })])] });
  expect(outcome).toMatchObject({
    status: 'pass',
    summary: 'web has web-acl, whose rule rate stops floods.',
  });
});

test.each(['count', 'allow'] as const)('fails with a rate rule that does %s', (action) => {
  const [outcome] = evaluate(check, balancer, { resources: [acl([rule({ action })])] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: `web has web-acl, whose rate rule rate does not block (${action}).`,
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
    summary: 'web has web-acl, which has no rate-based rule.',
  });
  expect(statuses(check, balancer)).toEqual(['fail']);
  const elsewhere = acl([rule()], { resourceArns: read(['arn:other']) });
  expect(statuses(check, balancer, { resources: [elsewhere] })).toEqual(['fail']);
});

test("AWS's anti-DDoS rule group passes unless it only counts", () => {
  const group = { ...plain, managedRuleGroup: 'AWS/AWSManagedRulesAntiDDoSRuleSet' };
  const judged = (action: WebAclRule['action']) =>
    statuses(check, balancer, { resources: [acl([rule({ ...group, action })])] });
  expect(judged('override-none')).toEqual(['pass']);
  expect(judged('override-count')).toEqual(['fail']);
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
