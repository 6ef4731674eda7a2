import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomEvent } from '../../reference/sigma/random.ts';
import { ownRules } from '../../src/app/trail/sigma-rules.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { athenaSql } from '../../src/trail/athena/athena-events.ts';
import { createEventsView } from '../../src/trail/athena/events-view.ts';
import { PARTITIONS, RAW_COLUMNS } from '../../src/trail/athena/raw-table.ts';
import { openDuckDb, quoted, rowsOf } from '../../src/trail/duckdb.ts';
import { EVENT_COLUMNS } from '../../src/trail/event-columns.ts';
import { openEvents } from '../../src/trail/open-events.ts';
import { namedResource } from '../../src/trail/questions/named-resource.ts';
import type { Question } from '../../src/trail/questions/question.ts';
import { timelineQuestion } from '../../src/trail/questions/timeline.ts';
import { usedQuestion } from '../../src/trail/questions/used.ts';
import { whoQuestion } from '../../src/trail/questions/who.ts';
import { ruleQuestion } from '../../src/trail/sigma/detect-sql.ts';
import type { Dialect } from '../../src/trail/sql/dialect.ts';
import { DUCKDB } from '../../src/trail/sql/duckdb-dialect.ts';
import { TRINO } from '../../src/trail/sql/trino-dialect.ts';
import { anEvent, anEventBy, logOf, put, takeIn } from '../trail/log-folder.ts';
import { EVENTS_TOGETHER } from '../trail/sigma/own-correlation-events.ts';
import { SINGLE_EVENTS } from '../trail/sigma/own-rule-events.ts';
import { HAS_TRINO, startTrino, type Trino } from './trino-server.ts';

const GROUP = 'sg-0a1ae80d31d1e9c86';
const WINDOW = { from: '2020-01-01T00:00:00.000Z', to: '2030-01-01T00:00:00.000Z' };

const REAL = join(import.meta.dirname, '../../../shared/data/cloudtrail/invictus/CloudTrail');

type Row = Readonly<Record<string, unknown>>;

/** Of the log files: where they were is another matter there. */
const COMPARED = EVENT_COLUMNS.filter(({ name }) => name !== 'source_file');
const SELECT = `SELECT ${COMPARED.map(({ name }) => name).join(', ')} FROM events`;

describe.skipIf(!HAS_TRINO)("Athena's view, on Trino (skipped without TRINO_HOME)", () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-view-'));
  let trino: Trino;

  beforeAll(async () => {
    trino = await startTrino(folder);
  }, 700_000);
  afterAll(async () => {
    await trino.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('finds in each record what the ingest finds', async () => {
    const records = [...someRecords(), ...(existsSync(REAL) ? realRecords() : [])];
    await writeRaw(folder, records);
    const raw = [...RAW_COLUMNS, ...PARTITIONS].map((name) => `${name} VARCHAR`);
    await trino.ask('DROP SCHEMA IF EXISTS athena CASCADE');
    await trino.ask('CREATE SCHEMA athena');
    await trino.ask(
      `CREATE TABLE athena.cloudtrail_logs (${raw.join(', ')}) WITH (format = 'PARQUET', external_location = 'file://${join(folder, 'raw')}')`,
    );
    await trino.ask(createEventsView('athena.events', 'athena.cloudtrail_logs'));
    // The lake has an event once.
    await trino.ask('CREATE VIEW athena.all_events AS SELECT DISTINCT * FROM athena.events');
    const there = byId(await trino.ask(SELECT.replace('FROM events', 'FROM athena.events')));

    put(folder, 'logs/all.json', logOf(records));
    await takeIn(join(folder, 'logs'), join(folder, 'lake'));
    const events = await openEvents(join(folder, 'lake'));
    const here = byId(await rowsOf<Row>(events.connection, SELECT));
    events.close();
    expect(here.size).toBeGreaterThan(100);
    for (const [id, row] of here) expect(there.get(id), id).toEqual(row);
  }, 300_000);

  test.each<[string, (dialect: Dialect) => Question]>([
    ['who', () => whoQuestion(namedResource(GROUP), WINDOW, 100)],
    ['timeline', () => timelineQuestion({ principal: 'ada', ip: '198.51.100.7' }, WINDOW, 50)],
    ['used', () => usedQuestion(undefined, WINDOW)],
  ])(
    '%s, as Athena is asked',
    async (_name, question) => {
      expect(await bothTold(question)).toBeGreaterThan(0);
    },
    120_000,
  );

  test('detect, as Athena is asked: each of our rules', async () => {
    const { rules } = await ownRules();
    let found = 0;
    for (const { rule } of rules)
      found += (await bothTold((dialect) => ruleQuestion(rule, WINDOW, dialect))) > 0 ? 1 : 0;
    expect(found).toBe(rules.length);
  }, 900_000);

  /** How many rows both find, the same. */
  async function bothTold(question: (dialect: Dialect) => Question): Promise<number> {
    const { sql, values } = question(TRINO);
    const there = await trino.ask(athenaSql(sql, values, 'athena.all_events', {}));
    const events = await openEvents(join(folder, 'lake'));
    const { sql: own, values: ownValues } = question(DUCKDB);
    const here = await rowsOf<Row>(events.connection, own, ownValues);
    events.close();
    expect(there.map(told).sort()).toEqual(here.map(told).sort());
    return here.length;
  }
});

function someRecords(): readonly JsonObject[] {
  const random = fc.sample(randomEvent, { numRuns: 150, seed: 5 }).map((each) => anEvent(each));
  const ours = Object.values({ ...SINGLE_EVENTS, ...EVENTS_TOGETHER }).flatMap((each) => each.fires);
  return [
    ...random,
    ...ours.map((each) => anEvent(each)),
    anEventBy({ role: 'deploy', name: 'ci' }),
    anEvent({ readOnly: false, requestParameters: { groupId: GROUP } }),
    anEvent({ userIdentity: { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' } }),
    anEvent({ requestParameters: { b: [1, { c: null }], a: 'x"y' }, errorCode: 'AccessDenied' }),
  ];
}

function realRecords(): readonly JsonObject[] {
  const files = readdirSync(REAL, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json.gz'));
  return files.flatMap((name) => {
    const { Records } = JSON.parse(gunzipSync(readFileSync(join(REAL, name))).toString()) as {
      Records: readonly JsonObject[];
    };
    return Records;
  });
}

/** As Athena's SerDe gives them to columns of text. */
async function writeRaw(folder: string, records: readonly JsonObject[]): Promise<void> {
  const lines = records.map((record) => {
    const lowered = new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
    return JSON.stringify(Object.fromEntries(RAW_COLUMNS.map((name) => [name, textOf(lowered.get(name))])));
  });
  const ndjson = join(folder, 'raw.ndjson');
  writeFileSync(ndjson, lines.join('\n'));
  mkdirSync(join(folder, 'raw'), { recursive: true });
  const { connection, close } = await openDuckDb(':memory:', {});
  const columns = RAW_COLUMNS.map((name) => `${name}: 'VARCHAR'`).join(', ');
  const partitions = PARTITIONS.map((name) => `'' AS ${name}`).join(', ');
  await connection.run(
    `COPY (SELECT *, ${partitions} FROM read_json(${quoted(ndjson)}, format = 'nd', columns = {${columns}})) TO ${quoted(join(folder, 'raw/raw.parquet'))} (FORMAT parquet)`,
  );
  close();
}

function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function byId(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [String(row['event_id']), normal(row)]));
}

const JSON_COLUMNS = new Set(
  COMPARED.filter(({ what }) => what.endsWith(', as JSON')).map(({ name }) => name),
);

/** Of a row, without its file, what both engines print alike: the order of JSON's keys is no part of it. */
function told(row: Row): string {
  const { source_file: _, ...rest } = row;
  return JSON.stringify(
    Object.entries(rest).map(([name, value]) => {
      if (typeof value === 'number' || typeof value === 'bigint') return [name, String(value)];
      if (typeof value !== 'string') return [name, value];
      if (JSON_COLUMNS.has(name)) return [name, sorted(JSON.parse(value) as JsonValue)];
      return [name, value.replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.0+$/, '$1')];
    }),
  );
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each ?? null)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Times as one engine prints them, JSON without regard to the order of keys. */
function normal(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (name === 'event_time') return [name, value.slice(0, 19)];
      return [name, JSON_COLUMNS.has(name) ? (JSON.parse(value) as unknown) : value];
    }),
  );
}
