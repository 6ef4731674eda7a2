import { expect, test } from 'vitest';
import { anAccountSummary } from '../../../test/builders/iam.ts';
import { statuses, theAccount } from '../../../test/inventory-of.ts';
import { rootNoSigningCertificates as check } from './root-no-signing-certificates.ts';

test.each([
  [0, 'pass'],
  [1, 'fail'],
])('%i certificates of the root user: %s', (AccountSigningCertificatesPresent, status) => {
  const summary = anAccountSummary({ summary: { AccountSigningCertificatesPresent } });
  expect(statuses(check, theAccount(), { resources: [summary] })).toEqual([status]);
});

test('is unknown when the summary is denied or lacks the count', () => {
  expect(statuses(check, theAccount(), { denied: ['AWS::IAM::AccountSummary'] })).toEqual(['unknown']);
  const empty = anAccountSummary({ summary: {} });
  expect(statuses(check, theAccount(), { resources: [empty] })).toEqual(['unknown']);
});

test('does not concern China, where accounts have no root user', () => {
  expect(statuses(check, theAccount({ partition: 'aws-cn' }))).toEqual(['not-applicable']);
});
