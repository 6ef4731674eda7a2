import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from '../../../test/builders/organizations.ts';
import {
  ACCOUNT,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import { roleTrustKnownAccounts as check } from './role-trust-known-accounts.ts';

const VENDOR = '999900001111';
const PARTNER = '888800001111';
const accounts = [ACCOUNT, OTHER_ACCOUNT];
const ALONE: EvaluateOptions = { resources: [noMembership()] };
const MEMBER: EvaluateOptions = { accounts, resources: anOrganization() };

const trusts = (principal: string | readonly string[], condition?: object) =>
  aRole({ assumeRolePolicyDocument: trusting({ AWS: principal }, condition) });

test('fails for accounts that nobody knows, each by name', () => {
  const role = trusts([`arn:aws:iam::${VENDOR}:root`, `arn:aws:iam::${PARTNER}:user/eve`, OTHER_ACCOUNT]);
  expect(evaluate(check, role, MEMBER)).toMatchObject([
    {
      status: 'fail',
      summary: `web-server may be assumed from account ${VENDOR}, account ${PARTNER}.`,
      evidence: {
        unknownAccounts: [`account ${VENDOR}`, `account ${PARTNER}`],
        witness: { principal: `arn:aws:iam::${VENDOR}:role/example`, action: 'sts:AssumeRole' },
      },
    },
  ]);
});

test('fails for everybody and for another organization', () => {
  expect(evaluate(check, trusts('*'), ALONE)).toMatchObject([
    { status: 'fail', summary: 'web-server may be assumed from any account.' },
  ]);
  const theirs = trusts('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-theirsample' } });
  expect(evaluate(check, theirs, MEMBER)).toMatchObject([
    { status: 'fail', summary: 'web-server may be assumed from accounts that its conditions let in.' },
  ]);
});

test('passes for accounts of the organization, those read together and those of the settings', () => {
  expect(statuses(check, trusts(OTHER_ACCOUNT), MEMBER)).toEqual(['pass']);
  expect(
    statuses(check, trusts('*', { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }), MEMBER),
  ).toEqual(['pass']);
  const together = { accounts, resources: [noMembership()] };
  expect(statuses(check, trusts(OTHER_ACCOUNT), together)).toEqual(['pass']);
  expect(statuses(check, trusts(OTHER_ACCOUNT), ALONE)).toEqual(['fail']);
  const settings = { trustedAccounts: [VENDOR] };
  expect(evaluate(check, trusts(VENDOR), { ...ALONE, settings })).toMatchObject([
    { status: 'pass', evidence: { trustedAccounts: [VENDOR] } },
  ]);
  expect(evaluate(check, trusts([VENDOR, PARTNER]), { ...ALONE, settings })).toMatchObject([
    { status: 'fail', evidence: { unknownAccounts: [`account ${PARTNER}`] } },
  ]);
});

test('passes where a Deny leaves out the account', () => {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: VENDOR }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: { AWS: VENDOR }, Action: 'sts:*' },
    ],
  });
  expect(statuses(check, aRole({ assumeRolePolicyDocument: document }), ALONE)).toEqual(['pass']);
});

test('is unknown where the organization was not listed: the account may be of it', () => {
  const listing = { denied: ['AWS::Organizations::Account' as const] };
  const member = { ...listing, accounts: [ACCOUNT], resources: [aMembership()] };
  expect(evaluate(check, trusts(VENDOR), member)).toMatchObject([
    { status: 'unknown', unread: [{ call: 'test:List AWS::Organizations::Account' }] },
  ]);
  expect(statuses(check, trusts(OTHER_ACCOUNT), member)).toEqual(['pass']); // its management account
  expect(statuses(check, trusts(VENDOR), { denied: ['AWS::Organizations::Organization'] })).toEqual([
    'unknown',
  ]);
  const settings = { trustedAccounts: [VENDOR] };
  expect(statuses(check, trusts(VENDOR), { ...member, settings })).toEqual(['pass']);
});

test('does not concern roles of the account alone, of services and of providers', () => {
  expect(statuses(check, trusts(`arn:aws:iam::${ACCOUNT}:root`), ALONE)).toEqual(['not-applicable']);
  expect(statuses(check, trusts('AIDAJQABLZS4A3QDU576Q'), ALONE)).toEqual(['not-applicable']);
  expect(statuses(check, aRole(), ALONE)).toEqual(['not-applicable']);
  expect(statuses(check, aRole({ path: '/aws-service-role/x/' }), ALONE)).toEqual(['not-applicable']);
});

test('is unknown when the trust policy is none', () => {
  expect(statuses(check, aRole({ assumeRolePolicyDocument: '{' }), ALONE)).toEqual(['unknown']);
});
