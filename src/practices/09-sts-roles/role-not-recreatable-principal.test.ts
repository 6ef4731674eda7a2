import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { roleNotRecreatablePrincipal as check } from './role-not-recreatable-principal.ts';

function trusts(...principals: readonly string[]) {
  return aRole({ assumeRolePolicyDocument: trusting({ AWS: principals }) });
}

test('passes for principals that exist', () => {
  expect(statuses(check, trusts(`arn:aws:iam::${OTHER_ACCOUNT}:role/AROADBQP57FF2AEXAMPLE`))).toEqual([
    'pass',
  ]);
});

test.each(['AIDACKCEVSQ6C2EXAMPLE', 'AROADBQP57FF2AEXAMPLE'])('fails for %s, beside others too', (id) => {
  expect(evaluate(check, trusts(`arn:aws:iam::${OTHER_ACCOUNT}:role/deploy`, id))).toMatchObject([
    { status: 'fail', summary: `web-server trusts deleted principals: ${id}.`, evidence: { deleted: [id] } },
  ]);
});

test('does not concern roles for services', () => {
  expect(statuses(check, aRole())).toEqual(['not-applicable']);
});

test('is unknown when the trust policy is none', () => {
  expect(statuses(check, aRole({ assumeRolePolicyDocument: '{}' }))).toEqual(['unknown']);
});
