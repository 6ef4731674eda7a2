import { expect, test } from 'vitest';
import { aDocument, aManagedView, anIamView, anInline, aUserView } from '../../../test/builders/iam-view.ts';
import { ACCOUNT, AS_OF } from '../../../test/inventory-of.ts';
import type { ManagedPolicyView } from '../view/iam-view.ts';
import { escalations } from './escalations.ts';

const everything = aDocument({ Action: '*', Resource: '*' });
const BOUNDARIES = ['a', 'b', 'c', 'd'].map((name) => aManagedView(name, everything));

/** First steps of a user who may make roles under some boundaries only. */
function techniques(
  operator: string,
  boundary: string,
  managedPolicies: readonly ManagedPolicyView[] = BOUNDARIES,
): readonly string[] {
  const alice = aUserView('alice', {
    policies: [
      anInline(
        'own',
        {
          Action: ['iam:CreateRole', 'iam:PutRolePolicy'],
          Resource: '*',
          Condition: { [operator]: { 'iam:PermissionsBoundary': boundary } },
        },
        { Action: 'sts:AssumeRole', Resource: '*' },
      ),
    ],
  });
  const view = { ...anIamView({ principals: [alice] }), managedPolicies };
  return escalations(view, AS_OF).paths.map(({ technique }) => technique);
}

const arn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;

test.each([
  ['StringEquals', arn('c')],
  ['StringEqualsIgnoreCase', arn('C')],
  ['StringLike', arn('?').replace(ACCOUNT, '*')],
  ['ArnLike', arn('c*')],
  ['StringNotEquals', arn('a')],
  ['StringLike', 'arn:aws:iam::${aws:PrincipalAccount}:policy/c'],
])('a role under the boundary that a policy asks for: %s %s', (operator, boundary) => {
  expect(techniques(operator, boundary)).toEqual(['iam-create-role-inline']);
});

test('nothing comes of a boundary that is not there', () => {
  expect(techniques('StringEquals', arn('z'))).toEqual([]);
});

test('nothing comes of a boundary that leaves no room', () => {
  const weak = aManagedView('weak', aDocument({ Action: 's3:*', Resource: '*' }));
  expect(techniques('StringEquals', weak.arn, [weak])).toEqual([]);
});
