import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Inventory } from '../../inventory/inventory.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { collect } from '../aws/collect.ts';
import { ALL_COLLECTORS } from '../aws/services/index.ts';
import { openAuthorizationDetails, openAwsJson } from './aws-json.ts';

const BATFISH = join(import.meta.dirname, '../../../../shared/data/network/batfish');

async function folderOf(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rampart-aws-json-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

async function snapshotFrom(folder: string): Promise<Snapshot> {
  const accounts = await openAwsJson(folder);
  return collect({
    accounts,
    collectors: ALL_COLLECTORS,
    asOf: '2026-11-01T00:00:00.000Z',
    tool: { name: 'rampart', version: '0' },
    source: 'aws-json',
  });
}

const vpc = {
  VpcId: 'vpc-1',
  OwnerId: '111122223333',
  IsDefault: false,
  CidrBlock: '10.0.0.0/16',
  CidrBlockAssociationSet: [],
};

test.each([['describe-vpcs.json'], ['DescribeVpcs.json'], ['Vpcs.json'], ['ec2/describe-vpcs.json']])(
  'reads a list from %s',
  async (name) => {
    const snapshot = await snapshotFrom(await folderOf({ [name]: { Vpcs: [vpc] } }));
    expect(snapshot.header.accounts).toMatchObject([{ account: '111122223333' }]);
    const inventory = new Inventory(snapshot);
    expect(inventory.of('AWS::EC2::VPC')).toMatchObject([{ id: 'vpc-1', account: '111122223333' }]);
    expect(inventory.all('AWS::EC2::VPC').status).toBe('read');
  },
);

test('a bare list in a file named after it is that list', async () => {
  const snapshot = await snapshotFrom(await folderOf({ 'Vpcs.json': [vpc] }));
  expect(new Inventory(snapshot).of('AWS::EC2::VPC')).toHaveLength(1);
});

test.each([
  ['without the list', 'describe-vpcs.json', {}, /has no "Vpcs"/],
  ['of another spelling', 'describe-vpcs.json', { vpcs: [] }, /has no "Vpcs"/],
  ['a bare list where no list is meant', 'describe-trails.json', [], /holds a bare list/],
])('an answer %s is unread, never an empty list', async (_, name, content, why) => {
  const inventory = new Inventory(await snapshotFrom(await folderOf({ [name]: content })));
  const type = name === 'describe-trails.json' ? 'AWS::CloudTrail::Trail' : 'AWS::EC2::VPC';
  expect(inventory.all(type)).toMatchObject({ status: 'unread', why: expect.stringMatching(why) });
});

test("one service's list is not another's of the same name", async () => {
  const folder = await folderOf({ 'Clusters.json': { Clusters: [{ ClusterIdentifier: 'warehouse' }] } });
  const inventory = new Inventory(await snapshotFrom(folder));
  expect(inventory.of('AWS::Redshift::Cluster')).toMatchObject([{ id: 'warehouse' }]);
  expect(inventory.all('AWS::EKS::Cluster')).toMatchObject({ status: 'unread' });
});

test('a bare list that an operation is named after is its list', async () => {
  const snapshot = await snapshotFrom(await folderOf({ 'describe-vpcs.json': [vpc] }));
  expect(new Inventory(snapshot).of('AWS::EC2::VPC')).toHaveLength(1);
});

test('refuses files that could be of either of two accounts', async () => {
  const folder = await folderOf({
    '111122223333/Vpcs.json': [],
    '444455556666/Vpcs.json': [],
    'list-buckets.json': { Buckets: [] },
  });
  await expect(openAwsJson(folder)).rejects.toThrow(
    /list-buckets\.json lies beside the folders of several accounts/,
  );
});

test('account and region folders keep their resources apart', async () => {
  const snapshot = await snapshotFrom(
    await folderOf({
      '111122223333/us-east-1/describe-vpcs.json': { Vpcs: [vpc] },
      '111122223333/eu-west-1/describe-vpcs.json': { Vpcs: [{ ...vpc, VpcId: 'vpc-2' }] },
      '444455556666/eu-west-1/Vpcs.json': { Vpcs: [{ ...vpc, VpcId: 'vpc-3', OwnerId: '444455556666' }] },
    }),
  );
  const vpcs = new Inventory(snapshot)
    .of('AWS::EC2::VPC')
    .map((each) => `${each.account} ${each.region} ${each.id}`);
  expect(vpcs).toEqual([
    '111122223333 eu-west-1 vpc-2',
    '111122223333 us-east-1 vpc-1',
    '444455556666 eu-west-1 vpc-3',
  ]);
});

test('a dependent call finds its file by its parent, and is unread where there is none', async () => {
  const snapshot = await snapshotFrom(
    await folderOf({
      'list-buckets.json': {
        Buckets: [
          { Name: 'logs-1', BucketRegion: 'us-east-1' },
          { Name: 'data', BucketRegion: 'us-east-1' },
        ],
      },
      'get-bucket-policy/logs-1.json': { Policy: '{"Version":"2012-10-17"}' },
    }),
  );
  const policies = new Inventory(snapshot).of('AWS::S3::Bucket').map((each) => [each.id, each.policy]);
  expect(policies).toEqual([
    [
      'data',
      { status: 'unread', call: 's3:GetBucketPolicy', why: 'NotInFolder: no file for s3:GetBucketPolicy' },
    ],
    ['logs-1', { status: 'read', value: '{"Version":"2012-10-17"}' }],
  ]);
});

const ownSnapshot = { SnapshotId: 'snap-1', OwnerId: '111122223333', StartTime: '2026-05-01T00:00:00Z' };

test('the file of all snapshots does not say which are public; a file of the public ones does', async () => {
  const all = { 'describe-snapshots.json': { Snapshots: [ownSnapshot] } };
  const isPublic = async (files: Readonly<Record<string, unknown>>) =>
    new Inventory(await snapshotFrom(await folderOf(files))).of('AWS::EC2::Snapshot')[0]?.public;
  expect(await isPublic(all)).toMatchObject({ status: 'unread' });
  const named = (Snapshots: readonly object[]) => ({ ...all, 'describe-snapshots/all.json': { Snapshots } });
  expect(await isPublic(named([]))).toEqual({ status: 'read', value: false });
  expect(await isPublic(named([ownSnapshot]))).toEqual({ status: 'read', value: true });
});

test('a bucket without its region keeps its settings', async () => {
  const snapshot = await snapshotFrom(
    await folderOf({
      'list-buckets.json': { Buckets: [{ Name: 'logs' }] },
      'get-bucket-versioning/logs.json': { Status: 'Enabled' },
    }),
  );
  expect(new Inventory(snapshot).of('AWS::S3::Bucket')).toMatchObject([
    { id: 'logs', versioning: { value: { status: 'Enabled' } }, acl: { status: 'unread' } },
  ]);
});

test('record sets that break off at a next record are not all', async () => {
  const records = { ResourceRecordSets: [], IsTruncated: true, NextRecordName: 'b.example.com.' };
  const snapshot = await snapshotFrom(
    await folderOf({
      'list-hosted-zones.json': { HostedZones: [{ Id: '/hostedzone/Z1' }] },
      'list-resource-record-sets/Z1.json': records,
    }),
  );
  expect(new Inventory(snapshot).of('AWS::Route53::HostedZone')).toMatchObject([
    { id: 'Z1', records: { status: 'unread', why: expect.stringContaining('page token') } },
  ]);
});

test('a list that ends at a page token is not all', async () => {
  const snapshot = await snapshotFrom(
    await folderOf({ 'describe-vpcs.json': { Vpcs: [vpc], NextToken: 'more' } }),
  );
  const inventory = new Inventory(snapshot);
  expect(inventory.of('AWS::EC2::VPC')).toHaveLength(1);
  expect(inventory.all('AWS::EC2::VPC')).toMatchObject({
    status: 'unread',
    why: expect.stringContaining('page token'),
  });
});

test('what has no file is unread, not absent', async () => {
  const inventory = new Inventory(
    await snapshotFrom(await folderOf({ 'describe-vpcs.json': { Vpcs: [vpc] } })),
  );
  expect(inventory.all('AWS::EC2::Subnet')).toMatchObject({ status: 'unread', call: 'ec2:DescribeSubnets' });
});

test.each([
  ['cut-off JSON', { 'Vpcs.json': '{"Vpcs": [' }, /Vpcs\.json is no JSON/],
  ['a number', { 'Vpcs.json': '7' }, /expected a JSON object or list/],
  ['an empty folder', {}, /holds no \.json file/],
])('refuses %s', async (_name, files, message) => {
  await expect(openAwsJson(await folderOf(files))).rejects.toThrow(message);
});

test.skipIf(!existsSync(BATFISH))(
  'reads every Batfish example (skipped where ../shared is absent)',
  async () => {
    for (const name of readdirSync(BATFISH)) {
      const inventory = new Inventory(await snapshotFrom(join(BATFISH, name, 'aws_configs')));
      expect(inventory.of('AWS::EC2::VPC').length, name).toBeGreaterThan(0);
      expect(inventory.of('AWS::EC2::NetworkInterface').length, name).toBeGreaterThan(0);
      for (const listing of inventory.snapshot.listings)
        expect(listing.gap?.why ?? '', `${name} ${listing.type}`).not.toMatch(/^InternalError/);
    }
  },
);

test('a list that --max-items has cut off is not all, whatever its service calls page tokens', async () => {
  const cut = { ...DETAILS, NextToken: 'eyJNYXJrZXIiOiBudWxsfQ==' };
  const folder = await folderOf({ 'get-account-authorization-details.json': cut });
  const inventory = new Inventory(await snapshotFrom(folder));
  expect(inventory.of('AWS::IAM::User')).toMatchObject([{ id: 'a' }]);
  expect(inventory.all('AWS::IAM::User')).toMatchObject({
    status: 'unread',
    why: expect.stringContaining('page token'),
  });
});

const DETAILS = {
  UserDetailList: [{ UserName: 'a', UserId: 'AIDA1', Arn: 'arn:aws:iam::111122223333:user/a' }],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
};

test('authorization details alone: who is there is read, all else is unread and says why', async () => {
  const folder = await folderOf({ 'details.json': DETAILS });
  const snapshot = await collect({
    accounts: await openAuthorizationDetails(join(folder, 'details.json')),
    collectors: ALL_COLLECTORS,
    asOf: '2026-11-01T00:00:00.000Z',
    tool: { name: 'rampart', version: '0' },
    source: 'authorization-details',
  });
  const inventory = new Inventory(snapshot);
  expect(inventory.all('AWS::IAM::User')).toMatchObject({
    status: 'read',
    value: [
      {
        id: 'a',
        account: '111122223333',
        mfaDevices: {
          status: 'unread',
          why: expect.stringMatching(/^NotInFile: .* does not tell what iam:ListMFADevices does$/),
        },
      },
    ],
  });
  expect(inventory.all('AWS::IAM::Role')).toEqual({ status: 'read', value: [] });
  expect(inventory.all('AWS::Organizations::Policy')).toMatchObject({ status: 'unread' });
  expect(inventory.all('AWS::S3::Bucket')).toMatchObject({ status: 'unread' });
});

test.each([
  [
    'of another command',
    { Users: [] },
    /has no UserDetailList, GroupDetailList, RoleDetailList, Policies: expected/,
  ],
  [
    'that --query has narrowed',
    { ...DETAILS, Policies: null },
    /has no Policies: expected the whole output of aws iam/,
  ],
  ['that is a list', [], /has no UserDetailList/],
  ['that is no JSON', '{', /is no JSON/],
])('authorization details %s are refused', async (_, content, message) => {
  const folder = await folderOf({ 'details.json': content });
  await expect(openAuthorizationDetails(join(folder, 'details.json'))).rejects.toThrow(message);
});
