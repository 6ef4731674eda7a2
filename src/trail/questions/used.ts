import type { PrincipalUse } from '../answers/used-document.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events, Window } from '../open-events.ts';
import type { CallGroup } from './call-group.ts';
import { PrincipalTally } from './principal-tally.ts';
import { all, type Condition, type Question, within } from './question.ts';
import { isPrincipal } from './timeline.ts';

const KEYS = `principal, user_type, account_id, aws_region, event_source, event_name, event_type, error_code,
  CASE WHEN error_code IS NULL THEN error_message END, request_parameters, resources`;

/** AWS services acting on their own are no principal of anybody's. */
const OWN_CALLS: Condition = {
  sql: "principal IS NOT NULL AND user_type IS NOT NULL AND user_type <> 'AWSService'",
  values: [],
};

export function usedQuestion(principal: string | undefined, window: Window): Question {
  const { sql, values } = all([...conditions(principal, window), OWN_CALLS]);
  return {
    sql: `SELECT principal, user_type, account_id, aws_region, event_source, event_name, event_type, error_code,
        CASE WHEN error_code IS NULL THEN error_message END AS error_message, request_parameters, resources,
        count(*) AS calls, min(event_time) AS first_used, max(event_time) AS last_used
      FROM events WHERE ${sql} GROUP BY ${KEYS}`,
    values,
  };
}

function conditions(principal: string | undefined, window: Window): readonly Condition[] {
  return [...within(window), ...(principal === undefined ? [] : [isPrincipal(principal)])];
}

export async function usedBy(
  { connection }: Events,
  { principal, ...window }: Window & { readonly principal?: string | undefined },
): Promise<{ readonly principals: readonly PrincipalUse[]; readonly serviceCalls: number }> {
  const { sql, values } = usedQuestion(principal, window);
  const tallies = new Map<string, PrincipalTally>();
  const result = await connection.stream(sql, [...values]);
  for await (const rows of result.yieldRowObjectJson())
    for (const row of rows as unknown as readonly CallGroup[]) {
      const tally = tallies.get(row.principal) ?? new PrincipalTally(row);
      tallies.set(row.principal, tally);
      tally.add(row);
    }
  const dataSources = await dataEventSources(connection);
  return {
    principals: [...tallies.values()]
      .map((each) => each.use(dataSources))
      .sort((a, b) => (a.principal < b.principal ? -1 : 1)),
    serviceCalls: await serviceCalls(connection, window),
  };
}

/** By account: which data events the trail was told to keep, as far as any happened. */
export async function dataEventSources(
  connection: Events['connection'],
): Promise<ReadonlyMap<string | null, readonly string[]>> {
  const rows = await rowsOf<{ account_id: string | null; event_source: string }>(
    connection,
    `SELECT DISTINCT account_id, event_source FROM events
      WHERE event_category = 'Data' OR management_event = 'false' ORDER BY account_id NULLS LAST, event_source NULLS LAST`,
  );
  const byAccount = Map.groupBy(rows, (each) => each.account_id);
  return new Map([...byAccount].map(([account, each]) => [account, each.map((row) => row.event_source)]));
}

async function serviceCalls(connection: Events['connection'], window: Window): Promise<number> {
  const { sql, values } = all(within(window));
  const [row] = await rowsOf<{ calls: string }>(
    connection,
    `SELECT count(*) AS calls FROM events WHERE ${sql} AND NOT (${OWN_CALLS.sql})`,
    values,
  );
  return Number(row?.calls ?? 0);
}
