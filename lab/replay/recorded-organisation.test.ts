import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRecording, readRecording, recordedOrganisation } from './recorded-organisation.ts';

const path = '111111111111/us-east-1/s3.ndjson';

test('a directory of recordings answers its calls', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'replay-'));
  try {
    await mkdir(join(directory, '111111111111', 'us-east-1'), { recursive: true });
    const lines = [
      {
        operation: 'ListBuckets',
        input: {},
        output: { Buckets: [{ Name: 'b', CreationDate: { $date: '2026-01-02T03:04:05.000Z' } }] },
      },
      {
        operation: 'GetBucketPolicy',
        input: { Bucket: 'b' },
        error: { name: 'NoSuchBucketPolicy', message: 'None', status: 404 },
      },
    ];
    await writeFile(join(directory, path), lines.map((line) => JSON.stringify(line)).join('\n'));
    const organisation = await readRecording(directory);
    const call = { account: '111111111111', region: 'us-east-1', service: 's3' } as const;
    expect(organisation.accounts).toEqual(['111111111111']);
    expect(await organisation.answer({ ...call, operation: 'ListBuckets', input: {} })).toEqual({
      output: { Buckets: [{ Name: 'b', CreationDate: new Date('2026-01-02T03:04:05Z') }] },
    });
    expect(
      await organisation.answer({ ...call, operation: 'GetBucketPolicy', input: { Bucket: 'b' } }),
    ).toEqual({
      error: { name: 'NoSuchBucketPolicy', message: 'None', status: 404 },
    });
    expect(
      await organisation.answer({ ...call, operation: 'GetBucketPolicy', input: { Bucket: 'c' } }),
    ).toBeUndefined();
  } finally {
    await rm(directory, { recursive: true });
  }
});

const poll = (State: string): string =>
  JSON.stringify({ operation: 'ListBuckets', input: { MaxBuckets: 5 }, output: { Prefix: State } });

test('of several recordings of one call the last counts, whatever its dates and page size', async () => {
  const calls = parseRecording(path, `${poll('STARTED')}\n${poll('COMPLETE')}\n`);
  const organisation = await recordedOrganisation(calls);
  const call = {
    account: '111111111111',
    region: 'us-east-1',
    service: 's3',
    operation: 'ListBuckets',
    input: { MaxBuckets: 9 },
  } as const;
  expect(await organisation.answer(call)).toEqual({ output: { Prefix: 'COMPLETE' } });
});

test.each([
  ['{"operation":', /s3\.ndjson:1: not a line of JSON/],
  ['{"input":{}}', /s3\.ndjson:1: names no operation/],
  ['\n{"operation":"ListBuckets","input":{}}', /s3\.ndjson:2: neither output nor error/],
])('a bad line is refused with its place: %s', (content, message) => {
  expect(() => parseRecording(path, content)).toThrow(message);
});

test('an unknown service is refused', () => {
  expect(() => parseRecording('1/us-east-1/nope.ndjson', '')).toThrow(/nope is not a service/);
});
