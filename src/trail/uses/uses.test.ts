import { existsSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ACCOUNT,
  anEvent,
  anEventBy,
  logOf,
  newFolder,
  put,
  takeIn,
} from '../../../test/trail/log-folder.ts';
import type { JsonObject } from '../../model/json.ts';
import { readLake, USES } from '../lake/lake.ts';
import { openEvents } from '../open-events.ts';
import { usedBy } from '../questions/used.ts';
import type { Window } from '../window.ts';

const REAL = join(import.meta.dirname, '../../../../shared/data/cloudtrail/invictus/CloudTrail');

type Used = Awaited<ReturnType<typeof usedBy>>;

async function used(lake: string, window: Window, isSummed: boolean): Promise<Used> {
  const events = await openEvents(lake, { ...window, isSummed });
  try {
    return await usedBy(events, window);
  } finally {
    events.close();
  }
}

const WINDOWS: readonly Window[] = [
  {},
  { from: '2026-11-17T00:00:00.000Z', to: '2026-11-19T00:00:00.000Z' },
  { from: '2026-11-16T11:30:00.000Z', to: '2026-11-18T12:00:00.000Z' },
  { from: '2026-11-17T08:00:00.000Z', to: '2026-11-17T09:00:00.000Z' },
];

async function sameFromSums(lake: string, windows: readonly Window[] = WINDOWS): Promise<Used> {
  for (const window of windows)
    expect(await used(lake, window, true)).toEqual(await used(lake, window, false));
  return used(lake, {}, true);
}

const REQUESTS: readonly JsonObject[] = [
  {},
  {
    eventName: 'TerminateInstances',
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
  },
  {
    eventName: 'TerminateInstances',
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-2' }] } },
  },
  {
    eventSource: 'lambda.amazonaws.com',
    eventName: 'CreateFunction20150331',
    requestParameters: { functionName: 'f', role: `arn:aws:iam::${ACCOUNT}:role/lambda` },
  },
  { eventSource: 'lambda.amazonaws.com', eventName: 'CreateFunction20150331', requestParameters: 'odd' },
  { eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity' },
  { eventSource: 'nobody.amazonaws.com', eventName: 'KnowsThis' },
  { eventSource: 'monitoring.amazonaws.com', eventName: 'ListMetrics' },
  {
    eventSource: 'monitoring.amazonaws.com',
    eventName: 'ListMetrics',
    resources: [{ type: 'AWS::CloudWatch::Dashboard', ARN: 'arn:aws:cloudwatch::111122223333:dashboard/d' }],
  },
  { eventSource: 's3.amazonaws.com', eventName: 'DeleteBucket', requestParameters: { bucketName: 'a"b\n' } },
  {
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    managementEvent: false,
    eventCategory: 'Data',
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::b/k' }],
  },
  { userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } },
  { userIdentity: { type: 'AWSService', invokedBy: 's3.amazonaws.com' }, eventCategory: 'Data' },
];

const anyEvent = fc
  .record({
    request: fc.constantFrom(...REQUESTS),
    by: fc.constantFrom(null, 'deploy', 'audit'),
    day: fc.integer({ min: 16, max: 19 }),
    hour: fc.integer({ min: 10, max: 13 }),
    errorCode: fc.constantFrom(null, null, 'AccessDenied', 'BucketNotEmpty'),
    recipientAccountId: fc.constantFrom(ACCOUNT, '444455556666', null),
  })
  .map(({ request, by, day, hour, errorCode, recipientAccountId }) => {
    const fields = { ...request, errorCode, recipientAccountId, eventTime: `2026-11-${day}T${hour}:00:00Z` };
    return by === null || 'userIdentity' in request
      ? anEvent(fields)
      : anEventBy({ role: by, name: 'session' }, fields);
  });

test('the sums say what the events say, of whole days and of days that the window cuts', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const events = fc.sample(anyEvent, { numRuns: 600, seed: 7 });
  for (const [index, half] of [events.slice(0, 300), events.slice(300)].entries()) {
    put(folder, `${index}.json.gz`, logOf(half));
    await takeIn(folder, lake);
  }
  const { principals, serviceCalls } = await sameFromSums(lake);
  expect(principals).toHaveLength(3);
  expect(serviceCalls).toBeGreaterThan(20);
  for (const { actions, denied, unknown, withoutPermission, dataEventSources } of principals) {
    expect(actions.map(({ action }) => action)).toContain('iam:PassRole');
    // Two instances, in two accounts and in none.
    expect(actions.find(({ action }) => action === 'ec2:TerminateInstances')?.resourceCount).toBeGreaterThan(
      3,
    );
    for (const each of [denied, unknown, withoutPermission, dataEventSources])
      expect(each.length).toBeGreaterThan(0);
  }
});

test('a lake without sums is answered from its events, and the next run sums it', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'a.json.gz', logOf(fc.sample(anyEvent, { numRuns: 50, seed: 8 })));
  await takeIn(folder, lake);
  const names = readdirSync(join(lake, USES));
  expect(names).toHaveLength(1);
  const whole = await sameFromSums(lake);
  rmSync(join(lake, USES), { recursive: true });
  expect(await sameFromSums(lake)).toEqual(whole);
  await takeIn(folder, lake);
  expect(readdirSync(join(lake, USES))).toEqual(names);
  expect((await readLake(lake)).commits).toHaveLength(1);
  expect(await sameFromSums(lake)).toEqual(whole);
});

test('sums that were cut short, or made with other knowledge, are not read and are made anew', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'a.json.gz', logOf(fc.sample(anyEvent, { numRuns: 50, seed: 9 })));
  await takeIn(folder, lake);
  const [name = ''] = readdirSync(join(lake, USES));
  const whole = await sameFromSums(lake);
  truncateSync(join(lake, USES, name), 100);
  put(lake, `${USES}/00000001-0123456789ab.parquet`, 'of an older Rampart');
  expect(await sameFromSums(lake)).toEqual(whole);
  await takeIn(folder, lake);
  expect(readdirSync(join(lake, USES))).toEqual([name]);
  expect(await sameFromSums(lake)).toEqual(whole);
});

test.skipIf(!existsSync(REAL))('of the real events, too (skipped without ../shared)', async () => {
  const lake = newFolder();
  await takeIn(REAL, lake);
  const { principals } = await sameFromSums(lake, [
    {},
    { from: '2023-07-10T00:00:00.000Z', to: '2023-07-11T00:00:00.000Z' },
    { from: '2023-07-10T11:54:48.000Z', to: '2023-07-10T12:10:00.000Z' },
  ]);
  expect(principals.flatMap(({ actions }) => actions).length).toBeGreaterThan(150);
  expect(principals.flatMap(({ denied }) => denied).length).toBeGreaterThan(5);
});
