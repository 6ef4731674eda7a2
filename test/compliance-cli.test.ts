import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FRAMEWORKS } from '../src/compliance/frameworks/index.ts';
import type { Assessment } from '../src/model/assessment.ts';
import type { FrameworkResult, RequirementResult } from '../src/model/compliance.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import { assessmentSchema } from '../src/report/json/assessment-schema.ts';
import { writeSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { aBucket } from './builders/s3.ts';
import { snapshotOf } from './inventory-of.ts';
import { rampart } from './rampart-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-compliance-'));
const snapshot = join(folder, 'org.snapshot');
await writeSnapshot(snapshot, snapshotOf({ resources: [aBucket({ id: 'plain' })] }));

async function scanned(...flags: readonly string[]): Promise<Assessment> {
  const { stdout, stderr } = await rampart(['scan', '--snapshot', snapshot, '--output', 'json', ...flags]);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Assessment;
}

function requirement({ requirements }: FrameworkResult, id: string): RequirementResult | undefined {
  return requirements.find((each) => each.id === id);
}

test('frameworks list and show', async () => {
  const { stdout } = await rampart(['frameworks', 'list']);
  for (const { id } of FRAMEWORKS) expect(stdout).toContain(`  ${id} `);
  const list = JSON.parse((await rampart(['frameworks', 'list', '--output', 'json'])).stdout) as unknown[];
  expect(list).toHaveLength(FRAMEWORKS.length);
  expect(list[0]).toMatchObject({ id: 'cis-aws-1.4.0', coverage: { full: expect.any(Number) } });
  const page = await rampart(['frameworks', 'show', 'cis-aws-5.0.0']);
  expect(page).toMatchObject({ code: 0, stderr: '' });
  expect(page.stdout).toMatch(/full {2}1\.4 {2}The root user has MFA\n +root-mfa\n/);
  expect(page.stdout).toMatch(/ - {4}1\.1 .*\n +A matter of people/);
  const json = JSON.parse(
    (await rampart(['frameworks', 'show', 'soc-2', '--output', 'json'])).stdout,
  ) as object;
  expect(json).toMatchObject({
    id: 'soc-2',
    requirements: expect.arrayContaining([
      expect.objectContaining({ id: 'CC6.6', checks: expect.arrayContaining(['elb-waf']) }),
    ]),
  });
});

test.each([
  ['cis-aws-5.0', 'cis-aws-5.0.0'],
  ['pci', 'pci-dss-4.0'],
  ['soc2', 'soc-2'],
])('an unknown framework %s is refused with the nearest', async (typed, near) => {
  const message = `rampart: there is no framework "${typed}"; did you mean ${near}? (rampart frameworks list)\n`;
  expect(await rampart(['frameworks', 'show', typed])).toEqual({ code: 2, stdout: '', stderr: message });
  const args = ['scan', '--snapshot', join(folder, 'absent'), '--framework', typed];
  expect(await rampart(args)).toEqual({ code: 2, stdout: '', stderr: message });
});

test('--framework adds to the assessment and takes no finding away', async () => {
  const plain = await scanned();
  expect(plain).not.toHaveProperty('frameworks');
  const flags = ['--framework', 'cis-aws-5.0.0', '--framework', 'soc-2', '--framework', 'cis-aws-5.0.0'];
  const { frameworks = [], ...rest } = await scanned(...flags);
  expect(rest).toEqual(plain);
  expect(frameworks.map((each) => each.id)).toEqual(['cis-aws-5.0.0', 'soc-2']);
  expect(() => assessmentSchema.parse({ ...rest, frameworks })).not.toThrow();
  const [cis] = frameworks;
  expect(requirement(cis!, '2.1.2')).toMatchObject({
    state: 'not-met',
    checks: ['s3-bucket-mfa-delete'],
    fail: 1,
    level: 2,
    assessment: 'manual',
  });
  expect(requirement(cis!, '1.4')).toMatchObject({ state: 'not-assessed' });
  expect(requirement(cis!, '1.1')).toMatchObject({ state: 'not-covered', checks: [] });
});

test('findings that are not shown still count', async () => {
  const { findings, frameworks } = await scanned('--framework', 'cis-aws-5.0.0', '--status', 'pass');
  expect(findings.some((each) => each.status === 'fail')).toBe(false);
  expect(requirement(frameworks![0]!, '2.1.2')).toMatchObject({ state: 'not-met', fail: 1 });
});

test('a suppressed failure is an exception, with its reason', async () => {
  const rules = join(folder, 'suppressions.yaml');
  writeFileSync(rules, '- check: s3-bucket-mfa-delete\n  reason: Nobody deletes versions here.\n');
  const { frameworks } = await scanned('--framework', 'cis-aws-5.0.0', '--suppressions', rules, '--quiet');
  expect(requirement(frameworks![0]!, '2.1.2')).toMatchObject({
    state: 'excepted',
    why: '1 failure is suppressed: Nobody deletes versions here.',
    fail: 0,
    suppressed: 1,
  });
});

test('checks that were not run leave their requirements open', async () => {
  const { frameworks } = await scanned('--framework', 'cis-aws-5.0.0', '--practice', '3');
  expect(requirement(frameworks![0]!, '2.1.2')).toMatchObject({
    state: 'not-assessed',
    why: 'Not run: s3-bucket-mfa-delete.',
  });
});

test('--framework-only runs the checks of the framework alone', async () => {
  const { checks, frameworks } = await scanned('--framework', 'soc-2', '--framework-only');
  const named = new Set(frameworks![0]!.requirements.flatMap((each) => each.checks));
  const optIn = new Set(CATALOGUE.filter((each) => each.optIn).map(({ id }) => id));
  expect(checks.toSorted()).toEqual([...named].filter((id) => !optIn.has(id)).toSorted());
});

test.each([
  [['--framework-only'], '--framework-only needs a --framework'],
  [['--output', 'compliance-csv'], '--output compliance-csv needs a --framework'],
  [
    ['--framework', 'soc-2', '--framework-only', '--check', 'group-empty'],
    'none of the checks that are asked for answers a requirement of soc-2',
  ],
])('%j is refused', async (flags, message) => {
  expect(await rampart(['scan', '--snapshot', snapshot, ...flags])).toEqual({
    code: 2,
    stdout: '',
    stderr: `rampart: ${message}\n`,
  });
});

test('compliance-csv has a row for every requirement', async () => {
  const file = join(folder, 'requirements.csv');
  const flags = ['--framework', 'soc-2', '--framework', 'hipaa', '--output', `compliance-csv=${file}`];
  await rampart(['scan', '--snapshot', snapshot, ...flags]);
  const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  const asked = FRAMEWORKS.filter(({ id }) => id === 'soc-2' || id === 'hipaa');
  expect(rows).toHaveLength(1 + asked.reduce((sum, { requirements }) => sum + requirements.length, 0));
  expect(rows[1]).toMatch(/^soc-2,CC1\.1,.*,not-covered,none,/);
});

test('the table has a section for the framework', async () => {
  const { stdout } = await rampart(['scan', '--snapshot', snapshot, '--framework', 'cis-aws-5.0.0']);
  expect(stdout).toContain('CIS AWS Foundations Benchmark 5.0.0  cis-aws-5.0.0');
  expect(stdout).toMatch(/NOT MET\n.*\n? +2\.1\.2 +low +1 {2}Deleting versions from S3 buckets takes MFA/);
});
