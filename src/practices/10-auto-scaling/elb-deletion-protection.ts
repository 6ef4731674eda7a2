import { defineCheck } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { attributeOutcome } from '../load-balancer-attribute.ts';

/** Classic Load Balancers have no such protection. */
export const elbDeletionProtection = defineCheck({
  id: 'elb-deletion-protection',
  title: 'Load balancers are protected against deletion',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  reads: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
  ],
  changedBy: ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:ModifyLoadBalancerAttributes'],
  controls: ['aws-fsbp:ELB.6'],
  equivalents: ['prowler:elbv2_deletion_protection', 'config:elb-deletion-protection-enabled'],
  rationale:
    'One wrong or hostile DeleteLoadBalancer call takes the whole application off the net; no flood is needed.',
  remediation: 'Turn on the deletion protection of the load balancer.',
  fix: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn {arn} --attributes Key=deletion_protection.enabled,Value=true --region {region}',
    terraform: dedented(`
      resource "aws_lb" "this" {
        name                       = "{id}"
        enable_deletion_protection = true
        # Its other arguments stay as they are.
      }`),
  },
  evaluate: ({ id, attributes }) =>
    attributeOutcome(id, attributes, {
      attribute: 'deletion_protection.enabled',
      byDefault: 'false',
      wanted: ['true'],
      good: 'is protected against deletion',
      bad: 'can be deleted by a single call',
    }),
});
