import type { LoadProfile, ScalingGroup } from '../src/model/scaling-facts.ts';
import { simulate } from '../src/scaling/simulate.ts';
import { scalingBalancer, trackedGroup } from '../test/builders/scaling-group.ts';
import { generatedGroups, loadOf } from './generated-groups.ts';
import { median } from './row.ts';

/** Of a month of one group. */
export interface MonthFigures {
  /** CPU, the median. */
  readonly milliseconds: number;
  /** CPU of the first, before anything was compiled. */
  readonly first: number;
  readonly events: number;
}

/** Of many groups under three loads each. */
export interface GroupsFigures {
  /** CPU. */
  readonly seconds: number;
  readonly absorbed: number;
}

const MONTH = 30 * 86_400;
const RUNS = 15;
const SURGE = { start: 600, rise: 300, hold: 1800, fall: 300 };
const BURST = { kind: 'burst', ...SURGE } as const;

const diurnal = { kind: 'diurnal', low: 200, high: 2000, peakAt: 43_200 } as const;

const MONTHS: Readonly<Record<string, LoadProfile>> = {
  steady: { kind: 'steady', rate: 500 },
  diurnal,
  burst: { ...BURST, base: 500, peak: 5000 },
  pulse: { kind: 'pulse', base: 500, peak: 5000, start: 600, every: 3600, width: 600 },
  'flood over diurnal': { kind: 'attack', users: diurnal, flood: 'http', rate: 5000, cost: 1, ...SURGE },
};

/** What `scaling.ts` runs in a process of its own: `GROUPS`, or the name of a load for a month of it. */
const [what = ''] = process.argv.slice(2);
const load = MONTHS[what];
process.stdout.write(JSON.stringify(load ? month(load) : manyGroups(Number(what))));

function month(load: LoadProfile): MonthFigures {
  const group = trackedGroup({ loadBalancer: scalingBalancer() });
  const times: number[] = [];
  let events = 0;
  for (let run = 0; run < RUNS; run++) {
    times.push(cpuOf(() => (events = simulate({ group, load, duration: MONTH, seed: 1 }).events.length)));
  }
  return { milliseconds: median(times), first: times[0] ?? 0, events };
}

function manyGroups(count: number): GroupsFigures {
  const groups = generatedGroups(count);
  let absorbed = 0;
  const milliseconds = cpuOf(() => {
    for (const group of groups)
      for (const load of loadsOf(group)) {
        const { answers } = simulate({ group, load, duration: 170 * 60, seed: 1 });
        if (answers.timeToCapacity !== null) absorbed++;
      }
  });
  return { seconds: milliseconds / 1000, absorbed };
}

function loadsOf(group: ScalingGroup): readonly LoadProfile[] {
  const base = loadOf(group);
  const users = { kind: 'steady', rate: base } as const;
  return [
    { ...BURST, base, peak: 10 * base },
    { kind: 'attack', users, flood: 'http', rate: 5 * base, cost: 1, ...SURGE },
    { kind: 'pulse', base, peak: 4 * base, start: 600, every: 900, width: 300 },
  ];
}

/** Milliseconds. */
function cpuOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
