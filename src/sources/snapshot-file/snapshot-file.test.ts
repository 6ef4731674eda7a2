import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { snapshotOf } from '../../../test/inventory-of.ts';
import { readSnapshot, writeSnapshot } from './snapshot-file.ts';

const HOSTILE = 'a\u0000b\u202e<script>"\'=cmd()\n😀\\u2028\u2028';
const snapshot = snapshotOf({
  resources: Array.from({ length: 50 }, (_, index) =>
    aBucket({ id: `bucket-${index}`, tags: { [HOSTILE]: HOSTILE } }),
  ),
});

let folder = '';
let whole = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rampart-snapshot-'));
  whole = join(folder, 'whole.snapshot');
  await writeSnapshot(whole, snapshot);
});

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'damaged.snapshot');
  await writeFile(path, bytes);
  return path;
}

test('gives back what was written, hostile names included', async () => {
  expect(await readSnapshot(whole)).toEqual(snapshot);
});

test('is readable by its owner only and leaves no partial file behind', async () => {
  expect((await stat(whole)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('says so when the target cannot be written, and leaves nothing', async () => {
  await expect(writeSnapshot(join(folder, 'no', 'such', 'x'), snapshot)).rejects.toThrow(
    /cannot write the snapshot .*no such file/,
  );
});

test('refuses a file cut off at any byte', async () => {
  const bytes = await readFile(whole);
  for (let length = 0; length < bytes.length; length += Math.max(1, Math.floor(bytes.length / 40))) {
    const cut = await fileOf(bytes.subarray(0, length));
    await expect(readSnapshot(cut), `cut at ${length}`).rejects.toThrow(/cut off|empty|damaged/);
  }
});

test('refuses a file whose text was cut off before it was compressed', async () => {
  const lines = gunzipSync(await readFile(whole))
    .toString()
    .trimEnd()
    .split('\n');
  const cut = await fileOf(gzipSync(`${lines.slice(0, -1).join('\n')}\n`));
  await expect(readSnapshot(cut)).rejects.toThrow(/cut off after line \d+/);
});

test('refuses a file that lost a line in the middle', async () => {
  const lines = gunzipSync(await readFile(whole))
    .toString()
    .trimEnd()
    .split('\n');
  const lost = await fileOf(gzipSync(lines.filter((line) => !line.includes('bucket-7"')).join('\n')));
  await expect(readSnapshot(lost)).rejects.toThrow(/lost lines/);
});

test('refuses a flipped byte', async () => {
  const bytes = Buffer.from(await readFile(whole));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await expect(readSnapshot(await fileOf(bytes))).rejects.toThrow(/damaged|cut off|no JSON|lost lines/);
});

test.each([
  ['another format', gzipSync('{"some":"json"}\n'), /is not a snapshot made by/],
  [
    'a later version',
    gzipSync('{"rampart":"snapshot","schemaVersion":9}\n'),
    /schema version 9; this rampart reads version 2/,
  ],
  ['text', Buffer.from('hello'), /not gzip data/],
  ['nothing', Buffer.alloc(0), /empty|cut off/],
  ['no JSON', gzipSync('hello\n'), /line 1 is no JSON/],
])('refuses %s', async (_name, bytes, message) => {
  await expect(readSnapshot(await fileOf(bytes))).rejects.toThrow(message);
});

test('names a file that is not there, and a folder', async () => {
  await expect(readSnapshot(join(folder, 'nowhere'))).rejects.toThrow(/there is no file/);
  await expect(readSnapshot(folder)).rejects.toThrow(/is a folder/);
});
