import { type Reading, read, type Unread, unreadAmong } from '../../model/reading.ts';
import type { AutoScalingGroup, ScalingPolicy } from '../../model/resources/auto-scaling.ts';
import type { Alarm } from '../../model/resources/monitoring.ts';
import type {
  ScalingAlarm,
  ScalingGroup,
  ScalingInstanceType,
  ScalingPolicyFacts,
  ScheduledChange,
} from '../../model/scaling-facts.ts';
import { ASSUMED_LAUNCH_SECONDS, type SurgeSettings } from '../../model/surge-settings.ts';
import { type LaunchedType, launchedTypes } from '../group-demand.ts';
import { instanceTypeFacts } from '../instance-type.ts';
import type { Inventory } from '../inventory.ts';
import { launchedBy } from '../launched-by-group.ts';
import { scalingPoliciesOf } from '../scaling-policies-of.ts';
import { type AssumedCapacity, assumedCapacity } from './assumed-capacity.ts';
import { groupBalancer } from './group-balancer.ts';
import { launchDuration } from './launch-duration.ts';
import { freeAddresses, vcpuQuotas } from './launch-limits.ts';
import { priceOf, pricesOf } from './prices.ts';
import { scalingAlarm } from './scaling-alarm.ts';
import { scalingPolicy } from './scaling-policy.ts';

/** A group as the simulator takes it. */
export interface SimulatedGroup {
  readonly group: ScalingGroup;
  readonly assumed: AssumedCapacity;
  /** Limits and settings that were not read, taken for none and for what serves the group best: it may do worse than simulated. */
  readonly missing: readonly Unread[];
}

/** What the APIs do not tell and somebody may know. */
export interface OwnFigures {
  /** Requests a second that an instance serves. */
  readonly requestsPerSecond?: number;
  /** US dollars an hour. */
  readonly price?: number;
}

/** Unread: what decides how the group scales is not known. */
export function scalingGroupOf(
  inventory: Inventory,
  group: AutoScalingGroup,
  surge: SurgeSettings,
  own: OwnFigures = {},
): Reading<SimulatedGroup> {
  const moved = whatMoves(inventory, group);
  if (moved.status === 'unread') return moved;
  const types = launchedTypes(inventory, group);
  if (types.status === 'unread') return types;
  const balancer = groupBalancer(inventory, group);
  if (balancer.status === 'unread') return balancer;
  const zones = freeAddresses(inventory, group);
  const quotas = vcpuQuotas(inventory, group, types.value);
  const monitoring = detailedMonitoring(inventory, group);
  const { policies, alarms } = moved.value;
  const vcpus = instanceTypeFacts(types.value[0]?.instanceType ?? '')?.vcpus ?? 1;
  const fallback = vcpus * surge.requestsPerVcpu;
  const assumed = assumedCapacity(
    policies,
    alarms,
    group.desiredCapacity,
    own.requestsPerSecond ?? null,
    fallback,
  );
  const quotaNames = new Set(quotas.found.map(({ name }) => name));
  const facts: ScalingGroup = {
    name: group.id,
    minSize: group.minSize,
    maxSize: group.maxSize,
    desiredCapacity: Math.min(group.maxSize, Math.max(group.minSize, group.desiredCapacity)),
    defaultCooldown: group.defaultCooldown,
    defaultInstanceWarmup: group.defaultInstanceWarmup,
    healthCheck: {
      usesLoadBalancer: group.healthCheckType.split(',').includes('ELB'),
      gracePeriod: group.healthCheckGracePeriod ?? 0,
    },
    suspendedProcesses: group.suspendedProcesses.map(({ processName }) => processName),
    zones: zones.found,
    instanceTypes: instanceTypes(types.value, quotaNames, assumed, own),
    warmPool: warmPoolOf(group, surge),
    instances: {
      launchSeconds: launchDuration(group, surge),
      bootSeconds: { kind: 'fixed', seconds: surge.bootSeconds },
      bytesPerRequest: assumed.bytesPerRequest,
    },
    detailedMonitoring: monitoring.value,
    metricDelay: 0,
    policies,
    alarms,
    scheduledActions: scheduled(inventory, group),
    loadBalancer: balancer.value.balancer,
    quotas: quotas.found,
    prices: pricesOf(balancer.value.balancer?.type ?? null),
  };
  const missing = [...balancer.value.missing, ...zones.missing, ...quotas.missing, ...monitoring.missing];
  return read({ group: facts, assumed, missing });
}

interface Moving {
  readonly policies: readonly ScalingPolicyFacts[];
  readonly alarms: readonly ScalingAlarm[];
}

/** Policies and alarms; one that is not known could move the group in any way. */
function whatMoves(inventory: Inventory, group: AutoScalingGroup): Reading<Moving> {
  const { account, region } = group;
  const gap = inventory.gaps('AWS::AutoScaling::ScalingPolicy', { account, region })[0];
  if (gap) return gap;
  const moving = scalingPoliciesOf(inventory, group)
    .filter(({ enabled }) => enabled)
    .map((policy) => movingPolicy(inventory, group, policy));
  const missing = unreadAmong(moving)[0];
  if (missing) return missing;
  const known = moving.flatMap((each) => (each.status === 'read' ? [each.value] : []));
  const alarms = new Map(known.flatMap((each) => each.alarms).map((alarm) => [alarm.name, alarm]));
  return read({ policies: known.flatMap((each) => each.policies), alarms: [...alarms.values()] });
}

function movingPolicy(inventory: Inventory, group: AutoScalingGroup, policy: ScalingPolicy): Reading<Moving> {
  const alarms: ScalingAlarm[] = [];
  for (const arn of policy.alarmArns) {
    const alarm: Reading<Alarm | null> = inventory.byArn('AWS::CloudWatch::Alarm', arn);
    if (alarm.status === 'unread') return alarm;
    if (!alarm.value) continue;
    const known = scalingAlarm(alarm.value, group.id, policy.targetTracking?.predefinedMetricType ?? null);
    if (known.status === 'unread') return known;
    alarms.push(known.value);
  }
  const facts = scalingPolicy(policy, alarms);
  return facts.status === 'unread' ? facts : read({ policies: [facts.value], alarms });
}

function instanceTypes(
  types: readonly LaunchedType[],
  quotas: ReadonlySet<string>,
  { requestsPerSecond }: AssumedCapacity,
  own: OwnFigures,
): readonly ScalingInstanceType[] {
  const vcpusOf = (type: LaunchedType | undefined) => instanceTypeFacts(type?.instanceType ?? '')?.vcpus ?? 1;
  return types.map((type) => {
    const { instanceType: name, weight, marketType } = type;
    const code = marketType === null ? instanceTypeFacts(name)?.quotaCode : undefined;
    return {
      name,
      weight,
      vcpus: vcpusOf(type),
      quota: code !== undefined && quotas.has(code) ? code : null,
      requestsPerSecond: (requestsPerSecond * vcpusOf(type)) / vcpusOf(types[0]),
      price: own.price ?? priceOf(name),
    };
  });
}

/** One source with basic monitoring is enough to be late; one that was not read is taken for detailed, the quicker. */
function detailedMonitoring(
  inventory: Inventory,
  group: AutoScalingGroup,
): { value: boolean; missing: readonly Unread[] } {
  const sources = launchedBy(inventory, group);
  const isBasic = sources.some(
    ({ kind, settings }) =>
      settings.status === 'read' && !(settings.value.detailedMonitoring ?? kind === 'launch-configuration'),
  );
  return { value: !isBasic, missing: isBasic ? [] : unreadAmong(sources.map(({ settings }) => settings)) };
}

/** An instance of the pool has booted, and starts as long as a launch takes. */
function warmPoolOf(
  { warmPool }: AutoScalingGroup,
  { launchSeconds }: SurgeSettings,
): ScalingGroup['warmPool'] {
  if (!warmPool) return null;
  const { minSize, maxGroupPreparedCapacity } = warmPool;
  return { minSize, maxGroupPreparedCapacity, startSeconds: launchSeconds ?? ASSUMED_LAUNCH_SECONDS };
}

/** The next time of each, from when the account was read. */
function scheduled(inventory: Inventory, group: AutoScalingGroup): readonly ScheduledChange[] {
  const now = Date.parse(inventory.asOf);
  return inventory.of('AWS::AutoScaling::ScheduledAction').flatMap((action) => {
    const { account, region, autoScalingGroupName: name, startTime } = action;
    if (name !== group.id || account !== group.account || region !== group.region || startTime === null)
      return [];
    const at = Math.round((Date.parse(startTime) - now) / 1000);
    const { id, minSize, maxSize, desiredCapacity } = action;
    return at >= 0 ? [{ name: id, at, minSize, maxSize, desiredCapacity }] : [];
  });
}
