import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OUTPUT_FORMATS } from '../src/app/output-formats.ts';
import { type Measured, measure, mustEnd, ROOT, withFolder } from './measured-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

const BUILT = join(ROOT, 'dist/src/cli/main.js');
/** Asked of the multiplier; they make half a million findings. */
const RESOURCES = 143_000;
const LEAST_FINDINGS = 500_000;
const LIMIT_MB = 750;
/** Packed as a whole, which its compressor asks for. */
const WHOLE = 'html';

/** What a format asks for. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'compliance-csv': ['--framework', 'cis-aws-5.0.0'],
};

/** The most that is resident of a scan of a snapshot that writes half a million findings in one format. */
export async function benchOutputs(): Promise<Result> {
  if (!existsSync(BUILT)) throw new Error('there is no dist: npm run build');
  return withFolder(async (folder) => {
    const file = join(folder, 'large.snapshot');
    mustEnd(await measure(join(import.meta.dirname, 'write-snapshot.ts'), [String(RESOURCES), file]), [0]);
    const rows: Row[] = [];
    for (const format of OUTPUT_FORMATS) rows.push(await rowOf(format, file, join(folder, `out.${format}`)));
    const counted = await measure(BUILT, ['scan', '--quiet', '--snapshot', file, '--output', 'markdown']);
    return { rows: [...rows, findings(counted.stdout)], extra: '' };
  });
}

async function rowOf(format: string, snapshot: string, path: string): Promise<Row> {
  const source = ['scan', '--quiet', '--snapshot', snapshot, '--fail-on', 'never'];
  const run = await measure(BUILT, [...source, ...(NEEDED[format] ?? []), '--output', `${format}=${path}`]);
  mustEnd(run, [0, 3]);
  return {
    benchmark: 'outputs',
    what: `${format}, most memory resident`,
    figure: run.peakMegabytes,
    unit: 'MB',
    limit: format === WHOLE ? null : LIMIT_MB,
    note: cost(run, path),
  };
}

function cost({ cpuSeconds, stderr }: Measured, path: string): string {
  const files = /: (\d+) files/.exec(stderr)?.[1];
  const size = `${(statSync(path).size / 1e6).toFixed(1)} MB`;
  return `CPU ${cpuSeconds.toFixed(0)} s, ${files ? `the first of ${files} files ` : ''}${size}`;
}

/** From the summary's own counts. */
function findings(markdown: string): Row {
  const counts = [...markdown.matchAll(/^\| \d+ \| [^|]+ \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|/gm)];
  const figure = counts
    .flatMap((row) => row.slice(1))
    .reduce((sum, each) => sum + Number(each.replaceAll(',', '')), 0);
  if (figure < LEAST_FINDINGS) throw new Error(`only ${figure} findings: ask for more than ${RESOURCES}`);
  return { benchmark: 'outputs', what: 'findings', figure, unit: 'findings', limit: null };
}
