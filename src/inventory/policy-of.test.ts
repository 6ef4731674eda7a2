import { expect, test } from 'vitest';
import { inventoryOf } from '../../test/inventory-of.ts';
import { policyOf } from './policy-of.ts';

const text = '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';

test('parses a text once', () => {
  const inventory = inventoryOf();
  const first = policyOf(inventory, text, 'iam:GetPolicyVersion');
  const second = policyOf(inventory, text, 'iam:GetPolicyVersion');
  expect(first).toMatchObject({ status: 'read', value: { statements: [{ actions: ['s3:*'] }] } });
  expect(second.status === 'read' && first.status === 'read' && second.value === first.value).toBe(true);
});

test('text that is no policy is unread in the name of each call that gave it', () => {
  const inventory = inventoryOf();
  expect(policyOf(inventory, '{', 'a:B')).toMatchObject({ status: 'unread', call: 'a:B' });
  expect(policyOf(inventory, '{', 'c:D')).toMatchObject({ status: 'unread', call: 'c:D' });
});
