import { expect, onTestFinished, test, vi } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './snapshot.ts';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/aws-ebs';
const ALL = 'DescribeSnapshots {"OwnerIds":["self"],"MaxResults":1000}';
const PUBLIC = 'DescribeSnapshots {"OwnerIds":["self"],"RestorableByUserIds":["all"],"MaxResults":1000}';
const attribute = (id: string) =>
  `DescribeSnapshotAttribute {"SnapshotId":"${id}","Attribute":"createVolumePermission"}`;
const snapshot = (SnapshotId: string, more: object = {}) => ({
  SnapshotId,
  VolumeId: 'vol-1',
  StartTime: new Date('2026-05-01T00:00:00Z'),
  Encrypted: false,
  Description: 'nightly',
  ...more,
});
const OWN = snapshot('snap-own', { Encrypted: true, KmsKeyId: KEY });
const SHARED = snapshot('snap-shared', { Tags: [{ Key: 'Name', Value: 'data' }] });
const OPEN = snapshot('snap-open');

const ANSWERS = {
  [ALL]: { Snapshots: [OWN, SHARED, OPEN] },
  [PUBLIC]: { Snapshots: [OPEN] },
  'kms:DescribeKey {"KeyId":"alias/aws/ebs"}': { KeyMetadata: { Arn: KEY } },
  [attribute('snap-shared')]: { CreateVolumePermissions: [{ UserId: '444455556666' }] },
  [attribute('snap-open')]: { CreateVolumePermissions: [{ Group: 'all' }, { UserId: '444455556666' }] },
};

async function collect(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('ec2', answers);
  return { ...(await collected(collectors, 'AWS::EC2::Snapshot', api)), calls: api.calls };
}

test('permissions are asked for only where they are not ruled out', async () => {
  const { resources, gap, calls } = await collect(ANSWERS);
  expect(gap).toBeNull();
  expect(calls.filter((call) => call.includes('DescribeSnapshotAttribute'))).toEqual([
    `ec2:${attribute('snap-shared')}`,
    `ec2:${attribute('snap-open')}`,
  ]);
  expect(resources.map((each) => [each.id, each.public, each.createVolumePermissions])).toEqual([
    ['snap-own', read(false), read([])],
    ['snap-shared', read(false), read(['444455556666'])],
    ['snap-open', read(true), read(['all', '444455556666'])],
  ]);
  expect(resources[1]).toMatchObject({
    arn: 'arn:aws:ec2:us-east-1::snapshot/snap-shared',
    name: 'data',
    volumeId: 'vol-1',
    startTime: '2026-05-01T00:00:00.000Z',
    encrypted: false,
    description: 'nightly',
  });
});

test("others' snapshots in a file of all snapshots are left out", async () => {
  const foreign = snapshot('snap-foreign', { OwnerId: '444455556666' });
  const { resources } = await collect({ ...ANSWERS, [ALL]: { Snapshots: [OPEN, foreign] } });
  expect(resources.map((each) => each.id)).toEqual(['snap-open']);
});

test('each denied call costs its own reading', async () => {
  const noPermissions = await collect({
    ...ANSWERS,
    [attribute('snap-shared')]: denied('UnauthorizedOperation'),
  });
  expect(noPermissions.resources[1]).toMatchObject({
    public: read(false),
    createVolumePermissions: deniedReading('ec2:DescribeSnapshotAttribute', 'UnauthorizedOperation'),
  });
  const everybody = { CreateVolumePermissions: [{ Group: 'all' }] };
  const noPublicList = await collect({
    ...ANSWERS,
    [PUBLIC]: denied('UnauthorizedOperation'),
    [attribute('snap-open')]: everybody,
  });
  expect(noPublicList.resources[2]).toMatchObject({
    public: deniedReading('ec2:DescribeSnapshots', 'UnauthorizedOperation'),
    createVolumePermissions: read(['all']),
  });
  const { gap } = await collect({ ...ANSWERS, [ALL]: denied('UnauthorizedOperation') });
  expect(gap).toEqual(deniedReading('ec2:DescribeSnapshots', 'UnauthorizedOperation'));
});

test.each([
  ['denied', denied()],
  ['not there yet', answeredError('NotFoundException', 400)],
])('when the key aws/ebs is %s, every private snapshot is asked about', async (_, answer) => {
  const { resources } = await collect({
    ...ANSWERS,
    'kms:DescribeKey {"KeyId":"alias/aws/ebs"}': answer,
    [attribute('snap-own')]: { CreateVolumePermissions: [] },
  });
  expect(resources[0]).toMatchObject({ createVolumePermissions: read([]) });
});

test('beyond the bound the oldest are not asked about, and say so', async () => {
  vi.useFakeTimers(); // the scheduler spreads 2,000 calls over more than a minute
  onTestFinished(() => void vi.useRealTimers());
  const many = Array.from({ length: 2001 }, (_, index) =>
    snapshot(`snap-${index}`, { StartTime: new Date(Date.UTC(2026, 0, 1, 0, 0, index)) }),
  );
  const collecting = collect({
    ...ANSWERS,
    [ALL]: { Snapshots: many },
    DescribeSnapshotAttribute: { CreateVolumePermissions: [] },
  });
  await vi.runAllTimersAsync();
  const [oldest, ...others] = (await collecting).resources;
  expect(oldest).toMatchObject({
    public: read(false),
    createVolumePermissions: { status: 'unread', why: expect.stringMatching(/^NotAsked: /) },
  });
  expect(others.every((each) => each.createVolumePermissions.status === 'read')).toBe(true);
});
