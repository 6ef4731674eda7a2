import { expect, test } from 'vitest';
import { aRedshiftCluster } from '../../../test/builders/data-stores.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { redshiftClusterNotPublic as check } from './redshift-cluster-not-public.ts';

test('is about PubliclyAccessible', () => {
  expect(statuses(check, aRedshiftCluster())).toEqual(['pass']);
  expect(statuses(check, aRedshiftCluster({ publiclyAccessible: true }))).toEqual(['fail']);
});
