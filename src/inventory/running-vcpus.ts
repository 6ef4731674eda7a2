import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { AutoScalingGroup } from '../model/resources/auto-scaling.ts';
import type { Instance } from '../model/resources/ec2.ts';
import { instanceTypeFacts } from './instance-type.ts';
import type { Inventory } from './inventory.ts';

/**
 * vCPUs that running instances outside the group take of a quota, in its account and region. Spot Instances are
 * among them, since their listing is read without saying how they were bought: the figure is the most it can be.
 */
export function vcpusOfOthers(
  inventory: Inventory,
  group: AutoScalingGroup,
  quotaCode: string,
): Reading<number> {
  const { account, region } = group;
  const gap = inventory.gaps('AWS::EC2::Instance', { account, region })[0];
  if (gap) return gap;
  const totals = inventory.derive(vcpusOfOthers, () => index(inventory));
  const key = `${account} ${region} ${quotaCode}`;
  const unknown = totals.unknownTypes.get(key) ?? totals.unknownTypes.get(`${account} ${region}`);
  if (unknown) return unknown;
  return read((totals.vcpus.get(key) ?? 0) - vcpusOfOwn(inventory, group, quotaCode));
}

function vcpusOfOwn(inventory: Inventory, group: AutoScalingGroup, quotaCode: string): number {
  const byId = inventory.grouped('AWS::EC2::Instance', 'id');
  return group.instances
    .flatMap(({ instanceId }) => byId.get(instanceId)?.[0] ?? [])
    .filter(runs)
    .reduce((sum, { instanceType }) => {
      const facts = instanceTypeFacts(instanceType);
      return sum + (facts?.quotaCode === quotaCode ? (facts.vcpus ?? 0) : 0);
    }, 0);
}

function index(inventory: Inventory) {
  const vcpus = new Map<string, number>();
  const unknownTypes = new Map<string, Unread>();
  for (const instance of inventory.of('AWS::EC2::Instance')) {
    // Mac instances run on dedicated hosts, which have quotas of their own.
    if (!runs(instance) || instance.instanceType.startsWith('mac')) continue;
    const facts = instanceTypeFacts(instance.instanceType);
    const place = `${instance.account} ${instance.region}`;
    const key = facts ? `${place} ${facts.quotaCode}` : place;
    if (facts?.vcpus) vcpus.set(key, (vcpus.get(key) ?? 0) + facts.vcpus);
    else unknownTypes.set(key, unknownType(instance));
  }
  return { vcpus, unknownTypes };
}

function runs({ state }: Instance): boolean {
  return state === 'running' || state === 'pending';
}

function unknownType({ id, instanceType }: Instance): Unread {
  return unread('ec2:DescribeInstances', `UnknownInstanceType: the vCPUs of ${id}, a ${instanceType}`);
}
