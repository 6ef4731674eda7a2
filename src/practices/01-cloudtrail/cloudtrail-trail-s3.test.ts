import { describe, expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { AdvancedFieldSelector, EventSelector, Trail } from '../../model/resources/cloudtrail.ts';
import { cloudtrailTrailS3 } from './cloudtrail-trail-s3.ts';

const [reads, writes] = cloudtrailTrailS3;
if (!reads || !writes) throw new Error('there are two checks');

function basic(overrides: Partial<EventSelector>, trail: Partial<Trail> = {}): Trail {
  const selector = {
    readWriteType: 'All' as const,
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
    ...overrides,
  };
  return aTrail({ ...trail, selectors: read({ eventSelectors: [selector], advancedEventSelectors: [] }) });
}

function advanced(...fields: readonly AdvancedFieldSelector[]): Trail {
  const fieldSelectors = [{ field: 'eventCategory', equals: ['Data'] }, ...fields];
  return aTrail({
    selectors: read({ eventSelectors: [], advancedEventSelectors: [{ name: null, fieldSelectors }] }),
  });
}

const objects = { field: 'resources.type', equals: ['AWS::S3::Object'] };

test('ids', () => {
  expect(cloudtrailTrailS3.map(({ id }) => id)).toEqual([
    'cloudtrail-trail-s3-read-data-events',
    'cloudtrail-trail-s3-write-data-events',
  ]);
});

describe.each([
  ['read', reads, 'ReadOnly', 'WriteOnly', 'true', 'false'],
  ['write', writes, 'WriteOnly', 'ReadOnly', 'false', 'true'],
] as const)('%s', (_, check, type, otherType, readOnly, otherReadOnly) => {
  test.each([
    ['all', basic({}), 'pass'],
    ['its own half', basic({ readWriteType: type }), 'pass'],
    ['the other half', basic({ readWriteType: otherType }), 'fail'],
    [
      'one bucket',
      basic({ dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::b/'] }] }),
      'fail',
    ],
    ['management events', aTrail(), 'fail'],
    ['advanced, all', advanced(objects), 'pass'],
    ['advanced, its half', advanced(objects, { field: 'readOnly', equals: [readOnly] }), 'pass'],
    ['advanced, the other half', advanced(objects, { field: 'readOnly', equals: [otherReadOnly] }), 'fail'],
    ['advanced, one name', advanced(objects, { field: 'eventName', equals: ['GetObject'] }), 'fail'],
  ])('%s: %s', (_name, trail, status) => {
    expect(statuses(check, trail)).toEqual([status]);
  });

  test('another delivering multi-region trail is enough', () => {
    const other = basic({}, { id: 'data' });
    expect(evaluate(check, aTrail(), { resources: [other] })[0]).toMatchObject({
      status: 'pass',
      evidence: { recordedBy: other.arn },
    });
    const local = basic({}, { id: 'data', isMultiRegionTrail: false });
    expect(statuses(check, aTrail(), { resources: [local] })).toEqual(['fail']);
  });

  test('a trail of one region, a stopped one or one that delivers nothing does not count', () => {
    const trail = basic({});
    if (trail.trailStatus.status === 'unread') throw new Error('the builder reads the status');
    const status = trail.trailStatus.value;
    expect(statuses(check, { ...trail, isMultiRegionTrail: false })).toEqual(['fail']);
    expect(statuses(check, { ...trail, trailStatus: read({ ...status, isLogging: false }) })).toEqual([
      'fail',
    ]);
    const refused = read({ ...status, latestDeliveryError: 'AccessDenied' });
    expect(statuses(check, { ...trail, trailStatus: refused })).toEqual(['fail']);
    expect(statuses(check, { ...trail, trailStatus: deniedCall('cloudtrail:GetTrailStatus') })).toEqual([
      'unknown',
    ]);
  });

  test('is unknown when its selectors, or those of another, could not be read', () => {
    const selectors = deniedCall('cloudtrail:GetEventSelectors');
    expect(statuses(check, aTrail({ selectors }))).toEqual(['unknown']);
    const other = aTrail({ id: 'data', selectors });
    expect(statuses(check, aTrail(), { resources: [other] })).toEqual(['unknown']);
    const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
    expect(statuses(check, aTrail(), { resources: [basic({}, { id: 'data', trailStatus })] })).toEqual([
      'unknown',
    ]);
  });
});
