import type { Inventory } from '../../inventory/inventory.ts';
import type { ShieldSubscription } from '../../model/resources/monitoring.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A subscription protects what it is told to protect: internet-facing load balancers and CloudFront distributions
 * of the account are looked for among its protections. Shield Standard, which everybody has, needs no check.
 * https://docs.aws.amazon.com/waf/latest/developerguide/ddos-protections-by-resource-type.html
 */
export const shieldAdvanced = defineCheck({
  id: 'shield-advanced',
  title: 'Shield Advanced protects internet-facing load balancers and CloudFront distributions',
  practice: 10,
  severity: 'info',
  resource: 'AWS::Shield::Subscription',
  reads: [
    'shield:GetSubscriptionState',
    'shield:ListProtections',
    'elasticloadbalancing:DescribeLoadBalancers',
    'cloudfront:ListDistributions',
  ],
  changedBy: [
    'shield:DeleteProtection',
    'elasticloadbalancing:CreateLoadBalancer',
    'cloudfront:CreateDistribution',
  ],
  controls: [],
  equivalents: [
    'prowler:shield_advanced_protection_in_internet_facing_load_balancers',
    'prowler:shield_advanced_protection_in_classic_load_balancers',
    'prowler:shield_advanced_protection_in_cloudfront_distributions',
  ],
  rationale:
    'Shield Standard absorbs common network floods; application-layer attacks, the response team and the refund of scaling costs need Shield Advanced.',
  remediation:
    'Where an outage costs more than the subscription, subscribe to Shield Advanced and protect the load balancers and distributions.',
  fix: {
    cli: dedented(`
      # A paid commitment for a year: aws shield create-subscription --region us-east-1
      # With a subscription, for each that is not protected
      aws shield create-protection --name {evidence.unprotected[]|name} --resource-arn {evidence.unprotected[]} --region us-east-1`),
    terraform: dedented(`
      # A paid commitment for a year
      resource "aws_shield_subscription" "this" {
        auto_renew = "ENABLED"
      }

      resource "aws_shield_protection" "this" {
        for_each     = toset({evidence.unprotected[]})
        name         = basename(each.value)
        resource_arn = each.value
        depends_on   = [aws_shield_subscription.this]
      }`),
  },
  evaluate(subscription, { inventory }) {
    const { account, state, protectedResourceArns } = subscription;
    if (state === 'INACTIVE')
      return fail(`Account ${account} has no Shield Advanced subscription.`, { state });
    if (protectedResourceArns.status === 'unread') return unknown(protectedResourceArns, { state });
    const covered = new Set(protectedResourceArns.value);
    const { arns, missing } = exposed(inventory, subscription);
    const unprotected = arns.filter((arn) => !covered.has(arn));
    const evidence = { state, protections: covered.size, unprotected: unprotected.slice(0, SHOWN) };
    if (unprotected.length > 0) {
      const summary = `Shield Advanced of account ${account} does not protect ${unprotected.length} of its ${arns.length} internet-facing load balancers and distributions.`;
      return fail(summary, evidence);
    }
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(
      `Shield Advanced of account ${account} protects all its internet-facing load balancers and distributions.`,
      evidence,
    );
  },
});

const SHOWN = 20;

function exposed(inventory: Inventory, { account }: ShieldSubscription) {
  const balancers = byAccount(inventory, 'AWS::ElasticLoadBalancingV2::LoadBalancer', account).filter(
    // A Network Load Balancer is protected by its Elastic IP addresses.
    (balancer) => balancer.loadBalancerType === 'application' && balancer.scheme === 'internet-facing',
  );
  const classics = byAccount(inventory, 'AWS::ElasticLoadBalancing::LoadBalancer', account).filter(
    (balancer) => balancer.scheme === 'internet-facing',
  );
  const distributions = byAccount(inventory, 'AWS::CloudFront::Distribution', account).filter(
    (distribution) => distribution.enabled,
  );
  return {
    arns: [...balancers, ...classics, ...distributions].map(({ arn }) => arn),
    missing: EXPOSED_TYPES.flatMap((type) => inventory.gaps(type, { account })),
  };
}

const EXPOSED_TYPES = [
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::CloudFront::Distribution',
] as const;

function byAccount<Type extends (typeof EXPOSED_TYPES)[number]>(
  inventory: Inventory,
  type: Type,
  account: string,
) {
  return inventory.grouped(type, 'account').get(account) ?? [];
}
