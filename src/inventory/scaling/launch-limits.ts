import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { ScalingGroup, VcpuQuota } from '../../model/scaling-facts.ts';
import type { LaunchedType } from '../group-demand.ts';
import { instanceTypeFacts } from '../instance-type.ts';
import type { Inventory } from '../inventory.ts';
import { vcpusOfOthers } from '../running-vcpus.ts';
import { subnetsOfGroup } from '../subnets-of-group.ts';

/** A limit, or none where it was not read. */
export interface Limits<T> {
  readonly found: readonly T[];
  readonly missing: readonly Unread[];
}

/** Free addresses by zone; a zone with a subnet that was not read has no number. */
export function freeAddresses(
  inventory: Inventory,
  group: AutoScalingGroup,
): Limits<ScalingGroup['zones'][number]> {
  const subnets = subnetsOfGroup(inventory, group);
  const missing = subnets.flatMap((subnet) => (subnet.status === 'unread' ? [subnet] : []));
  const known = subnets.flatMap((subnet) => (subnet.status === 'read' ? [subnet.value] : []));
  const byZone = Map.groupBy(known, ({ availabilityZone }) => availabilityZone);
  const names = [...new Set([...byZone.keys(), ...group.availabilityZones])].toSorted();
  const found = names.map((name) => ({
    name,
    freeAddresses:
      missing.length > 0
        ? null
        : (byZone.get(name) ?? []).reduce((sum, subnet) => sum + subnet.availableIpAddressCount, 0),
  }));
  return { found: found.length > 0 ? found : [{ name: 'zone', freeAddresses: null }], missing };
}

/** The on-demand quotas of these types; Spot's are not read. */
export function vcpuQuotas(
  inventory: Inventory,
  group: AutoScalingGroup,
  types: readonly LaunchedType[],
): Limits<VcpuQuota> {
  const codes = new Set(
    types.flatMap(({ instanceType, marketType }) =>
      marketType === null ? (instanceTypeFacts(instanceType)?.quotaCode ?? []) : [],
    ),
  );
  const quotas = [...codes].map((code) => vcpuQuota(inventory, group, code));
  return {
    found: quotas.flatMap((quota) => (quota.status === 'read' ? [quota.value] : [])),
    missing: quotas.flatMap((quota) => (quota.status === 'unread' ? [quota] : [])),
  };
}

function vcpuQuota(inventory: Inventory, group: AutoScalingGroup, code: string): Reading<VcpuQuota> {
  const { account, region } = group;
  const quota = inventory.byId('AWS::ServiceQuotas::Quota', code, { account, region });
  if (quota.status === 'unread') return quota;
  if (!quota.value) {
    return unread(
      'servicequotas:GetServiceQuota',
      `NotFound: quota ${code} of ${region} is not among the answers`,
    );
  }
  const others = vcpusOfOthers(inventory, group, code);
  if (others.status === 'unread') return others;
  return read({ name: code, vcpus: quota.value.value, usedElsewhere: others.value.least });
}
