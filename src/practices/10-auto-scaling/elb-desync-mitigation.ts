import { mapReading } from '../../model/reading.ts';
import { defineCheck, notApplicable } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
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
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
    ],
    controls: ['aws-fsbp:ELB.12', 'iso-27001-2022:A.8.26'],
    equivalents: ['prowler:elbv2_desync_mitigation_mode', 'config:alb-desync-mode-check'],
    fix: {
      cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn {arn} --attributes Key=routing.http.desync_mitigation_mode,Value=defensive --region {region}',
      terraform: dedented(`
        resource "aws_lb" "this" {
          name                   = "{id}"
          desync_mitigation_mode = "defensive"
          # Its other arguments stay as they are.
        }`),
    },
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
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
    ],
    controls: ['aws-fsbp:ELB.14', 'iso-27001-2022:A.8.26'],
    equivalents: ['prowler:elb_desync_mitigation_mode', 'config:clb-desync-mode-check'],
    fix: {
      cli: `aws elb modify-load-balancer-attributes --load-balancer-name {id} --load-balancer-attributes '{"AdditionalAttributes":[{"Key":"elb.http.desyncmitigationmode","Value":"defensive"}]}' --region {region}`,
      terraform: dedented(`
        resource "aws_elb" "this" {
          name                   = "{id}"
          desync_mitigation_mode = "defensive"
          # Its other arguments stay as they are.
        }`),
    },
    evaluate({ id, listeners, attributes }) {
      // TCP and SSL listeners read no HTTP.
      if (!listeners.some(({ protocol }) => protocol.startsWith('HTTP'))) return notApplicable();
      const own = mapReading(attributes, (found) => found.additionalAttributes);
      return attributeOutcome(id, own, { ...MODE, attribute: 'elb.http.desyncmitigationmode' });
    },
  }),
];
