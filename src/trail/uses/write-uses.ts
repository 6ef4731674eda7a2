import { resolve } from 'node:path';
import type { JsonValue } from '../../model/json.ts';
import { type Connection, quoted, rowsOf } from '../duckdb.ts';
import type { Commit } from '../lake/commit.ts';
import { writeDurably } from '../lake/durable.ts';
import { type Lake, usesPath } from '../lake/lake.ts';
import { type CallGroup, callGroups, eventOf } from '../questions/call-group.ts';
import { callOutcome } from '../questions/call-outcome.ts';
import { namesIn, neededFor } from './summed-calls.ts';
import { type AlikeCalls, OF_A_SERVICE, UseSums } from './use-sums.ts';
import { usesFile } from './uses-file.ts';
import { IS_DATA, IS_SOMEBODYS } from './uses-table.ts';

/** Calls of a day that are alike but for what they ask for. */
interface DayGroup
  extends Omit<CallGroup, 'request_parameters' | 'resources' | 'calls' | 'first_used' | 'last_used'> {
  readonly event_date: string;
  readonly is_data: boolean;
  /** JSON, of `Request[]`. */
  readonly requests: string;
}

interface Request {
  readonly request: JsonValue;
  readonly resources: JsonValue;
  readonly calls: number;
  readonly first: string;
  readonly last: string;
}

/** Sums the calls of a commit's parts: of a lake of an older Rampart, or of a run that ended between the two. */
export async function writeUses(
  connection: Connection,
  lake: Lake,
  { number, parts }: Commit,
): Promise<void> {
  if (parts.length === 0) return;
  const paths = parts.map(({ path }) => quoted(resolve(lake.dir, path))).join(', ');
  const events = `read_parquet([${paths}], hive_partitioning = false)`;
  const sums = new UseSums();
  await addServiceCalls(connection, events, sums);
  await addCalls(connection, events, sums);
  await writeDurably(usesPath(lake, number), await usesFile(sums));
}

const DATE = 'CAST(CAST(event_time AS DATE) AS VARCHAR)';

interface ServiceCalls {
  readonly account_id: string | null;
  readonly event_date: string;
  readonly event_source: string;
  readonly is_data: boolean;
  readonly calls: string;
}

async function addServiceCalls(connection: Connection, events: string, sums: UseSums): Promise<void> {
  const rows = await rowsOf<ServiceCalls>(
    connection,
    `SELECT account_id, ${DATE} AS event_date, event_source, ${IS_DATA} AS is_data, count(*) AS calls
    FROM ${events} WHERE NOT (${IS_SOMEBODYS}) GROUP BY ALL`,
  );
  for (const { account_id: account, event_date: date, event_source: source, is_data: isData, calls } of rows)
    sums.of({ account, date, source, isData, ...OF_A_SERVICE }).calls += Number(calls);
}

const SMALL_KEYS = `event_date, is_data, principal, user_type, account_id, aws_region, event_source, event_name, event_type,
  error_code, error_message`;

/** Requests come as one text for each group: to hand over a text costs more than to read what is in it. */
function dayGroups(events: string): string {
  const groups = callGroups(events, IS_SOMEBODYS, [
    [DATE, 'event_date'],
    [IS_DATA, 'is_data'],
  ]);
  const request = `{'request': CAST(request_parameters AS JSON), 'resources': CAST(resources AS JSON), 'calls': calls,
    'first': CAST(first_used AS VARCHAR), 'last': CAST(last_used AS VARCHAR)}`;
  return `SELECT ${SMALL_KEYS}, CAST(to_json(list(${request})) AS VARCHAR) AS requests FROM (${groups}) GROUP BY ${SMALL_KEYS}`;
}

async function addCalls(connection: Connection, events: string, sums: UseSums): Promise<void> {
  const result = await connection.stream(dayGroups(events));
  for await (const rows of result.yieldRowObjectJson())
    for (const row of rows as unknown as readonly DayGroup[]) addGroup(row, sums);
}

function addGroup(group: DayGroup, sums: UseSums): void {
  const outcome = callOutcome(group.error_code, group.error_message);
  for (const { request, resources, calls, first, last } of JSON.parse(group.requests) as readonly Request[]) {
    const event = eventOf(group, request, resources);
    const sum = sums.of({ ...alikeOf(group), outcome, ...neededFor(event) });
    sum.add(calls, first, last);
    sum.addNames(namesIn(event));
  }
}

function alikeOf(group: DayGroup): Omit<AlikeCalls, 'outcome' | 'kind' | 'actions'> {
  return {
    date: group.event_date,
    isData: group.is_data,
    principal: group.principal,
    userType: group.user_type,
    account: group.account_id,
    source: group.event_source,
    name: group.event_name,
  };
}
