import { expect, test } from 'vitest';
import { aKmsKey, keyMetadata } from '../../../test/builders/kms.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { kmsKeyNotPendingDeletion as check } from './kms-key-not-pending-deletion.ts';

test('passes for keys in any other state', () => {
  expect(statuses(check, aKmsKey())).toEqual(['pass']);
  expect(statuses(check, aKmsKey({ metadata: read(keyMetadata({ keyState: 'Disabled' })) }))).toEqual([
    'pass',
  ]);
});

test('fails for a key scheduled for deletion, and says when', () => {
  const metadata = read(
    keyMetadata({ keyState: 'PendingDeletion', deletionDate: '2026-11-20T00:00:00.000Z' }),
  );
  expect(evaluate(check, aKmsKey({ id: 'k', metadata }))).toMatchObject([
    { status: 'fail', summary: 'Key k will be deleted on 2026-11-20.' },
  ]);
});

test('fails for a primary key that waits for its replicas', () => {
  const metadata = read(keyMetadata({ keyState: 'PendingReplicaDeletion' }));
  expect(statuses(check, aKmsKey({ metadata }))).toEqual(['fail']);
});

test('does not concern AWS managed keys', () => {
  expect(statuses(check, aKmsKey({ metadata: read(keyMetadata({ keyManager: 'AWS' })) }))).toEqual([
    'not-applicable',
  ]);
});

test('is unknown when DescribeKey was denied', () => {
  expect(statuses(check, aKmsKey({ metadata: deniedCall('kms:DescribeKey') }))).toEqual(['unknown']);
});
