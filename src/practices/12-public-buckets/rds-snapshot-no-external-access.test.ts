import { expect, test } from 'vitest';
import { aDbSnapshot } from '../../../test/builders/data-stores.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { testSharing } from '../../../test/sharing-tests.ts';
import { read } from '../../model/reading.ts';
import { rdsSnapshotNoExternalAccess as check } from './rds-snapshot-no-external-access.ts';

testSharing(check, (shared) => aDbSnapshot({ restoreAccounts: shared }), 'rds:DescribeDBSnapshotAttributes');

test("does not concern another account's", () => {
  expect(
    statuses(
      check,
      aDbSnapshot({ arn: 'arn:aws:rds:us-east-1:444455556666:snapshot:s', restoreAccounts: read(['all']) }),
    ),
  ).toEqual(['not-applicable']);
});
