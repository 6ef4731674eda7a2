import type { EventReader, SqlValue } from '../duckdb.ts';
import { quoted } from '../duckdb.ts';
import { EVENT_COLUMNS } from '../event-columns.ts';
import type { Events } from '../open-events.ts';
import type { Sql } from '../sql/dialect.ts';
import { TRINO } from '../sql/trino-dialect.ts';
import type { Window } from '../window.ts';
import { boundSql } from './bound-sql.ts';

/** Rows of one statement, page by page. */
export interface AthenaAnswers {
  ask(sql: Sql): AsyncIterable<readonly object[]>;
  readonly close: () => void;
}

/** The table `events` that `rampart trail athena-ddl` made, by its whole name, `default.events`. */
export function athenaEvents(answers: AthenaAnswers, view: string, window: Window): Events {
  const connection: EventReader = {
    runAndReadAll: async (sql, values = []) => {
      const rows: object[] = [];
      for await (const page of answers.ask(athenaSql(sql, values, view, window))) rows.push(...page);
      return { getRowObjectsJson: () => rows };
    },
    stream: async (sql, values = []) => ({
      yieldRowObjectJson: () => answers.ask(athenaSql(sql, values, view, window)),
    }),
  };
  return {
    connection,
    database: null,
    dialect: TRINO,
    lake: {
      folder: `Athena, ${view}`,
      accounts: [],
      firstDay: null,
      lastDay: null,
      events: null,
      quarantinedFiles: 0,
    },
    hasUses: false,
    close: answers.close,
  };
}

const DAY_MS = 86_400_000;

/** The question upon the view, of those days alone in which its events were delivered: not before they happened, and within a day after. */
export function athenaSql(sql: Sql, values: readonly SqlValue[], view: string, { from, to }: Window): Sql {
  const days = [
    ...(from === undefined ? [] : [`day >= ${quoted(dayOf(Date.parse(from)))}`]),
    ...(to === undefined ? [] : [`day <= ${quoted(dayOf(Date.parse(to) + DAY_MS))}`]),
  ];
  const where = days.length === 0 ? '' : ` WHERE ${days.join(' AND ')}`;
  const events = `events AS (SELECT ${EVENT_COLUMNS.map(({ name }) => name).join(', ')} FROM ${view}${where})`;
  const bound = boundSql({ sql, values: values.map(String) });
  return /^\s*WITH\s/i.test(bound)
    ? bound.replace(/^\s*WITH\s/i, () => `WITH ${events}, `)
    : `WITH ${events} ${bound}`;
}

/** `2026/11/27`, as the folders are called. */
function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
}
