import { expect, test } from 'vitest';
import { aDistribution } from '../../../test/builders/edge.ts';
import { aClassicLoadBalancer, aLoadBalancer } from '../../../test/builders/load-balancing.ts';
import {
  ACCOUNT,
  deniedCall,
  deniedListing,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { ShieldSubscription } from '../../model/resources/monitoring.ts';
import { shieldAdvanced as check } from './shield-advanced.ts';

function subscription(overrides: Partial<ShieldSubscription> = {}): ShieldSubscription {
  return {
    type: 'AWS::Shield::Subscription',
    account: ACCOUNT,
    region: 'global',
    arn: `arn:aws:shield::${ACCOUNT}:subscription`,
    id: ACCOUNT,
    state: 'ACTIVE',
    protectedResourceArns: read(exposed.map(({ arn }) => arn)),
    ...overrides,
  };
}

const exposed = [aLoadBalancer(), aClassicLoadBalancer(), aDistribution()];

test('passes when all that faces the internet is protected', () => {
  const [outcome] = evaluate(check, subscription(), { resources: exposed });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { protections: 3, unprotected: [] } });
});

test('fails without a subscription, and with something unprotected', () => {
  expect(statuses(check, subscription({ state: 'INACTIVE' }), { resources: exposed })).toEqual(['fail']);
  const protectedResourceArns = read([aLoadBalancer().arn, aDistribution().arn]);
  const [outcome] = evaluate(check, subscription({ protectedResourceArns }), { resources: exposed });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { unprotected: [aClassicLoadBalancer().arn] } });
});

test('internal load balancers, network ones, disabled distributions and other accounts need none', () => {
  const resources = [
    aLoadBalancer({ scheme: 'internal' }),
    aLoadBalancer({ id: 'nlb', arn: 'arn:nlb', loadBalancerType: 'network' }),
    aClassicLoadBalancer({ scheme: 'internal' }),
    aDistribution({ enabled: false }),
    aClassicLoadBalancer({ account: OTHER_ACCOUNT, arn: 'arn:other' }),
  ];
  const none = subscription({ protectedResourceArns: read([]) });
  expect(statuses(check, none, { resources, accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual(['pass']);
});

test('is unknown when the protections were not read', () => {
  const protectedResourceArns = deniedCall('shield:ListProtections');
  const [outcome] = evaluate(check, subscription({ protectedResourceArns }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [protectedResourceArns] });
});

test.each([
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::CloudFront::Distribution',
] as const)('is unknown when %s could not be listed, unless something known is unprotected', (type) => {
  const [outcome] = evaluate(check, subscription(), { denied: [type] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing(type)] });
  const none = subscription({ protectedResourceArns: read([]) });
  const resources = exposed.filter((each) => each.type !== type);
  expect(statuses(check, none, { denied: [type], resources })).toEqual(['fail']);
});
