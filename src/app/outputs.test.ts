import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { SMALL_ASSESSMENT } from '../../test/small-assessment.ts';
import type { Assessment } from '../model/assessment.ts';
import type { FindingStatus, Severity } from '../model/finding.ts';
import { OUTPUT_FORMATS, type OutputFormat } from './output-formats.ts';
import { type Output, writeOutputs } from './outputs.ts';

interface Shown {
  readonly severities?: readonly Severity[];
  readonly statuses?: readonly FindingStatus[];
}

async function written(
  outputs: readonly Output[],
  { severities = [], statuses = [] }: Shown = {},
  assessment: Assessment = SMALL_ASSESSMENT,
): Promise<{ readonly stdout: string; readonly said: readonly string[] }> {
  const chunks: Buffer[] = [];
  const said: string[] = [];
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const terminal = { color: false, width: 10_000 };
  await writeOutputs(assessment, outputs, {
    severities,
    statuses,
    terminal,
    stdout,
    say: (line) => said.push(line),
  });
  return { stdout: Buffer.concat(chunks).toString('utf8'), said };
}

/** What tells a finding of each status from the others in every format. */
const TITLES: Readonly<Record<string, string>> = {
  pass: 'Bucket closed is closed.',
  unknown: 's3:GetBucketAcl',
  fail: 'Bucket closed keeps no versions.',
};

const coverage = { ...SMALL_ASSESSMENT.coverage, denied: [] };
const quiet: Assessment = { ...SMALL_ASSESSMENT, coverage };

async function statusesIn(format: OutputFormat, shown: Shown = {}): Promise<readonly string[]> {
  const { stdout } = await written([{ format, path: null }], shown, quiet);
  return Object.entries(TITLES).flatMap(([status, text]) => (stdout.includes(text) ? [status] : []));
}

test.each(['json', 'ndjson', 'csv', 'junit', 'ocsf', 'asff'] as const)('%s shows all', async (format) => {
  const expected = format === 'junit' ? ['unknown', 'fail'] : ['pass', 'unknown', 'fail']; // a pass has no text there
  expect(await statusesIn(format)).toEqual(expected);
});

test.each(['sarif', 'markdown'] as const)('%s shows no passes', async (format) => {
  expect(await statusesIn(format)).toEqual(['unknown', 'fail']);
});

/** HTML is compressed; a requirement stands whatever is shown. */
const NOT_AS_TEXT: ReadonlySet<OutputFormat> = new Set(['html', 'compliance-csv']);

test.each(OUTPUT_FORMATS.filter((each) => !NOT_AS_TEXT.has(each)))('%s can be narrowed', async (format) => {
  expect(await statusesIn(format, { statuses: ['fail'] })).toEqual(['fail']);
  expect(await statusesIn(format, { severities: ['critical'] })).not.toContain('fail');
});

test('sarif shows a pass that is asked for, as one', async () => {
  expect(await statusesIn('sarif', { statuses: ['pass'] })).toEqual(['pass']);
});

test('many findings are several SARIF files, named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-outputs-'));
  const [base] = SMALL_ASSESSMENT.findings;
  const findings = Array.from({ length: 45_000 }, (_, index) => ({
    ...base!,
    status: 'fail' as const,
    id: `${Math.imul(index, 2654435761).toString(16).replace('-', '').padStart(8, '0')}${'0'.repeat(12)}`,
  }));
  const many = { ...SMALL_ASSESSMENT, findings };
  const path = join(folder, 'findings.sarif');
  const { said } = await written([{ format: 'sarif', path }], {}, many);
  expect(readdirSync(folder)).toEqual(['findings.2.sarif', 'findings.sarif']);
  expect(said).toEqual([
    `sarif: 2 files, for the limits of its readers: ${path}, ${join(folder, 'findings.2.sarif')}`,
  ]);
  const results = readdirSync(folder).map(
    (file) => readFileSync(join(folder, file), 'utf8').match(/"ruleIndex"/g)?.length ?? 0,
  );
  expect(results.reduce((sum, each) => sum + each, 0)).toBe(45_000);
  expect((await written([{ format: 'sarif', path: null }], {}, many)).said).toEqual([
    'sarif: more than its readers take in one piece; --output sarif=PATH makes 2 files',
  ]);
});
