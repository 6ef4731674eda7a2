import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ASKED, mustBeLarge } from './large.ts';
import { type Measured, measure, mustEnd, ROOT, withFolder } from './measured-process.ts';
import { startReplay } from './replay-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const BUILT = join(ROOT, 'dist/src/cli/main.js');
const LIMIT_MB = 500;
const ENDED = [0, 1, 3];
/** AWS's rates would make it hours; they change how long it takes, not what is held. */
const AT_ONCE = ['--quiet', '--rate', '1000'];

/** The most that is ever resident of the process that scans 100,000 resources. */
export async function benchMemory(): Promise<Result> {
  if (!existsSync(BUILT)) throw new Error('there is no dist: npm run build');
  return withFolder(async (folder) => {
    const file = join(folder, 'large.snapshot');
    const table = join(folder, 'table.txt');
    const live = ['--fail-on', 'never', '--output', `table=${table}`];
    const collected = await againstServer(['collect', ...AT_ONCE, '--out', file]);
    const scanned = await againstServer(['scan', ...AT_ONCE, ...live]);
    const judged = await measure(BUILT, ['scan', '--quiet', '--snapshot', file, ...live]);
    mustEnd(judged, ENDED);
    const resources = await resourcesIn(file);
    mustBeLarge(resources);
    const rows: Row[] = [
      memory('rampart collect, most memory resident', collected),
      memory('rampart scan, most memory resident', scanned),
      memory('rampart scan --snapshot, most memory resident', judged),
      { benchmark: 'memory', what: 'resources', figure: resources, unit: 'resources', limit: null },
    ];
    return { rows, extra: '' };
  });
}

function memory(what: string, { peakMegabytes, cpuSeconds, wallSeconds }: Measured): Row {
  const note = `CPU ${cpuSeconds.toFixed(0)} s, wall ${wallSeconds.toFixed(0)} s`;
  return { benchmark: 'memory', what, figure: peakMegabytes, unit: 'MB', limit: LIMIT_MB, note };
}

async function againstServer(args: readonly string[]): Promise<Measured> {
  const server = await startReplay({ resources: ASKED, latencyMs: 1, limits: 'none' });
  try {
    const run = await measure(BUILT, args, { environment: server.environment });
    mustEnd(run, ENDED);
    return run;
  } finally {
    await server.stop();
  }
}

async function resourcesIn(file: string): Promise<number> {
  const { readSnapshot } = await import('../src/sources/snapshot-file/snapshot-file.ts');
  return (await readSnapshot(file)).resources.length;
}
