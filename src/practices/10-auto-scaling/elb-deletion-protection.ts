import { defineCheck } from '../check.ts';
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
  controls: [
    'aws-fsbp:ELB.6',
    'nist-800-53-r5:cm_2_a',
    'nist-800-53-r5:cm_2_2',
    'nist-800-53-r5:cm_3_a',
    'nist-800-53-r5:cp_2_5',
    'nist-800-53-r5:sc_5_2',
  ],
  equivalents: ['prowler:elbv2_deletion_protection', 'config:elb-deletion-protection-enabled'],
  rationale:
    'One wrong or hostile DeleteLoadBalancer call takes the whole application off the net; no flood is needed.',
  remediation: 'Turn on the deletion protection of the load balancer.',
  evaluate: ({ id, attributes }) =>
    attributeOutcome(id, attributes, {
      attribute: 'deletion_protection.enabled',
      byDefault: 'false',
      wanted: ['true'],
      good: 'is protected against deletion',
      bad: 'can be deleted by a single call',
    }),
});
