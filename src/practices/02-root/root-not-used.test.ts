import { expect, test } from 'vitest';
import { aCredentialReport, aRootReportRow } from '../../../test/builders/iam.ts';
import { daysBefore, evaluate, statuses, theAccount } from '../../../test/inventory-of.ts';
import type { CredentialReport, CredentialReportRow } from '../../model/resources/iam.ts';
import { rootNotUsed as check } from './root-not-used.ts';

function judged(row: Partial<CredentialReportRow>, report: Partial<CredentialReport> = {}) {
  const resource = aCredentialReport({ rows: [aRootReportRow(row)], ...report });
  return evaluate(check, theAccount(), { resources: [resource] });
}

function keyUsed(lastUsedDate: string): Partial<CredentialReportRow> {
  return { accessKeys: [{ active: false, lastRotated: null, lastUsedDate, lastUsedService: 's3' }] };
}

test.each([
  ['never used', {}, 'pass'],
  ['password used exactly 90 days ago', { passwordLastUsed: daysBefore(90) }, 'pass'],
  ['password used 89 days ago', { passwordLastUsed: daysBefore(89) }, 'fail'],
  ['a key used exactly 90 days ago', keyUsed(daysBefore(90)), 'pass'],
  ['a key used 89 days ago, though switched off', keyUsed(daysBefore(89)), 'fail'],
])('root %s', (_name, row, status) => {
  expect(judged(row)).toMatchObject([{ status }]);
});

test('the evidence says when the report was made', () => {
  const evidence = { generatedTime: expect.any(String), passwordLastUsed: daysBefore(10) };
  expect(judged({ passwordLastUsed: daysBefore(10) })).toMatchObject([{ evidence }]);
});

test('the limit is a setting', () => {
  const resources = [aCredentialReport({ rows: [aRootReportRow({ passwordLastUsed: daysBefore(40) })] })];
  expect(statuses(check, theAccount(), { resources, settings: { rootUnusedDays: 30 } })).toEqual(['pass']);
});

test('an old report still shows use, but not that there was none since', () => {
  const old = { generatedTime: daysBefore(1) };
  expect(judged({ passwordLastUsed: daysBefore(89) }, old)).toMatchObject([{ status: 'fail' }]);
  expect(judged({}, old)).toMatchObject([{ status: 'unknown' }]);
  expect(judged({}, { generatedTime: daysBefore(0.99) })).toMatchObject([{ status: 'pass' }]);
});

test('is unknown without the report, its row of the root user, or its time', () => {
  expect(statuses(check, theAccount(), { denied: ['AWS::IAM::CredentialReport'] })).toEqual(['unknown']);
  expect(judged({}, { rows: [] })).toMatchObject([{ status: 'unknown' }]);
  expect(judged({}, { generatedTime: '' })).toMatchObject([{ status: 'unknown' }]);
});

test('does not concern China, where accounts have no root user', () => {
  const resources = [aCredentialReport({ rows: [] })];
  expect(statuses(check, theAccount({ partition: 'aws-cn' }), { resources })).toEqual(['not-applicable']);
  expect(statuses(check, theAccount(), { resources })).toEqual(['unknown']);
});

test('one day is one day', () => {
  expect(judged({ passwordLastUsed: daysBefore(1) })).toMatchObject([
    { summary: expect.stringContaining('was used 1 day ago') },
  ]);
});

/** A trail in which the root user of the account called, some days ago. */
function called(days: number, account = theAccount().id) {
  const call = { call: 's3:DeleteAccountPublicAccessBlock', times: 2, last: daysBefore(days) };
  return { accounts: [account], rootUses: [{ account, calls: [call] }], keyUses: [], uses: [], logged: [] };
}

test.each([
  ['89 days ago', called(89), 'fail'],
  ['exactly 90 days ago', called(90), 'pass'],
  ['in another account', called(1, '999900001111'), 'pass'],
  ['never', { accounts: [], rootUses: [], keyUses: [], uses: [], logged: [] }, 'pass'],
])('a call in the trail %s', (_name, trail, status) => {
  const resources = [aCredentialReport({ rows: [aRootReportRow({})] })];
  expect(statuses(check, theAccount(), { resources, trail })).toEqual([status]);
});

test('the trail says what was done, and that there was none only the report can', () => {
  const denied = ['AWS::IAM::CredentialReport'] as const;
  const [seen] = evaluate(check, theAccount(), { denied, trail: called(10) });
  expect(seen).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('as the trail shows: s3:DeleteAccountPublicAccessBlock.'),
    evidence: { calls: [{ times: 2 }], differentCalls: 1 },
  });
  expect(
    statuses(check, theAccount(), {
      denied,
      trail: { accounts: [], rootUses: [], keyUses: [], uses: [], logged: [] },
    }),
  ).toEqual(['unknown']);
});
