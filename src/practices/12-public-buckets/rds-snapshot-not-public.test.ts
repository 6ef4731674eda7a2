import { expect, test } from 'vitest';
import { aDbSnapshot } from '../../../test/builders/data-stores.ts';
import { deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { rdsSnapshotNotPublic as check } from './rds-snapshot-not-public.ts';

test.each(['instance', 'cluster'] as const)('judges %s snapshots', (kind) => {
  expect(statuses(check, aDbSnapshot({ kind, restoreAccounts: read([]) }))).toEqual(['pass']);
  expect(statuses(check, aDbSnapshot({ kind, restoreAccounts: read([OTHER_ACCOUNT]) }))).toEqual(['pass']);
  const [outcome] = evaluate(check, aDbSnapshot({ kind, restoreAccounts: read([OTHER_ACCOUNT, 'all']) }));
  expect(outcome).toMatchObject({ status: 'fail', evidence: { restoreAccounts: [OTHER_ACCOUNT, 'all'] } });
});

test('is unknown when the attributes were denied', () => {
  const restoreAccounts = deniedCall('rds:DescribeDBSnapshotAttributes');
  expect(evaluate(check, aDbSnapshot({ restoreAccounts }))).toMatchObject([
    { status: 'unknown', unread: [restoreAccounts] },
  ]);
});

test("does not concern another account's snapshot", () => {
  const arn = `arn:aws:rds:us-east-1:${OTHER_ACCOUNT}:snapshot:s`;
  expect(statuses(check, aDbSnapshot({ arn, restoreAccounts: read(['all']) }))).toEqual(['not-applicable']);
});
