import { expect, test } from 'vitest';
import { anAccountSummary } from '../../../test/builders/iam.ts';
import { deniedListing, evaluate, statuses, theAccount } from '../../../test/inventory-of.ts';
import { rootNoAccessKeys as check } from './root-no-access-keys.ts';

test.each([
  [0, 'pass'],
  [1, 'fail'],
  [2, 'fail'],
])('%i keys of the root user: %s', (AccountAccessKeysPresent, status) => {
  const summary = anAccountSummary({ summary: { AccountAccessKeysPresent } });
  expect(statuses(check, theAccount(), { resources: [summary] })).toEqual([status]);
});

test('is unknown when the summary is denied or lacks the count', () => {
  const denied = evaluate(check, theAccount(), { denied: ['AWS::IAM::AccountSummary'] });
  expect(denied).toMatchObject([{ status: 'unknown', unread: [deniedListing('AWS::IAM::AccountSummary')] }]);
  const empty = anAccountSummary({ summary: {} });
  expect(statuses(check, theAccount(), { resources: [empty] })).toEqual(['unknown']);
});

test('does not concern China, where accounts have no root user', () => {
  expect(statuses(check, theAccount({ partition: 'aws-cn' }))).toEqual(['not-applicable']);
});
