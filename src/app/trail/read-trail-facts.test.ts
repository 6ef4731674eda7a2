import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { readTrailFacts } from './read-trail-facts.ts';

const USER = `arn:aws:iam::${ACCOUNT}:user/ada`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ops/deploy`;

test('who used what, and of which calls the lake would show that they were made', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const write = { readOnly: false, eventTime: '2026-11-18T09:00:00Z' };
  put(
    folder,
    'log.json',
    logOf([
      anEvent({ eventTime: '2026-11-10T10:00:00Z' }),
      anEvent(),
      anEvent({ eventTime: '2026-11-20T10:00:00Z' }),
      anEvent({ ...write, eventName: 'StopInstances', errorCode: 'Client.UnauthorizedOperation' }),
      anEvent({ eventSource: 'nobody.amazonaws.com', eventName: 'KnowsThis' }),
      anEventBy(
        { role: 'deploy', name: 'ci' },
        { ...write, eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', awsRegion: 'us-east-1' },
      ),
      anEvent({
        eventSource: 's3.amazonaws.com',
        eventName: 'GetObject',
        awsRegion: 'eu-north-1',
        managementEvent: false,
        eventCategory: 'Data',
      }),
    ]),
  );
  await takeIn(folder, lake);
  const { uses, logged } = await readTrailFacts(lake, '2026-11-20T09:00:00.000Z', [{ needsTrail: true }]);
  expect(uses).toEqual([
    {
      principal: ROLE,
      actions: [{ action: 'iam:CreateUser', last: '2026-11-18T09:00:00Z' }],
      undocumented: [],
    },
    {
      principal: USER,
      actions: [
        { action: 'ec2:DescribeInstances', last: '2026-11-19T10:00:00Z' },
        { action: 's3:GetObject', last: '2026-11-19T10:00:00Z' },
      ],
      undocumented: [null],
    },
  ]);
  expect(logged).toMatchObject([
    {
      account: ACCOUNT,
      regions: [
        { region: 'eu-west-1', from: '2026-11-10T10:00:00Z', to: '2026-11-19T10:00:00Z' },
        { region: 'us-east-1', from: '2026-11-18T09:00:00Z', to: '2026-11-18T09:00:00Z' },
      ],
      reads: '2026-11-10T10:00:00Z',
      writes: '2026-11-18T09:00:00Z',
      services: ['ec2', 'iam', 's3'],
      unseen: expect.arrayContaining(['s3:GetObject*', 'es:ESHttp*']),
    },
  ]);
});

test('where no check needs it, who used what is not asked', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'log.json', logOf([anEvent()]));
  await takeIn(folder, lake);
  for (const name of readdirSync(join(lake, 'uses')))
    writeFileSync(join(lake, 'uses', name), 'PAR1 and what is no footer, PAR1');
  const asOf = '2026-11-20T09:00:00.000Z';
  await expect(readTrailFacts(lake, asOf, [{ needsTrail: true }])).rejects.toThrow(/damaged/);
  expect(await readTrailFacts(lake, asOf, [{}])).toEqual({
    accounts: [ACCOUNT],
    rootUses: [],
    keyUses: [expect.objectContaining({ calls: 1 })],
    uses: [],
    logged: [],
  });
});
