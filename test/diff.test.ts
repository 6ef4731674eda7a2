import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScan, type ScanOptions } from '../src/app/scan.ts';
import { comparedFinding } from '../src/assess/compared-assessment.ts';
import { diff } from '../src/assess/diff.ts';
import type { Assessment } from '../src/model/assessment.ts';
import type { Diff } from '../src/model/diff.ts';
import { PRACTICES } from '../src/model/practice.ts';
import { ALL_COLLECTORS } from '../src/sources/aws/services/index.ts';
import { rampart } from './rampart-process.ts';

const SOURCE: ScanOptions = {
  recording: join(import.meta.dirname, '../lab/demo/recording'),
  roleArns: [],
  regions: [],
  excludedRegions: [],
  asOf: '2026-11-20T09:00:00.000Z',
};
const globalTypes = new Set(
  ALL_COLLECTORS.filter((each) => each.scope === 'global').map((each) => each.type),
);
const whole = await runScan(SOURCE);

function compared(one: Assessment, other: Assessment): Diff {
  const side = ({ findings, ...header }: Assessment): Parameters<typeof diff>[1] => ({
    name: 'x',
    header,
    findings: findings.map(comparedFinding),
  });
  return diff([side(one)], side(other), { tool: whole.tool, globalTypes });
}

/** Nothing changed but what was looked at. */
async function expectNoNews(options: Partial<ScanOptions>): Promise<void> {
  const part = await runScan({ ...SOURCE, ...options });
  for (const { summary } of [compared(whole, part), compared(part, whole)]) {
    const { new: fresh, reopened, fixed, still } = summary.classes;
    expect([fresh.total, reopened.total, fixed.total]).toEqual([0, 0, 0]);
    expect(still.total).toBe(part.summary.fail);
  }
}

test.each(PRACTICES)(
  'the organisation by practice $practice alone: no news against all of it',
  ({ practice }) => expectNoNews({ practices: [practice] }),
);

test.each(['us-east-1', 'eu-west-1', 'eu-central-1'])(
  'the organisation without %s: no news against all of it',
  (region) => expectNoNews({ excludedRegions: [region] }),
);

const folder = mkdtempSync(join(tmpdir(), 'rampart-diff-cli-'));
const old = join(folder, 'old.json');
const fresh = join(folder, 'new.json');
const mended = { ...whole, findings: whole.findings.filter((each) => each.check !== 'root-mfa') };
writeFileSync(fresh, JSON.stringify(whole));
writeFileSync(
  old,
  JSON.stringify({
    ...mended,
    summary: { ...whole.summary, fail: mended.findings.length, pass: 0, unknown: 0 },
  }),
);

test('rampart diff: new failures are code 1, the JSON goes where it is told, the table is for people', async () => {
  const json = join(folder, 'diff.json');
  const { code, stdout, stderr } = await rampart([
    'diff',
    old,
    fresh,
    '--output',
    'table',
    '--output',
    `json=${json}`,
  ]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/^Rampart diff {2}\d new failures?, 0 reopened/);
  const found = JSON.parse(readFileSync(json, 'utf8')) as Diff;
  expect(new Set(found.findings.filter((each) => each.class === 'new').map((each) => each.check))).toEqual(
    new Set(['root-mfa']),
  );
});

test('rampart diff: nothing new is code 0, and the wrong order is warned of', async () => {
  expect(await rampart(['diff', fresh, fresh, '--quiet'])).toMatchObject({ code: 0, stderr: '' });
  const later = join(folder, 'later.json');
  writeFileSync(later, JSON.stringify({ ...whole, asOf: '2026-12-01T00:00:00.000Z' }));
  expect(await rampart(['diff', later, fresh])).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /^rampart: .*later\.json \(as of 2026-12-01.*\) is later than .*: give the oldest first\n$/,
    ),
  });
});

test('rampart diff: more than the memory holds is refused at once, not by a crash', async () => {
  const huge = join(folder, 'huge.json');
  writeFileSync(huge, '');
  truncateSync(huge, 2_000_000_000);
  const env = { NODE_OPTIONS: '--max-old-space-size=200' };
  expect(await rampart(['diff', huge, fresh], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^rampart: comparing these takes up to 1,\d{3} MB of memory, and Node\.js allows \d+ MB here/,
    ),
  });
});

test.each([
  [['diff', old], /two assessments are needed/],
  [['diff', old, join(folder, 'nowhere')], /there is no file/],
  [['diff', old, fresh, '--output', 'html'], /diff has no output format "html" \(one of table, json/],
  [['diff', old, fresh, '--fail-on', 'hihg'], /--fail-on/],
  [['explain', 'root-mfa', '--assessment', fresh], /root-mfa is a check, not a finding/],
  [
    ['explain', 'abcd', '--assessment', fresh, '--region', 'eu-west-1'],
    /--region has no effect with --assessment/,
  ],
  [['role', '--trust', 'me'], /--trust "me": expected an account id/],
  [['role', '--format', 'yaml'], /Allowed choices are json, cloudformation, terraform/],
])('%j is refused in one sentence with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await rampart(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('rampart explain and role print what they are asked for', async () => {
  const { id } = whole.findings.find((each) => each.check === 'root-mfa' && each.status === 'fail') ?? {
    id: '',
  };
  expect(await rampart(['explain', id.slice(0, 10), '--assessment', fresh])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('root-mfa'),
  });
  const { stdout } = await rampart(['role', '--trust', '111122223333']);
  expect(JSON.parse(stdout)).toMatchObject({ roleName: 'RampartAudit' });
});
