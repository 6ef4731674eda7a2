import { expect, test } from 'vitest';
import { ApiError } from '../../sources/aws/api-error.ts';
import { rowsOf } from '../duckdb.ts';
import { athenaEvents, athenaSql } from './athena-events.ts';
import { boundSql } from './bound-sql.ts';

const EVENTS = /^WITH events AS \(SELECT event_time, .*, source_file FROM default\.events( WHERE [^)]*)?\)/;

test('values stand where their places are, and nowhere else', () => {
  const sql = `SELECT '?', "a?", 'it''s ?' FROM events WHERE a = ? AND b LIKE ?`;
  expect(boundSql({ sql, values: ["o'neil", '$&%'] })).toBe(
    `SELECT '?', "a?", 'it''s ?' FROM events WHERE a = 'o''neil' AND b LIKE '$&%'`,
  );
  expect(() => boundSql({ sql, values: ['one'] })).toThrow('2 places for 1 values');
});

test('only the days in which the events of the window were delivered are read', () => {
  const days = (window: { from?: string; to?: string }) =>
    EVENTS.exec(athenaSql('SELECT 1', [], 'default.events', window))?.[1];
  expect(days({})).toBeUndefined();
  expect(days({ from: '2026-11-18T23:59:00Z' })).toBe(" WHERE day >= '2026/11/18'");
  expect(days({ to: '2026-12-31T00:00:00Z' })).toBe(" WHERE day <= '2027/01/01'");
});

test('a question with tables of its own has events before them', () => {
  const sql = athenaSql('WITH matched AS (SELECT 1) SELECT * FROM matched', [], 'default.events', {});
  expect(sql.replace(EVENTS, '')).toBe(', matched AS (SELECT 1) SELECT * FROM matched');
});

test('rows of all pages; what Athena refuses is told', async () => {
  const asked: string[] = [];
  const events = athenaEvents(
    {
      async *ask(sql) {
        asked.push(sql);
        if (sql.endsWith('SELECT broken')) throw new ApiError('FAILED', 'line 1: column broken', 'other');
        yield await Promise.resolve([{ n: '1' }]);
        yield [{ n: null }];
      },
      close: () => {},
    },
    'default.events',
    {},
  );
  expect(await rowsOf(events.connection, 'SELECT n FROM events')).toEqual([{ n: '1' }, { n: null }]);
  const stream = await events.connection.stream('SELECT n FROM events');
  const pages: (readonly object[])[] = [];
  for await (const page of stream.yieldRowObjectJson()) pages.push(page);
  expect(pages).toEqual([[{ n: '1' }], [{ n: null }]]);
  await expect(rowsOf(events.connection, 'SELECT broken')).rejects.toThrow('column broken');
  expect(asked).toHaveLength(3);
});
