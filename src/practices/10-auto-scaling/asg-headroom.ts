import { demandAtMaximum, type VcpuDemand } from '../../inventory/group-demand.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { vcpusOfOthers } from '../../inventory/running-vcpus.ts';
import { subnetsOfGroup } from '../../inventory/subnets-of-group.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Unread, unread, unreadAmong } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Three limits that hold a group back: its own maximum, the free addresses of its subnets, and the account's vCPU
 * quotas. Each is judged alone; one that certainly binds fails the group whatever is not known of the others.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html
 */
export const asgHeadroom = defineCheck({
  id: 'asg-headroom',
  title: 'The Auto Scaling group has room to grow',
  practice: 10,
  severity: 'high',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribeLaunchConfigurations',
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
    'ec2:DescribeSubnets',
    'ec2:DescribeInstances',
    'servicequotas:GetServiceQuota',
    'servicequotas:GetAWSDefaultServiceQuota',
  ],
  changedBy: ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
  controls: [
    'nist-800-53-r5:SC-5(2)',
    'nist-800-53-r5:SC-6',
    'nist-csf-2.0:PR.IR-04',
    'iso-27001-2022:A.8.6',
    'soc-2:A1.1',
  ],
  equivalents: [],
  rationale:
    'A group at its limit stays at its size however high the load: what is left of the flood is left to the instances that run.',
  remediation:
    'Raise the maximum size above the desired capacity, give the group subnets with free addresses, and ask for a vCPU quota that covers its maximum.',
  fix: {
    cli: dedented(`
      # Above its desired capacity, {evidence.desiredCapacity}
      aws autoscaling update-auto-scaling-group --auto-scaling-group-name {id} --max-size <MAX-SIZE> --region {region}
      # Where the quota of running instances, of vCPUs, is what binds
      aws service-quotas request-service-quota-increase --service-code ec2 --quota-code {evidence.vcpus[].quotaCode} --desired-value <VCPU-COUNT> --region {region}`),
    terraform: dedented(`
      # Above its desired capacity, {evidence.desiredCapacity}
      resource "aws_autoscaling_group" "this" {
        name     = "{id}"
        max_size = "<MAX-SIZE>"
        # Its other arguments stay as they are.
      }

      # Where the quota of running instances, of vCPUs, is what binds
      resource "aws_servicequotas_service_quota" "this" {
        for_each     = toset({evidence.vcpus.quotaCode[]})
        service_code = "ec2"
        quota_code   = each.value
        value        = "<VCPU-COUNT>"
      }`),
  },
  evaluate(group, { inventory }) {
    if (group.maxSize === 0) return notApplicable();
    const own = ownLimit(group);
    const addresses = addressLimit(inventory, group);
    const quotas = quotaLimit(inventory, group);
    const limits = [own, addresses, quotas];
    const evidence = { ...own.evidence, ...addresses.evidence, ...quotas.evidence };
    const binding = limits.flatMap((limit) => limit.binds ?? []);
    if (binding.length > 0) return fail(`${group.id} cannot grow: ${binding.join('; ')}.`, evidence);
    const missing = limits.flatMap((limit) => limit.missing);
    if (missing.length > 0) return unknown(missing, evidence);
    const { desiredCapacity, maxSize } = group;
    return pass(`${group.id} can grow from ${desiredCapacity} to ${maxSize} instances.`, evidence);
  },
});

interface Limit {
  /** Why it holds the group back; null: it does not, or `missing` hides whether it does. */
  readonly binds: string | null;
  readonly missing: readonly Unread[];
  readonly evidence: JsonObject;
}

function ownLimit({ desiredCapacity, maxSize }: AutoScalingGroup): Limit {
  const binds = maxSize > desiredCapacity ? null : `its maximum size, ${maxSize}, is its desired capacity`;
  return { binds, missing: [], evidence: { desiredCapacity, maxSize } };
}

/** Every instance takes an address at least; any of the subnets may give it. */
function addressLimit(inventory: Inventory, group: AutoScalingGroup): Limit {
  const subnets = subnetsOfGroup(inventory, group);
  const known = subnets.flatMap((subnet) => (subnet.status === 'read' ? [subnet.value] : []));
  const freeAddresses = known.reduce((sum, subnet) => sum + subnet.availableIpAddressCount, 0);
  const { least, most } = instancesToCome(group);
  const evidence = { freeAddresses, instancesToCome: most };
  if (freeAddresses >= most) return { binds: null, missing: [], evidence };
  const missing = [...new Set(unreadAmong(subnets))];
  if (missing.length > 0) return { binds: null, missing, evidence };
  if (freeAddresses < least) {
    const binds = `its subnets have ${freeAddresses} free addresses for ${least} more instances`;
    return { binds, missing: [], evidence };
  }
  const why = `NotOffered: whether ${freeAddresses} free addresses suffice for ${least} to ${most} more instances depends on the types that ${group.id} launches`;
  return { binds: null, missing: [unread('ec2:DescribeSubnets', why)], evidence };
}

/** Up to the maximum, which counts weights where types have them: few heavy instances or many light ones. */
function instancesToCome({ maxSize, mixedInstancesPolicy, instances }: AutoScalingGroup) {
  const overrides = mixedInstancesPolicy?.overrides ?? [];
  const weights = overrides.map(({ weightedCapacity }) => Number(weightedCapacity) || 1);
  const toCome = (weight: number) => Math.max(0, Math.ceil(maxSize / weight) - instances.length);
  return {
    least: toCome(weights.length > 0 ? Math.max(...weights) : 1),
    most: toCome(weights.length > 0 ? Math.min(...weights) : 1),
  };
}

function quotaLimit(inventory: Inventory, group: AutoScalingGroup): Limit {
  const demand = demandAtMaximum(inventory, group);
  if (demand.status === 'unread') return { binds: null, missing: [demand], evidence: {} };
  const { demands, spotUnits } = demand.value;
  const single = demands.length === 1;
  const parts = demands.map((each) => quotaPart(inventory, group, each, single));
  const why = `NotAsked: ${spotUnits} of the maximum of ${group.id} are Spot capacity, whose quotas are not read`;
  const spot = spotUnits > 0 ? [unread('servicequotas:GetServiceQuota', why)] : [];
  return {
    binds: parts.find((part) => part.binds)?.binds ?? null,
    missing: [...parts.flatMap((part) => part.missing), ...spot],
    evidence: { vcpus: parts.map((part) => part.evidence), spotUnits },
  };
}

/** With types of several quotas the group can turn to another when one is used up: then no quota alone binds. */
function quotaPart(
  inventory: Inventory,
  group: AutoScalingGroup,
  demand: VcpuDemand,
  single: boolean,
): Limit {
  const { account, region } = group;
  const { quotaCode, least, most } = demand;
  const quota = inventory.byId('AWS::ServiceQuotas::Quota', quotaCode, { account, region });
  if (quota.status === 'unread') return { binds: null, missing: [quota], evidence: { ...demand } };
  if (!quota.value) {
    const why = `NotFound: quota ${quotaCode} of ${region} is not among the answers`;
    return { binds: null, missing: [unread('servicequotas:GetServiceQuota', why)], evidence: { ...demand } };
  }
  const { value, quotaName } = quota.value;
  const evidence = { ...demand, quota: value };
  if (single && least > value) {
    const binds = `its maximum takes ${least} vCPUs of the ${value} that the quota "${quotaName}" allows`;
    return { binds, missing: [], evidence };
  }
  const others = vcpusOfOthers(inventory, group, quotaCode);
  if (others.status === 'unread') return { binds: null, missing: [others], evidence };
  const full = { ...evidence, others: others.value.most };
  if (most + others.value.most <= value) return { binds: null, missing: [], evidence: full };
  if (single && least + others.value.least > value) {
    const binds = `its maximum takes ${least} vCPUs beside the ${others.value.least} of other running instances, and the quota "${quotaName}" allows ${value}`;
    return { binds, missing: [], evidence: full };
  }
  return { binds: null, missing: [dependsOnTypes(group, demand, quotaName)], evidence: full };
}

/** The group may launch its smaller types, or those of another quota: neither verdict would be certain. */
function dependsOnTypes({ id }: AutoScalingGroup, { least, most }: VcpuDemand, quotaName: string): Unread {
  const why = `NotOffered: whether the maximum of ${id}, ${least} to ${most} vCPUs, fits in "${quotaName}" depends on the types that it launches`;
  return unread('ec2:DescribeInstances', why);
}
