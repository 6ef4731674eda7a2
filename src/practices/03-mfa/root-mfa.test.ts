import { expect, test } from 'vitest';
import { anAccountSummary, organizationsFeatures } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, OTHER_ACCOUNT, statuses, theAccount } from '../../../test/inventory-of.ts';
import { rootMfa as check } from './root-mfa.ts';

const NO_MFA = anAccountSummary({
  summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 1, AccountAccessKeysPresent: 0 },
});
const NO_CREDENTIALS = anAccountSummary({
  summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 },
});

test('passes with MFA, without asking for more', () => {
  expect(statuses(check, theAccount(), { resources: [anAccountSummary()] })).toEqual(['pass']);
});

test('fails with a password and no MFA, whatever is missing', () => {
  const denied = ['AWS::Organizations::Organization'] as const;
  expect(statuses(check, theAccount(), { resources: [NO_MFA], denied })).toEqual(['fail']);
});

test('fails without a password where the mailbox can recover it', () => {
  expect(statuses(check, theAccount(), { resources: [NO_CREDENTIALS, noMembership()] })).toEqual(['fail']);
});

test('passes where centralised root access removed the credentials', () => {
  const resources = [NO_CREDENTIALS, aMembership(), organizationsFeatures({ account: OTHER_ACCOUNT })];
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(statuses(check, theAccount(), { resources, accounts })).toEqual(['pass']);
});

test('is unknown where the organisation was not asked', () => {
  const resources = [NO_CREDENTIALS, aMembership()];
  expect(statuses(check, theAccount(), { resources })).toEqual(['unknown']);
});

test('is unknown when the summary is denied or lacks the count', () => {
  expect(statuses(check, theAccount(), { denied: ['AWS::IAM::AccountSummary'] })).toEqual(['unknown']);
  const empty = anAccountSummary({ summary: {} });
  expect(statuses(check, theAccount(), { resources: [empty] })).toEqual(['unknown']);
});

test.each(['aws-cn', 'aws-us-gov'])('does not concern %s, whose root user cannot sign in', (partition) => {
  expect(statuses(check, theAccount({ partition }), { resources: [NO_MFA] })).toEqual(['not-applicable']);
});
