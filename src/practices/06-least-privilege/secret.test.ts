import { expect, test } from 'vitest';
import { aSecret } from '../../../test/builders/data-stores.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { secret } from './secret.ts';

testResourcePolicies('a secret', {
  checks: secret,
  build: (policy) => aSecret({ policy }),
  action: 'secretsmanager:GetSecretValue',
  bound: true,
  call: 'secretsmanager:GetResourcePolicy',
});

test('does not concern secrets that are about to be deleted, whose policies AWS does not show', () => {
  const going = aSecret({ deletedDate: '2026-11-10T00:00:00.000Z' });
  for (const check of secret) expect(statuses(check, going)).toEqual(['not-applicable']);
});
