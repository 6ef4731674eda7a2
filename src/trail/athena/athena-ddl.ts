import type { Sql } from '../sql/dialect.ts';
import { createEventsView } from './events-view.ts';
import { type AthenaLogs, createRawTable } from './raw-table.ts';

export interface AthenaNames {
  readonly database: string;
  /** Of the raw log files. */
  readonly table: string;
  /** The documented table `events`. */
  readonly view: string;
}

/** The two statements that make CloudTrail's files in S3 the table `events`, in their order. Athena takes one at a time. */
export function athenaDdl(logs: AthenaLogs, { database, table, view }: AthenaNames): readonly Sql[] {
  const raw = `${database}.${table}`;
  return [createRawTable(raw, logs), createEventsView(`${database}.${view}`, raw)];
}
