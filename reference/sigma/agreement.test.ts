import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../src/trail/duckdb.ts';
import { type Events, openEvents } from '../../src/trail/open-events.ts';
import { sqlOf } from '../../src/trail/sigma/compile.ts';
import { detectionRule } from '../../src/trail/sigma/parse-rule.ts';
import { DUCKDB } from '../../src/trail/sql/duckdb-dialect.ts';
import { anEvent, idOf, logOf, put, takeIn } from '../../test/trail/log-folder.ts';
import { isDetected, type JsonMap } from './evaluate.ts';
import { randomDetection, randomEvent } from './random.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-sigma-'));
const records = fc.sample(randomEvent, { numRuns: 300, seed: 7 }).map((each) => anEvent(each) as JsonMap);
let events: Events;

beforeAll(async () => {
  put(folder, 'logs/all.json', logOf(records));
  await takeIn(join(folder, 'logs'), join(folder, 'lake'));
  events = await openEvents(join(folder, 'lake'));
  // In memory: a thousand rules need not read the files a thousand times.
  await events.database?.run('CREATE TEMP TABLE taken AS SELECT * FROM events');
});
afterAll(() => {
  events.close();
  rmSync(folder, { recursive: true, force: true });
});

async function detected(detection: JsonMap): Promise<readonly string[]> {
  const { condition } = detectionRule({ title: 'random', detection });
  const sql = `SELECT event_id FROM taken WHERE ${sqlOf(condition, DUCKDB)} ORDER BY event_id`;
  const rows = await rowsOf<{ event_id: string }>(events.connection, sql);
  return rows.map((each) => each.event_id);
}

test('every event went in', async () => {
  expect(await detected({ all: { 'eventName|exists': true }, condition: 'all' })).toHaveLength(300);
});

test('the SQL finds the events that the specification describes', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(randomDetection, async (detection) => {
      const ids = new Set(await detected(detection));
      const wrong = records.find((each) => ids.has(idOf(each)) !== isDetected(detection, each));
      expect(wrong, JSON.stringify(detection)).toBeUndefined();
      if (ids.size > 0 && ids.size < records.length) found += 1;
    }),
    { numRuns: Number(process.env['SIGMA_RUNS'] ?? 150) },
  );

  expect(found).toBeGreaterThan(10); // about 46: neither all nor nothing
});
