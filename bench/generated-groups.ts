import type { ScalingGroup } from '../src/model/scaling-facts.ts';
import {
  scalingAlarm,
  scalingBalancer,
  scalingType,
  stepPolicy,
  trackedGroup,
} from '../test/builders/scaling-group.ts';
import { randomNumbers } from './random-numbers.ts';

/** Groups of 1 to 40 instances, by target tracking or steps, behind a load balancer and not, always the same. */
export function generatedGroups(groups: number): readonly ScalingGroup[] {
  const random = randomNumbers(20_261_128);
  const upTo = (most: number) => Math.floor(random() * most);
  return Array.from({ length: groups }, (_, index): ScalingGroup => {
    const desired = 1 + upTo(40);
    const changes: Partial<ScalingGroup> = {
      name: `group-${index}`,
      desiredCapacity: desired,
      maxSize: desired * (1 + upTo(12)),
      detailedMonitoring: random() < 0.5,
      instanceTypes: [scalingType({ requestsPerSecond: 50 + upTo(500) })],
      zones: ['a', 'b', 'c'].slice(0, 1 + upTo(3)).map((name) => ({ name, freeAddresses: 20 + upTo(230) })),
      loadBalancer: random() < 0.8 ? scalingBalancer({ crossZone: random() < 0.7 }) : null,
      prices: { asOf: '2025-01', loadBalancerUnit: 0.008, gigabyte: null },
    };
    return random() < 0.7 ? trackedGroup(changes) : steppedGroup(changes);
  });
}

function steppedGroup(changes: Partial<ScalingGroup>): ScalingGroup {
  const low = { type: 'ChangeInCapacity', minAdjustmentMagnitude: null } as const;
  return trackedGroup({
    alarms: [
      scalingAlarm({ threshold: 60, evaluationPeriods: 2, datapointsToAlarm: 2 }),
      scalingAlarm({ name: 'low', threshold: 30, evaluationPeriods: 5, comparison: 'LessThanThreshold' }),
    ],
    policies: [
      stepPolicy(),
      stepPolicy({
        name: 'in',
        alarm: 'low',
        adjustment: low,
        steps: [{ lowerBound: null, upperBound: 0, change: -1 }],
      }),
    ],
    ...changes,
  });
}

/** Requests a second that keep a group at half of what it serves. */
export function loadOf({ desiredCapacity, instanceTypes }: ScalingGroup): number {
  return (desiredCapacity * (instanceTypes[0]?.requestsPerSecond ?? 0)) / 2;
}
