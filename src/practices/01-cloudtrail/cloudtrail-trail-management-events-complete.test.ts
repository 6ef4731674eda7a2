import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { EventSelector, Trail } from '../../model/resources/cloudtrail.ts';
import { cloudtrailTrailManagementEventsComplete as check } from './cloudtrail-trail-management-events-complete.ts';

function selecting(overrides: Partial<EventSelector>, trail: Partial<Trail> = {}): Trail {
  const selector = {
    readWriteType: 'All' as const,
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [],
    ...overrides,
  };
  return aTrail({ ...trail, selectors: read({ eventSelectors: [selector], advancedEventSelectors: [] }) });
}

const withoutKms = selecting({ excludeManagementEventSources: ['kms.amazonaws.com'] }, { id: 'quiet' });

test('passes when nothing is left out', () => {
  expect(statuses(check, aTrail())).toEqual(['pass']);
});

test('fails and names what is left out', () => {
  const [outcome] = evaluate(check, withoutKms);
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('kms.amazonaws.com'),
    evidence: { missing: { eventSource: 'kms.amazonaws.com' } },
  });
});

test('fails with reads or writes only', () => {
  expect(statuses(check, selecting({ readWriteType: 'WriteOnly' }))).toEqual(['fail']);
});

test('passes when another multi-region trail records it', () => {
  const [outcome] = evaluate(check, withoutKms, { resources: [aTrail()] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { recordedBy: aTrail().arn } });
});

test.each([
  ['records one region', aTrail({ isMultiRegionTrail: false }), 'fail'],
  ['leaves out the same', { ...withoutKms, id: 'b', arn: `${withoutKms.arn}-b` }, 'fail'],
  ['cannot be judged', aTrail({ selectors: deniedCall('cloudtrail:GetEventSelectors') }), 'unknown'],
  ['may be stopped', aTrail({ trailStatus: deniedCall('cloudtrail:GetTrailStatus') }), 'unknown'],
])('another trail that %s: %s', (_, other, status) => {
  expect(statuses(check, withoutKms, { resources: [other] })).toEqual([status]);
});

test('a trail of data events is not meant', () => {
  const dataResources = [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }];
  expect(statuses(check, selecting({ includeManagementEvents: false, dataResources }))).toEqual([
    'not-applicable',
  ]);
});

test('is unknown without the selectors, or without the other trails', () => {
  const selectors = deniedCall('cloudtrail:GetEventSelectors');
  expect(evaluate(check, aTrail({ selectors }))[0]).toMatchObject({ status: 'unknown', unread: [selectors] });
  expect(statuses(check, withoutKms, { denied: ['AWS::CloudTrail::Trail'] })).toEqual(['unknown']);
});
