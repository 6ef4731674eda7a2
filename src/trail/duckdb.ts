import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { LakeError } from './lake-error.ts';

export type Connection = DuckDBConnection;
export type SqlValue = DuckDBValue;

/** What questions are asked of: DuckDB, or what answers like it. */
export interface EventReader {
  runAndReadAll(sql: string, values?: SqlValue[]): Promise<{ getRowObjectsJson(): readonly object[] }>;
  stream(
    sql: string,
    values?: SqlValue[],
  ): Promise<{ yieldRowObjectJson(): AsyncIterable<readonly object[]> }>;
}

export interface DuckDb {
  readonly connection: Connection;
  readonly close: () => void;
}

/** Seventy megabytes that only the trail's commands need: loaded when they do. */
export async function openDuckDb(path: string, settings: Readonly<Record<string, string>>): Promise<DuckDb> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path, {
    // Nothing is ever downloaded: https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...settings,
  }).catch((error: Error) => {
    throw inUse(path, error);
  });
  const connection = await instance.connect();
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** DuckDB holds a lock of the system's on its file, which ends with the process however that ends. */
function inUse(path: string, error: Error): Error {
  if (!/lock on file|file handle conflict/i.test(error.message)) return error;
  return new LakeError(`${path}: another process is writing to this lake`);
}

/** Rows as plain objects of texts, numbers and nulls. */
export async function rowsOf<Row>(
  connection: EventReader,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(sql, [...values]);
  return reader.getRowObjectsJson() as unknown as readonly Row[];
}

/** A text in SQL, where no parameter can stand. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
