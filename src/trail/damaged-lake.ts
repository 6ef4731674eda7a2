import { join, resolve } from 'node:path';
import { type EventReader, openDuckDb, quoted } from './duckdb.ts';
import { hasUses, type Lake, partsOf, readLake, usesPath } from './lake/lake.ts';
import { ANEW, LakeError } from './lake-error.ts';

/** What DuckDB says of Parquet that is no longer as it was written; of a question it says other things. */
const DAMAGED =
  /^(Invalid Error:|IO Error: Could not read|Invalid Input Error: (Failed to read file|Invalid string encoding|No magic bytes|Footer length error))/;

/** And where our own views are made, whose columns all parts have. */
const UNLIKE = /^(Binder Error: Referenced column|IO Error: FIXED_LEN_BYTE_ARRAY)/;

/** The error where the lake's views are made, as the user's to mend where a file of it is damaged. */
export async function viewFault(dir: string, error: unknown): Promise<unknown> {
  if (error instanceof Error && UNLIKE.test(error.message)) return damaged(dir, error);
  return lakeFault(dir, error);
}

/** The error, as the user's to mend where a file of the lake is damaged. */
export async function lakeFault(dir: string, error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !DAMAGED.test(error.message)) return error;
  return damaged(dir, error);
}

/** The error of a query that was not written here, which may be at fault itself: a file has to be found damaged. */
export async function queryFault(dir: string, error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !DAMAGED.test(error.message)) return error;
  return (await damagedFile(dir)) === null ? error : damaged(dir, error);
}

async function damaged(dir: string, error: Error): Promise<LakeError> {
  const [said = ''] = error.message.split('\n', 1);
  const file = await damagedFile(dir);
  const what = file === null ? `${dir}: a file of this lake` : `${file.path}: this file of the lake`;
  return new LakeError(`${what} is damaged (${said.trim()}); ${file?.remedy ?? ANEW}`);
}

/** Sums come from the events where there are none. */
const AGAIN = 'delete it, and the next `rampart trail ingest` makes it anew';

interface LakeFile {
  readonly path: string;
  readonly remedy: string;
}

/** The first that cannot be read to its end. */
async function damagedFile(dir: string): Promise<LakeFile | null> {
  const { connection, close } = await openDuckDb(':memory:', { memory_limit: '600MB' });
  try {
    for (const file of await filesOf(await readLake(dir))) {
      const sql = `SELECT bit_xor(hash(each)) FROM read_parquet(${quoted(resolve(file.path))}) AS each`;
      const isWhole = await connection.run(sql).then(
        () => true,
        () => false,
      );
      if (!isWhole) return file;
    }
    return null;
  } finally {
    close();
  }
}

async function filesOf(lake: Lake): Promise<readonly LakeFile[]> {
  const files: LakeFile[] = partsOf(lake).map(({ path }) => ({ path: join(lake.dir, path), remedy: ANEW }));
  for (const { number } of lake.commits)
    if (await hasUses(lake, number)) files.push({ path: usesPath(lake, number), remedy: AGAIN });
  return files;
}

/** The lake's events, whose damages are told as such. */
export function readingLake(dir: string, connection: EventReader): EventReader {
  const told = async (error: unknown): Promise<never> => {
    throw await lakeFault(dir, error);
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
    throw await lakeFault(dir, error);
  }
}
