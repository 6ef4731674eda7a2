import { type Reading, read, unread } from '../model/reading.ts';
import type { AutoScalingGroup } from '../model/resources/auto-scaling.ts';
import type { Subnet } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';

/**
 * The subnets a group launches into; a group without any launches into the default subnets of its zones.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-in-vpc.html
 */
export function subnetsOfGroup(inventory: Inventory, group: AutoScalingGroup): readonly Reading<Subnet>[] {
  if (group.subnetIds.length > 0) return group.subnetIds.map((id) => subnetOf(inventory, group, id));
  return group.availabilityZones.map((zone) => defaultSubnetOf(inventory, group, zone));
}

/** A shared subnet is its owner's, whose account the scan may have read too: the region is what must fit. */
function subnetOf(inventory: Inventory, group: AutoScalingGroup, id: string): Reading<Subnet> {
  const { account, region } = group;
  const found = inventory
    .grouped('AWS::EC2::Subnet', 'id')
    .get(id)
    ?.find((each) => each.region === region);
  if (found) return read(found);
  const gap = inventory.gaps('AWS::EC2::Subnet', { account, region })[0];
  return (
    gap ?? unread('ec2:DescribeSubnets', `NotFound: subnet ${id} of ${group.id} is not among the answers`)
  );
}

function defaultSubnetOf(inventory: Inventory, group: AutoScalingGroup, zone: string): Reading<Subnet> {
  const { account, region } = group;
  const defaults = inventory.derive(
    defaultSubnetOf,
    () =>
      new Map(
        inventory
          .of('AWS::EC2::Subnet')
          .filter((subnet) => subnet.defaultForAz)
          .map((subnet) => [`${subnet.account} ${subnet.availabilityZone}`, subnet]),
      ),
  );
  const found = defaults.get(`${account} ${zone}`);
  if (found) return read(found);
  const gap = inventory.gaps('AWS::EC2::Subnet', { account, region })[0];
  return gap ?? unread('ec2:DescribeSubnets', `NotFound: ${zone} has no default subnet for ${group.id}`);
}
