import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { AutoScalingGroup } from '../model/resources/auto-scaling.ts';
import type { LaunchSettings } from '../model/resources/ec2.ts';
import { instanceTypeFacts } from './instance-type.ts';
import type { Inventory } from './inventory.ts';
import { launchedBy } from './launched-by-group.ts';

/** What a group at its maximum takes of one quota: between these, by which of its types it launches. */
export interface VcpuDemand {
  readonly quotaCode: string;
  readonly least: number;
  readonly most: number;
}

/**
 * On-demand vCPUs of the group at its maximum, by the quota they count against. With weighted capacity the maximum
 * counts weights. A share that the policy buys as Spot counts against other quotas: `spotUnits` says how much.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups-instance-weighting.html
 */
export interface GroupDemand {
  readonly demands: readonly VcpuDemand[];
  readonly spotUnits: number;
}

export interface LaunchedType {
  readonly instanceType: string;
  readonly weight: number;
  readonly marketType: LaunchSettings['marketType'];
}

export function demandAtMaximum(inventory: Inventory, group: AutoScalingGroup): Reading<GroupDemand> {
  const types = launchedTypes(inventory, group);
  if (types.status === 'unread') return types;
  const reserved = types.value.find(({ marketType }) => marketType !== null && marketType !== 'spot');
  if (reserved) return capacityNotRead(group, reserved);
  const onDemandUnits = onDemandShare(group, types.value);
  const each = types.value.map((type) => demandOf(type, onDemandUnits));
  const gap = each.find((found): found is Unread => 'status' in found);
  if (gap) return gap;
  const byQuota = Map.groupBy(
    each.flatMap((found) => ('status' in found ? [] : [found])),
    (found) => found.quotaCode,
  );
  return read({
    demands: [...(onDemandUnits > 0 ? byQuota : [])].map(([quotaCode, found]) => ({
      quotaCode,
      least: Math.min(...found.map(({ vcpus }) => vcpus)),
      most: Math.max(...found.map(({ vcpus }) => vcpus)),
    })),
    spotUnits: group.maxSize - onDemandUnits,
  });
}

function demandOf({ instanceType, weight }: LaunchedType, units: number) {
  const facts = instanceTypeFacts(instanceType);
  if (!facts?.vcpus) {
    const why = `NotAsked: how many vCPUs a ${instanceType} has, its name does not tell`;
    return unread('ec2:DescribeInstanceTypes', why);
  }
  return { quotaCode: facts.quotaCode, vcpus: Math.ceil(units / weight) * facts.vcpus };
}

/** A reservation holds such a group, not a quota. */
function capacityNotRead({ id }: AutoScalingGroup, { marketType }: LaunchedType): Unread {
  const why = `NotAsked: how much capacity is reserved for ${id} (${marketType})`;
  return unread('ec2:DescribeCapacityReservations', why);
}

/**
 * Units of the maximum that are bought on demand: the base, and the share of what is above it. AWS lets no template
 * ask for Spot inside a mixed instances policy.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-mixed-instances-group-manual-instance-type-selection.html
 */
function onDemandShare(
  { maxSize, mixedInstancesPolicy: mixed }: AutoScalingGroup,
  types: readonly LaunchedType[],
): number {
  if (!mixed && types.some(({ marketType }) => marketType === 'spot')) return 0;
  const base = Math.min(mixed?.onDemandBaseCapacity ?? 0, maxSize);
  const share = (mixed?.onDemandPercentageAboveBaseCapacity ?? 100) / 100;
  return Math.min(maxSize, base + Math.ceil((maxSize - base) * share));
}

/** The overrides' types, where there are any; each without one has its template's. */
export function launchedTypes(
  inventory: Inventory,
  group: AutoScalingGroup,
): Reading<readonly LaunchedType[]> {
  const mixed = group.mixedInstancesPolicy;
  if (mixed?.usesInstanceRequirements) {
    const why = `NotOffered: AWS chooses the types of ${group.id} by attributes, when it launches them`;
    return unread('autoscaling:DescribeAutoScalingGroups', why);
  }
  const overrides = (mixed?.overrides ?? []).flatMap(({ instanceType, weightedCapacity }) =>
    instanceType ? [{ instanceType, weight: Number(weightedCapacity) || 1, marketType: null }] : [],
  );
  if (overrides.length > 0 && overrides.length === mixed?.overrides.length) return read(overrides);
  const own = typesOfSources(inventory, group);
  return own.status === 'read' ? read([...overrides, ...own.value]) : own;
}

function typesOfSources(inventory: Inventory, group: AutoScalingGroup): Reading<readonly LaunchedType[]> {
  const types: LaunchedType[] = [];
  for (const { label, settings } of launchedBy(inventory, group)) {
    if (settings.status === 'unread') return settings;
    const { instanceType, marketType } = settings.value;
    if (!instanceType) {
      return unread('ec2:DescribeLaunchTemplateVersions', `NotOffered: ${label} names no instance type`);
    }
    types.push({ instanceType, weight: 1, marketType });
  }
  return read(types);
}
