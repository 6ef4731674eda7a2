import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { AutoScalingGroup } from '../model/resources/auto-scaling.ts';
import type { Instance } from '../model/resources/ec2.ts';
import { instanceTypeFacts } from './instance-type.ts';
import type { Inventory } from './inventory.ts';

/** Of instances in interruptible capacity reservations it is not known whether they count. */
export interface VcpuRange {
  readonly least: number;
  readonly most: number;
}

/**
 * vCPUs that running instances outside the group take of an on-demand quota, in its account and region.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html
 */
export function vcpusOfOthers(
  inventory: Inventory,
  group: AutoScalingGroup,
  quotaCode: string,
): Reading<VcpuRange> {
  const { account, region } = group;
  const gap = inventory.gaps('AWS::EC2::Instance', { account, region })[0];
  if (gap) return gap;
  const totals = inventory.derive(vcpusOfOthers, () => index(inventory));
  const key = `${account} ${region} ${quotaCode}`;
  const unknown = totals.unknownTypes.get(key) ?? totals.unknownTypes.get(`${account} ${region}`);
  if (unknown) return unknown;
  const own = vcpusOfOwn(inventory, group, quotaCode);
  const all = totals.vcpus.get(key) ?? NONE;
  return read({ least: all.least - own.least, most: all.most - own.most });
}

const NONE: VcpuRange = { least: 0, most: 0 };

function vcpusOfOwn(inventory: Inventory, group: AutoScalingGroup, quotaCode: string): VcpuRange {
  const byId = inventory.grouped('AWS::EC2::Instance', 'id');
  return group.instances
    .flatMap(({ instanceId }) => byId.get(instanceId)?.[0] ?? [])
    .filter(mayCount)
    .reduce((sum, instance) => {
      const facts = instanceTypeFacts(instance.instanceType);
      return facts?.quotaCode === quotaCode ? plus(sum, instance, facts.vcpus ?? 0) : sum;
    }, NONE);
}

function plus({ least, most }: VcpuRange, { instanceLifecycle }: Instance, vcpus: number): VcpuRange {
  return { least: least + (instanceLifecycle === null ? vcpus : 0), most: most + vcpus };
}

function index(inventory: Inventory) {
  const vcpus = new Map<string, VcpuRange>();
  const unknownTypes = new Map<string, Unread>();
  for (const instance of inventory.of('AWS::EC2::Instance')) {
    if (!mayCount(instance)) continue;
    const facts = instanceTypeFacts(instance.instanceType);
    const place = `${instance.account} ${instance.region}`;
    const key = facts ? `${place} ${facts.quotaCode}` : place;
    if (facts?.vcpus) vcpus.set(key, plus(vcpus.get(key) ?? NONE, instance, facts.vcpus));
    else unknownTypes.set(key, unknownType(instance));
  }
  return { vcpus, unknownTypes };
}

/**
 * Instances that run on demand. Dedicated Hosts, where Mac instances run too, have quotas of their own; Spot Instances
 * and Capacity Blocks do not count against those on demand.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-blocks.html
 */
function mayCount({ state, instanceLifecycle, tenancy, instanceType }: Instance): boolean {
  const runs = state === 'running' || state === 'pending';
  const isOnDemand = instanceLifecycle === null || instanceLifecycle === 'interruptible-capacity-reservation';
  return runs && isOnDemand && tenancy !== 'host' && !instanceType.startsWith('mac');
}

function unknownType({ id, instanceType }: Instance): Unread {
  return unread(
    'ec2:DescribeInstances',
    `NotAsked: how many vCPUs ${id} has, a ${instanceType}, its name does not tell`,
  );
}
