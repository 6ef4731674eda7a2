import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { aRole, aUser } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, type EvaluateOptions, evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Role } from '../../model/resources/iam.ts';
import { boundaryOnDelegatedAdmins } from './boundary-on-delegated-admins.ts';

const ALONE: EvaluateOptions = { resources: [noMembership()] };
const [ofUsers, ofRoles] = boundaryOnDelegatedAdmins as [
  (typeof boundaryOnDelegatedAdmins)[0],
  (typeof boundaryOnDelegatedAdmins)[0],
];
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const WITHIN = { StringEquals: { 'iam:PermissionsBoundary': BOUNDARY } };

function roleWith(...statements: readonly object[]): Role {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each })),
  });
  return aRole({ id: 'maker', attachedPolicies: [], inlinePolicies: [{ policyName: 'own', document }] });
}

test.each(['iam:CreateUser', 'iam:CreateRole'])('fails for %s without a boundary', (action) => {
  expect(evaluate(ofUsers, aUserWho('maker', action), ALONE)).toMatchObject([
    {
      status: 'fail',
      summary: `maker may call ${action} without a permissions boundary on what it makes.`,
      evidence: { statements: ['maker-own, statement 1'], witness: { action } },
    },
  ]);
});

test('fails where it makes those of a path alone', () => {
  const maker = aRoleWho('maker', 'iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/apps/*`);
  expect(statuses(ofRoles, maker, ALONE)).toEqual(['fail']);
});

test.each([
  ['a boundary', WITHIN],
  ['some boundary', { Null: { 'iam:PermissionsBoundary': 'false' } }],
  ['a boundary by ARN', { ArnLike: { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/b*` } }],
])('passes where what it makes must have %s', (_name, Condition) => {
  const maker = roleWith({ Action: ['iam:CreateRole', 'iam:CreateUser'], Condition });
  expect(evaluate(ofRoles, maker, ALONE)).toMatchObject([
    { status: 'pass', summary: 'maker makes users or roles within a boundary.' },
  ]);
});

const APPS = `arn:aws:iam::${ACCOUNT}:role/apps/*`;
const OTHERS = `arn:aws:iam::${ACCOUNT}:role/others/*`;
const makesApps = { Action: 'iam:CreateRole', Resource: APPS, Condition: WITHIN };

test.each([
  ['deletes it', 'iam:DeleteRolePermissionsBoundary', '*', 'fail'],
  ['deletes it on a few', 'iam:DeleteRolePermissionsBoundary', APPS.replace('*', 'one'), 'fail'],
  ['puts another on', 'iam:PutRolePermissionsBoundary', '*', 'fail'],
  ['deletes those of users, and makes none', 'iam:DeleteUserPermissionsBoundary', '*', 'pass'],
])('of a maker of roles that %s: %s on %s: %s', (_name, Action, Resource, status) => {
  expect(statuses(ofRoles, roleWith(makesApps, { Action, Resource }), ALONE)).toEqual([status]);
});

test('passes where the boundary that it puts on instead is the same', () => {
  const again = { Action: 'iam:PutRolePermissionsBoundary', Condition: WITHIN };
  expect(statuses(ofRoles, roleWith(makesApps, again), ALONE)).toEqual(['pass']);
});

test('is unknown where it takes the boundary off others than it was seen to make', () => {
  const others = { Action: 'iam:DeleteRolePermissionsBoundary', Resource: OTHERS };
  expect(statuses(ofRoles, roleWith(makesApps, others), ALONE)).toEqual(['unknown']);
});

test('does not concern administrators, nor whoever makes nobody', () => {
  expect(statuses(ofUsers, aUserWho('admin', '*'), ALONE)).toEqual(['not-applicable']);
  expect(statuses(ofUsers, aUserWho('reader', 'iam:Get*'), ALONE)).toEqual(['not-applicable']);
});

test('is unknown where what was not read could give it, or take it away', () => {
  expect(statuses(ofUsers, aUser({ groups: [], ...unreadPolicy() }), ALONE)).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  const member: EvaluateOptions = { denied, resources: [aMembership()] };
  expect(statuses(ofUsers, aUserWho('maker', 'iam:CreateUser'), member)).toEqual(['unknown']);
  expect(statuses(ofRoles, roleWith(makesApps), member)).toEqual(['unknown']);
});
