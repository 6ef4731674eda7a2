import { expect, test } from 'vitest';
import { aManagedPolicy } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { policyUnattached as check } from './policy-unattached.ts';

test('passes when it is attached, or serves as a boundary', () => {
  expect(statuses(check, aManagedPolicy())).toEqual(['pass']);
  expect(statuses(check, aManagedPolicy({ attachmentCount: 0, permissionsBoundaryUsageCount: 1 }))).toEqual([
    'pass',
  ]);
});

test('fails when nothing uses it', () => {
  expect(evaluate(check, aManagedPolicy({ attachmentCount: 0 }))).toMatchObject([
    { status: 'fail', summary: 'Policy read-data-bucket is attached to nothing.' },
  ]);
});

test('does not concern AWS managed policies', () => {
  expect(statuses(check, aManagedPolicy({ awsManaged: true, attachmentCount: 0 }))).toEqual([
    'not-applicable',
  ]);
});
