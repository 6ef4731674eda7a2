import { readFileSync, rmSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ACCOUNT, anEvent, logOf, newFolder, put } from '../../../test/trail/log-folder.ts';
import { aKeyPair, putSignedTrail, type SignedTrail } from '../../../test/trail/signed-trail.ts';
import { folderSource } from '../folder-source.ts';
import type { TrailKey } from './signature.ts';
import { type Verification, verifyTrail } from './verify.ts';

const KEY = aKeyPair();

/** As of a copy that has kept the signatures, unless there are none. */
function verified(
  folder: string,
  signatures: SignedTrail['signatures'] | null,
  keys: readonly TrailKey[] = [KEY],
  from?: string,
  until?: string,
): Promise<Verification> {
  const source = folderSource(folder);
  const signature = async ({ uri }: { readonly uri: string }): Promise<string | null> =>
    signatures?.get(uri) ?? null;
  return verifyTrail(signatures === null ? source : { ...source, signature }, {
    scratch: newFolder(),
    signal: new AbortController().signal,
    from,
    until,
    keysFor: async () => keys,
  });
}

const told = ({ faults }: Verification): readonly string[] =>
  faults.map(
    ({ kind, fault, file }) =>
      `${fault} ${kind} ${file.slice(file.lastIndexOf('/') + 1).replace(/.*_2026/, '')}`,
  );

const spans = (all: Verification['gaps']): readonly string[] =>
  all.map(({ region, trail, from, to }) => `${region} ${trail} ${from.slice(11, 16)} to ${to.slice(11, 16)}`);

function change(path: string, to: (text: string) => string): void {
  put('', path, to(gunzipSync(readFileSync(path)).toString()));
}

test('a whole chain is proved', async () => {
  const folder = newFolder();
  const { signatures } = putSignedTrail(folder, KEY);
  expect(await verified(folder, signatures)).toEqual({
    digests: { valid: 3, faulty: 0 },
    logs: { valid: 6, faulty: 0, notYetDigested: 0 },
    faults: [],
    covered: [
      {
        account: ACCOUNT,
        region: 'eu-west-1',
        trail: 'main',
        from: '2026-11-19T00:00:00Z',
        to: '2026-11-19T03:00:00Z',
      },
    ],
    gaps: [],
    since: [],
  });
});

test('a copy proves all but the last digest, whose signature no other has', async () => {
  const folder = newFolder();
  putSignedTrail(folder, KEY);
  const answer = await verified(folder, null);
  expect(answer.digests).toEqual({ valid: 2, faulty: 1 });
  expect(told(answer)).toEqual([
    'unproved digest 1119T030000Z.json.gz',
    'unproved log 1119T0210Z_0210.json.gz',
    'unproved log 1119T0240Z_0240.json.gz',
  ]);
});

test('a log file that was changed, and one that was taken away', async () => {
  const folder = newFolder();
  const { logs, signatures } = putSignedTrail(folder, KEY);
  const [first = '', second = ''] = logs;
  change(first, (text) => text.replace('DescribeInstances', 'DescribeImages'));
  rmSync(second);
  const answer = await verified(folder, signatures);
  expect(told(answer)).toEqual([
    'changed log 1119T0010Z_0010.json.gz',
    'missing log 1119T0040Z_0040.json.gz',
  ]);
  expect(answer.logs.valid).toBe(4);
});

test('a digest that was made to fit a changed log file is not what was signed', async () => {
  const folder = newFolder();
  const { digests, signatures } = putSignedTrail(folder, KEY);
  change(digests[1] ?? '', (text) => text.replace(/"hashValue":"[0-9a-f]{8}/, '"hashValue":"00000000'));
  expect(told(await verified(folder, signatures))).toEqual([
    'changed digest 1119T020000Z.json.gz',
    'changed log 1119T0110Z_0110.json.gz',
    'unproved log 1119T0140Z_0140.json.gz',
  ]);
});

test('a digest by another key, and one of a key that is not known', async () => {
  const folder = newFolder();
  const other = aKeyPair();
  const { signatures } = putSignedTrail(folder, other, [0]);
  const pretended = { fingerprint: other.fingerprint, value: KEY.value };
  expect(told(await verified(folder, signatures, [pretended]))[0]).toBe(
    'changed digest 1119T010000Z.json.gz',
  );
  expect(told(await verified(folder, signatures))[0]).toBe('unproved digest 1119T010000Z.json.gz');
});

test('a digest that was taken away leaves a gap, and its logs without a signature', async () => {
  const folder = newFolder();
  const { digests, signatures } = putSignedTrail(folder, KEY);
  rmSync(digests[1] ?? '');
  const answer = await verified(folder, signatures);
  expect(told(answer)).toEqual([
    'missing digest 1119T020000Z.json.gz',
    'unsigned log 1119T0110Z_0110.json.gz',
    'unsigned log 1119T0140Z_0140.json.gz',
  ]);
  expect(spans(answer.gaps)).toEqual(['eu-west-1 main 01:00 to 02:00']);
});

test('a digest without a signature where there should be one', async () => {
  const folder = newFolder();
  putSignedTrail(folder, KEY, [0]);
  expect(told(await verified(folder, new Map()))[0]).toBe('unsigned digest 1119T010000Z.json.gz');
});

test('a file that was put among the logs is unsigned, one after the last digest waits for its own', async () => {
  const folder = newFolder();
  const { signatures } = putSignedTrail(folder, KEY);
  const name = (time: string): string =>
    `AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/2026/11/19/${ACCOUNT}_CloudTrail_eu-west-1_20261119T${time}Z_x.json.gz`;
  put(folder, name('0120'), logOf([anEvent()]));
  put(folder, name('0310'), logOf([anEvent()]));
  const answer = await verified(folder, signatures);
  expect(told(answer)).toEqual(['unsigned log 1119T0120Z_x.json.gz']);
  expect(answer.logs.notYetDigested).toBe(1);
  put(folder, name('0630'), logOf([anEvent()]));
  expect(told(await verified(folder, signatures))).toContain('unsigned log 1119T0310Z_x.json.gz');
});

test('a digest that is put in the place of another is told', async () => {
  const folder = newFolder();
  const { digests, signatures } = putSignedTrail(folder, KEY);
  const [first = '', second = ''] = digests;
  put('', second, readFileSync(first));
  expect(told(await verified(folder, signatures))).toContain('changed digest 1119T020000Z.json.gz');
});

test('broken files, and logs of which no digest tells', async () => {
  const folder = newFolder();
  const { logs, digests, signatures } = putSignedTrail(folder, KEY);
  put('', digests[2] ?? '', Buffer.from('no gzip'));
  put('', logs[0] ?? '', readFileSync(logs[0] ?? '').subarray(0, 50));
  expect(told(await verified(folder, signatures))).toEqual([
    'changed digest 1119T030000Z.json.gz',
    'changed log 1119T0010Z_0010.json.gz',
  ]);
});

test('a region whose last digests and logs were all taken away has a gap to where others of the trail end', async () => {
  const folder = newFolder();
  const whole = putSignedTrail(folder, KEY, [0, 1, 2, 3, 4]);
  const cut = putSignedTrail(folder, KEY, [0], { region: 'us-east-1' });
  const answer = await verified(folder, new Map([...whole.signatures, ...cut.signatures]));
  expect(answer.faults).toEqual([]);
  expect(spans(answer.gaps)).toEqual(['us-east-1 main 01:00 to 05:00']);
});

test('digests of a region come at minutes of their own: the last hours may end apart', async () => {
  const folder = newFolder();
  const one = putSignedTrail(folder, KEY, [0, 1, 2]);
  const other = putSignedTrail(folder, KEY, [0, 1], { region: 'us-east-1' });
  const answer = await verified(folder, new Map([...one.signatures, ...other.signatures]));
  expect(answer.gaps).toEqual([]);
});

test('a trail whose newest digests and logs were taken away everywhere ends before the time that it is asked for to', async () => {
  const folder = newFolder();
  const { signatures } = putSignedTrail(folder, KEY);
  const other = putSignedTrail(folder, KEY, [0, 1, 2, 3, 4, 5], { trail: 'other' });
  const all = new Map([...signatures, ...other.signatures]);
  const since = async (until?: string): Promise<readonly string[]> =>
    spans((await verified(folder, all, [KEY], undefined, until)).since);
  expect(await since('2026-11-19T07:00:00Z')).toEqual(['eu-west-1 main 03:00 to 07:00']);
  expect(await since('2026-11-19T05:00:00Z')).toEqual([]);
  expect(await since()).toEqual([]);
});

test('what another trail of the bucket tells does not fill the gap of a trail, nor is its end the end of that', async () => {
  const folder = newFolder();
  const { digests, logs, signatures } = putSignedTrail(folder, KEY, [0, 1, 2]);
  const other = putSignedTrail(folder, KEY, [0, 1, 2, 3, 4, 5], { trail: 'other_one' });
  for (const path of [digests[1], logs[2], logs[3]]) rmSync(path ?? '');
  const answer = await verified(folder, new Map([...signatures, ...other.signatures]));
  expect(spans(answer.gaps)).toEqual(['eu-west-1 main 01:00 to 02:00']);
  expect(spans(answer.covered)).toContain('eu-west-1 other_one 00:00 to 06:00');
});

test('a file that was put among the logs under a time to come does not wait for a digest', async () => {
  const folder = newFolder();
  const { signatures } = putSignedTrail(folder, KEY);
  const name = `AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/2031/01/01/${ACCOUNT}_CloudTrail_eu-west-1_20310101T0000Z_x.json.gz`;
  put(folder, name, logOf([anEvent()]));
  const answer = await verified(folder, signatures);
  expect(answer.faults.map(({ fault, file }) => `${fault} ${file.endsWith(name)}`)).toEqual([
    'unsigned true',
  ]);
  expect(answer.logs.notYetDigested).toBe(0);
});

test('a log file of the day before the first that was asked for is not looked for', async () => {
  const folder = newFolder();
  const { logs, signatures } = putSignedTrail(folder, KEY);
  rmSync(logs[0] ?? '');
  expect(told(await verified(folder, signatures, [KEY], '2026-11-19'))).toEqual([
    'missing log 1119T0010Z_0010.json.gz',
  ]);
  expect(told(await verified(folder, signatures, [KEY], '2026-11-20'))).toEqual([]);
});
