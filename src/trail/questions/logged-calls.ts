import { rowsOf } from '../duckdb.ts';
import type { Events } from '../open-events.ts';
import type { Window } from '../window.ts';
import { isoTime } from './event-row.ts';
import { all, type Question, within } from './question.ts';

/** Of each account and region what the log has of the control plane, reads and changes apart. */
export function loggedQuestion(window: Window): Question {
  const { sql, values } = all([
    { sql: 'account_id IS NOT NULL AND aws_region IS NOT NULL', values: [] },
    { sql: "coalesce(management_event, 'true') <> 'false'", values: [] },
    ...within(window),
  ]);
  return {
    sql: `SELECT account_id, aws_region, min(event_time) AS first, max(event_time) AS last,
        min(CASE WHEN read_only = 'true' THEN event_time END) AS first_read,
        min(CASE WHEN read_only = 'false' THEN event_time END) AS first_write
      FROM events WHERE ${sql} GROUP BY account_id, aws_region
      ORDER BY account_id NULLS LAST, aws_region NULLS LAST`,
    values,
  };
}

interface LoggedRow {
  readonly account_id: string;
  readonly aws_region: string;
  readonly first: string;
  readonly last: string;
  readonly first_read: string | null;
  readonly first_write: string | null;
}

export interface LoggedRegions {
  readonly regions: readonly { readonly region: string; readonly from: string; readonly to: string }[];
  readonly reads: string | null;
  readonly writes: string | null;
}

export async function loggedRegions(
  { connection }: Events,
  window: Window,
): Promise<ReadonlyMap<string, LoggedRegions>> {
  const { sql, values } = loggedQuestion(window);
  const rows = await rowsOf<LoggedRow>(connection, sql, values);
  const byAccount = Map.groupBy(rows, (each) => each.account_id);
  return new Map(
    [...byAccount].map(([account, each]) => [
      account,
      {
        regions: each.map(({ aws_region: region, first, last }) => ({
          region,
          from: isoTime(first),
          to: isoTime(last),
        })),
        reads: earliest(each.map((row) => row.first_read)),
        writes: earliest(each.map((row) => row.first_write)),
      },
    ]),
  );
}

function earliest(times: readonly (string | null)[]): string | null {
  const [first] = times.filter((each) => each !== null).sort();
  return first === undefined ? null : isoTime(first);
}
