import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomDetection, randomEvent } from '../../reference/sigma/random.ts';
import { ownRules } from '../../src/app/trail/sigma-rules.ts';
import { rowsOf } from '../../src/trail/duckdb.ts';
import { EVENT_COLUMNS } from '../../src/trail/event-columns.ts';
import { PARTS } from '../../src/trail/lake/lake.ts';
import { type Events, openEvents } from '../../src/trail/open-events.ts';
import { keyUsesQuestion } from '../../src/trail/questions/key-uses.ts';
import { loggedQuestion } from '../../src/trail/questions/logged-calls.ts';
import { namedResource } from '../../src/trail/questions/named-resource.ts';
import type { Question } from '../../src/trail/questions/question.ts';
import { rootUsesQuestion } from '../../src/trail/questions/root-uses.ts';
import { timelineQuestion } from '../../src/trail/questions/timeline.ts';
import { usedQuestion } from '../../src/trail/questions/used.ts';
import { whoQuestion } from '../../src/trail/questions/who.ts';
import { sqlOf } from '../../src/trail/sigma/compile.ts';
import { ruleQuestion } from '../../src/trail/sigma/detect-sql.ts';
import { detectionRule } from '../../src/trail/sigma/parse-rule.ts';
import type { Dialect } from '../../src/trail/sql/dialect.ts';
import { DUCKDB } from '../../src/trail/sql/duckdb-dialect.ts';
import { TRINO } from '../../src/trail/sql/trino-dialect.ts';
import { anEvent, logOf, put, takeIn } from '../trail/log-folder.ts';
import { EVENTS_TOGETHER } from '../trail/sigma/own-correlation-events.ts';
import { SINGLE_EVENTS } from '../trail/sigma/own-rule-events.ts';
import { HAS_TRINO, startTrino, type Trino } from './trino-server.ts';

const REAL = join(import.meta.dirname, '../../../shared/data/cloudtrail/invictus/CloudTrail');
const WINDOW = { from: '2020-01-01T00:00:00.000Z', to: '2030-01-01T00:00:00.000Z' };
const USER = 'arn:aws:iam::123837392027:user/bert-jan';

describe.skipIf(!HAS_TRINO)('DuckDB and Trino, over the same Parquet (skipped without TRINO_HOME)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-trino-'));
  const lake = join(folder, 'lake');
  let trino: Trino;
  let events: Events;

  beforeAll(async () => {
    const random = fc.sample(randomEvent, { numRuns: 100, seed: 11 }).map((each) => anEvent(each));
    const ours = Object.values({ ...SINGLE_EVENTS, ...EVENTS_TOGETHER }).flatMap((each) => each.fires);
    put(folder, 'logs/some.json', logOf([...random, ...ours.map((each) => anEvent(each))]));
    await takeIn(join(folder, 'logs'), lake);
    if (existsSync(REAL)) await takeIn(REAL, lake);
    events = await openEvents(lake);
    trino = await startTrino(folder);
    const columns = EVENT_COLUMNS.map(
      ({ name, type }) => `${name} ${type === 'TIMESTAMP' ? 'TIMESTAMP(6)' : type}`,
    );
    await trino.ask('DROP SCHEMA IF EXISTS lake CASCADE');
    await trino.ask('CREATE SCHEMA lake');
    await trino.ask(
      `CREATE TABLE events (${columns.join(', ')}) WITH (format = 'PARQUET', external_location = 'file://${join(lake, PARTS)}')`,
    );
  }, 700_000);
  afterAll(async () => {
    await trino.stop();
    events.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function both(question: (dialect: Dialect) => Question): Promise<readonly (readonly string[])[]> {
    const [duckdb, other] = [question(DUCKDB), question(TRINO)];
    const here = await rowsOf<Readonly<Record<string, unknown>>>(
      events.connection,
      duckdb.sql,
      duckdb.values,
    );
    return [here, await trino.ask(other.sql, other.values)].map((rows) => rows.map(normal).sort());
  }

  test('count the same events', async () => {
    const [here, there] = await both(() => ({ sql: 'SELECT count(*) AS n FROM events', values: [] }));
    expect(there).toEqual(here);
  });

  test.each<[string, Question]>([
    ['who', whoQuestion(namedResource('sg-04cfb7a4712d75b00'), WINDOW, 100)],
    ['who, by an ARN', whoQuestion(namedResource('arn:aws:iam::111122223333:user/bob'), WINDOW, 100)],
    ['timeline', timelineQuestion({ principal: USER }, WINDOW, 50)],
    [
      'timeline, by a name and an address',
      timelineQuestion({ principal: 'ada', ip: '198.51.100.7' }, {}, 50),
    ],
    ['used', usedQuestion(undefined, WINDOW)],
    ['used, by a role', usedQuestion('AWSServiceRoleForRDS', {})],
    ['what root did', rootUsesQuestion(WINDOW)],
    ['where keys were used', keyUsesQuestion(WINDOW)],
    ['what is logged', loggedQuestion(WINDOW)],
  ])('%s', async (_name, question) => {
    const [here, there] = await both(() => question);
    expect(there).toEqual(here);
  });

  test('detect: each of our rules', async () => {
    const { rules } = await ownRules();
    let found = 0;
    for (const { rule, place } of rules) {
      const [here = [], there] = await both((dialect) => ruleQuestion(rule, WINDOW, dialect));
      expect(there, place).toEqual(here);
      found += here.length > 0 ? 1 : 0;
    }
    expect(found).toBe(rules.length);
  }, 900_000);

  test('detect: random rules', async () => {
    await fc.assert(
      fc.asyncProperty(randomDetection, async (detection) => {
        const { condition } = detectionRule({ title: 'random', detection });
        const [here, there] = await both((dialect) => ({
          sql: `SELECT event_id FROM events WHERE ${sqlOf(condition, dialect)}`,
          values: [],
        }));
        expect(there, JSON.stringify(detection)).toEqual(here);
      }),
      { numRuns: Number(process.env['SIGMA_RUNS'] ?? 20) },
    );
  }, 900_000);
});

/** Numbers and times as texts, whatever each engine prints. */
function normal(row: Readonly<Record<string, unknown>>): string {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    value === null
      ? null
      : (typeof value === 'string' ? value : JSON.stringify(value)).replace(
          /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.0+$/,
          '$1',
        ),
  ]);
  return JSON.stringify(values);
}
