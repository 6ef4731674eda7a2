import { afterEach, expect, test } from 'vitest';
import type { Assessment } from '../../src/model/assessment.ts';
import type { SchedulerOptions } from '../../src/sources/aws/scheduler.ts';
import type { Faults } from '../replay/faults.ts';
import { awsRateLimits } from '../replay/rate-limits.ts';
import {
  AT_ONCE,
  collectAll,
  judge,
  type SampleOptions,
  type SampleServer,
  serveSample,
} from './sample-organisation.ts';

/** What passes by itself, if one asks again: it may cost time, and nothing else. */
let server: SampleServer;
afterEach(() => server.close());

const undisturbed = await assessed({}, AT_ONCE.scheduler);

/** More requests than AWS admits, so that its limits are met; pauses short, since nobody recovers here. */
const HASTY = { rateFactor: 3, backoffMs: 20 } as const;

test('30 % throttled and 5 % server errors give the same assessment, byte for byte', async () => {
  const disturbed = await assessed({ throttled: 0.3, serverError: 0.05, seed: 7 });
  expect(server.stats.faults.throttled).toBeGreaterThan(300);
  expect(server.stats.faults.serverError).toBeGreaterThan(30);
  expectSame(disturbed);
});

test('dropped connections and both kinds of cut off answers, too', async () => {
  const disturbed = await assessed({ dropped: 0.03, shortBody: 0.03, cutBody: 0.03, seed: 11 });
  const { dropped, shortBody, cutBody } = server.stats.faults;
  for (const count of [dropped, shortBody, cutBody]) expect(count).toBeGreaterThan(15);
  expectSame(disturbed);
});

test('everything at once, too', async () => {
  const faults = {
    throttled: 0.3,
    serverError: 0.05,
    dropped: 0.02,
    shortBody: 0.02,
    cutBody: 0.02,
    html: 0.02,
  };
  expectSame(await assessed({ ...faults, seed: 13 }));
});

test("AWS's own request rates, too", async () => {
  const limited = await assessed({}, HASTY, awsRateLimits);
  expect(server.stats.throttled).toBeGreaterThan(0);
  expectSame(limited);
});

/** First what is easily read, then every byte. */
function expectSame(disturbed: Assessment): void {
  expect(disturbed.coverage).toEqual(undisturbed.coverage);
  const known = new Set(undisturbed.findings.map((each) => JSON.stringify(each)));
  expect(disturbed.findings.filter((each) => !known.has(JSON.stringify(each)))).toEqual([]);
  expect(JSON.stringify(disturbed) === JSON.stringify(undisturbed)).toBe(true);
}

async function assessed(
  faults: Partial<Faults>,
  scheduler: Omit<SchedulerOptions, 'signal'> = HASTY,
  limits: NonNullable<SampleOptions['limits']> = 'none',
): Promise<Assessment> {
  server = await serveSample({ faults, limits });
  return judge(await collectAll(server, { scheduler }));
}
