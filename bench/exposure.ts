import { join } from 'node:path';
import type { ExposureFigures } from './exposure-process.ts';
import { measure, mustEnd } from './measured-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const BUCKETS = 50_000;
const LIMIT_SECONDS = 10;
const LIMIT_MEGABYTES = 700;

/** Who gets into each of an organisation's buckets, to do each of seven things. */
export async function benchExposure(): Promise<Result> {
  const run = await measure(join(import.meta.dirname, 'exposure-process.ts'), [String(BUCKETS)]);
  mustEnd(run, [0]);
  const figures = JSON.parse(run.stdout) as ExposureFigures;
  const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
    benchmark: 'exposure',
    what,
    figure,
    unit,
    limit,
  });
  const rows: Row[] = [
    row('who gets into 50,000 buckets, CPU', figures.cpuSeconds, 's', LIMIT_SECONDS),
    row('most memory resident', run.peakMegabytes, 'MB', LIMIT_MEGABYTES),
    row('different policies among theirs', figures.policies, 'policies'),
    row('buckets that somebody gets into, or would', figures.exposed, 'resources'),
    row('public', figures.public, 'resources'),
    row('open to others', figures.shared, 'resources'),
    row('held by settings alone', figures.held, 'resources'),
  ];
  const extra =
    'Generated buckets of 20 accounts of one organisation, always the same; of anybody, any AWS account, named accounts and services, each of seven operations.';
  return { rows, extra };
}
