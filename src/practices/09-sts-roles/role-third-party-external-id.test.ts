import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { roleThirdPartyExternalId as check } from './role-third-party-external-id.ts';

const VENDOR = '999900001111';
const ALONE = { resources: [noMembership()] };
const vendor = (condition?: object) =>
  aRole({ assumeRolePolicyDocument: trusting({ AWS: VENDOR }, condition) });
const withId = (operator: string, ...ids: readonly string[]) =>
  vendor({ [operator]: { 'sts:ExternalId': ids } });

test('fails without an external id, for vendors of the settings too', () => {
  const settings = { trustedAccounts: [VENDOR] };
  expect(evaluate(check, vendor(), { ...ALONE, settings })).toMatchObject([
    {
      status: 'fail',
      summary: `web-server may be assumed from account ${VENDOR} without an external id.`,
      evidence: {
        thirdParties: [`account ${VENDOR}`],
        withoutExternalId: [`account ${VENDOR}`],
        witness: { principal: `arn:aws:iam::${VENDOR}:role/example` },
      },
    },
  ]);
});

test.each([
  ['StringEquals', ['c0ffee-17']],
  ['StringEquals', ['c0ffee-17', 'c0ffee-18']],
  ['StringEqualsIgnoreCase', ['C0FFEE-17']],
  ['StringLike', ['c0ffee-17']],
])('passes for ids that are written out, by %s %j', (operator, ids) => {
  expect(statuses(check, withId(operator, ...ids), ALONE)).toEqual(['pass']);
});

test.each([
  ['StringLike', ['*']],
  ['StringLike', ['c0ffee-*']],
  ['StringLike', ['c0ffee-17', 'decaf-*']],
  ['StringNotEquals', ['c0ffee-17']],
  ['StringEqualsIfExists', ['c0ffee-17']],
  ['StringEquals', ['${aws:PrincipalTag/customer}']],
])('fails for ids of other customers, by %s %j', (operator, ids) => {
  expect(evaluate(check, withId(operator, ...ids), ALONE)).toMatchObject([
    { status: 'fail', summary: expect.stringMatching(/without (an|the) external id/) },
  ]);
});

test('the witness sends another id where any would do', () => {
  expect(evaluate(check, withId('StringLike', 'c0ffee-17', 'decaf-*'), ALONE)).toMatchObject([
    { evidence: { witness: { context: { 'sts:ExternalId': expect.stringMatching(/^decaf-/) } } } },
  ]);
});

test('one of two statements without it is enough to fail', () => {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: VENDOR },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'c0ffee-17' } },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${VENDOR}:role/support` },
        Action: 'sts:AssumeRole',
      },
    ],
  });
  expect(evaluate(check, aRole({ assumeRolePolicyDocument: document }), ALONE)).toMatchObject([
    { status: 'fail', evidence: { witness: { principal: `arn:aws:iam::${VENDOR}:role/support` } } },
  ]);
});

test('does not concern the own organization, accounts read together, services and the account itself', () => {
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  const sister = aRole({ assumeRolePolicyDocument: trusting({ AWS: OTHER_ACCOUNT }) });
  expect(statuses(check, sister, { accounts, resources: anOrganization() })).toEqual(['not-applicable']);
  expect(statuses(check, sister, { accounts, resources: [noMembership()] })).toEqual(['not-applicable']);
  expect(statuses(check, aRole(), ALONE)).toEqual(['not-applicable']);
  expect(statuses(check, aRole({ path: '/aws-service-role/x/' }), ALONE)).toEqual(['not-applicable']);
});

test('is unknown where the account may be of the organization, unless it needs an id anyway', () => {
  const member = { denied: ['AWS::Organizations::Account' as const], resources: [aMembership()] };
  expect(statuses(check, vendor(), member)).toEqual(['unknown']);
  expect(statuses(check, aRole({ assumeRolePolicyDocument: 'no policy' }), ALONE)).toEqual(['unknown']);
});
