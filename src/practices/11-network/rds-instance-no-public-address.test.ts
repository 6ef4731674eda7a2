import { expect, test } from 'vitest';
import { aDbInstance } from '../../../test/builders/data-stores.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { rdsInstanceNoPublicAddress as check } from './rds-instance-no-public-address.ts';

test('is about PubliclyAccessible', () => {
  expect(statuses(check, aDbInstance())).toEqual(['pass']);
  expect(statuses(check, aDbInstance({ publiclyAccessible: true }))).toEqual(['fail']);
});
