import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './wafv2.ts';

const REGIONAL = {
  Name: 'web',
  Id: 'w-1',
  ARN: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/web/w-1',
};
const GLOBAL = { Name: 'cdn', Id: 'c-1', ARN: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/cdn/c-1' };
const RULES = [
  {
    Name: 'rate',
    Priority: 1,
    Action: { Block: {} },
    Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
  },
  {
    Name: 'fast',
    Priority: 2,
    Action: { Challenge: {} },
    Statement: {
      RateBasedStatement: {
        Limit: 100,
        EvaluationWindowSec: 60,
        AggregateKeyType: 'FORWARDED_IP',
        ScopeDownStatement: { GeoMatchStatement: { CountryCodes: ['DE'] } },
      },
    },
  },
  {
    Name: 'common',
    Priority: 3,
    OverrideAction: { None: {} },
    Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
  },
  {
    Name: 'group',
    Priority: 4,
    OverrideAction: { Count: {} },
    Statement: { RuleGroupReferenceStatement: { ARN: 'arn' } },
  },
  { Name: 'geo', Priority: 5, Action: { Captcha: {} }, Statement: { GeoMatchStatement: {} } },
  { Name: 'let', Priority: 6, Action: { Allow: {} }, Statement: {} },
  { Name: 'watch', Priority: 7, Action: { Count: {} }, Statement: {} },
];

const FIREWALL_MANAGER = {
  PreProcessFirewallManagerRuleGroups: [
    {
      Name: 'first',
      Priority: 0,
      OverrideAction: { None: {} },
      FirewallManagerStatement: {
        ManagedRuleGroupStatement: {
          VendorName: 'AWS',
          Name: 'AWSManagedRulesAntiDDoSRuleSet',
          ExcludedRules: [{ Name: 'ChallengeAllDuringEvent' }],
          RuleActionOverrides: [
            { Name: 'DDoSRequests', ActionToUse: { Count: {} } },
            { Name: 'ChallengeDDoSRequests', ActionToUse: { Block: {} } },
          ],
        },
      },
    },
  ],
  PostProcessFirewallManagerRuleGroups: [
    {
      Name: 'last',
      Priority: 0,
      OverrideAction: { None: {} },
      FirewallManagerStatement: { RuleGroupReferenceStatement: { ARN: 'arn' } },
    },
  ],
};

const ANSWERS = {
  'ListWebACLs {"Scope":"REGIONAL","Limit":100}': { WebACLs: [REGIONAL] },
  'ListWebACLs {"Scope":"CLOUDFRONT","Limit":100}': { WebACLs: [GLOBAL] },
  'GetWebACL {"Name":"web","Scope":"REGIONAL","Id":"w-1"}': {
    WebACL: { DefaultAction: { Allow: {} }, Rules: RULES, ...FIREWALL_MANAGER },
  },
  'GetWebACL {"Name":"cdn","Scope":"CLOUDFRONT","Id":"c-1"}': { WebACL: { DefaultAction: { Block: {} } } },
  ListResourcesForWebACL: { ResourceArns: ['arn:lb'] },
};

test("us-east-1 tells its own web ACLs and CloudFront's", async () => {
  const api = apiOf('wafv2', ANSWERS);
  const { resources, gap } = await collected(collectors, 'AWS::WAFv2::WebACL', api);
  const plain = {
    rateLimit: null,
    evaluationWindowSec: null,
    aggregateKeyType: null,
    managedRuleGroup: null,
    appliesTo: 'all-requests',
    disarmedRules: [],
    byFirewallManager: false,
  };
  const group = { managedRuleGroup: 'AWS/AWSManagedRulesAntiDDoSRuleSet' };
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::WAFv2::WebACL',
      account: '111122223333',
      region: 'us-east-1',
      arn: REGIONAL.ARN,
      id: 'w-1',
      name: 'web',
      scope: 'REGIONAL',
      detail: read({
        defaultAction: 'allow',
        rules: [
          {
            ...plain,
            ...group,
            name: 'first',
            priority: 0,
            action: 'override-none',
            disarmedRules: ['ChallengeAllDuringEvent', 'DDoSRequests'],
            byFirewallManager: true,
          },
          {
            ...plain,
            name: 'rate',
            priority: 1,
            action: 'block',
            rateLimit: 2000,
            evaluationWindowSec: 300,
            aggregateKeyType: 'IP',
          },
          {
            ...plain,
            name: 'fast',
            priority: 2,
            action: 'challenge',
            rateLimit: 100,
            evaluationWindowSec: 60,
            aggregateKeyType: 'FORWARDED_IP',
            appliesTo: 'not-told',
          },
          {
            ...plain,
            name: 'common',
            priority: 3,
            action: 'override-none',
            managedRuleGroup: 'AWS/AWSManagedRulesCommonRuleSet',
          },
          { ...plain, name: 'group', priority: 4, action: 'override-count' },
          { ...plain, name: 'geo', priority: 5, action: 'captcha' },
          { ...plain, name: 'let', priority: 6, action: 'allow' },
          { ...plain, name: 'watch', priority: 7, action: 'count' },
          { ...plain, name: 'last', priority: 0, action: 'override-none', byFirewallManager: true },
        ],
      }),
      resourceArns: read(['arn:lb']),
    },
    {
      type: 'AWS::WAFv2::WebACL',
      account: '111122223333',
      region: 'global',
      arn: GLOBAL.ARN,
      id: 'c-1',
      name: 'cdn',
      scope: 'CLOUDFRONT',
      detail: read({ defaultAction: 'block', rules: [] }),
      resourceArns: read([]),
    },
  ]);
});

test('other regions tell their own only', async () => {
  const api = apiOf('wafv2', ANSWERS, { region: 'eu-west-1' });
  const { resources } = await collected(collectors, 'AWS::WAFv2::WebACL', api);
  expect(resources.map((each) => each.region)).toEqual(['eu-west-1']);
});

test('one answer for both scopes is divided; one of the other scope alone is a gap', async () => {
  const collect = (WebACLs: readonly object[]) =>
    collected(
      collectors,
      'AWS::WAFv2::WebACL',
      apiOf('wafv2', {
        ListWebACLs: { WebACLs },
        GetWebACL: {},
        ListResourcesForWebACL: {},
      }),
    );
  const both = await collect([REGIONAL, GLOBAL]);
  expect(both.resources.map((each) => [each.id, each.scope])).toEqual([
    ['w-1', 'REGIONAL'],
    ['c-1', 'CLOUDFRONT'],
  ]);
  expect(both.gap).toBeNull();
  const one = await collect([REGIONAL]);
  expect(one.resources.map((each) => each.id)).toEqual(['w-1']);
  expect(one.gap).toMatchObject({
    call: 'wafv2:ListWebACLs',
    why: 'NotInFolder: no web ACL of scope CLOUDFRONT',
  });
});

test('denied calls', async () => {
  const api = apiOf('wafv2', {
    ...ANSWERS,
    'ListWebACLs {"Scope":"CLOUDFRONT","Limit":100}': denied(),
    GetWebACL: denied(),
    'GetWebACL {"Name":"web","Scope":"REGIONAL","Id":"w-1"}': denied(),
    ListResourcesForWebACL: denied(),
  });
  const { resources, gap } = await collected(collectors, 'AWS::WAFv2::WebACL', api);
  expect(gap).toEqual(deniedReading('wafv2:ListWebACLs'));
  expect(resources).toHaveLength(1);
  expect(resources[0]).toMatchObject({
    detail: deniedReading('wafv2:GetWebACL'),
    resourceArns: deniedReading('wafv2:ListResourcesForWebACL'),
  });
});
