import { expect, test } from 'vitest';
import { anAnalyzer, aRegion } from '../../../test/builders/monitoring.ts';
import { aMembership, anOrganizationAccount, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { accessAnalyzerEnabledAllRegions as check } from './access-analyzer-enabled-all-regions.ts';

const alone = noMembership();
const both = [ACCOUNT, OTHER_ACCOUNT];
const memberships = [aMembership(), aMembership({ account: OTHER_ACCOUNT })];
const listed = [anOrganizationAccount(), anOrganizationAccount({ id: OTHER_ACCOUNT })];
const organisations = anAnalyzer({ account: OTHER_ACCOUNT, analyzerType: 'ORGANIZATION' });

test.each(['ACCOUNT', 'ORGANIZATION'])('passes with an own analyzer of type %s', (analyzerType) => {
  expect(statuses(check, aRegion(), { resources: [anAnalyzer({ analyzerType })] })).toEqual(['pass']);
});

test.each([
  ['none', []],
  ['one that is not active', [anAnalyzer({ status: 'CREATING' })]],
  ['one of unused access', [anAnalyzer({ analyzerType: 'ACCOUNT_UNUSED_ACCESS' })]],
])('an account of its own fails with %s', (_, analyzers) => {
  expect(statuses(check, aRegion(), { resources: [alone, ...analyzers] })).toEqual(['fail']);
});

test('fails with an analyzer of another region', () => {
  const resources = [alone, anAnalyzer({ region: 'eu-west-1' })];
  expect(statuses(check, aRegion(), { resources, regions: ['us-east-1', 'eu-west-1'] })).toEqual(['fail']);
});

test("the organisation's analyzer watches its members", () => {
  const resources = [...memberships, organisations];
  expect(statuses(check, aRegion(), { accounts: both, resources })).toEqual(['pass']);
});

test("another organisation's or another account's does not", () => {
  const resources = [aMembership(), noMembership(OTHER_ACCOUNT), ...listed, organisations];
  expect(statuses(check, aRegion(), { accounts: both, resources })).toEqual(['fail']);
  const account = { ...organisations, analyzerType: 'ACCOUNT' };
  expect(
    statuses(check, aRegion(), { accounts: both, resources: [...memberships, ...listed, account] }),
  ).toEqual(['fail']);
});

test('fails when the whole organisation was read and has none', () => {
  expect(statuses(check, aRegion(), { accounts: both, resources: [...memberships, ...listed] })).toEqual([
    'fail',
  ]);
});

test('is unknown while an account that was not read may hold one', () => {
  expect(statuses(check, aRegion(), { resources: [aMembership()] })).toEqual(['unknown']);
  const third = anOrganizationAccount({ id: '777788889999' });
  const resources = [...memberships, ...listed, third];
  expect(statuses(check, aRegion(), { accounts: both, resources })).toEqual(['unknown']);
  const closed = { ...third, status: 'SUSPENDED' };
  expect(
    statuses(check, aRegion(), { accounts: both, resources: [...memberships, ...listed, closed] }),
  ).toEqual(['fail']);
});

test.each(['AWS::AccessAnalyzer::Analyzer', 'AWS::Organizations::Organization'] as const)(
  'is unknown when %s could not be listed',
  (type) => {
    expect(statuses(check, aRegion(), { resources: [alone], denied: [type] })).toEqual(['unknown']);
  },
);

test('an own analyzer is enough, whatever the organisation', () => {
  const denied = ['AWS::Organizations::Organization'] as const;
  expect(statuses(check, aRegion(), { resources: [anAnalyzer()], denied })).toEqual(['pass']);
});
