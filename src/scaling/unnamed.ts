import type { ScalingGroup, ScalingPolicyFacts } from '../model/scaling-facts.ts';
import type { ScalingScenario } from '../model/simulation.ts';

/** Numbers for names, as they come: a name's again where it comes again. */
type Numbered = (name: string) => string;

/** The same without the names that its owner chose, which a simulation tells and goes by in nothing. */
export function unnamed(scenario: ScalingScenario): ScalingScenario {
  const { group } = scenario;
  const alarmNumber = numbered();
  const actionNumber = numbered();
  const policyNumber = numbered();
  const zoneNumber = numbered();
  const unnamedGroup: ScalingGroup = {
    ...group,
    name: '',
    zones: group.zones.map((zone) => ({ ...zone, name: zoneNumber(zone.name) })),
    alarms: group.alarms.map((alarm) => ({ ...alarm, name: alarmNumber(alarm.name) })),
    policies: group.policies.map((policy) => unnamedPolicy(policy, policyNumber, alarmNumber)),
    scheduledActions: group.scheduledActions.map((action) => ({
      ...action,
      name: actionNumber(action.name),
    })),
  };
  return { ...scenario, group: unnamedGroup };
}

function unnamedPolicy(
  policy: ScalingPolicyFacts,
  policyNumber: Numbered,
  alarmNumber: Numbered,
): ScalingPolicyFacts {
  const name = policyNumber(policy.name);
  const alarmOf = (alarm: string | null) => (alarm === null ? null : alarmNumber(alarm));
  switch (policy.kind) {
    case 'target-tracking':
      return { ...policy, name, highAlarm: alarmOf(policy.highAlarm), lowAlarm: alarmOf(policy.lowAlarm) };
    case 'step':
    case 'simple':
      return { ...policy, name, alarm: alarmOf(policy.alarm) };
    case 'predictive':
      return { ...policy, name };
  }
}

function numbered(): Numbered {
  const numbers = new Map<string, string>();
  return (name) => {
    const number = numbers.get(name) ?? String(numbers.size);
    numbers.set(name, number);
    return number;
  };
}
