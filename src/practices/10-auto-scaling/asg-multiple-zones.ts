import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html#arch-AutoScalingMultiAZ */
export const asgMultipleZones = defineCheck({
  id: 'asg-multiple-zones',
  title: 'The Auto Scaling group spans two or more Availability Zones',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  changedBy: ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
  controls: [
    'aws-fsbp:AutoScaling.2',
    'aws-fsbp:AutoScaling.6',
    'nist-800-53-r5:SC-5(2)',
    'nist-800-53-r5:SC-36',
    'nist-800-53-r5:SI-13(5)',
    'nist-csf-2.0:PR.IR-03',
    'iso-27001-2022:A.8.14',
    'soc-2:A1.2',
  ],
  equivalents: ['prowler:autoscaling_group_multiple_az', 'config:autoscaling-multiple-az'],
  rationale:
    'A group in one zone ends with it, and can grow no further than that zone has free capacity just when an attack takes all of it.',
  remediation: 'Give the group subnets in at least two Availability Zones.',
  fix: {
    cli: dedented(`
      # All subnets that it is to have, in two zones at least, where its load balancer must be enabled too
      aws autoscaling update-auto-scaling-group --auto-scaling-group-name {id} --vpc-zone-identifier <SUBNET-IDS> --region {region}`),
    terraform: dedented(`
      # All subnets that it is to have, in two zones at least, where its load balancer must be enabled too
      resource "aws_autoscaling_group" "this" {
        name                = "{id}"
        vpc_zone_identifier = ["<SUBNET-ID>", "<SUBNET-ID-OF-ANOTHER-ZONE>"]
        # Its other arguments stay as they are.
      }`),
  },
  evaluate({ id, availabilityZones }) {
    const evidence = { availabilityZones };
    return availabilityZones.length >= 2
      ? pass(`${id} spans ${availabilityZones.join(', ')}.`, evidence)
      : fail(`${id} spans one Availability Zone only (${availabilityZones[0] ?? 'none'}).`, evidence);
  },
});
