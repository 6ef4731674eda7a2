import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../src/trail/duckdb.ts';

const run = promisify(execFile);

/** Null where the machine has no jq. */
export async function zcatAndJq(folder: string): Promise<number | null> {
  const startedAt = performance.now();
  const command = `find "$1" -name '*.gz' -print0 | xargs -0 zcat | jq -c '.Records[] | [.eventTime, .eventName]' > /dev/null`;
  const ended = await run('bash', ['-c', `set -o pipefail; ${command}`, 'bash', folder]).catch(() => null);
  return ended === null ? null : (performance.now() - startedAt) / 1000;
}

/** DuckDB's own reading of the same files into one Parquet file, of the columns that it finds by itself. */
export async function duckDbAlone(folder: string, parquet: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const startedAt = performance.now();
  await connection.run(`COPY (SELECT r.eventTime, r.eventName, r.eventSource, r.userIdentity, r.requestParameters, r.responseElements
    FROM (SELECT unnest(Records) AS r FROM read_json(${quoted(`${folder}/**/*.json.gz`)}, columns = {Records:
      'STRUCT(eventTime VARCHAR, eventName VARCHAR, eventSource VARCHAR, userIdentity JSON, requestParameters JSON, responseElements JSON)[]'})))
    TO ${quoted(parquet)} (FORMAT parquet)`);
  const seconds = (performance.now() - startedAt) / 1000;
  connection.closeSync();
  instance.closeSync();
  return seconds;
}
