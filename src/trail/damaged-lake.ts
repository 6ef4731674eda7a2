import type { EventReader } from './duckdb.ts';
import { LakeError } from './lake-error.ts';

/** What DuckDB says of Parquet that is no longer as it was written; of a question it says other things. */
const DAMAGED =
  /^(Invalid Error:|IO Error: Could not read|Invalid Input Error: (Failed to read file|Invalid string encoding|No magic bytes|Footer length error))/;

/** And where our own views are made, whose columns all parts have. */
const UNLIKE = /^(Binder Error: Referenced column|IO Error: FIXED_LEN_BYTE_ARRAY)/;

/** The error where the lake's views are made, as the user's to mend where a file of it is damaged. */
export function viewFault(dir: string, error: unknown): unknown {
  if (error instanceof Error && UNLIKE.test(error.message)) return damaged(dir, error);
  return lakeFault(dir, error);
}

/** The error, as the user's to mend where a file of the lake is damaged. */
export function lakeFault(dir: string, error: unknown): unknown {
  if (!(error instanceof Error) || !DAMAGED.test(error.message)) return error;
  return damaged(dir, error);
}

function damaged(dir: string, error: Error): LakeError {
  const [said = ''] = error.message.split('\n', 1);
  return new LakeError(
    `${dir}: a file of this lake is damaged (${said.trim()}); \`rampart trail ingest\` into another folder makes a sound lake`,
  );
}

/** The lake's events, whose damages are told as such. */
export function readingLake(dir: string, connection: EventReader): EventReader {
  const told = (error: unknown): never => {
    throw lakeFault(dir, error);
  };
  return {
    runAndReadAll: (sql, values) => connection.runAndReadAll(sql, values).catch(told),
    stream: async (sql, values) => {
      const result = await connection.stream(sql, values).catch(told);
      return { yieldRowObjectJson: () => tellingDamage(dir, result.yieldRowObjectJson()) };
    },
  };
}

async function* tellingDamage(
  dir: string,
  rows: AsyncIterable<readonly object[]>,
): AsyncGenerator<readonly object[]> {
  try {
    yield* rows;
  } catch (error) {
    throw lakeFault(dir, error);
  }
}
