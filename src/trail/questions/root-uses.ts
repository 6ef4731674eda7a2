import type { RootUse } from '../../model/trail-change.ts';
import { changeOf } from '../change-of.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events } from '../open-events.ts';
import type { Window } from '../window.ts';
import { isoTime } from './event-row.ts';
import { all, type Question, within } from './question.ts';

/**
 * What root users did themselves: not what AWS did for them, as in CIS's filter of the metric, and no sign-in that failed.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-1
 */
export function rootUsesQuestion(window: Window): Question {
  const { sql, values } = all([
    {
      sql: "user_type = 'Root' AND invoked_by IS NULL AND coalesce(event_type, '') <> 'AwsServiceEvent'",
      values: [],
    },
    {
      sql: "event_source <> 'signin.amazonaws.com' OR (error_code IS NULL AND error_message IS NULL)",
      values: [],
    },
    { sql: 'user_account_id = account_id', values: [] },
    ...within(window),
  ]);
  return {
    sql: `SELECT account_id, event_source, event_name, count(*) AS times, max(event_time) AS last FROM events
      WHERE ${sql} GROUP BY account_id, event_source, event_name
      ORDER BY account_id NULLS LAST, last DESC NULLS LAST, event_name NULLS LAST`,
    values,
  };
}

interface RootRow {
  readonly account_id: string;
  readonly event_source: string;
  readonly event_name: string;
  readonly times: string;
  readonly last: string;
}

export async function rootUses({ connection }: Events, window: Window): Promise<readonly RootUse[]> {
  const { sql, values } = rootUsesQuestion(window);
  const rows = await rowsOf<RootRow>(connection, sql, values);
  return [...Map.groupBy(rows, (each) => each.account_id)].map(([account, each]) => ({
    account,
    calls: each.map((row) => ({
      call: changeOf({ eventSource: row.event_source, eventName: row.event_name }),
      times: Number(row.times),
      last: isoTime(row.last),
    })),
  }));
}
