import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readableOf, writeWhole } from './whole-file.ts';

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rampart-whole-'));
}

function* failing(): Generator<string> {
  yield 'x'.repeat(1_000_000);
  throw new Error('no more');
}

test('writes all pieces, for its owner only, and leaves nothing else', async () => {
  const folder = newFolder();
  const path = join(folder, 'a');
  const pieces = Array.from({ length: 50_000 }, (_, index) => `${index} 😀\n`);
  await writeWhole(path, pieces);
  expect(readFileSync(path, 'utf8')).toBe(pieces.join(''));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a failure in the middle leaves the old file as it was', async () => {
  const folder = newFolder();
  const path = join(folder, 'a');
  writeFileSync(path, 'old');
  await expect(writeWhole(path, failing())).rejects.toThrow('no more');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a link keeps leading where it leads', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'target'), 'old');
  symlinkSync('target', join(folder, 'link'));
  await writeWhole(join(folder, 'link'), ['new']);
  expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('new');
  expect(readdirSync(folder, { withFileTypes: true }).filter((each) => each.isSymbolicLink())).toHaveLength(
    1,
  );
});

test('a pipe is written to, not replaced', async () => {
  const folder = newFolder();
  const path = join(folder, 'pipe');
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  const reader = promisify(execFile)('cat', [path]);
  await writeWhole(path, ['through']);
  expect((await reader).stdout).toBe('through');
  expect(statSync(path).isFIFO()).toBe(true);
});

test('a process that ends at once while it writes leaves no part behind', () => {
  const folder = newFolder();
  const script = `
    import { writeWhole } from ${JSON.stringify(join(import.meta.dirname, 'whole-file.ts'))};
    function* endless() { for (let n = 0; ; n++) { if (n === 100) setImmediate(() => process.exit(130)); yield 'x'.repeat(1e5); } }
    await writeWhole(process.argv[1], endless());`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script, join(folder, 'a')]);
  expect(ended.status).toBe(130);
  expect(readdirSync(folder)).toEqual([]);
});

test('asks for no more than a slow reader takes', async () => {
  let asked = 0;
  let taken = 0;
  let most = 0;
  function* pieces(): Generator<string> {
    for (; asked < 200; asked++) yield 'x'.repeat(64 * 1024);
  }
  const slow = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      most = Math.max(most, asked - taken++);
      setImmediate(done);
    },
  });
  await pipeline(readableOf(pieces()), slow);
  expect(taken).toBe(200);
  expect(most).toBeLessThan(8);
});
