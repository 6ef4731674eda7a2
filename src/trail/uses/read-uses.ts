import { type EventReader, rowsOf } from '../duckdb.ts';
import type { SummedCalls } from './summed-calls.ts';
import { BETWEEN_ACTIONS } from './uses-table.ts';

interface UseRow extends Pick<SummedCalls, 'principal' | 'outcome' | 'kind'> {
  readonly user_type: string | null;
  readonly account_id: string | null;
  readonly event_source: string;
  readonly event_name: string;
  readonly actions: string;
  readonly calls: string;
  readonly first_used: string;
  readonly last_used: string;
  /** JSON, a list for each day and commit. */
  readonly resources: string;
}

/** The calls of all principals, the days and commits together. */
export async function usesOf(connection: EventReader): Promise<readonly SummedCalls[]> {
  const alike = 'principal, user_type, account_id, event_source, event_name, outcome, kind, actions';
  const rows = await rowsOf<UseRow>(
    connection,
    `SELECT ${alike}, CAST(sum(calls) AS BIGINT) AS calls, min(first_used) AS first_used, max(last_used) AS last_used,
      '[' || string_agg(resources, ',') || ']' AS resources
    FROM uses WHERE principal IS NOT NULL GROUP BY ${alike}`,
  );
  return rows.map(summed);
}

function summed(row: UseRow): SummedCalls {
  return {
    principal: row.principal,
    userType: row.user_type,
    account: row.account_id,
    source: row.event_source,
    name: row.event_name,
    outcome: row.outcome,
    kind: row.kind,
    actions: row.actions === '' ? [] : row.actions.split(BETWEEN_ACTIONS),
    calls: Number(row.calls),
    firstUsed: row.first_used,
    lastUsed: row.last_used,
    resources: [...new Set((JSON.parse(row.resources) as readonly (readonly string[])[]).flat())],
  };
}

export function summedDataEvents(
  connection: EventReader,
): Promise<readonly { readonly account_id: string | null; readonly event_source: string }[]> {
  return rowsOf(
    connection,
    'SELECT DISTINCT account_id, event_source FROM uses WHERE is_data ORDER BY account_id NULLS LAST, event_source',
  );
}

export async function summedServiceCalls(connection: EventReader): Promise<number> {
  const [row] = await rowsOf<{ readonly calls: string | null }>(
    connection,
    'SELECT CAST(sum(calls) AS BIGINT) AS calls FROM uses WHERE principal IS NULL',
  );
  return Number(row?.calls ?? 0);
}
