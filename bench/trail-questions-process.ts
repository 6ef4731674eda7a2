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

/** What `trail.ts` runs in a process of its own: `LAKE RESOURCE`. */
const [lake = '', resource = ''] = process.argv.slice(2);
const openedAt = performance.now();
const events = await openEvents(lake, { changing: resource });
const openMs = performance.now() - openedAt;
const times: number[] = [];
let changes = 0;
for (let run = 0; run < RUNS; run += 1) {
  const startedAt = performance.now();
  changes = (await changesOf(events, resource, { limit: 100 })).changes.length;
  times.push(performance.now() - startedAt);
}
events.close();
const startedAt = performance.now();
const all = await openEvents(lake, { isSummed: true });
const { principals } = await usedBy(all, {});
const figures: QuestionFigures = {
  events: all.lake.events,
  openMs,
  whoMs: median(times),
  changes,
  usedSeconds: (performance.now() - startedAt) / 1000,
  principals: principals.length,
};
all.close();
process.stdout.write(JSON.stringify(figures));
