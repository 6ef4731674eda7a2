import type { Duration, ScalingGroup } from '../model/scaling-facts.ts';
import type { ScalingAnswers, ScalingScenario } from '../model/simulation.ts';
import { simulate } from './simulate.ts';

/** What was assumed, at another value. */
export interface Sensitivity {
  readonly assumption: 'launch and boot time' | 'capacity per instance';
  /** Times what was assumed. */
  readonly factor: number;
  readonly timeToCapacity: number | null;
  readonly lostRequests: number;
  readonly peakInstances: number;
}

const FACTORS = [0.5, 2] as const;

/** How much the answers hang on the two figures that nobody's API tells. The load stays as it is. */
export function sensitivity(scenario: ScalingScenario): readonly Sensitivity[] {
  return FACTORS.flatMap((factor) => [
    row(
      'launch and boot time',
      factor,
      simulate({ ...scenario, group: slower(scenario.group, factor) }).answers,
    ),
    row(
      'capacity per instance',
      factor,
      simulate({ ...scenario, group: larger(scenario.group, factor) }).answers,
    ),
  ]);
}

function row(assumption: Sensitivity['assumption'], factor: number, answers: ScalingAnswers): Sensitivity {
  const { timeToCapacity, lostRequests, peakInstances } = answers;
  return { assumption, factor, timeToCapacity, lostRequests, peakInstances };
}

function slower(group: ScalingGroup, factor: number): ScalingGroup {
  const { launchSeconds, bootSeconds, bytesPerRequest } = group.instances;
  const instances = {
    launchSeconds: times(launchSeconds, factor),
    bootSeconds: times(bootSeconds, factor),
    bytesPerRequest,
  };
  return { ...group, instances };
}

function times(duration: Duration, factor: number): Duration {
  if (duration.kind === 'fixed') return { kind: 'fixed', seconds: Math.round(duration.seconds * factor) };
  return {
    kind: 'between',
    low: Math.round(duration.low * factor),
    high: Math.round(duration.high * factor),
  };
}

function larger(group: ScalingGroup, factor: number): ScalingGroup {
  const instanceTypes = group.instanceTypes.map((type) => ({
    ...type,
    requestsPerSecond: type.requestsPerSecond * factor,
  }));
  return { ...group, instanceTypes };
}
