import { Athena } from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Moto, startMoto } from '../../lab/moto/start-moto.ts';
import { pythonVersion } from '../../lab/moto/venv.ts';
import { rowsOf } from '../../src/trail/duckdb.ts';
import { openEvents } from '../../src/trail/open-events.ts';
import { namedResource } from '../../src/trail/questions/named-resource.ts';
import type { Question } from '../../src/trail/questions/question.ts';
import { whoQuestion } from '../../src/trail/questions/who.ts';
import { rampart } from '../rampart-process.ts';
import { anEvent, logOf, newFolder, put, takeIn } from './log-folder.ts';

const python = await pythonVersion();
const GROUP = 'sg-0a1ae80d31d1e9c86';
const WINDOW = { from: '2026-11-18T00:00:00Z', to: '2026-11-19T12:00:00Z' };

/** moto runs no SQL: it gives back what it was told. The SQL itself is held to Trino in test/trino. */
describe.skipIf(python === undefined)("Athena's API, on moto", () => {
  let moto: Moto;
  let athena: Athena;
  beforeAll(async () => {
    moto = await startMoto();
    const credentials = { accessKeyId: 'lab', secretAccessKey: 'lab' };
    athena = new Athena({ endpoint: moto.url, region: 'us-east-1', credentials });
  });
  afterAll(async () => {
    athena.destroy();
    await moto.stop();
  });

  async function ask(
    args: readonly string[],
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const env = {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: 'lab',
      AWS_SECRET_ACCESS_KEY: 'lab',
      AWS_REGION: 'us-east-1',
    };
    return rampart(['trail', ...args], { env });
  }

  /** What the lake answers to a question, as the next answer of moto's. */
  async function answerWith(lake: string, { sql, values }: Question): Promise<void> {
    const events = await openEvents(lake);
    const rows = await rowsOf<Record<string, string | null>>(events.connection, sql, values);
    events.close();
    const names = Object.keys(rows[0] ?? {});
    const cells = (texts: readonly (string | null)[]) => ({
      Data: texts.map((text) => (text === null ? {} : { VarCharValue: text })),
    });
    const result = {
      rows: [cells(names), ...rows.map((row) => cells(names.map((name) => row[name] ?? null)))],
      column_info: names.map((Name) => ({ Name, Type: 'varchar' })),
    };
    const answer = await fetch(`${moto.url}/moto-api/static/athena/query-results`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account_id: '123456789012', region: 'us-east-1', results: [result] }),
    });
    expect(answer.status).toBe(201);
  }

  async function lastQuery(): Promise<string> {
    const { QueryExecutionIds = [] } = await athena.listQueryExecutions({});
    const found = await athena.batchGetQueryExecution({ QueryExecutionIds }).catch(() => null);
    if (found) return found.QueryExecutions?.at(-1)?.Query ?? '';
    const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId: QueryExecutionIds.at(-1) });
    return QueryExecution?.Query ?? '';
  }

  test('who changed it: as the lake says, from the days that are asked for', async () => {
    const [folder, lake] = [newFolder(), newFolder()];
    const change = (eventTime: string, more = {}) =>
      anEvent({
        eventName: 'AuthorizeSecurityGroupIngress',
        readOnly: false,
        eventTime,
        requestParameters: { groupId: GROUP },
        ...more,
      });
    put(
      folder,
      'log.json',
      logOf([change('2026-11-19T10:00:00Z'), change('2026-11-18T10:00:00Z', { errorCode: 'AccessDenied' })]),
    );
    await takeIn(folder, lake);
    await answerWith(lake, whoQuestion(namedResource(GROUP), WINDOW, 101));
    const asked = ['who', GROUP, '--from', WINDOW.from, '--to', WINDOW.to, '--output', 'json'];
    const there = await ask([...asked, '--engine', 'athena', '--output-location', 's3://results/']);
    expect(there).toMatchObject({ code: 0, stderr: '' });
    const here = await ask([...asked, '--lake', lake]);
    const [{ lake: table, ...answer }, { lake: _, ...expected }] = [there, here].map(
      ({ stdout }) => JSON.parse(stdout) as Record<string, unknown>,
    ) as [Record<string, unknown>, Record<string, unknown>];
    expect(answer).toEqual(expected);
    expect(answer['changes']).toHaveLength(2);
    expect(table).toMatchObject({ folder: 'Athena, default.events', events: null });
    expect(await lastQuery()).toMatch(
      /^WITH events AS \(SELECT event_time, .* FROM default\.events WHERE day >= '2026\/11\/18' AND day <= '2026\/11\/20'\) SELECT .*'"sg-0a1ae80d31d1e9c86"'/s,
    );
  });

  test('nothing found', async () => {
    const { code, stdout } = await ask([
      'timeline',
      '--ip',
      '198.51.100.7',
      '--engine',
      'athena',
      '--output-location',
      's3://results/',
      '--view',
      'security.trail',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('Athena, security.trail was asked');
    expect(await lastQuery()).toContain('FROM security.trail)');
  });

  test('without a region, one sentence', async () => {
    const env = { AWS_REGION: '', AWS_DEFAULT_REGION: '', AWS_CONFIG_FILE: '/nowhere', AWS_PROFILE: '' };
    const { code, stderr } = await rampart(
      ['trail', 'timeline', '--ip', '198.51.100.7', '--engine', 'athena'],
      { env },
    );
    expect(code).toBe(2);
    expect(stderr).toBe(
      'rampart: NoRegion: Athena is asked in a region: set AWS_REGION, or name a profile that has one\n',
    );
  });

  test.each([
    [['--engine', 'athena', '--view', 'a.b; DROP TABLE c'], '--view: a.b; DROP TABLE c is no view of Athena'],
    [['--engine', 'athena', '--output-location', 'here'], '--output-location: here is no place in S3'],
    [['--view', 'default.events'], '--view is for --engine athena'],
    [['--engine', 'presto'], 'Allowed choices are duckdb, athena'],
  ])('%j is refused', async (flags, why) => {
    const { code, stderr } = await ask(['timeline', '--ip', '198.51.100.7', ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });
});
