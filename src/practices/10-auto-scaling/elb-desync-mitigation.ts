import { mapReading } from '../../model/reading.ts';
import { defineCheck, notApplicable } from '../check.ts';
import { attributeOutcome } from '../load-balancer-attribute.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  rationale:
    'A load balancer that only watches lets through requests that it and the server behind it read differently: one client smuggles a request into the connection of another.',
  remediation: 'Set the desync mitigation mode to defensive or strictest.',
} as const;

const MODE = {
  byDefault: 'defensive',
  wanted: ['defensive', 'strictest'],
  good: 'mitigates HTTP desync attacks',
  bad: 'does not mitigate HTTP desync attacks',
} as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#desync-mitigation-mode */
export const elbDesyncMitigation = [
  defineCheck({
    ...COMMON,
    id: 'elb-desync-mitigation',
    title: 'Application Load Balancers mitigate HTTP desync attacks',
    resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
    ],
    controls: ['aws-fsbp:ELB.12'],
    equivalents: ['prowler:elbv2_desync_mitigation_mode', 'config:alb-desync-mode-check'],
    evaluate: ({ id, loadBalancerType, attributes }) =>
      loadBalancerType === 'application'
        ? attributeOutcome(id, attributes, { ...MODE, attribute: 'routing.http.desync_mitigation_mode' })
        : notApplicable(),
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-desync-mitigation-classic',
    title: 'Classic Load Balancers with HTTP listeners mitigate HTTP desync attacks',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
    ],
    controls: ['aws-fsbp:ELB.14'],
    equivalents: ['prowler:elb_desync_mitigation_mode', 'config:clb-desync-mode-check'],
    evaluate({ id, listeners, attributes }) {
      // TCP and SSL listeners read no HTTP.
      if (!listeners.some(({ protocol }) => protocol.startsWith('HTTP'))) return notApplicable();
      const own = mapReading(attributes, (found) => found.additionalAttributes);
      return attributeOutcome(id, own, { ...MODE, attribute: 'elb.http.desyncmitigationmode' });
    },
  }),
];
