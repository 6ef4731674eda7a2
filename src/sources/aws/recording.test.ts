import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { RecordingTransport, ReplayTransport, recordedAccounts } from './recording.ts';
import type { ApiCall, Transport } from './transport.ts';

const signal = new AbortController().signal;
const call: ApiCall = {
  account: '111122223333',
  region: 'us-east-1',
  service: 's3',
  operation: 'GetBucketPolicy',
  input: { Bucket: 'b', A: 1 },
};
const output = {
  Policy: '{"x":"é😀"}',
  At: new Date('2026-01-02T03:04:05Z'),
  Bytes: new Uint8Array([0, 255]),
  None: undefined,
  List: [],
};

function answering(answer: unknown): Transport {
  return {
    async send() {
      if (answer instanceof ApiError) throw answer;
      return answer;
    },
  };
}

async function recorded(...answers: readonly unknown[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'rampart-recording-'));
  for (const answer of answers)
    await new RecordingTransport(answering(answer), directory).send(call, signal).catch(() => null);
  return directory;
}

test('replays an answer with its dates and bytes, whatever the order of the input', async () => {
  const directory = await recorded({ ...output, $metadata: { requestId: 'x' } });
  const replay = await ReplayTransport.open(directory);
  const { None: _, ...kept } = output;
  expect(await replay.send({ ...call, input: { A: 1, Bucket: 'b' } })).toEqual(kept);
  expect(await recordedAccounts(directory)).toMatchObject([{ account: '111122223333', partition: 'aws' }]);
  expect((await stat(join(directory, '111122223333/us-east-1/s3.ndjson'))).mode & 0o777).toBe(0o600);
});

test('an account belongs to the partition whose home region was recorded', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rampart-recording-'));
  const transport = new RecordingTransport(answering(output), directory);
  for (const region of ['cn-northwest-1', 'cn-north-1']) await transport.send({ ...call, region }, signal);
  const callerArn = 'arn:aws-cn:iam::111122223333:root';
  expect(await recordedAccounts(directory)).toEqual([
    { account: '111122223333', partition: 'aws-cn', callerArn },
  ]);
});

test('replays an error as the error it was', async () => {
  const replay = await ReplayTransport.open(
    await recorded(new ApiError('NoSuchBucketPolicy', 'none', 'other', 404)),
  );
  await expect(replay.send(call)).rejects.toMatchObject({
    code: 'NoSuchBucketPolicy',
    kind: 'other',
    httpStatus: 404,
  });
});

test('keeps no answer that a repeat would change', async () => {
  const directory = await recorded(new ApiError('SlowDown', 'slow', 'throttled', 503), output);
  const replay = await ReplayTransport.open(directory);
  await expect(replay.send(call)).resolves.toMatchObject({ Policy: output.Policy });
});

test('what was not recorded is unsupported, not absent', async () => {
  const replay = await ReplayTransport.open(await recorded(output));
  await expect(replay.send({ ...call, input: { Bucket: 'other' } })).rejects.toMatchObject({
    code: 'NotInRecording',
    kind: 'unsupported',
  });
});

test('names the line of a damaged recording, and an empty one', async () => {
  const directory = await recorded(output);
  await writeFile(
    join(directory, '111122223333/us-east-1/s3.ndjson'),
    '{"operation":"X","input":{}}\n{"oper',
  );
  await expect(ReplayTransport.open(directory)).rejects.toThrow(/s3\.ndjson, line 2 is no JSON/);
  await expect(ReplayTransport.open(await mkdtemp(join(tmpdir(), 'rampart-empty-')))).rejects.toThrow(
    /holds no recording/,
  );
});
