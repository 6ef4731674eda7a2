import { expect, test } from 'vitest';
import { answeredError, apiOf, denied } from '../../../test/api-of.ts';
import { read } from '../../model/reading.ts';
import { probeBucket } from './bucket-probe.ts';

test.each([
  [{}, 'exists'],
  [answeredError('NotFound', 404), 'absent'],
  [answeredError('NoSuchBucket', 404), 'absent'],
  [answeredError('301', 301), 'exists'],
  [answeredError('PermanentRedirect', 301), 'exists'],
  [denied('403'), 'forbidden'],
  [denied('Forbidden'), 'forbidden'],
])('%o is %s', async (answer, probe) => {
  const api = apiOf('cloudfront', { 's3:HeadBucket': answer });
  expect(await probeBucket(api, 'b')).toEqual(read(probe));
});

test('a bare 400 says nothing', async () => {
  const api = apiOf('s3', { HeadBucket: answeredError('400', 400) });
  expect(await probeBucket(api, 'b')).toEqual({ status: 'unread', call: 's3:HeadBucket', why: '400: 400' });
});

test('a name is asked about once', async () => {
  const api = apiOf('cloudfront', { HeadBucket: {} });
  await Promise.all([probeBucket(api, 'b'), probeBucket(api.at({ service: 'cloudtrail' }), 'b')]);
  await probeBucket(api, 'c');
  expect(api.calls).toEqual(['s3:HeadBucket {"Bucket":"b"}', 's3:HeadBucket {"Bucket":"c"}']);
});
