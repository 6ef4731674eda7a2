import { canonical, frontedDomains } from '../../inventory/front-domains.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { unread } from '../../model/reading.ts';
import type { ClassicLoadBalancer, LoadBalancer } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';

const COMMON = {
  practice: 10,
  severity: 'info',
  reads: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'cloudfront:ListDistributions',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
  ],
  controls: ['nist-800-53-r5:sc_5_a', 'nist-800-53-r5:sc_5_b'],
  equivalents: [],
  rationale:
    'CloudFront takes a flood in hundreds of places at once and passes whole HTTP requests on; a load balancer alone takes it in one region.',
  remediation:
    'Serve the application through a CloudFront distribution whose origin is the load balancer, and let only CloudFront reach it.',
} as const;

/**
 * A distribution of any account that was read, whose origin is the load balancer, by its own name or one that Route 53
 * resolves to it.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/application-layer-defense-bp1-bp2.html
 */
export const cloudfrontInFront = [
  defineCheck({
    ...COMMON,
    id: 'cloudfront-in-front',
    title: 'CloudFront stands in front of internet-facing Application Load Balancers',
    resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    evaluate: (balancer, { inventory }) =>
      balancer.loadBalancerType === 'application' ? judge(balancer, inventory) : notApplicable(),
  }),
  defineCheck({
    ...COMMON,
    id: 'cloudfront-in-front-classic',
    title: 'CloudFront stands in front of internet-facing Classic Load Balancers that serve HTTP',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    evaluate: (balancer, { inventory }) =>
      balancer.listeners.some(({ protocol }) => protocol.startsWith('HTTP'))
        ? judge(balancer, inventory)
        : notApplicable(),
  }),
];

function judge({ id, scheme, dnsName }: LoadBalancer | ClassicLoadBalancer, inventory: Inventory): Outcome {
  if (scheme === 'internal') return notApplicable();
  const { distributionsByDomain, unresolvedOrigins } = frontedDomains(inventory);
  const distributions = distributionsByDomain.get(canonical(dnsName ?? '')) ?? [];
  const evidence = { dnsName, distributions };
  const [first] = distributions;
  if (first) return pass(`${id} is the origin of CloudFront distribution ${first}.`, evidence);
  const gaps = inventory.gaps('AWS::CloudFront::Distribution');
  if (gaps.length > 0) return unknown(gaps, evidence);
  if (unresolvedOrigins.length > 0) return unknown(unresolved(unresolvedOrigins), evidence);
  return fail(`${id} faces the internet without CloudFront in front of it.`, evidence);
}

const SHOWN = 5;

function unresolved(names: readonly string[]) {
  const shown = names.slice(0, SHOWN).join(', ');
  const why = `NotOffered: what stands behind the origins ${shown} is in no hosted zone that was read`;
  return unread('route53:ListResourceRecordSets', why);
}
