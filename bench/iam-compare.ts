import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CompareFigures } from './iam-compare-process.ts';
import { measure, mustEnd } from './measured-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const LIMIT_MEDIAN_MICROSECONDS = 1000;
const LIMIT_99TH_MICROSECONDS = 50_000;
const CORPUS = join(import.meta.dirname, '../../shared/data/iam/aws-managed-policies.ndjson');

/** `noNewAccess` of each of a sample of AWS's managed policies against each other. */
export async function benchIamCompare(): Promise<Result> {
  if (!existsSync(CORPUS)) throw new Error(`bench: ${CORPUS} is not there`);
  const run = await measure(join(import.meta.dirname, 'iam-compare-process.ts'), [CORPUS]);
  mustEnd(run, [0]);
  const { answers, ...figures } = JSON.parse(run.stdout) as CompareFigures;
  const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
    benchmark: 'iam-compare',
    what,
    figure,
    unit,
    limit,
  });
  const rows: Row[] = [
    row('a pair, median, wall time', figures.medianMicroseconds, 'µs', LIMIT_MEDIAN_MICROSECONDS),
    row('a pair, 99th percentile, wall time', figures.ninetyNinthMicroseconds, 'µs', LIMIT_99TH_MICROSECONDS),
    row('the slowest pair, wall time', figures.slowestMicroseconds, 'µs'),
    row('a pair, mean, CPU of all threads', figures.meanMicroseconds, 'µs'),
    row('policies', figures.policies, 'policies'),
    row('ordered pairs', figures.pairs, 'pairs'),
    row('proved to allow nothing new', answers.proved, 'pairs'),
    row('refuted by a request', answers.refuted, 'pairs'),
    row('unknown', answers.unknown, 'pairs'),
  ];
  return { rows, extra: '' };
}
