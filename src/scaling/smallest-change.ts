import type { ScalingGroup } from '../model/scaling-facts.ts';
import type { ScalingScenario, Simulation } from '../model/simulation.ts';
import { absorbs } from './absorbs.ts';
import { simulate } from './simulate.ts';

/** One setting and what it has to be. */
export interface SettingChange {
  readonly setting:
    | 'maxSize'
    | 'desiredCapacity'
    | 'detailedMonitoring'
    | 'gracePeriod'
    | 'vcpuQuota'
    | 'suspendedProcesses';
  readonly from: string;
  readonly to: string;
}

/** A change that suffices, with the simulation that proves it. */
export interface SufficientChange {
  readonly changes: readonly SettingChange[];
  readonly group: ScalingGroup;
  readonly proof: Simulation;
}

/** The greatest size that is tried, in today's sizes. */
const MOST = 64;

/**
 * The smallest change that absorbs the surge; null: none of those tried does. Tried in this order: nothing to resume but
 * the maximum size, found by halving; then with what else holds the group back put right; at last more instances from
 * the first.
 */
export function smallestChange(scenario: ScalingScenario): SufficientChange | null {
  for (const eased of easings(scenario.group)) {
    const ceiling = Math.max(MOST, MOST * Math.max(eased.maxSize, eased.desiredCapacity));
    const found = smallest(scenario, eased.maxSize, ceiling, (size) => ({ ...eased, maxSize: size }));
    if (found) return found;
  }
  const { desiredCapacity } = scenario.group;
  return smallest(scenario, desiredCapacity, MOST * Math.max(1, desiredCapacity), (size) => ({
    ...unhindered(scenario.group),
    desiredCapacity: size,
    minSize: Math.max(scenario.group.minSize, size),
    maxSize: Math.max(scenario.group.maxSize, size),
  }));
}

/** From nothing changed to all that is no size. */
function easings(group: ScalingGroup): readonly ScalingGroup[] {
  const resumed = { ...group, suspendedProcesses: [] };
  const { gracePeriod, usesLoadBalancer } = group.healthCheck;
  const patient = { ...resumed, healthCheck: { usesLoadBalancer, gracePeriod: Math.max(gracePeriod, 300) } };
  const quick = { ...patient, detailedMonitoring: true };
  return [group, resumed, patient, quick, unhindered(quick)];
}

/** A quota of vCPUs can be asked for. Addresses are the subnets' own. */
function unhindered(group: ScalingGroup): ScalingGroup {
  return { ...group, quotas: group.quotas.map((quota) => ({ ...quota, vcpus: Number.MAX_SAFE_INTEGER })) };
}

/** By halving: sizes that suffice are taken to have none between them that does not; the one found is simulated in any case. */
function smallest(
  scenario: ScalingScenario,
  from: number,
  to: number,
  groupWith: (size: number) => ScalingGroup,
): SufficientChange | null {
  const run = (size: number) => simulate({ ...scenario, group: groupWith(size) });
  if (absorbs(run(from))) return sufficient(scenario, groupWith(from));
  if (!absorbs(run(to))) return null;
  let short = from;
  let enough = to;
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (absorbs(run(middle))) enough = middle;
    else short = middle;
  }
  return sufficient(scenario, groupWith(enough));
}

function sufficient(scenario: ScalingScenario, group: ScalingGroup): SufficientChange {
  const proof = simulate({ ...scenario, group });
  const needed = neededVcpus(group, proof);
  const quotas = group.quotas.map((quota, place) => {
    const now = scenario.group.quotas[place]?.vcpus ?? quota.vcpus;
    return { ...quota, vcpus: Math.min(quota.vcpus, Math.max(now, quota.usedElsewhere + needed)) };
  });
  const settled = { ...group, quotas };
  return {
    changes: differences(scenario.group, settled),
    group: settled,
    proof: simulate({ ...scenario, group: settled }),
  };
}

/** At most, with those that drain. */
function neededVcpus({ instanceTypes, maxSize }: ScalingGroup, { answers, minutes }: Simulation): number {
  const instances = Math.max(maxSize, answers.peakInstances, ...minutes.running);
  return Math.max(...instanceTypes.map(({ vcpus }) => vcpus)) * instances;
}

function differences(before: ScalingGroup, after: ScalingGroup): readonly SettingChange[] {
  const settings = (group: ScalingGroup): Readonly<Record<SettingChange['setting'], string>> => ({
    maxSize: String(group.maxSize),
    desiredCapacity: String(group.desiredCapacity),
    detailedMonitoring: String(group.detailedMonitoring),
    gracePeriod: String(group.healthCheck.gracePeriod),
    vcpuQuota: group.quotas.map(({ vcpus }) => vcpus).join(', '),
    suspendedProcesses: group.suspendedProcesses.join(', '),
  });
  const [from, to] = [settings(before), settings(after)];
  return SETTINGS.flatMap((setting) =>
    from[setting] === to[setting] ? [] : [{ setting, from: from[setting], to: to[setting] }],
  );
}

const SETTINGS = [
  'maxSize',
  'desiredCapacity',
  'detailedMonitoring',
  'gracePeriod',
  'vcpuQuota',
  'suspendedProcesses',
] as const;
