import { expect, test } from 'vitest';
import { aRateRule, aWebAcl } from '../../../test/builders/edge.ts';
import { aLoadBalancer } from '../../../test/builders/load-balancing.ts';
import { aSecurityGroup } from '../../../test/builders/network.ts';
import { groupOf, scalingResources } from '../../../test/builders/scaling-account.ts';
import { ACCOUNT, inventoryOf } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { DEFAULT_SURGE } from '../../model/surge-settings.ts';
import { groupSurge } from './group-surge.ts';
import { surgeAlternatives } from './surge-alternatives.ts';

/** A group of two of at most four: each serves 200 requests a second, and 190 come now. */
const options = { group: { maxSize: 4 } };

function said(more: readonly Resource[] = [], denied: readonly Resource['type'][] = []) {
  const inventory = inventoryOf({ resources: [...scalingResources(options), ...more], denied });
  const found = groupSurge(inventory, groupOf(options), DEFAULT_SURGE);
  if (found.status === 'unread') throw new Error(found.why);
  const all = surgeAlternatives(inventory, groupOf(options), found.value.scenario);
  expect(all.every(({ docs }) => docs.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
  return Object.fromEntries(all.map(({ kind, says }) => [kind, says]));
}

test('without anything in front: what each would cut, in figures of simulations', () => {
  const { 'waf-rate-rule': waf, cloudfront } = said();
  expect(waf).toBe(
    'web has no web ACL. A rate-based rule that blocks an address above 2000 requests in 300 seconds would cut a flood to that of each address. It is noticed mostly within 30 seconds, at times only after minutes; what came until then has passed. The group as it is absorbs 610 of the 1,710 requests a second (simulated): what 91 addresses send at that limit; 1,000 addresses would send up to 1,710 a second.',
  );
  expect(cloudfront).toMatch(/^No CloudFront stands in front: .* Answering 65 % of the surge from its cache/);
});

test('the rule that is there, with its own limit', () => {
  const acl = aWebAcl([aRateRule({ rateLimit: 100, evaluationWindowSec: 60 })]);
  expect(said([acl])['waf-rate-rule']).toMatch(
    /^The web ACL of web has a rule that blocks an address above 100 requests in 60 seconds\. .* what 366 addresses send/,
  );
});

test('one that only counts, or looks at some requests, blocks nobody', () => {
  for (const rule of [aRateRule({ action: 'count' }), aRateRule({ appliesTo: 'some-requests' })]) {
    expect(said([aWebAcl([rule])])['waf-rate-rule']).toMatch(
      /^The web ACL of web has no rate-based rule that blocks\. /,
    );
  }
});

test('what was not read is said not to be', () => {
  const denied = [
    'AWS::WAFv2::WebACL',
    'AWS::CloudFront::Distribution',
    'AWS::Shield::Subscription',
  ] as const;
  const { 'waf-rate-rule': waf, cloudfront, shield } = said([], denied);
  expect(waf).toMatch(/^Whether web has a rate-based rule was not read\./);
  expect(cloudfront).toMatch(/^Whether CloudFront stands in front was not read\./);
  expect(shield).toContain('was not read');
});

test('Shield Advanced, where it protects the load balancer and where not', () => {
  const subscription = {
    type: 'AWS::Shield::Subscription',
    account: ACCOUNT,
    region: 'global',
    arn: `arn:aws:shield::${ACCOUNT}:subscription`,
    id: ACCOUNT,
    state: 'ACTIVE',
    protectedResourceArns: read([aLoadBalancer().arn]),
  } as const;
  expect(said([subscription])['shield']).toContain('Shield Advanced protects web');
  expect(said([{ ...subscription, state: 'INACTIVE' }])['shield']).toContain('protects no load balancer');
});

test('security groups that admit everybody, and floods of packets', () => {
  const { 'security-groups': groups, 'load-balancer': packets } = said([aSecurityGroup()]);
  expect(groups).toMatch(/: those of web admit every address at 443\.$/);
  expect(packets).toBe(
    'The load balancer stops SYN and UDP floods: it passes whole connections of its listeners alone.',
  );
});
