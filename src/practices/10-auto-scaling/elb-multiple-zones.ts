import { defineCheck, fail, type Outcome, pass } from '../check.ts';

const COMMON = {
  practice: 10,
  severity: 'medium',
  reads: ['elasticloadbalancing:DescribeLoadBalancers'],
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
    controls: ['aws-fsbp:ELB.13', 'nist-800-53-r5:sc_5_2', 'iso-27001-2022:A.8.14'],
    equivalents: ['prowler:elbv2_is_in_multiple_az', 'config:elbv2-multiple-az'],
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
    controls: ['aws-fsbp:ELB.10', 'nist-800-53-r5:sc_5_2', 'iso-27001-2022:A.8.14'],
    equivalents: ['prowler:elb_is_in_multiple_az', 'config:clb-multiple-az'],
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
