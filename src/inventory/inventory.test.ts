import { expect, test } from 'vitest';
import { aTrail } from '../../test/builders/cloudtrail.ts';
import { aBucket } from '../../test/builders/s3.ts';
import { ACCOUNT, deniedListing, inventoryOf, OTHER_ACCOUNT, snapshotOf } from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import { Inventory } from './inventory.ts';

const bucket = aBucket({ id: 'logs' });

test('finds a bucket by name in any account', () => {
  const inventory = inventoryOf({ resources: [bucket], accounts: [ACCOUNT, OTHER_ACCOUNT] });
  expect(inventory.bucketNamed('logs')).toEqual(read(bucket));
});

test('says "none" only when every listing is complete', () => {
  expect(inventoryOf().bucketNamed('logs')).toEqual(read(null));
  expect(inventoryOf({ denied: ['AWS::S3::Bucket'] }).bucketNamed('logs')).toEqual(
    deniedListing('AWS::S3::Bucket'),
  );
});

test('a bucket that was read is found although another part of the list was not', () => {
  const inventory = inventoryOf({ resources: [bucket], denied: ['AWS::S3::Bucket'] });
  expect(inventory.bucketNamed('logs')).toEqual(read(bucket));
  expect(inventory.all('AWS::S3::Bucket').status).toBe('unread');
});

test('an ARN of an account that was not read is unread, not absent', () => {
  const arn = `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/theirs`;
  expect(inventoryOf().byArn('AWS::CloudTrail::Trail', arn)).toMatchObject({
    status: 'unread',
    why: expect.stringContaining(`AccountNotRead: account ${OTHER_ACCOUNT}`),
  });
});

test('an ARN of a region that was not read is unread, not absent', () => {
  const arn = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/ours`;
  const inventory = inventoryOf({ skippedRegions: [{ region: 'eu-west-1', why: 'not asked for' }] });
  expect(inventory.byArn('AWS::CloudTrail::Trail', arn)).toMatchObject({
    status: 'unread',
    why: expect.stringContaining('eu-west-1'),
  });
});

test('"all" over an account misses its skipped regions, "all" of a region and of a global type do not', () => {
  const inventory = inventoryOf({
    resources: [bucket],
    skippedRegions: [{ region: 'eu-west-1', why: 'excluded' }],
  });
  expect(inventory.all('AWS::CloudTrail::Trail', { account: ACCOUNT })).toMatchObject({
    status: 'unread',
    why: expect.stringMatching(/^RegionSkipped/),
  });
  expect(inventory.all('AWS::CloudTrail::Trail', { account: ACCOUNT, region: 'us-east-1' })).toEqual(
    read([]),
  );
  expect(inventory.all('AWS::S3::Bucket')).toEqual(read([bucket]));
});

test('a type that nobody tried to list is unread', () => {
  const inventory = new Inventory({ ...snapshotOf(), listings: [] });
  expect(inventory.all('AWS::S3::Bucket')).toMatchObject({
    status: 'unread',
    why: expect.stringMatching(/^NotCollected/),
  });
  expect(inventory.one('AWS::IAM::AccountSummary', ACCOUNT).status).toBe('unread');
});

test('an organisation trail that two accounts see is one trail, the copy of its owner', () => {
  const own = aTrail({
    account: OTHER_ACCOUNT,
    arn: `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/org`,
  });
  const shadow = { ...own, account: ACCOUNT };
  const inventory = inventoryOf({ resources: [shadow, own], accounts: [ACCOUNT, OTHER_ACCOUNT] });
  expect(inventory.of('AWS::CloudTrail::Trail')).toEqual([own]);
  expect(inventory.all('AWS::CloudTrail::Trail', { account: ACCOUNT })).toEqual(read([shadow]));
});

test('resources whose ARN names no account are kept once an account', () => {
  const mine = aBucket({ id: 'same' });
  const theirs = { ...mine, account: OTHER_ACCOUNT };
  const inventory = inventoryOf({ resources: [mine, theirs], accounts: [ACCOUNT, OTHER_ACCOUNT] });
  expect(inventory.of('AWS::S3::Bucket')).toHaveLength(2);
});

test('what an account sees of a shared resource is found by its id, though the owner was read too', () => {
  const own = aTrail({
    account: OTHER_ACCOUNT,
    arn: `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/org`,
  });
  const shadow = { ...own, account: ACCOUNT };
  const inventory = inventoryOf({ resources: [shadow, own], accounts: [ACCOUNT, OTHER_ACCOUNT] });
  expect(inventory.byId('AWS::CloudTrail::Trail', own.id, { account: ACCOUNT })).toEqual(read(shadow));
  expect(inventory.byId('AWS::CloudTrail::Trail', own.id, {})).toEqual(read(own));
});
