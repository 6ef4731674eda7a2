import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diff } from '../src/model/diff.ts';
import { ASKED } from './large.ts';
import { CLI, type Measured, measure, mustEnd, withFolder } from './measured-process.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';

const RUNS = 3;
const LIMIT_SECONDS = 60;
const LIMIT_MB = 1000;
const JUDGED = [0, 1, 3];
/** Ages have changed by then, and with them what some checks say. */
const A_QUARTER_LATER = '2027-02-20T09:00:00.000Z';

/** Two assessments of 100,000 resources, each larger than the longest string that V8 has, compared. */
export async function benchDiff(): Promise<Result> {
  return withFolder(async (folder) => {
    const snapshot = join(folder, 'large.snapshot');
    mustEnd(await measure(join(import.meta.dirname, 'write-snapshot.ts'), [String(ASKED), snapshot]), [0]);
    const old = await assessed(snapshot, join(folder, 'old.json'));
    const fresh = await assessed(snapshot, join(folder, 'new.json'), '--as-of', A_QUARTER_LATER);
    const found = join(folder, 'diff.json');
    const runs: Measured[] = [];
    for (let run = 0; run < RUNS; run++) {
      const ended = await measure(CLI, ['diff', old, fresh, '--output', `json=${found}`]);
      mustEnd(ended, JUDGED);
      runs.push(ended);
    }
    return { rows: rowsOf(runs, [old, fresh], JSON.parse(readFileSync(found, 'utf8')) as Diff), extra: '' };
  });
}

async function assessed(snapshot: string, path: string, ...more: readonly string[]): Promise<string> {
  const args = ['scan', '--quiet', '--snapshot', snapshot, '--output', `json=${path}`, ...more];
  mustEnd(await measure(CLI, args), JUDGED);
  return path;
}

function rowsOf(runs: readonly Measured[], files: readonly string[], { summary }: Diff): readonly Row[] {
  const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
    benchmark: 'diff',
    what,
    figure,
    unit,
    limit,
  });
  const listed = Object.values(summary.classes).reduce((sum, each) => sum + each.total, 0);
  return [
    {
      ...row('rampart diff, CPU', median(runs.map((each) => each.cpuSeconds)), 's', LIMIT_SECONDS),
      note: runs.map((each) => each.cpuSeconds.toFixed(1)).join(', '),
    },
    row('most memory resident', median(runs.map((each) => each.peakMegabytes)), 'MB', LIMIT_MB),
    row('each assessment', Math.max(...files.map((each) => statSync(each).size)) / 1e6, 'MB'),
    row('findings compared', listed + summary.others, 'findings'),
    row('new', summary.classes.new.total, 'findings'),
  ];
}
