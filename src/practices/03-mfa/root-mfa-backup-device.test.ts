import { expect, test } from 'vitest';
import { anAccountSummary, aVirtualMfaDevice, organizationsFeatures } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import {
  ACCOUNT,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
  theAccount,
} from '../../../test/inventory-of.ts';
import { rootMfaBackupDevice as check } from './root-mfa-backup-device.ts';

const MFA = anAccountSummary();
const NO_CREDENTIALS = anAccountSummary({
  summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 },
});

function rootDevice(id: string) {
  return aVirtualMfaDevice({ id, userArn: `arn:aws:iam::${ACCOUNT}:root` });
}

function judged(options: EvaluateOptions) {
  return statuses(check, theAccount(), options);
}

test('two virtual devices are certain to be two', () => {
  const resources = [MFA, rootDevice('a'), rootDevice('b')];
  expect(judged({ resources })).toEqual(['pass']);
  expect(judged({ resources, denied: ['AWS::IAM::VirtualMFADevice'] })).toEqual(['pass']);
});

test.each([0, 1])('%i virtual devices leave open how many keys there are', (count) => {
  const devices = [rootDevice('a')].slice(0, count);
  const [outcome] = evaluate(check, theAccount(), { resources: [MFA, ...devices] });
  expect(outcome).toMatchObject({
    status: 'unknown',
    unread: [{ why: expect.stringContaining('NotOffered') }],
  });
});

test('no device at all is too few', () => {
  const summary = anAccountSummary({ summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 1 } });
  expect(judged({ resources: [summary, noMembership()] })).toEqual(['fail']);
});

test('does not concern a root user without credentials, nor GovCloud', () => {
  const resources = [NO_CREDENTIALS, aMembership(), organizationsFeatures({ account: OTHER_ACCOUNT })];
  expect(judged({ resources, accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual(['not-applicable']);
  expect(statuses(check, theAccount({ partition: 'aws-us-gov' }), { resources: [MFA] })).toEqual([
    'not-applicable',
  ]);
});

test('is unknown when the summary, the devices or the organisation were not read', () => {
  expect(judged({ denied: ['AWS::IAM::AccountSummary'] })).toEqual(['unknown']);
  expect(judged({ resources: [MFA], denied: ['AWS::IAM::VirtualMFADevice'] })).toEqual(['unknown']);
  expect(judged({ resources: [NO_CREDENTIALS, aMembership()] })).toEqual(['unknown']);
});
