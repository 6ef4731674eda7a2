import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Resource } from '../../src/model/resource-types.ts';
import { lintSchema } from '../../src/report/json/iam/lint-schema.ts';
import { writeSnapshot } from '../../src/sources/snapshot-file/snapshot-file.ts';
import { allowing, aManagedPolicy, aRole } from '../builders/iam.ts';
import { aBucket } from '../builders/s3.ts';
import { deniedCall, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-iam-lint-'));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const good = fileOf('good.json', allowing('s3:GetObject', 'arn:aws:s3:::logs/*'));
const mistyped = fileOf(
  'mistyped.json',
  `\uFEFF${JSON.stringify(JSON.parse(allowing('s3:GetObjekt')), null, 2)}`,
);
const broken = fileOf('broken.json', '{\n  "Version": "2012-10-17",\n  "Statement": [{]\n}');

test('each finding has file, line and column, as compilers write them', async () => {
  const { code, stdout, stderr } = await rampart(['iam', 'lint', good, mistyped, broken]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain(`${mistyped}:6:17  error  action-unknown\n    s3 had no action "GetObjekt"`);
  expect(stdout).toContain('Perhaps "s3:GetObject" was meant.');
  expect(stdout).toContain(`${broken}:3:18  error  policy-unreadable`);
  expect(stdout).toMatch(/\n3 policies: 2 errors, 0 warnings, 0 suggestions\.\n$/);
});

test('--fail-on decides the exit code, and nothing else', async () => {
  const version = fileOf(
    'old.json',
    allowing('s3:GetObject', 'arn:aws:s3:::logs/*').replace('2012-10-17', '2008-10-17'),
  );
  const codeOf = async (file: string, failOn: string) =>
    (await rampart(['iam', 'lint', file, '--fail-on', failOn])).code;
  expect(await codeOf(version, 'suggestion')).toBe(1);
  expect(await codeOf(version, 'warning')).toBe(0);
  expect(await codeOf(mistyped, 'never')).toBe(0);
  expect(await codeOf(good, 'suggestion')).toBe(0);
});

test('standard input, of a kind that is told', () => {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const lint = (...args: string[]) =>
    spawnSync(process.execPath, [main, 'iam', 'lint', '-', ...args], {
      input: allowing('s3:GetObject'),
      encoding: 'utf8',
    });
  expect(lint()).toMatchObject({ status: 0, stdout: '1 policy: 0 errors, 0 warnings, 0 suggestions.\n' });
  const trust = lint('--kind', 'trust-policy');
  expect(trust.status).toBe(1);
  expect(trust.stdout).toContain('<stdin>:1:38  error  principal-missing');
});

test('JSON of the published shape, the same bytes again', async () => {
  const args = ['iam', 'lint', mistyped, broken, '--output', 'json'];
  const { stdout } = await rampart(args);
  const { source, summary, findings } = validAnswer(stdout, lintSchema);
  expect({ source, summary }).toEqual({
    source: 'files',
    summary: { policies: 2, error: 2, warning: 0, suggestion: 0 },
  });
  expect(findings[0]).toMatchObject({
    policy: mistyped,
    line: 6,
    column: 17,
    pointer: '/Statement/0/Action',
  });
  expect((await rampart(args)).stdout).toBe(stdout);
});

const HOSTILE = '\u001b[31m\u202eevil';

async function snapshotWith(...resources: readonly Resource[]) {
  const path = join(folder, `${Math.random()}.snapshot`);
  await writeSnapshot(path, snapshotOf({ resources }));
  return path;
}

test('all that the people of an account wrote, by where it is', async () => {
  const path = await snapshotWith(
    aManagedPolicy({ id: HOSTILE, name: HOSTILE, document: allowing('s3:GetObjekt') }),
    aManagedPolicy({
      arn: 'arn:aws:iam::aws:policy/Aws',
      id: 'Aws',
      awsManaged: true,
      document: allowing('s3:GetObjekt'),
    }),
    aRole({ id: 'app', inlinePolicies: [{ policyName: 'own', document: allowing('s3:PutObjekt') }] }),
  );
  const args = ['iam', 'lint', '--snapshot', path];
  const { stdout } = await rampart([...args, '--output', 'json']);
  const { findings } = validAnswer(stdout, lintSchema);
  expect(findings.filter(({ rule }) => rule === 'action-unknown')).toMatchObject([
    { policy: HOSTILE, resource: expect.stringContaining(':policy/') },
    { policy: 'own', resource: expect.stringContaining(':role/app') },
  ]);
  const table = await rampart(args);
  expect(table.code).toBe(1);
  expect(table.stdout).not.toMatch(/[\u001b\u202e]/);
  expect(table.stdout).toContain('own /Statement/0/Action  error  action-unknown');
});

test('a policy that nobody could read is said, and is code 3', async () => {
  const path = await snapshotWith(aBucket({ policy: deniedCall('s3:GetBucketPolicy') }));
  const { code, stdout } = await rampart(['iam', 'lint', '--snapshot', path]);
  expect(code).toBe(3);
  expect(stdout).toContain('s3:GetBucketPolicy: AccessDenied');
});

test.each([
  [['nowhere.json'], 'there is no file nowhere.json'],
  [['-', '-'], '"-" stands for standard input, which can be read once: give it once'],
  [[good, '--snapshot', 'x'], '--snapshot names accounts and FILE names policies: give one'],
  [['--kind', 'trust-policy', '--snapshot', 'x'], '--kind is about the policies of files: name some'],
  [[folder], `${folder} is a folder: expected an IAM policy in JSON`],
])('%j is refused in one sentence', async (args, message) => {
  const { code, stdout, stderr } = await rampart(['iam', 'lint', ...args]);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `rampart: ${message}\n` });
});
