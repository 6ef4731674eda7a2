import { expect, test } from 'vitest';
import { aBucket, aLifecycleRule } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { s3BucketLifecycle as check } from './s3-bucket-lifecycle.ts';

test('passes with an enabled rule', () => {
  const lifecycleRules = read([aLifecycleRule({ id: 'a' }), aLifecycleRule({ id: 'b', status: 'Disabled' })]);
  const [outcome] = evaluate(check, aBucket({ lifecycleRules }));
  expect(outcome).toMatchObject({ status: 'pass', evidence: { enabledRules: ['a'], rules: 2 } });
});

test('fails without a rule, or with disabled ones only', () => {
  const disabled = read([aLifecycleRule({ status: 'Disabled' })]);
  expect(statuses(check, aBucket())).toEqual(['fail']);
  expect(statuses(check, aBucket({ lifecycleRules: disabled }))).toEqual(['fail']);
});

test('is unknown when the rules were denied', () => {
  const lifecycleRules = deniedCall('s3:GetBucketLifecycleConfiguration');
  expect(evaluate(check, aBucket({ lifecycleRules }))).toMatchObject([
    { status: 'unknown', unread: [lifecycleRules] },
  ]);
});
