import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { Inventory } from '../../inventory/inventory.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { ApiError } from './api-error.ts';
import { collect } from './collect.ts';
import { type Collector, defineCollector } from './collector.ts';

const ACCOUNT = '111122223333';
const TYPE = 'AWS::S3::Bucket';

/** A regional type of which every region names `shared` twice, as a list does that moved between pages. */
const things: Collector = defineCollector({
  type: TYPE,
  service: 's3',
  scope: 'regional',
  calls: ['s3:ListBuckets'],
  collect: async ({ region }) => ({
    resources: [
      aBucket({ id: 'shared', region }),
      aBucket({ id: 'other', region }),
      aBucket({ id: 'shared', region }),
    ],
    gap: null,
  }),
});

/** The account's regions, or that it may not tell them. */
function reading(enabled: readonly string[] | null, regions: readonly string[]): Promise<Snapshot> {
  const send = async (): Promise<unknown> => {
    if (enabled === null) throw new ApiError('AccessDenied', 'no', 'denied');
    return { Regions: enabled.map((RegionName) => ({ RegionName })) };
  };
  return collect({
    accounts: [
      {
        identity: { account: ACCOUNT, partition: 'aws', callerArn: `arn:aws:iam::${ACCOUNT}:root` },
        transport: { send },
      },
    ],
    ...OPTIONS,
    regions,
  });
}

const OPTIONS = {
  collectors: [things],
  asOf: '2026-11-01T00:00:00.000Z',
  tool: { name: 'rampart', version: '0' },
  source: 'test',
};

test('a resource that a list names twice is one', async () => {
  const inventory = new Inventory(await reading(['us-east-1'], []));
  expect(inventory.of(TYPE).map(({ id }) => id)).toEqual(['other', 'shared']);
});

test('with chosen regions the rest of the account is unknown, whether or not its regions could be listed', async () => {
  for (const enabled of [['eu-west-1', 'us-east-1'], null]) {
    const inventory = new Inventory(await reading(enabled, ['us-east-1']));
    expect(inventory.all(TYPE, { account: ACCOUNT, region: 'us-east-1' }).status).toBe('read');
    expect(inventory.all(TYPE, { account: ACCOUNT })).toMatchObject({
      status: 'unread',
      why: expect.stringMatching(/^RegionSkipped/),
    });
  }
});

test('without any choice, regions that could not be listed are a gap of every regional list', async () => {
  const inventory = new Inventory(await reading(null, []));
  expect(inventory.all(TYPE, { account: ACCOUNT })).toMatchObject({
    status: 'unread',
    call: 'ec2:DescribeRegions',
  });
});

test('a region that was asked for and is not enabled is said to be left out', async () => {
  const { header } = await reading(['us-east-1'], ['us-east-1', 'me-south-1']);
  expect(header.accounts[0]?.regions).toEqual(['us-east-1']);
  expect(header.accounts[0]?.skippedRegions).toEqual([
    { region: 'me-south-1', why: 'asked for, but the account has not enabled it' },
  ]);
});

test('of many accounts some are read at once, and each is closed when it is done', async () => {
  const open = { now: 0, most: 0, closed: 0 };
  const send = async (): Promise<unknown> => ({ Regions: [{ RegionName: 'us-east-1' }] });
  const accounts = Array.from({ length: 50 }, (_, index) => {
    const account = String(100_000_000_000 + index);
    return {
      identity: { account, partition: 'aws', callerArn: `arn:aws:iam::${account}:root` },
      transport: {
        send: () => {
          open.now++;
          open.most = Math.max(open.most, open.now);
          return send();
        },
      },
      close: async () => {
        open.now--;
        open.closed++;
      },
    };
  });
  const { header } = await collect({ ...OPTIONS, accounts });
  expect(header.accounts).toHaveLength(50);
  expect(open).toEqual({ now: 0, most: 16, closed: 50 });
});
