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
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { createEventsView } from '../../src/trail/athena/events-view.ts';
import { PARTITIONS, RAW_COLUMNS } from '../../src/trail/athena/raw-table.ts';
import { openDuckDb, quoted, rowsOf } from '../../src/trail/duckdb.ts';
import { EVENT_COLUMNS } from '../../src/trail/event-columns.ts';
import { openEvents } from '../../src/trail/open-events.ts';
import { anEvent, anEventBy, logOf, put, takeIn } from '../trail/log-folder.ts';
import { HAS_TRINO, startTrino, type Trino } from './trino-server.ts';

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
    const there = byId(await trino.ask(SELECT.replace('FROM events', 'FROM athena.events')));

    put(folder, 'logs/all.json', logOf(records));
    await takeIn(join(folder, 'logs'), join(folder, 'lake'));
    const events = await openEvents(join(folder, 'lake'));
    const here = byId(await rowsOf<Row>(events.connection, SELECT));
    events.close();
    expect(here.size).toBeGreaterThan(100);
    for (const [id, row] of here) expect(there.get(id), id).toEqual(row);
  }, 300_000);
});

function someRecords(): readonly JsonObject[] {
  const random = fc.sample(randomEvent, { numRuns: 150, seed: 5 }).map((each) => anEvent(each));
  return [
    ...random,
    anEventBy({ role: 'deploy', name: 'ci' }),
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
