import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { deniedCall, evaluate, statuses, theAccount } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { EventSelector, Trail } from '../../model/resources/cloudtrail.ts';
import { cloudtrailAccountGlobalEventsOnce as check } from './cloudtrail-account-global-events-once.ts';

function selecting(readWriteType: EventSelector['readWriteType'], overrides: Partial<Trail> = {}): Trail {
  const selector = {
    readWriteType,
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [],
  };
  return aTrail({
    ...overrides,
    selectors: read({ eventSelectors: [selector], advancedEventSelectors: [] }),
  });
}

const EVERYWHERE = ['us-east-1', 'eu-west-1'];
const european = aTrail({
  id: 'eu',
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/eu',
  region: 'eu-west-1',
  homeRegion: 'eu-west-1',
  isMultiRegionTrail: false,
});

test('passes with one multi-region trail', () => {
  const [outcome] = evaluate(check, theAccount(), { resources: [aTrail()] });
  expect(outcome).toMatchObject({
    status: 'pass',
    evidence: { read: [aTrail().arn], write: [aTrail().arn] },
  });
});

test('passes when reads and writes are divided between two', () => {
  const resources = [selecting('ReadOnly', { id: 'reads' }), selecting('WriteOnly', { id: 'writes' })];
  expect(statuses(check, theAccount(), { resources })).toEqual(['pass']);
});

test('fails when two record them, and names both', () => {
  const resources = [aTrail(), selecting('WriteOnly', { id: 'partner' })];
  const [outcome] = evaluate(check, theAccount(), { resources });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'Global service write events are recorded by main-trail and partner.',
  });
});

test('a trail of another region alone does not get them', () => {
  const resources = [aTrail(), european];
  expect(statuses(check, theAccount({ regions: EVERYWHERE }), { resources, regions: EVERYWHERE })).toEqual([
    'pass',
  ]);
  expect(
    statuses(check, theAccount({ regions: EVERYWHERE }), { resources: [european], regions: EVERYWHERE }),
  ).toEqual(['fail']);
});

test('a trail of us-east-1 alone does', () => {
  const resources = [aTrail(), aTrail({ id: 'local', isMultiRegionTrail: false })];
  expect(statuses(check, theAccount(), { resources })).toEqual(['fail']);
});

test.each([
  ['none', []],
  ['one without the flag', [aTrail({ includeGlobalServiceEvents: false })]],
  ['one of writes', [selecting('WriteOnly')]],
])('fails with %s', (_, resources) => {
  expect(statuses(check, theAccount(), { resources })).toEqual(['fail']);
});

test('a stopped trail records nothing', () => {
  const good = aTrail({ id: 'old' });
  if (good.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  const stopped = { ...good, trailStatus: read({ ...good.trailStatus.value, isLogging: false }) };
  expect(statuses(check, theAccount(), { resources: [aTrail(), stopped] })).toEqual(['pass']);
  expect(statuses(check, theAccount(), { resources: [stopped] })).toEqual(['fail']);
});

test('is unknown while another trail may record them too', () => {
  for (const overrides of [
    { trailStatus: deniedCall('cloudtrail:GetTrailStatus') },
    { selectors: deniedCall('cloudtrail:GetEventSelectors') },
  ]) {
    const resources = [aTrail(), aTrail({ id: 'dark', ...overrides })];
    expect(statuses(check, theAccount(), { resources })).toEqual(['unknown']);
  }
});

test('fails at two, whatever a third does', () => {
  const dark = aTrail({ id: 'dark', selectors: deniedCall('cloudtrail:GetEventSelectors') });
  const resources = [aTrail(), aTrail({ id: 'second' }), dark];
  expect(statuses(check, theAccount(), { resources })).toEqual(['fail']);
});

test('is unknown without the listing, or without the region of global events', () => {
  expect(statuses(check, theAccount(), { denied: ['AWS::CloudTrail::Trail'] })).toEqual(['unknown']);
  const regions = ['eu-west-1'];
  const shadow = aTrail({ region: 'eu-west-1' });
  expect(statuses(check, theAccount({ regions }), { regions, resources: [shadow] })).toEqual(['unknown']);
});
