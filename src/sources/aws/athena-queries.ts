import { setTimeout as after } from 'node:timers/promises';
import { GuardedHttpHandler } from './answer-guard.ts';
import { ApiError } from './api-error.ts';
import { toApiError } from './live-transport.ts';

export interface AthenaOptions {
  readonly profile?: string | undefined;
  readonly workgroup?: string | undefined;
  /** `s3://bucket/prefix/`, for workgroups that name none. */
  readonly outputLocation?: string | undefined;
}

export type AthenaRow = Readonly<Record<string, string | null>>;

/** Queries of Athena, by the standard SDK credential chain; calls reject with an `ApiError`. */
export interface AthenaQueries {
  /** Rows of one statement, page by page; times and numbers as Athena prints them. */
  ask(sql: string): AsyncIterable<readonly AthenaRow[]>;
  readonly close: () => void;
}

/** The code of the `ApiError` of a statement that Athena does not answer. */
export const QUERY_FAILED = 'FAILED';

/** Between two looks at a query: soon at first, then seldom. */
const PAUSES_MS = [200, 300, 500, 1000, 2000];

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html */
export async function openAthena({
  profile,
  workgroup,
  outputLocation,
}: AthenaOptions): Promise<AthenaQueries> {
  const sdk = await import('@aws-sdk/client-athena');
  const client = new sdk.AthenaClient({
    maxAttempts: 5,
    requestHandler: new GuardedHttpHandler(),
    ...(profile === undefined ? {} : { profile }),
  });
  await client.config.region().catch(() => {
    const why = 'Athena is asked in a region: set AWS_REGION, or name a profile that has one';
    throw new ApiError('NoRegion', why, 'other');
  });
  const call = <T>(send: Promise<T>): Promise<T> =>
    send.catch((error: unknown) => {
      throw toApiError(error);
    });
  const started = async (QueryString: string): Promise<string> => {
    const command = new sdk.StartQueryExecutionCommand({
      QueryString,
      ...(workgroup === undefined ? {} : { WorkGroup: workgroup }),
      ...(outputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
    });
    return (await call(client.send(command))).QueryExecutionId ?? '';
  };
  const ended = async (QueryExecutionId: string): Promise<void> => {
    for (let look = 0; ; look++) {
      const command = new sdk.GetQueryExecutionCommand({ QueryExecutionId });
      const { QueryExecution } = await call(client.send(command));
      const { State, StateChangeReason } = QueryExecution?.Status ?? {};
      if (State === 'SUCCEEDED') return;
      if (State === QUERY_FAILED || State === 'CANCELLED')
        throw new ApiError(State, StateChangeReason ?? 'Athena gives no reason', 'other');
      await after(PAUSES_MS[Math.min(look, PAUSES_MS.length - 1)]);
    }
  };
  return {
    async *ask(sql) {
      const QueryExecutionId = await started(sql);
      await ended(QueryExecutionId);
      let NextToken: string | undefined;
      do {
        const command = new sdk.GetQueryResultsCommand({ QueryExecutionId, ...(NextToken && { NextToken }) });
        const { ResultSet, NextToken: next } = await call(client.send(command));
        const names = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '' }) => Name);
        const rows = (ResultSet?.Rows ?? []).map(({ Data = [] }) =>
          Data.map((each) => each.VarCharValue ?? null),
        );
        // The first row of the first page is the names of the columns.
        const isFirst = NextToken === undefined && rows[0]?.every((each, index) => each === names[index]);
        yield (isFirst ? rows.slice(1) : rows).map((row) =>
          Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
        );
        NextToken = next;
      } while (NextToken !== undefined);
    },
    close: () => client.destroy(),
  };
}
