import { defineCheck, fail, type Outcome, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  reads: ['elasticloadbalancing:DescribeLoadBalancers'],
  changedBy: [
    'elasticloadbalancing:CreateLoadBalancer',
    'elasticloadbalancing:SetSubnets',
    'elasticloadbalancing:DetachLoadBalancerFromSubnets',
    'elasticloadbalancing:DisableAvailabilityZonesForLoadBalancer',
  ],
  rationale:
    'A load balancer in one Availability Zone falls with that zone, and has only its share of capacity.',
  remediation: 'Enable a subnet in a second Availability Zone for the load balancer.',
} as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#availability-zones */
export const elbMultipleZones = [
  defineCheck({
    ...COMMON,
    id: 'elb-multiple-zones',
    title: 'Load balancers span two or more Availability Zones',
    resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    controls: [
      'aws-fsbp:ELB.13',
      'nist-800-53-r5:SC-5(2)',
      'nist-800-53-r5:SC-36',
      'nist-800-53-r5:SI-13(5)',
      'nist-csf-2.0:PR.IR-03',
      'iso-27001-2022:A.8.14',
      'soc-2:A1.2',
    ],
    equivalents: ['prowler:elbv2_is_in_multiple_az', 'config:elbv2-multiple-az'],
    fix: {
      cli: dedented(`
        # All subnets that it is to have, in two zones at least
        aws elbv2 set-subnets --load-balancer-arn {arn} --subnets <SUBNET-ID> <SUBNET-ID-OF-ANOTHER-ZONE> --region {region}`),
      terraform: dedented(`
        # All subnets that it is to have, in two zones at least
        resource "aws_lb" "this" {
          name    = "{id}"
          subnets = ["<SUBNET-ID>", "<SUBNET-ID-OF-ANOTHER-ZONE>"]
          # Its other arguments stay as they are.
        }`),
    },
    evaluate: ({ id, availabilityZones }) =>
      judge(
        id,
        availabilityZones.map((zone) => zone.zoneName),
      ),
  }),
  defineCheck({
    ...COMMON,
    id: 'elb-multiple-zones-classic',
    title: 'Classic Load Balancers span two or more Availability Zones',
    resource: 'AWS::ElasticLoadBalancing::LoadBalancer',
    controls: [
      'aws-fsbp:ELB.10',
      'nist-800-53-r5:SC-5(2)',
      'nist-800-53-r5:SC-36',
      'nist-800-53-r5:SI-13(5)',
      'nist-csf-2.0:PR.IR-03',
      'iso-27001-2022:A.8.14',
      'soc-2:A1.2',
    ],
    equivalents: ['prowler:elb_is_in_multiple_az', 'config:clb-multiple-az'],
    fix: {
      cli: 'aws elb attach-load-balancer-to-subnets --load-balancer-name {id} --subnets <SUBNET-ID-OF-ANOTHER-ZONE> --region {region}',
      terraform: dedented(`
        # All subnets that it is to have, in two zones at least
        resource "aws_elb" "this" {
          name    = "{id}"
          subnets = ["<SUBNET-ID>", "<SUBNET-ID-OF-ANOTHER-ZONE>"]
          # Its other arguments stay as they are.
        }`),
    },
    evaluate: ({ id, availabilityZones }) => judge(id, availabilityZones),
  }),
];

function judge(id: string, availabilityZones: readonly string[]): Outcome {
  return availabilityZones.length >= 2
    ? pass(`${id} spans ${availabilityZones.join(', ')}.`, { availabilityZones })
    : fail(`${id} spans one Availability Zone only (${availabilityZones[0] ?? 'none'}).`, {
        availabilityZones,
      });
}
