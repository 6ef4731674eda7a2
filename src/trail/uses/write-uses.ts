import { join, resolve } from 'node:path';
import type { JsonValue } from '../../model/json.ts';
import { type Connection, quoted } from '../duckdb.ts';
import type { Commit } from '../lake/commit.ts';
import { moveDurably } from '../lake/durable.ts';
import { type Lake, scratchOf, usesPath } from '../lake/lake.ts';
import { type CallGroup, callGroups, eventOf } from '../questions/call-group.ts';
import { callOutcome } from '../questions/call-outcome.ts';
import { namesIn, neededFor, type SummedCalls } from './summed-calls.ts';
import { BETWEEN_ACTIONS, IS_DATA, IS_SOMEBODYS, USES_COLUMNS } from './uses-table.ts';

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

/** Sums the calls of a commit's parts. They are read from the parts, so that a lake of an older Rampart gets them, too. */
export async function writeUses(
  connection: Connection,
  lake: Lake,
  { number, parts }: Commit,
): Promise<void> {
  if (parts.length === 0) return;
  const paths = parts.map(({ path }) => quoted(resolve(lake.dir, path))).join(', ');
  const events = `read_parquet([${paths}], hive_partitioning = false)`;
  const columns = USES_COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ');
  await connection.run(`CREATE OR REPLACE TEMP TABLE uses (${columns})`);
  await addServiceCalls(connection, events);
  await append(connection, sumsOf(connection, events));
  const draft = join(scratchOf(lake), `uses-${number}.parquet`);
  await connection.run(
    `COPY (SELECT * FROM uses ORDER BY ALL) TO ${quoted(draft)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await connection.run('DROP TABLE uses');
  await moveDurably(draft, usesPath(lake, number));
}

const DATE = 'CAST(CAST(event_time AS DATE) AS VARCHAR)';

async function addServiceCalls(connection: Connection, events: string): Promise<void> {
  await connection.run(`INSERT INTO uses BY NAME
    SELECT account_id, ${DATE} AS event_date, event_source, ${IS_DATA} AS is_data, count(*) AS calls
    FROM ${events} WHERE NOT (${IS_SOMEBODYS}) GROUP BY ALL`);
}

/** What the calls of a row have in common. */
type Alike = Omit<SummedCalls, 'calls' | 'firstUsed' | 'lastUsed' | 'resources'> &
  Readonly<{ date: string; isData: boolean }>;

interface Sum {
  readonly alike: Alike;
  calls: number;
  firstUsed: string;
  lastUsed: string;
  readonly resources: Set<string>;
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

async function* sumsOf(connection: Connection, events: string): AsyncGenerator<Sum> {
  const result = await connection.stream(dayGroups(events));
  for await (const rows of result.yieldRowObjectJson())
    for (const row of rows as unknown as readonly DayGroup[]) yield* sumsOfGroup(row);
}

function sumsOfGroup(group: DayGroup): Iterable<Sum> {
  const sums = new Map<string, Sum>();
  const outcome = callOutcome(group.error_code, group.error_message);
  for (const { request, resources, calls, first, last } of JSON.parse(group.requests) as readonly Request[]) {
    const event = eventOf(group, request, resources);
    const { kind, actions } = neededFor(event);
    const key = [kind, ...actions].join(BETWEEN_ACTIONS);
    const sum = sums.get(key) ?? {
      alike: { ...alikeOf(group), outcome, kind, actions },
      calls: 0,
      firstUsed: first,
      lastUsed: last,
      resources: new Set(),
    };
    sums.set(key, sum);
    sum.calls += calls;
    if (first < sum.firstUsed) sum.firstUsed = first;
    if (last > sum.lastUsed) sum.lastUsed = last;
    for (const each of namesIn(event)) sum.resources.add(each);
  }
  return sums.values();
}

function alikeOf(group: DayGroup): Omit<Alike, 'outcome' | 'kind' | 'actions'> {
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

async function append(connection: Connection, sums: AsyncIterable<Sum>): Promise<void> {
  const { LIST, VARCHAR } = await import('@duckdb/node-api');
  const appender = await connection.createAppender('uses', 'main', 'temp');
  const text = (value: string | null): void =>
    value === null ? appender.appendNull() : appender.appendVarchar(value);
  for await (const { alike, calls, firstUsed, lastUsed, resources } of sums) {
    text(alike.account);
    for (const each of [alike.date, alike.principal, alike.userType, alike.source, alike.name]) text(each);
    for (const each of [alike.outcome, alike.kind, alike.actions.join(BETWEEN_ACTIONS)]) text(each);
    appender.appendBoolean(alike.isData);
    appender.appendBigInt(BigInt(calls));
    for (const each of [firstUsed, lastUsed]) text(each);
    appender.appendList([...resources], LIST(VARCHAR));
    appender.endRow();
  }
  appender.closeSync();
}
