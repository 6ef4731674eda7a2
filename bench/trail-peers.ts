import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../src/trail/duckdb.ts';

const run = promisify(execFile);

export interface PeerCost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** Null where the machine has no jq. */
export async function zcatAndJq(folder: string): Promise<PeerCost | null> {
  const startedAt = performance.now();
  const command = `time (find "$1" -name '*.gz' -print0 | xargs -0 zcat | jq -c '.Records[] | [.eventTime, .eventName]' > /dev/null)`;
  const script = `set -o pipefail; TIMEFORMAT='%U %S'; ${command}`;
  const ended = await run('bash', ['-c', script, 'bash', folder]).catch(() => null);
  if (ended === null) return null;
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const [user = 0, system = 0] = ended.stderr.trim().split(' ').map(Number);
  return { wallSeconds, cpuSeconds: user + system };
}

/** DuckDB's own reading of the same files into one Parquet file, of six columns. */
export async function duckDbAlone(folder: string, parquet: string): Promise<PeerCost> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  await connection.run(`COPY (SELECT r.eventTime, r.eventName, r.eventSource, r.userIdentity, r.requestParameters, r.responseElements
    FROM (SELECT unnest(Records) AS r FROM read_json(${quoted(`${folder}/**/*.json.gz`)}, columns = {Records:
      'STRUCT(eventTime VARCHAR, eventName VARCHAR, eventSource VARCHAR, userIdentity JSON, requestParameters JSON, responseElements JSON)[]'})))
    TO ${quoted(parquet)} (FORMAT parquet)`);
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  connection.closeSync();
  instance.closeSync();
  return { wallSeconds, cpuSeconds: (user + system) / 1e6 };
}
