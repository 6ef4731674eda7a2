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
import { rootHardwareMfa as check } from './root-hardware-mfa.ts';

const MFA = anAccountSummary();
const NO_MFA = anAccountSummary({ summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 1 } });
const ROOT_DEVICE = aVirtualMfaDevice({ id: 'any-name', userArn: `arn:aws:iam::${ACCOUNT}:root` });
const NOBODYS = aVirtualMfaDevice({ id: 'root-account-mfa-device', userArn: null, enableDate: null });
const UNCLEAR = aVirtualMfaDevice({ id: 'root-account-mfa-device', userArn: null });

function judged(options: EvaluateOptions) {
  return statuses(check, theAccount(), options);
}

test('passes with MFA that no virtual device explains', () => {
  expect(judged({ resources: [MFA, aVirtualMfaDevice(), NOBODYS] })).toEqual(['pass']);
});

test('fails with a virtual device of the root user, whatever its name', () => {
  const [outcome] = evaluate(check, theAccount(), { resources: [MFA, ROOT_DEVICE] });
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: { virtualDevices: [ROOT_DEVICE.serialNumber] },
  });
});

test('another account has its own devices', () => {
  const other = aVirtualMfaDevice({
    account: OTHER_ACCOUNT,
    arn: `arn:aws:iam::${OTHER_ACCOUNT}:mfa/x`,
    userArn: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
  });
  expect(judged({ resources: [MFA, other], accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual(['pass']);
});

test('fails without MFA', () => {
  expect(judged({ resources: [NO_MFA, noMembership()] })).toEqual(['fail']);
});

test('passes where there is nothing to sign in with', () => {
  const summary = { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 };
  const resources = [
    anAccountSummary({ summary }),
    aMembership(),
    organizationsFeatures({ account: OTHER_ACCOUNT }),
  ];
  expect(judged({ resources, accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual(['pass']);
  expect(judged({ resources: resources.slice(0, 2) })).toEqual(['unknown']);
});

test('a device seen before the listing broke off fails all the same; none seen is unknown', () => {
  const denied = ['AWS::IAM::VirtualMFADevice'] as const;
  expect(judged({ resources: [MFA, ROOT_DEVICE], denied })).toEqual(['fail']);
  expect(judged({ resources: [MFA], denied })).toEqual(['unknown']);
});

test('is unknown when an enabled device is not said to be anybody’s, or the summary is denied', () => {
  expect(judged({ resources: [MFA, UNCLEAR] })).toEqual(['unknown']);
  expect(judged({ denied: ['AWS::IAM::AccountSummary'] })).toEqual(['unknown']);
});

test('does not concern GovCloud', () => {
  const account = theAccount({ partition: 'aws-us-gov' });
  expect(statuses(check, account, { resources: [NO_MFA] })).toEqual(['not-applicable']);
});
