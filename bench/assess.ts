import { join } from 'node:path';
import type { AssessFigures, CheckTime } from './assess-process.ts';
import { ASKED, mustBeLarge } from './large.ts';
import { measure, mustEnd, withFolder } from './measured-process.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';

const RUNS = 5;
const LIMIT_SECONDS = 5;
const PROCESS = join(import.meta.dirname, 'assess-process.ts');

/** All checks over a snapshot of 100,000 resources of every type. */
export async function benchAssess(): Promise<Result> {
  return withFolder(async (folder) => {
    const file = join(folder, 'large.snapshot');
    mustEnd(await measure(join(import.meta.dirname, 'write-snapshot.ts'), [String(ASKED), file]), [0]);
    const runs: AssessFigures[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await figures([file]));
    const profiled = await figures([file, '--profile']);
    mustBeLarge(profiled.resources);
    const seconds = median(runs.map((run) => run.assessSeconds));
    const count = (what: string, figure: number, unit: Row['unit']): Row => ({
      benchmark: 'assess',
      what,
      figure,
      unit,
      limit: null,
    });
    const rows: Row[] = [
      {
        ...count(`all ${profiled.checks} checks and the inventory, CPU`, seconds, 's'),
        limit: LIMIT_SECONDS,
        note: runs.map((run) => run.assessSeconds.toFixed(2)).join(', '),
      },
      count('reading the snapshot file, CPU', median(runs.map((run) => run.readSeconds)), 's'),
      count('resources', profiled.resources, 'resources'),
      count('findings', profiled.findings, 'findings'),
      { ...count('checks that crashed', profiled.errors, 'findings'), limit: 0 },
    ];
    return { rows, extra: checkTable(profiled.slowest) };
  });
}

async function figures(args: readonly string[]): Promise<AssessFigures> {
  const run = await measure(PROCESS, args);
  mustEnd(run, [0]);
  return JSON.parse(run.stdout) as AssessFigures;
}

function checkTable(slowest: readonly CheckTime[]): string {
  const rows = slowest.map(
    ({ id, milliseconds, resources }) => `| ${id} | ${milliseconds.toFixed(0)} ms | ${resources} |`,
  );
  return ['The slowest checks:', '', '| check | time | resources |', '|---|---|---|', ...rows].join('\n');
}
