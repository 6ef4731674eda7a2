import type { AwsCredentialIdentity } from '@smithy/types';
import { expect, test } from 'vitest';
import { renewed } from './renewed-credentials.ts';

const MINUTE = 60_000;

function credentials(accessKeyId: string, minutes: number): AwsCredentialIdentity {
  return { accessKeyId, secretAccessKey: 's', expiration: new Date(Date.now() + minutes * MINUTE) };
}

/** A provider that gives these one after the other, the last for ever. */
function providerOf(...answers: readonly (AwsCredentialIdentity | Error)[]) {
  const asked = { times: 0 };
  const provider = async (): Promise<AwsCredentialIdentity> => {
    const answer = answers[Math.min(asked.times++, answers.length - 1)];
    if (answer === undefined || answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, get: renewed(provider) };
}

test('many callers share one set of credentials', async () => {
  const { asked, get } = providerOf(credentials('a', 60));
  const all = await Promise.all([get(), get(), get()]);
  expect([...new Set(all.map((each) => each.accessKeyId))]).toEqual(['a']);
  expect(asked.times).toBe(1);
});

test('shortly before the end one caller renews them for all', async () => {
  const { asked, get } = providerOf(credentials('old', 4), credentials('new', 60));
  await get();
  const all = await Promise.all([get(), get(), get()]);
  expect(all.map((each) => each.accessKeyId)).toEqual(['new', 'new', 'new']);
  expect(asked.times).toBe(2);
});

test('a renewal that fails leaves the old ones, while they live', async () => {
  const { get } = providerOf(credentials('old', 4), new Error('no'), credentials('new', 60));
  await get();
  expect((await get()).accessKeyId).toBe('new');
});

test('a failure is not kept', async () => {
  const { get } = providerOf(new Error('no'), credentials('a', 60));
  await expect(get()).rejects.toThrow('no');
  expect((await get()).accessKeyId).toBe('a');
});

test('credentials without an end are asked for once', async () => {
  const { asked, get } = providerOf({ accessKeyId: 'a', secretAccessKey: 's' });
  await get();
  await get();
  expect(asked.times).toBe(1);
});
