import { openEvents } from '../src/trail/open-events.ts';
import { usedBy } from '../src/trail/questions/used.ts';
import { changesOf } from '../src/trail/questions/who.ts';
import { median } from './row.ts';

export interface QuestionFigures {
  readonly events: number;
  readonly openMs: number;
  readonly whoMs: number;
  readonly changes: number;
  readonly usedSeconds: number;
  readonly principals: number;
}

const RUNS = 5;
const USED_RUNS = 3;

/** What `trail.ts` runs in a process of its own: `LAKE RESOURCE`. */
const [lake = '', resource = ''] = process.argv.slice(2);
const openedAt = performance.now();
const events = await openEvents(lake, { changing: true });
const openMs = performance.now() - openedAt;
const times: number[] = [];
let changes = 0;
for (let run = 0; run < RUNS; run += 1) {
  const startedAt = performance.now();
  changes = (await changesOf(events, resource, { limit: 100 })).changes.length;
  times.push(performance.now() - startedAt);
}
events.close();
const usedTimes: number[] = [];
let principals = 0;
let lakeEvents = 0;
for (let run = 0; run < USED_RUNS; run += 1) {
  const startedAt = performance.now();
  const all = await openEvents(lake, { isSummed: true });
  principals = (await usedBy(all, {})).principals.length;
  usedTimes.push((performance.now() - startedAt) / 1000);
  lakeEvents = all.lake.events ?? 0;
  all.close();
}
const figures: QuestionFigures = {
  events: lakeEvents,
  openMs,
  whoMs: median(times),
  changes,
  usedSeconds: median(usedTimes),
  principals,
};
process.stdout.write(JSON.stringify(figures));
