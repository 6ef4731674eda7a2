import { expect, test } from 'vitest';
import type {
  AdvancedFieldSelector,
  EventSelector,
  TrailEventSelectors,
} from '../model/resources/cloudtrail.ts';
import { recordsCategory, recordsEvent, unrecordedEvent } from './event-selectors.ts';

function basic(...selectors: readonly Partial<EventSelector>[]): TrailEventSelectors {
  const eventSelectors = selectors.map((each) => ({
    readWriteType: 'All' as const,
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [],
    ...each,
  }));
  return { eventSelectors, advancedEventSelectors: [] };
}

function advanced(...selectors: readonly (readonly AdvancedFieldSelector[])[]): TrailEventSelectors {
  const advancedEventSelectors = selectors.map((fieldSelectors) => ({ name: null, fieldSelectors }));
  return { eventSelectors: [], advancedEventSelectors };
}

const management = { field: 'eventCategory', equals: ['Management'] };
const data = { field: 'eventCategory', equals: ['Data'] };
const s3Objects = { field: 'resources.type', equals: ['AWS::S3::Object'] };
const reads = { field: 'readOnly', equals: ['true'] };
const writes = { field: 'readOnly', equals: ['false'] };
const s3Reads = [data, s3Objects, reads, { field: 'resources.ARN', startsWith: ['arn:aws:s3:::'] }];
const allBuckets = { type: 'AWS::S3::Object', values: ['arn:aws:s3'] };

test.each([
  ['no selector is the default one', basic(), null],
  ['all', basic({}), null],
  ['reads and writes apart', basic({ readWriteType: 'ReadOnly' }, { readWriteType: 'WriteOnly' }), null],
  ['writes only', basic({ readWriteType: 'WriteOnly' }), { readOnly: 'true' }],
  ['no management', basic({ includeManagementEvents: false, dataResources: [allBuckets] }), {}],
  [
    'KMS left out',
    basic({ excludeManagementEventSources: ['kms.amazonaws.com'] }),
    { eventSource: 'kms.amazonaws.com' },
  ],
  [
    'each leaves out what the other records',
    basic(
      { excludeManagementEventSources: ['kms.amazonaws.com'] },
      { excludeManagementEventSources: ['rdsdata.amazonaws.com'] },
    ),
    null,
  ],
  [
    'the other records its reads only',
    basic(
      { excludeManagementEventSources: ['kms.amazonaws.com'] },
      { excludeManagementEventSources: ['rdsdata.amazonaws.com'], readWriteType: 'ReadOnly' },
    ),
    { readOnly: 'false', eventSource: 'kms.amazonaws.com' },
  ],
  ['advanced, all', advanced([management]), null],
  ['advanced, both halves', advanced([management, reads], [management, writes]), null],
  ['advanced, writes', advanced([management, writes]), { readOnly: 'true' }],
  [
    'advanced, KMS left out',
    advanced([management, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }]),
    { eventSource: 'kms.amazonaws.com' },
  ],
  [
    'advanced, KMS left out and added',
    advanced(
      [management, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }],
      [management, { field: 'eventSource', equals: ['kms.amazonaws.com'] }],
    ),
    null,
  ],
  [
    'one source only',
    advanced([management, { field: 'eventSource', equals: ['iam.amazonaws.com'] }]),
    { eventSource: '…' },
  ],
  ['data only', advanced([data, s3Objects]), {}],
])('management events, %s', (_, selectors, missing) => {
  const found = unrecordedEvent(selectors, [management]);
  if (missing === null) expect(found).toBeNull();
  else {
    expect(found).toMatchObject({ eventCategory: 'Management', ...missing });
    expect(recordsEvent(selectors, found ?? {})).toBe(false);
  }
});

test('what is not asked about is not missed', () => {
  const selectors = basic({ excludeManagementEventSources: ['kms.amazonaws.com'] });
  const asked = [management, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }];
  expect(unrecordedEvent(selectors, asked)).toBeNull();
});

test.each([
  ['all buckets', basic({ dataResources: [allBuckets] }), true],
  [
    'all buckets, the long way',
    basic({ dataResources: [{ ...allBuckets, values: ['arn:aws:s3:::'] }] }),
    true,
  ],
  ['without management events', basic({ includeManagementEvents: false, dataResources: [allBuckets] }), true],
  ['writes only', basic({ readWriteType: 'WriteOnly', dataResources: [allBuckets] }), false],
  ['one bucket', basic({ dataResources: [{ ...allBuckets, values: ['arn:aws:s3:::one/'] }] }), false],
  ['no bucket', basic({}), false],
  [
    'Lambda',
    basic({ dataResources: [{ type: 'AWS::Lambda::Function', values: ['arn:aws:lambda'] }] }),
    false,
  ],
  ['advanced', advanced([data, s3Objects]), true],
  ['advanced, reads', advanced([data, s3Objects, reads]), true],
  ['advanced, writes', advanced([data, s3Objects, writes]), false],
  ['another type', advanced([data, { field: 'resources.type', equals: ['AWS::Lambda::Function'] }]), false],
  ['one event name', advanced([data, s3Objects, { field: 'eventName', equals: ['GetObject'] }]), false],
  [
    'all but one bucket',
    advanced([data, s3Objects, { field: 'resources.ARN', notStartsWith: ['arn:aws:s3:::logs/'] }]),
    false,
  ],
  [
    'all but one bucket, and that one',
    advanced(
      [data, s3Objects, { field: 'resources.ARN', notStartsWith: ['arn:aws:s3:::logs/'] }],
      [data, s3Objects, { field: 'resources.ARN', startsWith: ['arn:aws:s3:::logs/'] }],
    ),
    true,
  ],
  [
    'names by their beginnings and the rest',
    advanced(
      [data, s3Objects, { field: 'eventName', startsWith: ['Get', 'Head'] }],
      [data, s3Objects, { field: 'eventName', notStartsWith: ['Get', 'Head', 'List'] }],
      [data, s3Objects, { field: 'eventName', startsWith: ['L'], notEndsWith: ['Parts'] }],
      [data, s3Objects, { field: 'eventName', endsWith: ['Parts'] }],
    ),
    true,
  ],
  [
    'a gap between two beginnings',
    advanced(
      [data, s3Objects, { field: 'eventName', startsWith: ['Get', 'Head'] }],
      [data, s3Objects, { field: 'eventName', notStartsWith: ['Get', 'Head', 'List'] }],
    ),
    false,
  ],
])('S3 reads, %s: %s', (_, selectors, complete) => {
  const missing = unrecordedEvent(selectors, s3Reads);
  expect(missing === null).toBe(complete);
  if (missing) expect(recordsEvent(selectors, missing)).toBe(false);
});

test('positive and negative operators of one field must agree', () => {
  const selectors = advanced([
    data,
    s3Objects,
    {
      field: 'resources.ARN',
      startsWith: ['arn:aws:s3:::one/', 'arn:aws:s3:::two/'],
      notEquals: ['arn:aws:s3:::one/excluded'],
    },
  ]);
  const event = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object', readOnly: 'true' };
  const at = (arn: string): boolean => recordsEvent(selectors, { ...event, 'resources.ARN': arn });
  expect(at('arn:aws:s3:::two/key')).toBe(true);
  expect(at('arn:aws:s3:::one/excluded')).toBe(false);
  expect(at('arn:aws:s3:::three/key')).toBe(false);
});

test('a field that the event lacks meets negative conditions only', () => {
  const event = { eventCategory: 'Management' };
  expect(recordsEvent(advanced([management, { field: 'eventName', equals: ['x'] }]), event)).toBe(false);
  expect(recordsEvent(advanced([management, { field: 'eventName', notEquals: ['x'] }]), event)).toBe(true);
});

test('categories', () => {
  expect(recordsCategory(advanced([data, s3Objects]), 'Management')).toBe(false);
  expect(recordsCategory(advanced([data, s3Objects]), 'Data')).toBe(true);
  expect(recordsCategory(basic({}), 'Data')).toBe(false);
});

test('five hundred values are decided at once', () => {
  const names = Array.from({ length: 240 }, (_, index) => `Name${index}`);
  const arns = Array.from({ length: 240 }, (_, index) => `arn:aws:s3:::bucket-${index}/`);
  const selectors = advanced(
    [
      data,
      s3Objects,
      { field: 'eventName', notEquals: names },
      { field: 'resources.ARN', notStartsWith: arns },
    ],
    [data, s3Objects, { field: 'eventName', equals: names }],
  );
  expect(unrecordedEvent(selectors, s3Reads)).toMatchObject({ eventName: '…' });
});
