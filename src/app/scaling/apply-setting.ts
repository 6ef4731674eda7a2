import type { ScalingGroup } from '../../model/scaling-facts.ts';
import { UsageError } from '../errors.ts';

type Change = (group: ScalingGroup, value: number) => ScalingGroup;

const WHOLE: Readonly<Record<string, Change>> = {
  min: (group, minSize) => ({ ...group, minSize, desiredCapacity: Math.max(minSize, group.desiredCapacity) }),
  max: (group, maxSize) => ({ ...group, maxSize }),
  desired: (group, desiredCapacity) => ({ ...group, desiredCapacity }),
  cooldown: (group, defaultCooldown) => ({ ...group, defaultCooldown }),
  warmup: (group, defaultInstanceWarmup) => ({ ...group, defaultInstanceWarmup }),
  grace: (group, gracePeriod) => ({ ...group, healthCheck: { ...group.healthCheck, gracePeriod } }),
  target: (group, targetValue) => ({
    ...group,
    policies: group.policies.map((policy) =>
      policy.kind === 'target-tracking' ? { ...policy, targetValue } : policy,
    ),
    alarms: retargeted(group, targetValue),
  }),
  quota: (group, vcpus) => ({ ...group, quotas: group.quotas.map((quota) => ({ ...quota, vcpus })) }),
};

const NAMED: Readonly<Record<string, (group: ScalingGroup) => ScalingGroup>> = {
  'monitoring=detailed': (group) => ({ ...group, detailedMonitoring: true }),
  'monitoring=basic': (group) => ({ ...group, detailedMonitoring: false }),
  'suspended=none': (group) => ({ ...group, suspendedProcesses: [] }),
};

/** `max=40`: a group with one setting changed, the load as it was. Throws `UsageError`. */
export function applySetting(group: ScalingGroup, setting: string): ScalingGroup {
  const named = NAMED[setting];
  if (named) return named(group);
  const [key = '', value = ''] = setting.split('=');
  const change = WHOLE[key];
  if (!change || !/^\d+$/.test(value)) {
    const known = [...Object.keys(WHOLE).map((each) => `${each}=NUMBER`), ...Object.keys(NAMED)];
    throw new UsageError(`${setting} is no setting: expected ${known.join(', ')}`);
  }
  return change(group, Number(value));
}

/** AWS keeps target tracking's alarms at the target and, below, in the same proportion. */
function retargeted({ policies, alarms }: ScalingGroup, target: number): ScalingGroup['alarms'] {
  return alarms.map((alarm) => {
    const policy = policies.find(
      (each) =>
        each.kind === 'target-tracking' && (each.highAlarm === alarm.name || each.lowAlarm === alarm.name),
    );
    return policy?.kind === 'target-tracking'
      ? { ...alarm, threshold: (alarm.threshold * target) / policy.targetValue }
      : alarm;
  });
}
