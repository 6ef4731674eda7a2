import { expect, test } from 'vitest';
import { aNetworkAcl } from '../../../test/builders/network.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { naclUnused as check } from './nacl-unused.ts';

test('passes on a subnet, fails on none, leaves the default ACL aside', () => {
  expect(statuses(check, aNetworkAcl())).toEqual(['pass']);
  expect(statuses(check, aNetworkAcl({ subnetIds: [] }))).toEqual(['fail']);
  expect(statuses(check, aNetworkAcl({ isDefault: true, subnetIds: [] }))).toEqual(['not-applicable']);
});
