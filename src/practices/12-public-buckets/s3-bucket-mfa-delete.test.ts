import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import { aBucket, aLifecycleRule } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { s3BucketMfaDelete as check } from './s3-bucket-mfa-delete.ts';

const good: readonly Bucket['versioning'][] = [read({ status: 'Enabled', mfaDelete: true })];
const bad: readonly Bucket['versioning'][] = [
  read({ status: 'Enabled', mfaDelete: false }),
  read({ status: null, mfaDelete: false }),
];

test.each(good)('passes: %j', (versioning) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', versioning }));
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::b' } });
});

test.each(bad)('fails: %j', (versioning) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', versioning }));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('b') });
});

test('is unknown when GetBucketVersioning was denied', () => {
  const versioning = deniedCall('s3:GetBucketVersioning');
  expect(evaluate(check, aBucket({ versioning }))).toMatchObject([
    { status: 'unknown', unread: [versioning] },
  ]);
  expect(statuses(check, aBucket())).not.toEqual(['unknown']);
});

test("AWS's own control leaves out buckets without versions, and those with lifecycle rules", () => {
  const controls = ['cis-aws-5.0.0:2.1.2', 'aws-fsbp:S3.20'];
  const [versioned, bare] = bad;
  const broken = (overrides: Partial<Bucket>) => brokenControls(check, aBucket(overrides), controls);
  expect(broken({ versioning: versioned! })).toEqual(controls);
  expect(broken({ versioning: bare! })).toEqual(['cis-aws-5.0.0:2.1.2']);
  const lifecycleRules = read([aLifecycleRule()]);
  expect(broken({ versioning: versioned!, lifecycleRules })).toEqual(['cis-aws-5.0.0:2.1.2']);
  const denied = deniedCall('s3:GetBucketLifecycleConfiguration');
  expect(broken({ versioning: versioned!, lifecycleRules: denied })).toEqual(controls);
});
