import { join } from 'node:path';
import { measure, mustEnd } from './measured-process.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';
import type { SuppressFigures } from './suppress-process.ts';

const RUNS = 3;
const LIMIT_SECONDS = 2;
const PROCESS = join(import.meta.dirname, 'suppress-process.ts');

/** Five hundred suppression rules of each kind held against half a million failures. */
export async function benchSuppress(): Promise<Result> {
  const runs: SuppressFigures[] = [];
  for (let run = 0; run < RUNS; run++) {
    const ended = await measure(PROCESS, []);
    mustEnd(ended, [0]);
    runs.push(JSON.parse(ended.stdout) as SuppressFigures);
  }
  const [first] = runs;
  if (!first) throw new Error('nothing was measured');
  const count = (what: string, figure: number, unit: Row['unit']): Row => ({
    benchmark: 'suppress',
    what,
    figure,
    unit,
    limit: null,
  });
  const kinds = first.kinds.map(({ kind, hidden }, index): Row => {
    const seconds = median(runs.map(({ kinds: measured }) => measured[index]?.cpuSeconds ?? 0));
    const note = `${hidden.toLocaleString('en-US')} hidden`;
    return { ...count(`${kind}, CPU`, seconds, 's'), limit: LIMIT_SECONDS, note };
  });
  return {
    rows: [
      ...kinds,
      count('failures', first.findings, 'findings'),
      count('resources', first.resources, 'resources'),
    ],
    extra: '500 rules of each kind, none of another kind beside them.',
  };
}
