import type { Inventory } from '../../inventory/inventory.ts';
import { listenersOf } from '../../inventory/listeners-of.ts';
import type { LoadBalancer } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, sparing, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { attributeOutcome } from '../load-balancer-attribute.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  rationale:
    'Without access logs nobody can tell during an attack which requests to block, or afterwards who sent them.',
  remediation: 'Turn on access logs, delivered to an S3 bucket of the same region.',
} as const;

const CIS_WEB = 'cis-aws-7.0.0:4.10';
const AWS_ELB = 'aws-fsbp:ELB.5';
const NOT_ABOUT_NETWORK_ONES = [CIS_WEB, AWS_ELB];

const CONTROLS = [AWS_ELB, 'nist-800-53-r5:AU-12a', 'nist-csf-2.0:PR.PS-04', 'iso-27001-2022:A.8.15'];

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
export const elbAccessLogs = [
  defineCheck({
    ...COMMON,
    id: 'elb-access-logs',
    title: 'Application and Network Load Balancers write access logs',
    resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
      'elasticloadbalancing:DescribeListeners',
    ],
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
    ],
    controls: [CIS_WEB, ...CONTROLS],
    equivalents: ['prowler:elbv2_logging_enabled', 'config:elb-logging-enabled'],
    fix: {
      cli: dedented(`
        # The policy of the log bucket, in the same region, must let Elastic Load Balancing put objects
        aws elbv2 modify-load-balancer-attributes --load-balancer-arn {arn} --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=<LOG-BUCKET> --region {region}`),
      terraform: dedented(`
        # The policy of the log bucket, in the same region, must let Elastic Load Balancing put objects
        resource "aws_lb" "this" {
          name = "{id}"
          access_logs {
            bucket  = "<LOG-BUCKET>"
            enabled = true
          }
          # Its other arguments stay as they are.
        }`),
    },
    evaluate: (balancer, { inventory }) => judge(balancer, inventory),
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-access-logs-classic',
    title: 'Classic Load Balancers write access logs',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    reads: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
    ],
    changedBy: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
    ],
    controls: CONTROLS,
    equivalents: ['prowler:elb_logging_enabled', 'config:elb-logging-enabled'],
    fix: {
      cli: dedented(`
        # The policy of the log bucket, in the same region, must let Elastic Load Balancing put objects
        aws elb modify-load-balancer-attributes --load-balancer-name {id} --load-balancer-attributes '{"AccessLog":{"Enabled":true,"S3BucketName":"<LOG-BUCKET>","EmitInterval":5}}' --region {region}`),
      terraform: dedented(`
        # The policy of the log bucket, in the same region, must let Elastic Load Balancing put objects
        resource "aws_elb" "this" {
          name = "{id}"
          access_logs {
            bucket   = "<LOG-BUCKET>"
            interval = 5
          }
          # Its other arguments stay as they are.
        }`),
    },
    evaluate({ id, attributes }) {
      if (attributes.status === 'unread') return unknown(attributes);
      const { accessLog } = attributes.value;
      return accessLog
        ? pass(`${id} writes access logs.`, { accessLog })
        : fail(`${id} writes no access logs.`, { accessLog });
    },
  }),
];

/** Gateway Load Balancers have no access logs; Network Load Balancers log TLS listeners and nothing else. */
function judge(balancer: LoadBalancer, inventory: Inventory): Outcome {
  const { id, loadBalancerType, attributes } = balancer;
  if (loadBalancerType === 'gateway') return notApplicable();
  const outcome = attributeOutcome(id, attributes, {
    attribute: 'access_logs.s3.enabled',
    byDefault: 'false',
    wanted: ['true'],
    good: 'writes access logs',
    bad: 'writes no access logs',
  });
  if (loadBalancerType === 'application' || outcome.status === 'pass') return outcome;
  if (listenersOf(inventory, balancer.arn).some((listener) => listener.protocol === 'TLS'))
    return sparing(outcome, NOT_ABOUT_NETWORK_ONES);
  const { account, region } = balancer;
  const gaps = inventory.gaps('AWS::ElasticLoadBalancingV2::Listener', { account, region });
  return gaps.length > 0 ? unknown(gaps) : notApplicable();
}
