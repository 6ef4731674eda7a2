import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assessment } from '../src/model/assessment.ts';
import { readTrace, type TracedCall } from './call-trace.ts';
import { longestChains, type MeteredLane } from './longest-chain.ts';
import { CLI, type Measured, measure, mustEnd, withFolder } from './measured-process.ts';
import { startReplay } from './replay-process.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';

const RESOURCES = 2000;
const LATENCY_MS = 40;
const RUNS = 3;
/** How much longer than the longest chain a scan may take. */
const FACTOR = 2;
/** Ended, with findings or with calls without answer: the record has answers that are errors. */
const ENDED = [0, 1, 3];

/** A whole `rampart scan`, start-up and table included, beside the least time that its calls can take. */
export async function benchScan(): Promise<Result> {
  const calls = await traced();
  const [longest, ...others] = longestChains(calls, LATENCY_MS / 1000);
  if (!longest) throw new Error('the traced scan made no calls');
  const runs = await timedRuns();
  const wall = median(runs.map((run) => run.wallSeconds));
  const peer = await timedPeer(calls);
  const rows: Row[] = [
    {
      benchmark: 'scan',
      what: `scan of ${RESOURCES.toLocaleString('en-US')} resources, 17 regions, ${LATENCY_MS} ms, AWS's rates`,
      figure: wall,
      unit: 's',
      limit: FACTOR * longest.seconds,
      note: `${FACTOR} × the longest chain, ${longest.seconds.toFixed(1)} s`,
    },
    { ...info('as a multiple of the longest chain', wall / longest.seconds, '×'), limit: FACTOR },
    info('its CPU time', median(runs.map((run) => run.cpuSeconds)), 's'),
    info('most memory resident', median(runs.map((run) => run.peakMegabytes)), 'MB'),
    info(
      'calls',
      calls.length,
      'calls',
      `${LATENCY_MS} ms each: ${((calls.length * LATENCY_MS) / 1000).toFixed(0)} s one by one`,
    ),
    info('peer: all at once, SDK retries', peer.seconds, 's', 'the same calls, a level of depth at a time'),
    info(
      'peer: calls lost to throttling',
      peer.throttled,
      'calls',
      `Rampart: ${runs.map((run) => run.lostCalls).join(', ')}`,
    ),
  ];
  return { rows, extra: chainTable([longest, ...others]) };
}

function info(what: string, figure: number, unit: Row['unit'], note?: string): Row {
  return { benchmark: 'scan', what, figure, unit, limit: null, ...(note === undefined ? {} : { note }) };
}

/** The same account's calls, recorded where nothing makes them slow. */
async function traced(): Promise<readonly TracedCall[]> {
  return withServer({ latencyMs: 0, limits: 'none' }, (environment) =>
    withFolder(async (folder) => {
      const record = join(folder, 'trace');
      const args = ['collect', '--quiet', '--rate', '1000', '--record', record, '--out', join(folder, 's')];
      mustEnd(await measure(CLI, args, { environment }), ENDED);
      return readTrace(record);
    }),
  );
}

interface TimedRun extends Measured {
  readonly lostCalls: number;
}

async function timedRuns(): Promise<readonly TimedRun[]> {
  const runs: TimedRun[] = [];
  for (let run = 0; run < RUNS; run++) {
    // A server for each: buckets that the last run emptied would slow the next.
    runs.push(
      await withServer({ latencyMs: LATENCY_MS, limits: 'aws' }, (environment) =>
        withFolder((folder) => timedRun(folder, environment)),
      ),
    );
  }
  return runs;
}

async function timedRun(folder: string, environment: Readonly<Record<string, string>>): Promise<TimedRun> {
  const file = join(folder, 'assessment.json');
  const measured = await measure(CLI, ['scan', '--quiet', '--output', 'table', '--output', `json=${file}`], {
    environment,
  });
  mustEnd(measured, ENDED);
  const { coverage } = JSON.parse(await readFile(file, 'utf8')) as Pick<Assessment, 'coverage'>;
  const lost = coverage.denied.filter(({ why }) => /^(Throttl|TooMany|RequestLimit|SlowDown)/.test(why));
  return { ...measured, lostCalls: lost.reduce((sum, each) => sum + each.failed, 0) };
}

interface PeerRun {
  readonly seconds: number;
  readonly throttled: number;
}

async function timedPeer(calls: readonly TracedCall[]): Promise<PeerRun> {
  return withServer({ latencyMs: LATENCY_MS, limits: 'aws' }, (environment, url) =>
    withFolder(async (folder) => {
      const file = join(folder, 'calls.json');
      await writeFile(file, JSON.stringify(calls));
      const run = await measure(join(import.meta.dirname, 'peer.ts'), [url, file], { environment });
      mustEnd(run, [0]);
      return JSON.parse(run.stdout) as PeerRun;
    }),
  );
}

async function withServer<T>(
  options: { readonly latencyMs: number; readonly limits: 'aws' | 'none' },
  use: (environment: Readonly<Record<string, string>>, url: string) => Promise<T>,
): Promise<T> {
  const server = await startReplay({ resources: RESOURCES, ...options });
  try {
    return await use(server.environment, server.url);
  } finally {
    await server.stop();
  }
}

function chainTable(lanes: readonly MeteredLane[]): string {
  const rows = lanes
    .slice(0, 5)
    .map(({ name, calls, depth, seconds }) => `| ${name} | ${calls} | ${depth} | ${seconds.toFixed(2)} s |`);
  return [
    'The longest chains:',
    '',
    '| lane | calls | depth | at least |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
