import { defineCheck, fail, notApplicable, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Concerns groups whose mixed instances policy buys Spot Instances.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-capacity-rebalancing.html
 */
export const asgCapacityRebalance = defineCheck({
  id: 'asg-capacity-rebalance',
  title: 'The Auto Scaling group replaces Spot Instances before they are interrupted',
  practice: 10,
  severity: 'info',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  changedBy: ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
  controls: [],
  equivalents: [
    'prowler:autoscaling_group_capacity_rebalance_enabled',
    'config:autoscaling-capacity-rebalancing',
  ],
  rationale:
    'Without rebalancing a reclaimed Spot Instance is replaced only after it is gone, so that capacity falls just when demand for it is high.',
  remediation: 'Turn on Capacity Rebalancing for the group.',
  fix: {
    cli: 'aws autoscaling update-auto-scaling-group --auto-scaling-group-name {id} --capacity-rebalance --region {region}',
    terraform: dedented(`
      resource "aws_autoscaling_group" "this" {
        name               = "{id}"
        capacity_rebalance = true
        # Its other arguments stay as they are.
      }`),
  },
  evaluate({ id, mixedInstancesPolicy: mixed, capacityRebalance }) {
    // AWS's default is all on demand.
    const onDemandPercentage = mixed?.onDemandPercentageAboveBaseCapacity ?? 100;
    if (onDemandPercentage >= 100) return notApplicable();
    const evidence = { capacityRebalance, onDemandPercentageAboveBaseCapacity: onDemandPercentage };
    return capacityRebalance
      ? pass(`${id} replaces Spot Instances at risk before they are interrupted.`, evidence)
      : fail(`${id} buys Spot Instances and replaces them only after they are interrupted.`, evidence);
  },
});
