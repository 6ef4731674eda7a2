import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, deniedCall, evaluate, statuses, theAccount } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { EventSelector } from '../../model/resources/cloudtrail.ts';
import { cloudtrailOrganizationTrail as check } from './cloudtrail-organization-trail.ts';

const organization = {
  id: 'o-exampleorgid',
  arn: `arn:aws:organizations::${ACCOUNT}:organization/o-exampleorgid`,
  managementAccountId: ACCOUNT,
  featureSet: 'ALL',
};
const management = aMembership({ organization });
const trail = aTrail({ isOrganizationTrail: true });
const dataOnly: EventSelector = {
  readWriteType: 'All',
  includeManagementEvents: false,
  excludeManagementEventSources: [],
  dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
};

test('passes with a logging organisation trail', () => {
  const [outcome] = evaluate(check, theAccount(), { resources: [management, trail] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { trail: trail.arn } });
});

test.each([
  ['an ordinary trail', aTrail()],
  ['one region', { ...trail, isMultiRegionTrail: false }],
  [
    'data events only',
    { ...trail, selectors: read({ eventSelectors: [dataOnly], advancedEventSelectors: [] }) },
  ],
])('fails with %s', (_, other) => {
  expect(statuses(check, theAccount(), { resources: [management, other] })).toEqual(['fail']);
});

test('fails with a stopped one, and with none', () => {
  if (trail.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  const trailStatus = read({ ...trail.trailStatus.value, isLogging: false });
  expect(statuses(check, theAccount(), { resources: [management, { ...trail, trailStatus }] })).toEqual([
    'fail',
  ]);
  expect(statuses(check, theAccount(), { resources: [management] })).toEqual(['fail']);
});

test('does not concern members and accounts of their own', () => {
  expect(statuses(check, theAccount(), { resources: [aMembership()] })).toEqual(['not-applicable']);
  expect(statuses(check, theAccount(), { resources: [noMembership()] })).toEqual(['not-applicable']);
});

test('is unknown without the organisation, the trails or their status', () => {
  expect(statuses(check, theAccount(), { denied: ['AWS::Organizations::Organization'] })).toEqual([
    'unknown',
  ]);
  const denied = ['AWS::CloudTrail::Trail'] as const;
  expect(statuses(check, theAccount(), { resources: [management], denied })).toEqual(['unknown']);
  const dark = { ...trail, trailStatus: deniedCall('cloudtrail:GetTrailStatus') };
  expect(statuses(check, theAccount(), { resources: [management, dark] })).toEqual(['unknown']);
  const unselected = { ...trail, selectors: deniedCall('cloudtrail:GetEventSelectors') };
  expect(statuses(check, theAccount(), { resources: [management, unselected] })).toEqual(['unknown']);
});
