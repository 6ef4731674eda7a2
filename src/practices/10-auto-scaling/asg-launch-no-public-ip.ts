import type { Inventory } from '../../inventory/inventory.ts';
import { type LaunchSource, launchedBy } from '../../inventory/launched-by-group.ts';
import { subnetsOfGroup } from '../../inventory/subnets-of-group.ts';
import { type Unread, unreadAmong } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import { defineCheck, fail, pass, sparing, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

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
  changedBy: [
    'autoscaling:CreateAutoScalingGroup',
    'autoscaling:UpdateAutoScalingGroup',
    'ec2:CreateLaunchTemplate',
    'ec2:CreateLaunchTemplateVersion',
    'ec2:ModifyLaunchTemplate',
    'autoscaling:CreateLaunchConfiguration',
    'ec2:ModifySubnetAttribute',
  ],
  controls: [
    'aws-fsbp:AutoScaling.5',
    'aws-fsbp:EC2.25',
    'nist-800-53-r5:SC-7(3)',
    'nist-800-53-r5:SC-7(28)',
  ],
  equivalents: [
    'prowler:autoscaling_group_launch_configuration_no_public_ip',
    'config:autoscaling-launch-config-public-ip-disabled',
    'config:ec2-launch-template-public-ip-disabled',
  ],
  rationale:
    'An instance with a public address can be flooded around the load balancer, and each new one adds an address to attack.',
  remediation:
    'Launch into private subnets, with AssociatePublicIpAddress off in the launch template; reach out through a NAT gateway.',
  fix: {
    cli: dedented(`
      # Private subnets need a NAT gateway or VPC endpoints for what the instances call
      aws autoscaling update-auto-scaling-group --auto-scaling-group-name {id} --vpc-zone-identifier <PRIVATE-SUBNET-IDS> --region {region}
      # Where its launch template asks for public addresses
      aws ec2 create-launch-template-version --launch-template-id <LAUNCH-TEMPLATE-ID> --source-version <VERSION> --launch-template-data '{"NetworkInterfaces":[{"DeviceIndex":0,"AssociatePublicIpAddress":false,"Groups":["<SECURITY-GROUP-ID>"]}]}' --region {region}
      aws ec2 modify-launch-template --launch-template-id <LAUNCH-TEMPLATE-ID> --default-version <NEW-VERSION> --region {region}`),
    terraform: dedented(`
      # Private subnets need a NAT gateway or VPC endpoints for what the instances call
      resource "aws_autoscaling_group" "this" {
        name                = "{id}"
        vpc_zone_identifier = ["<PRIVATE-SUBNET-ID>", "<PRIVATE-SUBNET-ID-OF-ANOTHER-ZONE>"]
        # Its other arguments stay as they are.
      }

      # Where its launch template asks for public addresses
      resource "aws_launch_template" "this" {
        update_default_version = true
        network_interfaces {
          associate_public_ip_address = false
          security_groups             = ["<SECURITY-GROUP-ID>"]
        }
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(group, { inventory }) {
    const sources = launchedBy(inventory, group).map((source) => addressesOf(inventory, group, source));
    const evidence = { launchedFrom: sources.map(({ label, decidedBy }) => ({ label, decidedBy })) };
    const open = sources.find(({ isPublic }) => isPublic);
    if (open) {
      const summary = `${group.id} gives its instances public addresses (set by ${open.decidedBy}).`;
      return sparing(fail(summary, evidence), sparedBy(sources));
    }
    const missing = sources.flatMap((source) => source.missing);
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`${group.id} launches instances without public addresses.`, evidence);
  },
});

/** AWS's controls are about what launch configurations, or launch templates, say themselves. */
const CONTROLS: Readonly<Record<LaunchSource['kind'], string>> = {
  'launch-configuration': 'aws-fsbp:AutoScaling.5',
  'launch-template': 'aws-fsbp:EC2.25',
};

const KINDS = ['launch-configuration', 'launch-template'] as const;

function sparedBy(sources: readonly Addresses[]): readonly string[] {
  if (sources.some(({ missing }) => missing.length > 0)) return [];
  const kinds = new Set(sources.filter(({ saysSo }) => saysSo).map(({ kind }) => kind));
  const spared = KINDS.filter((kind) => !kinds.has(kind));
  return spared.map((kind) => CONTROLS[kind]);
}

interface Addresses {
  readonly kind: LaunchSource['kind'];
  readonly label: string;
  readonly isPublic: boolean;
  /** It is the launch settings themselves that make it so. */
  readonly saysSo: boolean;
  readonly decidedBy: string;
  readonly missing: readonly Unread[];
}

function addressesOf(inventory: Inventory, group: AutoScalingGroup, source: LaunchSource): Addresses {
  const { kind, label, settings } = source;
  const closed = { kind, label, isPublic: false, saysSo: false };
  if (settings.status === 'unread') return { ...closed, decidedBy: 'not read', missing: [settings] };
  const own = settings.value.associatePublicIpAddress;
  if (own !== null) return { ...closed, isPublic: own, saysSo: own, decidedBy: label, missing: [] };
  const subnets = subnetsOfGroup(inventory, group);
  const open = subnets.flatMap((each) => (each.status === 'read' ? [each.value] : []));
  const mapping = open.find((subnet) => subnet.mapPublicIpOnLaunch);
  if (mapping) {
    const decidedBy = `${mapping.id}, to which ${label} leaves it`;
    return { ...closed, isPublic: true, decidedBy, missing: [] };
  }
  return { ...closed, decidedBy: 'its subnets', missing: [...new Set(unreadAmong(subnets))] };
}
