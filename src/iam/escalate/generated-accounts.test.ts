import { expect, test } from 'vitest';
import { generatedAccount } from '../../../bench/generated-account.ts';
import { AS_OF } from '../../../test/inventory-of.ts';
import { escalations } from './escalations.ts';

/** What a search that tried everything on everybody found, before it was taught what to leave out. */
test.each([
  {
    seed: 1,
    administrators: ['user-2', 'user-4', 'platform-break-glass'],
    paths: [
      'user-1 lambda-update-code-and-invoke',
      'user-3 lambda-update-code-and-invoke',
      'user-5 iam-create-role-attach iam-create-user-attach iam-create-policy-version iam-attach-role-policy iam-update-assume-role-policy',
    ],
  },
  {
    seed: 2,
    administrators: ['user-0', 'user-2', 'user-3', 'user-4', 'user-5', 'platform-break-glass'],
    paths: ['web-role-4 iam-update-assume-role-policy'],
  },
  {
    seed: 6,
    administrators: ['user-2', 'platform-break-glass'],
    paths: [
      'user-3 iam-create-role-attach',
      'user-5 iam-create-role-attach',
      'mobile-role-4 lambda-update-code-and-invoke lambda-update-code-and-permit',
    ],
  },
  {
    seed: 7,
    administrators: ['platform-break-glass'],
    paths: [
      'user-0 iam-create-user-inline iam-create-user-attach iam-create-policy-version iam-put-role-policy iam-attach-role-policy lambda-create-and-invoke lambda-create-and-permit lambda-update-code-and-invoke lambda-update-code-and-permit',
      'user-1 lambda-update-code-and-invoke lambda-update-code-and-permit',
      'user-3 lambda-update-code-and-invoke lambda-update-code-and-permit',
      'user-4 iam-create-user-inline iam-create-user-attach iam-create-policy-version iam-put-role-policy iam-attach-role-policy lambda-create-and-invoke lambda-create-and-permit lambda-update-code-and-invoke lambda-update-code-and-permit',
      'user-5 iam-create-policy-version',
    ],
  },
  {
    seed: 9,
    administrators: ['platform-break-glass'],
    paths: [
      'user-0 iam-create-user-inline iam-create-user-attach iam-create-policy-version iam-put-role-policy iam-attach-role-policy lambda-create-and-invoke lambda-create-and-permit lambda-update-code-and-invoke lambda-update-code-and-permit',
      'user-1 iam-create-role-attach iam-create-user-attach iam-create-policy-version iam-attach-role-policy iam-update-assume-role-policy',
      'user-2 iam-create-role-attach iam-create-user-attach iam-create-policy-version iam-attach-role-policy iam-update-assume-role-policy',
      'user-3 iam-create-role-attach iam-create-user-attach iam-create-policy-version iam-attach-role-policy iam-update-assume-role-policy',
      'user-5 iam-create-role-attach iam-create-user-attach iam-create-policy-version iam-attach-role-policy iam-update-assume-role-policy lambda-create-and-invoke',
    ],
  },
  {
    seed: 12,
    administrators: ['user-0', 'platform-break-glass'],
    paths: ['user-2 lambda-update-code-and-invoke lambda-update-code-and-permit'],
  },
])('a generated account, seed $seed', ({ seed, administrators, paths }) => {
  const found = escalations(generatedAccount({ users: 6, roles: 9, policies: 34, seed, slipOf: 5 }), AS_OF);
  expect(found.administrators.map(({ principal }) => nameOf(principal))).toEqual(administrators);
  const byPrincipal = Map.groupBy(found.paths, ({ principal }) => nameOf(principal));
  const ways = [...byPrincipal].map(([name, its]) =>
    [name, ...its.map(({ technique }) => technique)].join(' '),
  );
  expect(ways).toEqual(paths);
});

function nameOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
