import type { AutoScalingGroup, ScalingPolicy } from '../model/resources/auto-scaling.ts';
import type { Inventory } from './inventory.ts';

/** The policies of a group that were read; all of them unless `AWS::AutoScaling::ScalingPolicy` has a gap. */
export function scalingPoliciesOf(inventory: Inventory, group: AutoScalingGroup): readonly ScalingPolicy[] {
  const byGroup = inventory.derive(scalingPoliciesOf, () =>
    Map.groupBy(
      inventory.of('AWS::AutoScaling::ScalingPolicy'),
      (policy) => `${policy.account} ${policy.region} ${policy.autoScalingGroupName}`,
    ),
  );
  return byGroup.get(`${group.account} ${group.region} ${group.id}`) ?? [];
}
