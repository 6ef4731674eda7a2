import { expect, test } from 'vitest';
import { aRoleWho } from '../../../test/builders/escalation.ts';
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
import type { Role } from '../../model/resources/iam.ts';
import { adminRoleExternalTrust as check } from './admin-role-external-trust.ts';

const VENDOR = '999900001111';
const ALONE: EvaluateOptions = { resources: [noMembership()] };
const MEMBER: EvaluateOptions = { accounts: [ACCOUNT, OTHER_ACCOUNT], resources: anOrganization() };

function admin(principal: string, condition?: object, overrides: Partial<Role> = {}): Role {
  const assumeRolePolicyDocument = trusting({ AWS: principal }, condition);
  return aRoleWho('admin', '*', '*', { assumeRolePolicyDocument, ...overrides });
}

test('fails for an administrator role of another organisation, with the request of one', () => {
  expect(evaluate(check, admin(VENDOR), MEMBER)).toMatchObject([
    {
      status: 'fail',
      summary: `admin is an administrator and may be assumed from account ${VENDOR}.`,
      evidence: {
        outsiders: [`account ${VENDOR}`],
        statements: ['admin-own, statement 1'],
        witness: { principal: `arn:aws:iam::${VENDOR}:role/example`, action: 'sts:AssumeRole' },
      },
    },
  ]);
  expect(statuses(check, admin('*'), ALONE)).toEqual(['fail']);
  expect(statuses(check, admin(VENDOR), { ...ALONE, settings: { trustedAccounts: [VENDOR] } })).toEqual([
    'fail',
  ]);
});

test('passes where the organisation alone may assume it', () => {
  expect(statuses(check, admin(OTHER_ACCOUNT), MEMBER)).toEqual(['pass']);
  expect(statuses(check, admin(ACCOUNT), ALONE)).toEqual(['pass']);
  const own = { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } };
  expect(statuses(check, admin('*', own), MEMBER)).toEqual(['pass']);
});

test('does not concern other roles', () => {
  const reader = aRole({ assumeRolePolicyDocument: trusting({ AWS: VENDOR }), attachedPolicies: [] });
  expect(statuses(check, reader, ALONE)).toEqual(['not-applicable']);
  expect(statuses(check, aRole({ arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x/y` }), ALONE)).toEqual(
    ['not-applicable'],
  );
});

test('is unknown where the organisation was not listed', () => {
  const listing = { denied: ['AWS::Organizations::Account' as const] };
  expect(statuses(check, admin(VENDOR), { ...listing, resources: [aMembership()] })).toEqual(['unknown']);
});

test('is unknown where it may be an administrator, or none', () => {
  const inlinePolicies = [{ policyName: 'broken', document: '{' }];
  expect(statuses(check, admin(VENDOR, undefined, { inlinePolicies }), ALONE)).toEqual(['unknown']);
  expect(statuses(check, admin(ACCOUNT, undefined, { inlinePolicies }), ALONE)).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  expect(statuses(check, admin(VENDOR), { denied, resources: [aMembership()] })).toEqual(['unknown']);
});

test('is unknown when the trust policy is none', () => {
  const broken = admin(VENDOR, undefined, { assumeRolePolicyDocument: '{' });
  expect(statuses(check, broken, ALONE)).toEqual(['unknown']);
});
