import { openAthena } from '../../sources/aws/athena-queries.ts';
import type { TrailAnswer } from '../../trail/answers/lake-head.ts';
import { athenaEvents } from '../../trail/athena/athena-events.ts';
import { type Events, type EventsChoice, openEvents } from '../../trail/open-events.ts';
import { UsageError } from '../errors.ts';
import { TOOL } from '../tool.ts';
import { asTrailUsage } from './as-usage.ts';
import { checkPeriod } from './check-period.ts';

/** Who is asked: DuckDB, over a lake of one's own, or Athena, over CloudTrail's files. */
export interface EngineOptions {
  readonly engine?: 'duckdb' | 'athena';
  /** Athena's view of `rampart trail athena-ddl`. */
  readonly view?: string;
  readonly workgroup?: string;
  readonly outputLocation?: string;
  readonly profile?: string;
}

export interface LakeOptions extends EventsChoice, EngineOptions {
  readonly lake: string;
}

/** Asks the events of a lake, and says what the answer rests on. */
export function askLake<Answer>(
  options: LakeOptions,
  ask: (events: Events) => Promise<Answer>,
): Promise<TrailAnswer & Answer> {
  return asTrailUsage(async () => {
    checkPeriod(options);
    const events = await (options.engine === 'athena' ? openAthenaEvents(options) : openLake(options));
    try {
      return { schemaVersion: 1, tool: TOOL, lake: events.lake, ...(await ask(events)) };
    } finally {
      events.close();
    }
  });
}

const OF_ATHENA = [
  ['view', 'view'],
  ['workgroup', 'workgroup'],
  ['outputLocation', 'output-location'],
  ['profile', 'profile'],
] as const;

function openLake({ lake, ...options }: LakeOptions): Promise<Events> {
  const idle = OF_ATHENA.find(([option]) => options[option] !== undefined);
  if (idle) throw new UsageError(`--${idle[1]} is for --engine athena`);
  return openEvents(lake, options);
}

async function openAthenaEvents({
  view = 'default.events',
  from,
  to,
  ...options
}: LakeOptions): Promise<Events> {
  if (!/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/.test(view))
    throw new UsageError(`--view: ${view} is no view of Athena: expected database.view`);
  const { outputLocation } = options;
  if (outputLocation !== undefined && !outputLocation.startsWith('s3://'))
    throw new UsageError(
      `--output-location: ${outputLocation} is no place in S3: expected s3://bucket/prefix/`,
    );
  return athenaEvents(await openAthena(options), view, { from, to });
}
