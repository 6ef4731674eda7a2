import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { apiOf } from '../../../test/api-of.ts';
import { read } from '../../model/reading.ts';
import { servicesLastAccessed } from './services-last-accessed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const GENERATE = { GenerateServiceLastAccessedDetails: { JobId: 'j' } };

async function ask(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('iam', { ...GENERATE, ...answers });
  const asking = servicesLastAccessed(api, 'arn:aws:iam::111122223333:role/r');
  await vi.runAllTimersAsync();
  return { reading: await asking, calls: api.calls };
}

test('waits until the job is done', async () => {
  let asked = 0;
  const { reading } = await ask({
    GetServiceLastAccessedDetails: () =>
      ++asked < 4
        ? { JobStatus: 'IN_PROGRESS' }
        : { JobStatus: 'COMPLETED', ServicesLastAccessed: [{ ServiceNamespace: 's3' }] },
  });
  expect(reading).toEqual(read([{ serviceNamespace: 's3', lastAuthenticated: null }]));
  expect(asked).toBe(4);
});

test('gives up on a job that never ends, within a bounded number of calls', async () => {
  const { reading, calls } = await ask({ GetServiceLastAccessedDetails: { JobStatus: 'IN_PROGRESS' } });
  expect(reading).toMatchObject({
    status: 'unread',
    call: 'iam:GetServiceLastAccessedDetails',
    why: expect.stringContaining('NotReady'),
  });
  expect(calls.length).toBeLessThan(20);
});

test('follows the markers of a long answer', async () => {
  const { reading } = await ask({
    'GetServiceLastAccessedDetails {"JobId":"j","MaxItems":1000}': {
      JobStatus: 'COMPLETED',
      ServicesLastAccessed: [{ ServiceNamespace: 'a' }],
      IsTruncated: true,
      Marker: 'm',
    },
    'GetServiceLastAccessedDetails {"JobId":"j","MaxItems":1000,"Marker":"m"}': {
      JobStatus: 'COMPLETED',
      ServicesLastAccessed: [{ ServiceNamespace: 'b' }],
    },
  });
  expect(reading).toMatchObject({ value: [{ serviceNamespace: 'a' }, { serviceNamespace: 'b' }] });
});

test('a failed job is unread with the reason that AWS gives', async () => {
  const { reading } = await ask({
    GetServiceLastAccessedDetails: { JobStatus: 'FAILED', Error: { Code: 'ServiceFailure', Message: 'no' } },
  });
  expect(reading).toMatchObject({ status: 'unread', why: 'ServiceFailure: no' });
});
