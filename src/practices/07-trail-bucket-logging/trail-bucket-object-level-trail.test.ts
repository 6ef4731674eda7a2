import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import {
  ACCOUNT,
  deniedCall,
  deniedListing,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import { type Read, read } from '../../model/reading.ts';
import type {
  AdvancedFieldSelector,
  Trail,
  TrailEventSelectors,
  TrailStatus,
} from '../../model/resources/cloudtrail.ts';
import { trailBucketObjectLevelTrail as check } from './trail-bucket-object-level-trail.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const logs = aBucket({ id: 'logs', region: 'eu-west-1' });

function basic(readWriteType: 'All' | 'ReadOnly' | 'WriteOnly', value: string): Read<TrailEventSelectors> {
  const selector = { readWriteType, includeManagementEvents: false, excludeManagementEventSources: [] };
  const dataResources = [{ type: 'AWS::S3::Object', values: [value] }];
  return read({ eventSelectors: [{ ...selector, dataResources }], advancedEventSelectors: [] });
}

function advanced(...fieldSelectors: readonly AdvancedFieldSelector[]): Read<TrailEventSelectors> {
  const data = [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'resources.type', equals: ['AWS::S3::Object'] },
  ];
  return read({
    eventSelectors: [],
    advancedEventSelectors: [{ name: null, fieldSelectors: [...data, ...fieldSelectors] }],
  });
}

function recorder(overrides: Partial<Trail> = {}): Trail {
  return aTrail({
    id: 'data-trail',
    s3BucketName: 'elsewhere',
    selectors: basic('All', 'arn:aws:s3'),
    ...overrides,
  });
}

function status(isLogging: boolean): Read<TrailStatus> {
  const { trailStatus } = aTrail();
  if (trailStatus.status === 'unread') throw new Error('the builder has a status');
  return read({ ...trailStatus.value, isLogging });
}

test.each([
  ['every bucket', basic('All', 'arn:aws:s3')],
  ['this bucket', basic('All', 'arn:aws:s3:::logs/')],
  ['its log files', basic('All', 'arn:aws:s3:::logs/AWSLogs/')],
  ['every bucket, advanced', advanced()],
  ['this bucket, advanced', advanced({ field: 'resources.ARN', startsWith: ['arn:aws:s3:::logs/'] })],
  ['S3 only, advanced', advanced({ field: 'eventSource', equals: ['s3.amazonaws.com'] })],
])('passes when a trail records %s', (_, selectors) => {
  const [outcome] = evaluate(check, trail, { resources: [logs, recorder({ selectors })] });
  expect(outcome).toMatchObject({ status: 'pass' });
  expect(JSON.stringify(outcome)).toContain('trail/data-trail');
});

test.each([
  ['reads only', basic('ReadOnly', 'arn:aws:s3')],
  ['writes only', basic('WriteOnly', 'arn:aws:s3')],
  ['another bucket', basic('All', 'arn:aws:s3:::data/')],
  ['a bucket whose name begins alike', basic('All', 'arn:aws:s3:::logs-2/')],
  ['one API call, advanced', advanced({ field: 'eventName', equals: ['DeleteObject'] })],
  [
    'all but this bucket, advanced',
    advanced({ field: 'resources.ARN', notStartsWith: ['arn:aws:s3:::logs/'] }),
  ],
])('fails when the trails record %s', (_, selectors) => {
  const [outcome] = evaluate(check, trail, { resources: [logs, recorder({ selectors })] });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { unrecorded: { eventCategory: 'Data' } } });
});

test('fails with management events alone', () => {
  expect(statuses(check, trail, { resources: [logs] })).toEqual(['fail']);
});

test('two trails may share the work', () => {
  const reads = recorder({ id: 'reads', selectors: basic('ReadOnly', 'arn:aws:s3') });
  const writes = recorder({ id: 'writes', selectors: basic('WriteOnly', 'arn:aws:s3:::logs/') });
  expect(statuses(check, trail, { resources: [logs, reads, writes] })).toEqual(['pass']);
});

test('a trail that is stopped, or of another region, or of another account, does not count', () => {
  const others = [
    recorder({ trailStatus: status(false) }),
    recorder({ isMultiRegionTrail: false, homeRegion: 'us-east-1' }),
    recorder({
      account: OTHER_ACCOUNT,
      arn: `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/data-trail`,
    }),
  ];
  for (const other of others) {
    const accounts = [ACCOUNT, OTHER_ACCOUNT];
    expect(statuses(check, trail, { resources: [logs, other], accounts })).toEqual(['fail']);
  }
  const here = recorder({ isMultiRegionTrail: false, homeRegion: 'eu-west-1' });
  expect(statuses(check, trail, { resources: [logs, here] })).toEqual(['pass']);
});

test("an organisation's trail counts in the account of the bucket, by its owner's selectors", () => {
  const arn = `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/data-trail`;
  const owned = recorder({ arn, account: OTHER_ACCOUNT, isOrganizationTrail: true });
  const shadow = { ...owned, account: ACCOUNT, selectors: deniedCall('cloudtrail:GetEventSelectors') };
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(statuses(check, trail, { resources: [logs, shadow, owned], accounts })).toEqual(['pass']);
  expect(statuses(check, trail, { resources: [logs, shadow] })).toEqual(['unknown']);
});

test('is unknown when a trail that may record them is not known, unless another surely does', () => {
  const selectors = deniedCall('cloudtrail:GetEventSelectors');
  const blind = recorder({ id: 'blind', selectors });
  expect(evaluate(check, trail, { resources: [logs, blind] })).toMatchObject([
    { status: 'unknown', unread: [selectors] },
  ]);
  expect(statuses(check, trail, { resources: [logs, blind, recorder()] })).toEqual(['pass']);
  const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
  expect(evaluate(check, trail, { resources: [logs, recorder({ trailStatus })] })).toMatchObject([
    { status: 'unknown', unread: [trailStatus] },
  ]);
});

test('is unknown when the trails were not all listed, unless one that was surely records them', () => {
  const type = 'AWS::CloudTrail::Trail';
  expect(evaluate(check, trail, { resources: [logs], denied: [type] })).toMatchObject([
    { status: 'unknown', unread: [deniedListing(type)] },
  ]);
  expect(statuses(check, trail, { resources: [logs, recorder()], denied: [type] })).toEqual(['pass']);
});

test("where the bucket's region is not known, trails of one region may or may not count", () => {
  const versioning = deniedCall('s3:GetBucketLocation');
  const nowhere = aBucket({ id: 'logs', region: 'unknown', versioning });
  const single = recorder({ isMultiRegionTrail: false, homeRegion: 'eu-west-1' });
  expect(evaluate(check, trail, { resources: [nowhere, single] })).toMatchObject([
    { status: 'unknown', unread: [versioning] },
  ]);
  expect(statuses(check, trail, { resources: [nowhere, recorder()] })).toEqual(['pass']);
});

test('a bucket that was read without its region is no less unknown to trails of one region', () => {
  const nowhere = aBucket({ id: 'logs', region: 'unknown' });
  const single = recorder({ isMultiRegionTrail: false, homeRegion: 'eu-west-1' });
  expect(evaluate(check, trail, { resources: [nowhere, single] })).toMatchObject([
    { status: 'unknown', unread: [{ call: 's3:GetBucketLocation' }] },
  ]);
});

test('is unknown when the bucket is not known', () => {
  expect(statuses(check, trail, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
  expect(statuses(check, trail)).toEqual(['unknown']);
});

test('leaves a bucket that AWS says does not exist to cloudtrail-bucket-exists', () => {
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
  expect(statuses(check, orphan, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});
