import type { PrincipalUse } from '../answers/used-document.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events } from '../open-events.ts';
import { summedDataEvents, summedServiceCalls, usesOf } from '../uses/read-uses.ts';
import { type SummedCalls, summedCalls } from '../uses/summed-calls.ts';
import { IS_SOMEBODYS } from '../uses/uses-table.ts';
import type { Window } from '../window.ts';
import { type CallGroup, callGroups } from './call-group.ts';
import { PrincipalTally } from './principal-tally.ts';
import { all, type Condition, type Question, within } from './question.ts';
import { isPrincipal } from './timeline.ts';

/** AWS services acting on their own are no principal of anybody's. */
const SOMEBODYS: Condition = { sql: IS_SOMEBODYS, values: [] };

export function usedQuestion(principal: string | undefined, window: Window, events = 'events'): Question {
  const { sql, values } = all([...conditions(principal, window), SOMEBODYS]);
  return { sql: callGroups(events, sql), values };
}

function conditions(principal: string | undefined, window: Window): readonly Condition[] {
  return [...within(window), ...(principal === undefined ? [] : [isPrincipal(principal)])];
}

/** From the calls that are summed in the lake, and from the events of all others. */
export async function usedBy(
  { connection, hasUses }: Events,
  { principal, ...window }: Window & { readonly principal?: string | undefined },
): Promise<{ readonly principals: readonly PrincipalUse[]; readonly serviceCalls: number }> {
  // Sums don't know the many names that a principal may be asked by.
  const isSummed = hasUses && principal === undefined;
  const events = isSummed ? 'unsummed_events' : 'events';
  const tallies = new Map<string, PrincipalTally>();
  const add = (calls: SummedCalls): void => {
    const tally = tallies.get(calls.principal) ?? new PrincipalTally(calls.principal);
    tallies.set(calls.principal, tally);
    tally.add(calls);
  };
  const { sql, values } = usedQuestion(principal, window, events);
  const result = await connection.stream(sql, [...values]);
  for await (const rows of result.yieldRowObjectJson())
    for (const row of rows as unknown as readonly CallGroup[]) add(summedCalls(row));
  for (const each of isSummed ? await usesOf(connection) : []) add(each);
  const dataSources = bySource([
    ...(await dataEvents(connection, events)),
    ...(isSummed ? await summedDataEvents(connection) : []),
  ]);
  return {
    principals: [...tallies.values()]
      .map((each) => each.use(dataSources))
      .sort((a, b) => (a.principal < b.principal ? -1 : 1)),
    serviceCalls:
      (await serviceCalls(connection, window, events)) +
      (isSummed ? await summedServiceCalls(connection) : 0),
  };
}

interface DataEvents {
  readonly account_id: string | null;
  readonly event_source: string;
}

/** By account: which data events the trail was told to keep, as far as any happened. */
export async function dataEventSources(
  connection: Events['connection'],
): Promise<ReadonlyMap<string | null, readonly string[]>> {
  return bySource(await dataEvents(connection, 'events'));
}

function dataEvents(connection: Events['connection'], events: string): Promise<readonly DataEvents[]> {
  return rowsOf<DataEvents>(
    connection,
    `SELECT DISTINCT account_id, event_source FROM ${events}
      WHERE event_category = 'Data' OR management_event = 'false' ORDER BY account_id NULLS LAST, event_source NULLS LAST`,
  );
}

function bySource(rows: readonly DataEvents[]): ReadonlyMap<string | null, readonly string[]> {
  const byAccount = Map.groupBy(rows, (each) => each.account_id);
  return new Map([...byAccount].map(([account, each]) => [account, each.map((row) => row.event_source)]));
}

async function serviceCalls(
  connection: Events['connection'],
  window: Window,
  events: string,
): Promise<number> {
  const { sql, values } = all(within(window));
  const [row] = await rowsOf<{ calls: string }>(
    connection,
    `SELECT count(*) AS calls FROM ${events} WHERE ${sql} AND NOT (${IS_SOMEBODYS})`,
    values,
  );
  return Number(row?.calls ?? 0);
}
