import type { KeyUse } from '../../model/trail-change.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events, Window } from '../open-events.ts';
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
  return {
    sql: `SELECT access_key_id, source_ip_address, vpc_endpoint_id, count(*) AS calls, min(event_time) AS first,
        max(event_time) AS last
      FROM events WHERE ${sql} GROUP BY access_key_id, source_ip_address, vpc_endpoint_id
      ORDER BY access_key_id NULLS LAST, source_ip_address NULLS LAST, vpc_endpoint_id NULLS LAST`,
    values,
  };
}

interface KeyRow {
  readonly access_key_id: string;
  readonly source_ip_address: string;
  readonly vpc_endpoint_id: string | null;
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
  }));
}
