import type { LoadBalancer, TargetGroup } from '../model/resources/load-balancing.ts';
import type { Inventory } from './inventory.ts';

/** The target groups of a load balancer that were read; all of them unless the type has a gap. */
export function targetGroupsOf(inventory: Inventory, { arn }: LoadBalancer): readonly TargetGroup[] {
  const byBalancer = inventory.derive(targetGroupsOf, () => {
    const groups = new Map<string, TargetGroup[]>();
    for (const group of inventory.of('AWS::ElasticLoadBalancingV2::TargetGroup')) {
      for (const balancer of new Set(group.loadBalancerArns)) {
        const known = groups.get(balancer);
        if (known) known.push(group);
        else groups.set(balancer, [group]);
      }
    }
    return groups;
  });
  return byBalancer.get(arn) ?? [];
}
