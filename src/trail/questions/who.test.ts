import { expect, test } from 'vitest';
import { anEvent, logOf, newFolder, put, takeIn } from '../../../test/trail/log-folder.ts';
import type { JsonObject } from '../../model/json.ts';
import { type EventsChoice, openEvents } from '../open-events.ts';
import { changesOf } from './who.ts';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** One change a day, each in a part of its own; odd texts that must not hide what stands behind them. */
const REQUESTS: readonly JsonObject[] = [
  { groupId: 'sg-1' },
  { '},{"': 1, tags: [{ 'a:b': '}],[' }, { key: ',', value: '\\"' }], groupId: 'sg-1' },
  { roleName: 'deploy', path: '/ci/' },
  { roleArn: 'arn:aws:iam::111122223333:role/ci/deploy' },
  { keyId: KEY },
  { keyId: 'alias/grüße "quoted"' },
  { functionName: 'arn:aws:lambda:us-east-1:111122223333:function:orders' },
  { queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders' },
  { note: 'sg-1 and others' },
  { description: 'sg-12' },
];

const ASKED = [
  'sg-1',
  'deploy',
  'ci/deploy',
  'arn:aws:iam::111122223333:role/ci/deploy',
  KEY,
  '1234abcd-12ab-34cd-56ef-1234567890ab',
  'alias/grüße "quoted"',
  'orders',
  'a:b',
  'nobody',
];

async function lakeOf(requests: readonly JsonObject[]): Promise<string> {
  const [folder, lake] = [newFolder(), newFolder()];
  const events = requests.map((requestParameters, index) =>
    anEvent({
      requestParameters,
      readOnly: false,
      eventTime: `2026-11-0${index}T12:00:00Z`.replace('-00T', '-10T'),
    }),
  );
  put(folder, 'a.json.gz', logOf(events));
  await takeIn(folder, lake);
  return lake;
}

test('the last changes come first', async () => {
  const requests = Array.from({ length: 9 }, () => ({ groupId: 'sg-1' }));
  const lake = await lakeOf(requests);
  const events = await openEvents(lake, { changing: true });
  const asked = async (limit: number): Promise<unknown> => {
    const { changes, isCut } = await changesOf(events, 'sg-1', { limit });
    return [changes.map(({ time }) => Number(time.slice(8, 10))), isCut];
  };
  expect(await asked(1)).toEqual([[10], true]);
  expect(await asked(4)).toEqual([[10, 8, 7, 6], true]);
  expect(await asked(9)).toEqual([[10, 8, 7, 6, 5, 4, 3, 2, 1], false]);
  events.close();
});

async function daysOf(lake: string, resource: string, choice: EventsChoice): Promise<readonly string[]> {
  const events = await openEvents(lake, choice);
  try {
    return (await changesOf(events, resource, { limit: 100 })).changes.map(({ time }) => time.slice(0, 10));
  } finally {
    events.close();
  }
}

test('by the index as by the table', async () => {
  const lake = await lakeOf(REQUESTS);
  for (const resource of ASKED)
    expect([resource, await daysOf(lake, resource, { changing: true })]).toEqual([
      resource,
      await daysOf(lake, resource, {}),
    ]);
  expect(await daysOf(lake, 'sg-1', { changing: true })).toEqual(['2026-11-10', '2026-11-01']);
  expect(await daysOf(lake, 'deploy', { changing: true })).toEqual(['2026-11-03', '2026-11-02']);
});
