import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import {
  ACCOUNT,
  AS_OF,
  daysBefore,
  deniedCall,
  deniedListing,
  evaluate,
  OTHER_ACCOUNT,
  REGION,
  statuses,
  theAccount,
} from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Trail, TrailStatus } from '../../model/resources/cloudtrail.ts';
import { cloudtrailAccountMultiRegionTrail as check } from './cloudtrail-account-multi-region-trail.ts';

function withStatus(overrides: Partial<TrailStatus>, trail: Partial<Trail> = {}): Trail {
  const good = aTrail(trail);
  if (good.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  return { ...good, trailStatus: read({ ...good.trailStatus.value, ...overrides }) };
}

function selecting(overrides: object): Trail {
  const all = {
    readWriteType: 'All' as const,
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [],
  };
  return aTrail({
    selectors: read({ eventSelectors: [{ ...all, ...overrides }], advancedEventSelectors: [] }),
  });
}

test('passes with one good trail', () => {
  const [outcome] = evaluate(check, theAccount(), { resources: [aTrail()] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { trail: aTrail().arn } });
});

test('fails without trails', () => {
  const [outcome] = evaluate(check, theAccount());
  expect(outcome).toMatchObject({ status: 'fail', summary: 'The account has no trail.' });
});

test.each([
  ['single region', aTrail({ isMultiRegionTrail: false })],
  ['no global events', aTrail({ includeGlobalServiceEvents: false })],
  ['stopped', withStatus({ isLogging: false })],
  ['delivery error', withStatus({ latestDeliveryError: 'AccessDenied' })],
  ['no delivery for more than a day', withStatus({ latestDeliveryTime: daysBefore(1.01) })],
  ['reads only', selecting({ readWriteType: 'ReadOnly' })],
  ['writes only', selecting({ readWriteType: 'WriteOnly' })],
  ['no management events', selecting({ includeManagementEvents: false })],
  [
    'another source left out',
    aTrail({
      selectors: read({
        eventSelectors: [],
        advancedEventSelectors: [
          {
            name: null,
            fieldSelectors: [
              { field: 'eventCategory', equals: ['Management'] },
              { field: 'eventSource', notEquals: ['sts.amazonaws.com'] },
            ],
          },
        ],
      }),
    }),
  ],
])('fails with a trail that has %s', (_, trail) => {
  expect(statuses(check, theAccount(), { resources: [trail] })).toEqual(['fail']);
});

test.each([
  ['KMS left out', selecting({ excludeManagementEventSources: ['kms.amazonaws.com'] })],
  ['delivered exactly a day ago', withStatus({ latestDeliveryTime: daysBefore(1) })],
  ['started an hour ago', withStatus({ latestDeliveryTime: null, startLoggingTime: daysBefore(0.04) })],
])('passes with a trail that has %s', (_, trail) => {
  expect(statuses(check, theAccount(), { resources: [trail] })).toEqual(['pass']);
});

test('a good trail counts beside bad ones and beside what could not be read', () => {
  const others = [
    withStatus({ isLogging: false }, { id: 'old' }),
    aTrail({ id: 'dark', trailStatus: deniedCall('cloudtrail:GetTrailStatus') }),
  ];
  expect(statuses(check, theAccount(), { resources: [...others, aTrail()] })).toEqual(['pass']);
});

test('two halves are no whole', () => {
  const halves = [
    { ...selecting({ readWriteType: 'ReadOnly' }), id: 'a', arn: `${aTrail().arn}-a` },
    { ...selecting({ readWriteType: 'WriteOnly' }), id: 'b', arn: `${aTrail().arn}-b` },
  ];
  expect(statuses(check, theAccount(), { resources: halves })).toEqual(['fail']);
});

test.each([
  ['trailStatus', { trailStatus: deniedCall('cloudtrail:GetTrailStatus') }],
  ['selectors', { selectors: deniedCall('cloudtrail:GetEventSelectors') }],
])('is unknown without %s', (_, overrides) => {
  const [outcome] = evaluate(check, theAccount(), { resources: [aTrail(overrides)] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: Object.values(overrides) });
});

test('fails all the same when a known fault decides', () => {
  const trail = aTrail({
    isMultiRegionTrail: false,
    trailStatus: deniedCall('cloudtrail:GetTrailStatus'),
  });
  expect(statuses(check, theAccount(), { resources: [trail] })).toEqual(['fail']);
});

test('is unknown when trails could not be listed', () => {
  const [outcome] = evaluate(check, theAccount(), { denied: ['AWS::CloudTrail::Trail'] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing('AWS::CloudTrail::Trail')] });
});

test('regions that were left out hide no multi-region trail', () => {
  const skippedRegions = [{ region: 'eu-west-1', why: 'not asked for' }];
  expect(statuses(check, theAccount(), { skippedRegions })).toEqual(['fail']);
});

const shadow = aTrail({
  arn: `arn:aws:cloudtrail:${REGION}:${OTHER_ACCOUNT}:trail/organisation`,
  id: 'organisation',
  isOrganizationTrail: true,
});

test('the organisation trail counts for a member', () => {
  const [outcome] = evaluate(check, theAccount(), { resources: [shadow] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { isOrganizationTrail: true } });
});

test("what a member is not told the owner's copy tells", () => {
  const blind: Trail = {
    ...shadow,
    trailStatus: deniedCall('cloudtrail:GetTrailStatus'),
    selectors: deniedCall('cloudtrail:GetEventSelectors'),
  };
  const owners: Trail = { ...shadow, account: OTHER_ACCOUNT };
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(statuses(check, theAccount(), { accounts, resources: [blind, owners] })).toEqual(['pass']);
  expect(statuses(check, theAccount(), { accounts, resources: [blind] })).toEqual(['unknown']);
  const darkOwner: Trail = { ...blind, account: OTHER_ACCOUNT };
  expect(statuses(check, theAccount(), { accounts, resources: [shadow, darkOwner] })).toEqual(['pass']);
});

test('a copy without delivery times is unknown, not silent', () => {
  const copy = withStatus({ latestDeliveryTime: null, startLoggingTime: null }, shadow);
  expect(statuses(check, theAccount(), { resources: [copy] })).toEqual(['unknown']);
  const own = withStatus({ latestDeliveryTime: null, startLoggingTime: null });
  expect(statuses(check, theAccount(), { resources: [own] })).toEqual(['fail']);
});

test('the hours are a setting', () => {
  const trail = withStatus({ latestDeliveryTime: new Date(Date.parse(AS_OF) - 7_200_000).toISOString() });
  const settings = { trailDeliveryHours: 1 };
  expect(statuses(check, theAccount(), { resources: [trail], settings })).toEqual(['fail']);
});

test('what asks for any trail is broken where there is none; a faulty one is for the checks of trails', () => {
  const controls = ['cis-aws-5.0.0:3.1', 'cis-aws-5.0.0:3.8', 'aws-fsbp:CloudTrail.3'];
  expect(brokenControls(check, theAccount(), controls)).toEqual(controls);
  const resources = [aTrail({ isMultiRegionTrail: false })];
  expect(brokenControls(check, theAccount(), controls, { resources })).toEqual(['cis-aws-5.0.0:3.1']);
});
