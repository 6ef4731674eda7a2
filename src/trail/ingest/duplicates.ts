import { type Connection, quoted, rowsOf } from '../duckdb.ts';
import { type StagedFile, setAside } from './staged-file.ts';

/** What two deliveries of one event have in common. */
const CONTENT = `hash(event_time, event_source, event_name, aws_region, account_id, user_arn, access_key_id,
  source_ip_address, error_code, request_parameters, response_elements)`;

/** The first file's is kept, whichever was read first: files are read several at once. */
const TURN = '(staged.file_number, staged.rowid)';

interface Double {
  readonly file_number: number;
  readonly record_number: number | null;
  readonly event_id: string;
  readonly is_same: boolean;
}

/**
 * CloudTrail may deliver an event twice, and several trails deliver the same one: it is in the table once. An id is
 * looked for among the events of its account and day. Another event with a known id is no duplicate, and is listed.
 */
export async function removeDuplicates(
  connection: Connection,
  files: readonly StagedFile[],
  parts: readonly string[],
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE first_events AS ${old(parts)} UNION ALL
    SELECT event_id, arg_min(${CONTENT}, ${TURN}), false FROM staged GROUP BY event_id HAVING count(*) > 1`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE doubles AS SELECT * FROM (
    SELECT staged.rowid AS row_id, file_number, record_number, staged.event_id, is_old,
      ${CONTENT} = content AS is_same,
      row_number() OVER (PARTITION BY staged.event_id, is_old ORDER BY ${TURN}) AS turn
    FROM staged JOIN first_events USING (event_id)) WHERE is_old OR turn > 1`);
  const found = await rowsOf<Double>(
    connection,
    // One that was in the lake is found by both.
    'SELECT file_number, record_number, event_id, min_by(is_same, NOT is_old) AS is_same FROM doubles GROUP BY row_id, file_number, record_number, event_id',
  );
  const byNumber = new Map(files.map((each) => [each.number, each]));
  for (const double of found) note(byNumber.get(double.file_number), double);
  if (found.length > 0)
    await connection.run('DELETE FROM staged WHERE rowid IN (SELECT row_id FROM doubles)');
}

function old(parts: readonly string[]): string {
  const list = `[${parts.map(quoted).join(', ')}]`;
  const columns = `event_id, ${CONTENT} AS content, true AS is_old`;
  if (parts.length === 0) return `SELECT ${columns} FROM staged WHERE false`;
  return `SELECT ${columns} FROM read_parquet(${list}, hive_partitioning = false)
    WHERE event_id IN (SELECT event_id FROM staged)`;
}

function note(
  staged: StagedFile | undefined,
  { event_id: eventId, record_number: index, is_same }: Double,
): void {
  if (!staged) return;
  if (is_same) staged.duplicates += 1;
  else setAside(staged, { index, eventId, reason: 'another event has this id, and was there first' });
}
