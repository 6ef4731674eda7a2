import { builtCli, CLI, mustEnd, ran } from './measured-process.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';

const RUNS = 25;
const LIMIT_MS = 100;

/** The whole process, from its start to its end, as somebody at a prompt meets it. */
export async function benchStart(): Promise<Result> {
  const built = builtCli();
  const rows: Row[] = [
    { ...(await row('rampart --version, built', [built, '--version'])), limit: LIMIT_MS },
    { ...(await row('rampart --version, from its sources', [CLI, '--version'])), limit: LIMIT_MS },
    await row('rampart --help, built', [built, '--help']),
    await row('rampart checks list, built', [built, 'checks', 'list']),
    await row('node -e 0, which nothing can beat', ['-e', '0']),
  ];
  return { rows, extra: `Medians of ${RUNS} runs each, after one that warms the file cache.` };
}

async function row(what: string, args: readonly string[]): Promise<Row> {
  await ran(args);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const ended = await ran(args);
    mustEnd(ended, [0]);
    times.push(ended.wallSeconds * 1000);
  }
  const note = `fastest ${Math.min(...times).toFixed(0)}, slowest ${Math.max(...times).toFixed(0)} ms`;
  return { benchmark: 'start', what, figure: median(times), unit: 'ms', limit: null, note };
}
