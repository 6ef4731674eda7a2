import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket, aLifecycleFilter, aLifecycleRule } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { OrganizationMembership } from '../../model/resources/organizations.ts';
import type { Bucket, LifecycleRule } from '../../model/resources/s3.ts';
import { cloudtrailBucketRetention as check } from './cloudtrail-bucket-retention.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const ENABLED = read({ status: 'Enabled', mfaDelete: false } as const);

function logs(rules: readonly LifecycleRule[], overrides: Partial<Bucket> = {}): Bucket {
  return aBucket({ id: 'logs', lifecycleRules: read(rules), ...overrides });
}

const expire = (days: number, prefix = '') =>
  aLifecycleRule({ filter: aLifecycleFilter({ prefix }), expiration: { days } });

test.each([
  [89, 'fail'],
  [90, 'pass'],
  [365, 'pass'],
] as const)('deleted after %i days: %s', (days, status) => {
  const [outcome] = evaluate(check, trail, { resources: [logs([expire(days)])] });
  expect(outcome).toMatchObject({
    status,
    evidence: { prefix: `AWSLogs/${ACCOUNT}/CloudTrail/`, shortestDays: days, minimumDays: 90 },
  });
});

test('the retention asked for is a setting', () => {
  const settings = { logRetentionDays: 400 };
  expect(statuses(check, trail, { resources: [logs([expire(365)])], settings })).toEqual(['fail']);
});

test('fails when logs are kept for ever, passes when those are archived', () => {
  expect(statuses(check, trail, { resources: [logs([])] })).toEqual(['fail']);
  const archive = aLifecycleRule({
    filter: aLifecycleFilter({ objectSizeGreaterThan: 0 }),
    transitions: [{ days: 90, storageClass: 'DEEP_ARCHIVE' }],
  });
  expect(statuses(check, trail, { resources: [logs([archive])] })).toEqual(['pass']);
});

test('small log files that the default size keeps out of the archive are kept for ever', () => {
  const archive = aLifecycleRule({ transitions: [{ days: 90, storageClass: 'DEEP_ARCHIVE' }] });
  const [outcome] = evaluate(check, trail, { resources: [logs([archive])] });
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: { lifetimes: [{ minimumSize: 1 }, { minimumSize: 131_072 }] },
  });
  const older = { transitionDefaultMinimumObjectSize: read('varies_by_storage_class') };
  expect(statuses(check, trail, { resources: [logs([archive], older)] })).toEqual(['pass']);
});

test('Standard-IA and Intelligent-Tiering are no archives', () => {
  for (const storageClass of ['STANDARD_IA', 'INTELLIGENT_TIERING']) {
    const rule = aLifecycleRule({
      filter: aLifecycleFilter({ objectSizeGreaterThan: 0 }),
      transitions: [{ days: 30, storageClass }],
    });
    expect(statuses(check, trail, { resources: [logs([rule])] })).toEqual(['fail']);
  }
});

test("only rules for the trail's own log files count", () => {
  const own = `AWSLogs/${ACCOUNT}/CloudTrail/`;
  expect(statuses(check, trail, { resources: [logs([expire(365, own)])] })).toEqual(['pass']);
  expect(statuses(check, trail, { resources: [logs([expire(365, own), expire(7, 'tmp/')])] })).toEqual([
    'pass',
  ]);
  expect(
    statuses(check, trail, { resources: [logs([expire(365), expire(30, `${own}eu-west-1/`)])] }),
  ).toEqual(['fail']);
  const prefixed = aTrail({ s3BucketName: 'logs', s3KeyPrefix: 'audit' });
  expect(statuses(check, prefixed, { resources: [logs([expire(365, `audit/${own}`)])] })).toEqual(['pass']);
  expect(statuses(check, prefixed, { resources: [logs([expire(365, own)])] })).toEqual(['fail']);
});

test('a trail of one region fills that region only', () => {
  const one = aTrail({ s3BucketName: 'logs', isMultiRegionTrail: false, homeRegion: 'eu-west-1' });
  const own = `AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/`;
  expect(statuses(check, one, { resources: [logs([expire(365, own)])] })).toEqual(['pass']);
});

test('with versioning, noncurrent versions must go too', () => {
  const noncurrent = aLifecycleRule({
    noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: null },
  });
  const resources = (rules: readonly LifecycleRule[]) => [logs(rules, { versioning: ENABLED })];
  expect(statuses(check, trail, { resources: resources([expire(365)]) })).toEqual(['fail']);
  expect(statuses(check, trail, { resources: resources([expire(365), noncurrent]) })).toEqual(['pass']);
  expect(statuses(check, trail, { resources: resources([expire(59), noncurrent]) })).toEqual(['fail']);
  expect(statuses(check, trail, { resources: resources([expire(60), noncurrent]) })).toEqual(['pass']);
});

test('a bucket with suspended versioning deletes new logs at once', () => {
  const versioning = read({ status: 'Suspended', mfaDelete: false } as const);
  expect(statuses(check, trail, { resources: [logs([expire(365)], { versioning })] })).toEqual(['pass']);
});

test('MFA delete keeps everything, and means to', () => {
  const versioning = read({ status: 'Enabled', mfaDelete: true } as const);
  expect(statuses(check, trail, { resources: [logs([], { versioning })] })).toEqual(['pass']);
});

test('a lock keeps what the rules would delete', () => {
  const rules = [
    expire(1),
    aLifecycleRule({ noncurrentVersionExpiration: { noncurrentDays: 1, newerNoncurrentVersions: null } }),
  ];
  const lock = (days: number) =>
    read({ enabled: true, defaultRetention: { mode: 'COMPLIANCE' as const, days } });
  const locked = (days: number) => logs(rules, { versioning: ENABLED, objectLock: lock(days) });
  expect(statuses(check, trail, { resources: [locked(90)] })).toEqual(['pass']);
  expect(statuses(check, trail, { resources: [locked(89)] })).toEqual(['fail']);
  const denied = deniedCall('s3:GetObjectLockConfiguration');
  const unknowable = logs(rules, { versioning: ENABLED, objectLock: denied });
  expect(evaluate(check, trail, { resources: [unknowable] })).toMatchObject([
    { status: 'unknown', unread: [denied] },
  ]);
});

test('is decided without the versioning where that changes nothing', () => {
  const versioning = deniedCall('s3:GetBucketVersioning');
  expect(statuses(check, trail, { resources: [logs([], { versioning })] })).toEqual(['unknown']);
  const archive = aLifecycleRule({
    filter: aLifecycleFilter({ objectSizeGreaterThan: 0 }),
    transitions: [{ days: 90, storageClass: 'GLACIER' }],
  });
  expect(statuses(check, trail, { resources: [logs([archive], { versioning })] })).toEqual(['pass']);
});

test('is unknown when the rules or the bucket are not known', () => {
  const lifecycleRules = deniedCall('s3:GetBucketLifecycleConfiguration');
  expect(evaluate(check, trail, { resources: [logs([], { lifecycleRules })] })).toMatchObject([
    { status: 'unknown', unread: [lifecycleRules] },
  ]);
  expect(evaluate(check, trail, { denied: ['AWS::S3::Bucket'] })).toMatchObject([
    { status: 'unknown', unread: [deniedListing('AWS::S3::Bucket')] },
  ]);
  expect(statuses(check, trail)).toEqual(['unknown']);
});

const ORGANIZATION = 'AWS::Organizations::Organization';
const organizationTrail = aTrail({ s3BucketName: 'logs', isOrganizationTrail: true });
const membership: OrganizationMembership = {
  type: ORGANIZATION,
  account: ACCOUNT,
  region: 'global',
  arn: `arn:aws:organizations::${ACCOUNT}:organization/o-1`,
  id: 'o-1',
  organization: { id: 'o-1', arn: 'arn', managementAccountId: ACCOUNT, featureSet: 'ALL' },
};

test("an organisation's trail writes below the organisation's id", () => {
  const resources = [membership, logs([expire(365, 'AWSLogs/o-1/')])];
  const [outcome] = evaluate(check, organizationTrail, { resources });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { prefix: 'AWSLogs/o-1/' } });
  const elsewhere = [membership, logs([expire(365, 'AWSLogs/o-2/')])];
  expect(statuses(check, organizationTrail, { resources: elsewhere })).toEqual(['fail']);
});

test("without the organisation's id only rules for all of AWSLogs/ are decided", () => {
  const denied = [ORGANIZATION] as const;
  expect(statuses(check, organizationTrail, { resources: [logs([expire(365)])], denied })).toEqual(['pass']);
  const divided = [logs([expire(365, 'AWSLogs/o-1/')])];
  expect(evaluate(check, organizationTrail, { resources: divided, denied })).toMatchObject([
    { status: 'unknown', unread: [deniedListing(ORGANIZATION)] },
  ]);
  const none = { ...membership, organization: null };
  expect(statuses(check, organizationTrail, { resources: [none, ...divided] })).toEqual(['unknown']);
});

test('leaves a bucket that AWS says does not exist to cloudtrail-bucket-exists', () => {
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
  expect(statuses(check, orphan, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});

test('logs that are kept for ever break no control: those ask for long enough', () => {
  const broken = (...rules: Parameters<typeof logs>) =>
    brokenControls(check, trail, check.controls, { resources: [logs(...rules)] });
  expect(broken([expire(30)])).toEqual(check.controls);
  expect(broken([])).toEqual([]);
});
