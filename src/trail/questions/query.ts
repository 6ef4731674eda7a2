import type { Cell } from '../answers/query-document.ts';
import { queryFault } from '../damaged-lake.ts';
import type { Connection } from '../duckdb.ts';
import { LakeError } from '../lake-error.ts';
import type { Events } from '../open-events.ts';

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly isCut: boolean;
}

/** @throws LakeError for what DuckDB does not understand, for anything but one SELECT, and for a damaged lake. */
export async function runQuery(
  { database: connection, lake }: Events,
  sql: string,
  limit: number,
): Promise<QueryResult> {
  if (!connection) throw new LakeError('SQL of your own is for the lake: ask Athena itself');
  const { StatementType } = await import('@duckdb/node-api');
  const prepared = await asked(lake.folder, async () => onlyStatement(connection, sql));
  if (prepared.statementType !== StatementType.SELECT)
    throw new LakeError('only SELECT can be asked: the lake is for reading');
  const reader = await asked(lake.folder, async () => prepared.streamAndReadUntil(limit + 1));
  const types = reader.columnTypes().map(String);
  const columns = reader.deduplicatedColumnNames().map((name, index) => ({ name, type: types[index] ?? '' }));
  const rows = reader.getRowsJson() as readonly (readonly Cell[])[];
  return { columns, rows: rows.slice(0, limit), isCut: rows.length > limit };
}

async function onlyStatement(
  connection: Connection,
  sql: string,
): ReturnType<Awaited<ReturnType<Connection['extractStatements']>>['prepare']> {
  if (sql.trim() === '') throw new LakeError('expected one statement');
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new LakeError('expected one statement');
  return statements.prepare(0);
}

async function asked<T>(dir: string, ask: () => Promise<T>): Promise<T> {
  return ask().catch(async (said: unknown) => {
    const error = await queryFault(dir, said);
    if (error instanceof LakeError || !(error instanceof Error)) throw error;
    throw new LakeError(`the query cannot be answered: ${error.message.replace(/\s+/g, ' ').trim()}`);
  });
}
