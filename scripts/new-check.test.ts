import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules/.bin');

function run(cwd: string, command: string, ...rest: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(join(BIN, command), rest, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, RAMPART_ROOT: cwd },
  });
  return { status, text: stdout + stderr };
}

/** A copy of the project's sources, so that the new check does not stay. */
function copyOfProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'rampart-new-check-'));
  for (const name of [
    'src',
    'scripts',
    'test',
    'docs',
    'package.json',
    'biome.json',
    '.gitignore',
    'tsconfig.base.json',
    'tsconfig.json',
    'tsconfig.pure.json',
    'vitest.config.ts',
  ]) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

test('a new check compiles, enters the catalogue and its page, and has a test that wants its facts', () => {
  const copy = copyOfProject();
  expect(
    run(copy, 'node', 'scripts/new-check.ts', 's3-bucket-is-blue', '12', 'AWS::S3::Bucket'),
  ).toMatchObject({ status: 0 });
  expect(run(copy, 'node', 'scripts/generate.ts')).toMatchObject({ status: 0 });
  expect(readFileSync(join(copy, 'docs/checks/s3-bucket-is-blue.md'), 'utf8')).toContain(
    'What holds when it passes',
  );
  expect(run(copy, 'tsc', '-p', 'tsconfig.pure.json')).toMatchObject({ status: 0, text: '' });
  const list = run(copy, 'node', 'src/cli/main.ts', 'checks', 'show', 's3-bucket-is-blue');
  expect(list).toMatchObject({
    status: 0,
    text: expect.stringContaining('12. No bucket is open to the world'),
  });

  const own = 'src/practices/12-public-buckets/s3-bucket-is-blue.test.ts';
  expect(run(copy, 'vitest', 'run', own).status, 'its test fails until it is filled in').toBe(1);
  const path = join(copy, 'src/practices/12-public-buckets/s3-bucket-is-blue.ts');
  writeFileSync(path, readFileSync(path, 'utf8').replace('reads: []', "reads: ['s3:ListBuckets']"));
  expect(run(copy, 'vitest', 'run', own).status, 'and passes then').toBe(0);
}, 120_000);

test.each([
  [['Not_Kebab', '12', 'AWS::S3::Bucket'], /is no id/],
  [['good-id', '13', 'AWS::S3::Bucket'], /is no practice/],
  [['good-id', '12', 'Bucket'], /is no resource type/],
])('refuses %j', (given, message) => {
  const { status, text } = run(ROOT, 'node', 'scripts/new-check.ts', ...given);
  expect(status).toBe(2);
  expect(text).toMatch(message);
});
