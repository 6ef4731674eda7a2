import { defineCheck, notApplicable } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { attributeOutcome } from '../load-balancer-attribute.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#drop-invalid-header-fields */
export const elbDropInvalidHeaders = defineCheck({
  id: 'elb-drop-invalid-headers',
  title: 'Application Load Balancers drop invalid header fields',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  reads: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
  ],
  changedBy: ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:ModifyLoadBalancerAttributes'],
  controls: ['aws-fsbp:ELB.4', 'iso-27001-2022:A.8.26'],
  equivalents: [
    'prowler:elbv2_alb_drop_invalid_header_fields_enabled',
    'config:alb-http-drop-invalid-header-enabled',
  ],
  rationale:
    'Header fields with invalid names are how requests are smuggled past the load balancer to a server that reads them otherwise.',
  remediation: 'Turn on the load balancer attribute routing.http.drop_invalid_header_fields.enabled.',
  fix: {
    cli: dedented(`
      # Once no client depends on header fields with names such as those with a dot: the application gets them no more
      aws elbv2 modify-load-balancer-attributes --load-balancer-arn {arn} --attributes Key=routing.http.drop_invalid_header_fields.enabled,Value=true --region {region}`),
    terraform: dedented(`
      resource "aws_lb" "this" {
        name                       = "{id}"
        drop_invalid_header_fields = true
        # Its other arguments stay as they are.
      }`),
  },
  evaluate: ({ id, loadBalancerType, attributes }) =>
    loadBalancerType === 'application'
      ? attributeOutcome(id, attributes, {
          attribute: 'routing.http.drop_invalid_header_fields.enabled',
          byDefault: 'false',
          wanted: ['true'],
          good: 'drops invalid header fields',
          bad: 'passes invalid header fields on',
        })
      : notApplicable(),
});
