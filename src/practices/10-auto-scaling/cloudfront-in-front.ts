import { canonical, frontedDomains } from '../../inventory/front-domains.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { unread } from '../../model/reading.ts';
import type { ClassicLoadBalancer, LoadBalancer } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const COMMON = {
  practice: 10,
  severity: 'info',
  reads: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'cloudfront:ListDistributions',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
  ],
  changedBy: [
    'elasticloadbalancing:CreateLoadBalancer',
    'cloudfront:UpdateDistribution',
    'cloudfront:DeleteDistribution',
    'route53:ChangeResourceRecordSets',
  ],
  controls: [],
  equivalents: [],
  rationale:
    'CloudFront takes a flood in hundreds of places at once and passes whole HTTP requests on; a load balancer alone takes it in one region.',
  remediation:
    'Serve the application through a CloudFront distribution whose origin is the load balancer, and let only CloudFront reach it.',
  fix: {
    cli: dedented(`
      # Then point the DNS name of the application at the distribution, and admit only the prefix list com.amazonaws.global.cloudfront.origin-facing to the load balancer
      aws cloudfront create-distribution --origin-domain-name {evidence.dnsName}`),
    terraform: dedented(`
      # Then point the DNS name of the application at it, and admit only the prefix list
      # com.amazonaws.global.cloudfront.origin-facing to the load balancer
      resource "aws_cloudfront_distribution" "this" {
        enabled = true
        origin {
          domain_name = "{evidence.dnsName}"
          origin_id   = "load-balancer"
          custom_origin_config {
            http_port              = 80
            https_port             = 443
            origin_protocol_policy = "https-only"
            origin_ssl_protocols   = ["TLSv1.2"]
          }
        }
        default_cache_behavior {
          target_origin_id       = "load-balancer"
          viewer_protocol_policy = "redirect-to-https"
          allowed_methods        = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
          cached_methods         = ["GET", "HEAD"]
          # The managed policies CachingDisabled and AllViewer
          cache_policy_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
          origin_request_policy_id = "216adef6-5c7f-47e4-b989-5492eafa07d3"
        }
        restrictions {
          geo_restriction {
            restriction_type = "none"
          }
        }
        viewer_certificate {
          cloudfront_default_certificate = true
        }
      }`),
  },
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
