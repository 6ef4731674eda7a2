import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import type { Assessment } from '../src/model/assessment.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import { writeSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { aBucket } from './builders/s3.ts';
import { snapshotOf } from './inventory-of.ts';
import { rampart, startRampart } from './rampart-process.ts';

const HOSTILE = '=cmd()<img src=x onerror=alert(1)>\u001b[31m\u202e😀';
const folder = mkdtempSync(join(tmpdir(), 'rampart-cli-'));
const snapshot = join(folder, 'org.snapshot');
await writeSnapshot(
  snapshot,
  snapshotOf({
    resources: [
      aBucket({ id: 'plain' }),
      aBucket({ id: 'hostile', name: HOSTILE, tags: { [HOSTILE]: HOSTILE } }),
    ],
  }),
);

test('--version and --help', async () => {
  expect(await rampart(['--version'])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n` });
  expect(await rampart(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('scan') });
  expect(await rampart(['scan', '--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/--role-arn(?!.*default: \[\])/s),
  });
});

test('checks list and show', async () => {
  const { stdout } = await rampart(['checks', 'list']);
  for (const { id } of CATALOGUE) expect(stdout).toContain(`  ${id} `);
  expect(JSON.parse((await rampart(['checks', 'list', '--output', 'json'])).stdout)).toHaveLength(
    CATALOGUE.length,
  );
  expect(await rampart(['checks', 'show', 's3-bucket-versioning'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('s3:GetBucketVersioning'),
  });
});

test('scan writes every output it is asked for, data on stdout alone', async () => {
  const html = join(folder, 'report.html');
  const ndjson = join(folder, 'findings.ndjson');
  const { code, stdout, stderr } = await rampart([
    'scan',
    '--snapshot',
    snapshot,
    '--practice',
    '12',
    '--output',
    'json',
    '--output',
    `html=${html}`,
    '--output',
    `ndjson=${ndjson}`,
    '--fail-on',
    'never',
  ]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' }); // the snapshot of this test tells nothing of most types
  const assessment = JSON.parse(stdout) as Assessment;
  const lines = readFileSync(ndjson, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toEqual(assessment.findings);
  const page = readFileSync(html, 'utf8');
  expect(page).not.toContain('<img src=x');
  expect(page).toContain('</html>');
});

test('scan twice gives the same bytes', async () => {
  const args = ['scan', '--snapshot', snapshot, '--output', 'json'];
  expect((await rampart(args)).stdout).toBe((await rampart(args)).stdout);
});

test('makes the folder of a report', async () => {
  const path = join(folder, 'new/folder/report.html');
  await rampart(['scan', '--snapshot', snapshot, '--practice', '12', '--output', `html=${path}`]);
  expect(readFileSync(path, 'utf8')).toContain('</html>');
});

test('a reader that has had enough changes neither the other outputs nor the exit code', async () => {
  const path = join(folder, 'after-head.json');
  const args = ['scan', '--snapshot', snapshot, '--output', 'ndjson', '--output', `json=${path}`];
  const { child, finished } = startRampart([...args, '--fail-on', 'low']);
  child.stdout?.destroy();
  expect(await finished).toMatchObject({ code: 1, stderr: '' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveProperty('findings');
});

test.skipIf(!existsSync('/dev/full'))(
  'an output that fails is said when the others are written',
  async () => {
    const path = join(folder, 'beside-full.json');
    const args = ['--output', 'ndjson=/dev/full', '--output', `json=${path}`];
    const { code, stderr } = await rampart(['scan', '--snapshot', snapshot, ...args]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^rampart: cannot write \/dev\/full: ENOSPC.*\n$/),
    });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveProperty('findings');
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  },
);

test.skipIf(!existsSync('/dev/full'))(
  'a full disk behind standard output is said in one sentence, and the files are there',
  async () => {
    const path = join(folder, 'before-full.json');
    const main = join(import.meta.dirname, '../src/cli/main.ts');
    const command = `exec "$0" "${main}" scan --snapshot "${snapshot}" --output ndjson --output json="${path}" > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^rampart: cannot write to standard output: ENOSPC.*\n$/),
    });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveProperty('findings');
  },
);

test('the table escapes what a terminal would obey', async () => {
  const { stdout } = await rampart(['scan', '--snapshot', snapshot, '--practice', '12']);
  expect(stdout).not.toContain('\u001b');
  expect(stdout).not.toContain('\u202e');
  expect(stdout).toContain('12  No bucket is open to the world');
});

test('--severity and --status show less and change no summary', async () => {
  const all = JSON.parse(
    (await rampart(['scan', '--snapshot', snapshot, '--output', 'json'])).stdout,
  ) as Assessment;
  const some = JSON.parse(
    (
      await rampart([
        'scan',
        '--snapshot',
        snapshot,
        '--output',
        'json',
        '--status',
        'fail',
        '--severity',
        'low',
      ])
    ).stdout,
  ) as Assessment;
  expect(some.findings).toEqual(
    all.findings.filter((each) => each.status === 'fail' && each.severity === 'low'),
  );
  expect(some.findings.length).toBeGreaterThan(0);
  expect(some.summary).toEqual(all.summary);
});

test('a check that costs calls runs only when it is asked for', async () => {
  const asked = JSON.parse(
    (await rampart(['scan', '--snapshot', snapshot, '--check', 's3-object-acl-sample', '--output', 'json']))
      .stdout,
  ) as Assessment;
  expect(asked.summary.checks).toBe(1);
  const all = JSON.parse(
    (await rampart(['scan', '--snapshot', snapshot, '--output', 'json'])).stdout,
  ) as Assessment;
  expect(all.findings.map((each) => each.check)).not.toContain('s3-object-acl-sample');
});

writeFileSync(join(folder, 'cut.snapshot'), readFileSync(snapshot).subarray(0, 400));
writeFileSync(join(folder, 'text.snapshot'), 'hello');

test.each([
  [['scan', '--snapshot', join(folder, 'cut.snapshot')], /cut\.snapshot is cut off/],
  [['scan', '--snapshot', join(folder, 'text.snapshot')], /text\.snapshot is not a snapshot/],
  [['scan', '--snapshot', join(folder, 'nowhere')], /there is no file .*nowhere/],
  [['scan', '--snapshot', folder], /is a folder/],
  [['scan', '--aws-json', join(folder, 'nowhere')], /there is no folder/],
  [['scan', '--aws-json', snapshot], /is a file: expected a folder/],
  [['scan', '--recording', folder], /holds no recording/],
  [
    ['scan', '--snapshot', snapshot, '--aws-json', folder],
    /--snapshot and --aws-json name different sources/,
  ],
  [
    ['scan', '--snapshot', snapshot, '--check', 'root-mfaa'],
    /there is no check "root-mfaa"; did you mean root-mfa\?/,
  ],
  [['scan', '--snapshot', snapshot, '--practice', '0'], /expected a number from 1 to 12/],
  [
    ['scan', '--snapshot', snapshot, '--output', 'htlm'],
    /there is no output format "htlm"; did you mean html\?/,
  ],
  [['scan', '--snapshot', snapshot, '--output', 'html='], /names no file/],
  [
    ['scan', '--snapshot', snapshot, '--output', `html=${snapshot}/x.html`],
    /cannot write .*org\.snapshot\/x\.html/,
  ],
  [['scan', '--snapshot', snapshot, '--output', `html=${folder}`], /cannot write .*: it is a folder/],
  [['scan', '--snapshot', snapshot, '--output', 'toString'], /there is no output format "toString"/],
  [
    ['scan', '--snapshot', snapshot, '--output', `json=${folder}/x`, '--output', `html=${folder}/x`],
    /json and html would go to .*\/x: name a file each/,
  ],
  [
    ['scan', '--snapshot', snapshot, '--practice', '3', '--check', 'root-no-access-keys'],
    /check root-no-access-keys is of practice 2, and --practice asks for 3 only/,
  ],
  [['scan', '--snapshot', snapshot, '--region', 'eu-west-1'], /--region has no effect with --snapshot/],
  [['scan', '--snapshot', snapshot, '--record', folder], /--record has no effect with --snapshot/],
  [['scan', '--external-id', 'x'], /--external-id is told to a role/],
  [
    ['scan', '--recording', join(import.meta.dirname, '../lab/demo/recording'), '--region', 'eu-wst-1'],
    /--region eu-wst-1 leaves no region to read/,
  ],
  [
    ['scan', '--snapshot', snapshot, '--output', 'json', '--output', 'table'],
    /json and table would go to standard output/,
  ],
  [['scan', '--snapshot', snapshot, '--severity', 'hihg'], /expected one of critical/],
  [['scan', '--snapshot', snapshot, '--as-of', 'yesterday'], /expected a time in ISO 8601/],
  [['scan', '--object-acl-sample', 'many'], /expected a number from 0 to 9999/],
  [['scan', '--role-arn', 'admin'], /expected the ARN of a role/],
  [['scan', '--region', 'Ireland'], /expected a region such as/],
  [['scan'], /no AWS credentials in the environment/],
  [['scan', '--profile', 'nobody'], /no AWS credentials in profile nobody/],
  [['collect'], /required option '-o, --out <FILE>' not specified/],
  [['collect', '--snapshot', snapshot, '--out', `${snapshot}/x`], /cannot write .*org\.snapshot\/x/],
  [['scna'], /unknown command 'scna'/],
])('%j is refused in one sentence with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await rampart(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
});
