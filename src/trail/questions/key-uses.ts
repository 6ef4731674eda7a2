import type { KeyUse } from '../../model/trail-change.ts';
import { changeOf } from '../change-of.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events } from '../open-events.ts';
import type { Window } from '../window.ts';
import { isoTime } from './event-row.ts';
import { all, type Question, within } from './question.ts';

/**
 * From where the long-lived keys of users were used: their ids begin with AKIA, those of sessions with ASIA. Calls that a
 * service made for somebody have the service's address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function keyUsesQuestion(window: Window): Question {
  const { sql, values } = all([
    { sql: "user_type = 'IAMUser' AND access_key_id LIKE 'AKIA%' AND invoked_by IS NULL", values: [] },
    { sql: 'source_ip_address IS NOT NULL', values: [] },
    ...within(window),
  ]);
  const use = 'access_key_id, source_ip_address, vpc_endpoint_id';
  return {
    sql: `WITH calls AS (
        SELECT ${use}, event_source, event_name, event_id, source_file, event_time AS last,
          min(event_time) OVER (PARTITION BY ${use}) AS first, count(*) OVER (PARTITION BY ${use}) AS calls,
          row_number() OVER (PARTITION BY ${use} ORDER BY event_time DESC NULLS LAST, event_id NULLS LAST) AS nth
        FROM events WHERE ${sql})
      SELECT ${use}, event_source, event_name, event_id, source_file, calls, first, last FROM calls WHERE nth = 1
      ORDER BY access_key_id NULLS LAST, source_ip_address NULLS LAST, vpc_endpoint_id NULLS LAST`,
    values,
  };
}

interface KeyRow {
  readonly access_key_id: string;
  readonly source_ip_address: string;
  readonly vpc_endpoint_id: string | null;
  readonly event_source: string;
  readonly event_name: string;
  readonly event_id: string;
  readonly source_file: string;
  readonly calls: string;
  readonly first: string;
  readonly last: string;
}

export async function keyUses({ connection }: Events, window: Window): Promise<readonly KeyUse[]> {
  const { sql, values } = keyUsesQuestion(window);
  const rows = await rowsOf<KeyRow>(connection, sql, values);
  return rows.map((row) => ({
    accessKeyId: row.access_key_id,
    address: row.source_ip_address,
    vpcEndpointId: row.vpc_endpoint_id,
    calls: Number(row.calls),
    first: isoTime(row.first),
    last: isoTime(row.last),
    call: changeOf({ eventSource: row.event_source, eventName: row.event_name }),
    eventId: row.event_id,
    file: row.source_file,
  }));
}
