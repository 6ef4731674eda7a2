import { Inventory } from '../../inventory/inventory.ts';
import { capacityText } from '../../inventory/scaling/assumed-capacity.ts';
import { PRICES_AS_OF } from '../../inventory/scaling/prices.ts';
import {
  type OwnFigures,
  type SimulatedGroup,
  scalingGroupOf,
} from '../../inventory/scaling/scaling-group-of.ts';
import { surgeAlternatives } from '../../inventory/scaling/surge-alternatives.ts';
import { loadNow, SURGE_SEED, surgeScenario } from '../../inventory/scaling/surge-scenario.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { LoadProfile, ScalingGroup } from '../../model/scaling-facts.ts';
import type { ScalingScenario } from '../../model/simulation.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { SurgeSettings } from '../../model/surge-settings.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import type { ScalingDocument, Told } from '../../report/scaling/scaling-document.ts';
import { scalingText } from '../../report/scaling/scaling-text.ts';
import { absorbs } from '../../scaling/absorbs.ts';
import { InvalidScenario } from '../../scaling/invalid-scenario.ts';
import { sensitivity } from '../../scaling/sensitivity.ts';
import { simulate } from '../../scaling/simulate.ts';
import { smallestChange } from '../../scaling/smallest-change.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-code.ts';
import { headOf } from '../iam/answer-head.ts';
import type { Terminal } from '../output-targets.ts';
import { applySetting } from './apply-setting.ts';
import { parseLoad } from './parse-load.ts';

export interface SimulateOptions extends OwnFigures {
  readonly groupName: string;
  /** As `parseLoad` reads it, or a recorded one; absent: the surge of the settings. */
  readonly load?: string | LoadProfile;
  /** As `applySetting` reads them. */
  readonly set: readonly string[];
  readonly surge: SurgeSettings;
  readonly seed?: number;
  /** Minutes. */
  readonly minutes?: number;
}

/** Throws `UsageError` for what names no group, load or setting, and where the group was not read well enough. */
export function simulateScaling(snapshot: Snapshot, options: SimulateOptions): ScalingDocument {
  const inventory = new Inventory(snapshot);
  const found = groupNamed(inventory, options.groupName);
  const simulated = scalingGroupOf(inventory, found, options.surge, options);
  if (simulated.status === 'unread') {
    throw new UsageError(`${options.groupName} cannot be simulated: ${simulated.call}: ${simulated.why}`);
  }
  if (found.desiredCapacity === 0 && options.load === undefined) {
    throw new UsageError(
      `${found.id} has no instances, so that nothing tells its load: give one with --load`,
    );
  }
  const scenario = scenarioOf(simulated.value, options);
  const before = asUsage(() => told(scenario));
  const changed = options.set.reduce<ScalingGroup>(applySetting, scenario.group);
  const after = options.set.length === 0 ? null : asUsage(() => told({ ...scenario, group: changed }));
  const last = { ...scenario, group: changed };
  const change = (after ?? before).absorbed ? null : smallestChange(last);
  return {
    ...headOf(snapshot),
    account: found.account,
    region: found.region,
    groupName: found.id,
    assumptions: assumptions(simulated.value),
    load: scenario.load,
    before,
    after: after && { ...after, set: options.set },
    smallestChange: change && { changes: change.changes, proof: change.proof },
    alternatives: surgeAlternatives(inventory, found, last),
    sensitivity: sensitivity(last),
    unread: simulated.value.missing.map(({ call, why }) => ({ call, why })),
  };
}

/** A scenario that has no meaning is what the flags made it. */
function asUsage<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof InvalidScenario ? new UsageError(error.message) : error;
  }
}

function told(scenario: ScalingScenario): Told {
  const simulation = simulate(scenario);
  return { absorbed: absorbs(simulation), group: scenario.group, simulation };
}

/** By its name, or its ARN where several accounts or regions have one of that name. */
function groupNamed(inventory: Inventory, name: string): AutoScalingGroup {
  const all = inventory.of('AWS::AutoScaling::AutoScalingGroup');
  const named = all.filter(({ id, arn }) => id === name || arn === name);
  const [only] = named;
  if (only && named.length === 1) return only;
  if (only) {
    const places = named.map(({ arn }) => arn).join(', ');
    throw new UsageError(
      `${named.length} Auto Scaling groups are named ${name}: give the ARN of one, ${places}`,
    );
  }
  const names = all.map(({ id }) => id).toSorted();
  throw new UsageError(
    `no Auto Scaling group ${name} was read: ${names.length === 0 ? 'there is none' : `expected one of ${names.join(', ')}`}`,
  );
}

/** Minutes after a load's last change that are simulated, unless said otherwise. */
const DAY_MINUTES = 1440;

function scenarioOf(simulated: SimulatedGroup, options: SimulateOptions): ScalingScenario {
  const usual = surgeScenario(simulated, options.surge);
  const { load: given, seed = SURGE_SEED } = options;
  const load =
    given === undefined
      ? usual.load
      : typeof given === 'string'
        ? parseLoad(given, loadNow(simulated))
        : given;
  const minutes = options.minutes ?? minutesOf(load, usual.duration / 60);
  return { group: simulated.group, load, duration: minutes * 60, seed };
}

/** Long enough to see the load end and the group come back. */
function minutesOf(load: LoadProfile, usual: number): number {
  if (load.kind === 'diurnal') return DAY_MINUTES;
  if (load.kind === 'recorded') return Math.ceil((load.points.at(-1)?.at ?? 0) / 60) + 60;
  if (load.kind !== 'burst' && load.kind !== 'attack') return usual;
  return Math.ceil((load.start + load.rise + load.hold + load.fall) / 60) + 120;
}

function assumptions({ group, assumed }: SimulatedGroup): readonly string[] {
  const scheduled =
    group.scheduledActions.length > 0 ? ['Of each scheduled action the next time counts.'] : [];
  return [
    capacityText(assumed, group.instances),
    'Times, policies, alarms and limits are as AWS documents them; no metric was read.',
    `Prices are those of US East (N. Virginia), on demand, of ${PRICES_AS_OF}.`,
    ...scheduled,
  ];
}

/** Whatever the answer: what was not read makes it incomplete. */
export function simulateExitCode({ unread }: ScalingDocument): number {
  return unread.length > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedSimulation(
  document: ScalingDocument,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(document)].join('') : scalingText(document, terminal);
}
