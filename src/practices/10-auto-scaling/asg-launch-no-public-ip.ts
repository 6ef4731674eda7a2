import type { Inventory } from '../../inventory/inventory.ts';
import { type LaunchSource, launchedBy } from '../../inventory/launched-by-group.ts';
import { subnetsOfGroup } from '../../inventory/subnets-of-group.ts';
import { type Unread, unreadAmong } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * What the launch settings leave open the subnet's setting decides, for any of the group's subnets.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-in-vpc.html#as-vpc-ipaddress
 */
export const asgLaunchNoPublicIp = defineCheck({
  id: 'asg-launch-no-public-ip',
  title: 'The Auto Scaling group launches instances without public addresses',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribeLaunchConfigurations',
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
    'ec2:DescribeSubnets',
  ],
  controls: ['aws-fsbp:AutoScaling.5', 'aws-fsbp:EC2.25'],
  equivalents: [
    'prowler:autoscaling_group_launch_configuration_no_public_ip',
    'config:autoscaling-launch-config-public-ip-disabled',
    'config:ec2-launch-template-public-ip-disabled',
  ],
  rationale:
    'An instance with a public address can be flooded around the load balancer, and each new one adds an address to attack.',
  remediation:
    'Launch into private subnets, with AssociatePublicIpAddress off in the launch template; reach out through a NAT gateway.',
  evaluate(group, { inventory }) {
    const sources = launchedBy(inventory, group).map((source) => addressesOf(inventory, group, source));
    const evidence = { launchedFrom: sources.map(({ label, decidedBy }) => ({ label, decidedBy })) };
    const open = sources.find(({ isPublic }) => isPublic);
    if (open) {
      return fail(`${group.id} gives its instances public addresses (set by ${open.decidedBy}).`, evidence);
    }
    const missing = sources.flatMap((source) => source.missing);
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`${group.id} launches instances without public addresses.`, evidence);
  },
});

interface Addresses {
  readonly label: string;
  readonly isPublic: boolean;
  readonly decidedBy: string;
  readonly missing: readonly Unread[];
}

function addressesOf(inventory: Inventory, group: AutoScalingGroup, source: LaunchSource): Addresses {
  const { label, settings } = source;
  if (settings.status === 'unread') {
    return { label, isPublic: false, decidedBy: 'not read', missing: [settings] };
  }
  const own = settings.value.associatePublicIpAddress;
  if (own !== null) return { label, isPublic: own, decidedBy: label, missing: [] };
  const subnets = subnetsOfGroup(inventory, group);
  const open = subnets.flatMap((each) => (each.status === 'read' ? [each.value] : []));
  const mapping = open.find((subnet) => subnet.mapPublicIpOnLaunch);
  if (mapping) {
    const decidedBy = `${mapping.id}, to which ${label} leaves it`;
    return { label, isPublic: true, decidedBy, missing: [] };
  }
  return {
    label,
    isPublic: false,
    decidedBy: 'its subnets',
    missing: [...new Set(unreadAmong(subnets))],
  };
}
