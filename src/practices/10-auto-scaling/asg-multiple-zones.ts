import { defineCheck, fail, pass } from '../check.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html#arch-AutoScalingMultiAZ */
export const asgMultipleZones = defineCheck({
  id: 'asg-multiple-zones',
  title: 'The Auto Scaling group spans two or more Availability Zones',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  controls: ['aws-fsbp:AutoScaling.2', 'nist-800-53-r5:sc_5_2', 'iso-27001-2022:A.8.14'],
  equivalents: ['prowler:autoscaling_group_multiple_az', 'config:autoscaling-multiple-az'],
  rationale:
    'A group in one zone ends with it, and can grow no further than that zone has free capacity just when an attack takes all of it.',
  remediation: 'Give the group subnets in at least two Availability Zones.',
  evaluate({ id, availabilityZones }) {
    const evidence = { availabilityZones };
    return availabilityZones.length >= 2
      ? pass(`${id} spans ${availabilityZones.join(', ')}.`, evidence)
      : fail(`${id} spans one Availability Zone only (${availabilityZones[0] ?? 'none'}).`, evidence);
  },
});
