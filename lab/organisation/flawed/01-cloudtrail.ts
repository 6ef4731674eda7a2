import { given, type LabAccount } from '../lab-account.ts';
import { allow, policy, trust } from '../policy-document.ts';
import { createRole } from '../shared/identity.ts';
import { createKey } from '../shared/key.ts';
import { flawedBuckets } from './buckets.ts';

const write = (bucket: string): string =>
  policy(
    // flaw: cloudtrail-bucket-policy-scoped (any trail of anybody may deliver)
    allow('s3:GetBucketAcl', `arn:aws:s3:::${bucket}`, {
      Principal: { Service: 'cloudtrail.amazonaws.com' },
    }),
    allow('s3:PutObject', `arn:aws:s3:::${bucket}/*`, { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
  );

/** What the canned ACL log-delivery-write grants. */
const logDelivery = {
  GrantWrite: 'uri=http://acs.amazonaws.com/groups/s3/LogDelivery',
  GrantReadACP: 'uri=http://acs.amazonaws.com/groups/s3/LogDelivery',
};

/** Three trails that together still miss most of what happens, and one alarm that nobody hears. */
export async function createTrails(account: LabAccount): Promise<void> {
  await createTrailBuckets(account);
  await createStoppedTrail(account);
  await createEuropeanTrail(account);
  await createPartnerTrail(account);
  await createDeafAlarm(account);
}

/** flaws: cloudtrail-bucket-encryption, -versioning, -mfa-delete, -object-lock on all of them. */
async function createTrailBuckets(account: LabAccount): Promise<void> {
  const { s3 } = account.home;
  for (const Bucket of [flawedBuckets.trail, flawedBuckets.partnerTrail, flawedBuckets.goneTrail]) {
    await s3.createBucket({ Bucket, ObjectOwnership: 'ObjectWriter' });
    await s3.putBucketPolicy({ Bucket, Policy: write(Bucket) });
  }
  // flaws: cloudtrail-bucket-not-public (anybody reads the trail), s3-bucket-one-mechanism (policy and ACL grants)
  await s3.putBucketPolicy({
    Bucket: flawedBuckets.trail,
    Policy: policy(
      allow('s3:GetBucketAcl', `arn:aws:s3:::${flawedBuckets.trail}`, {
        Principal: { Service: 'cloudtrail.amazonaws.com' },
      }),
      allow('s3:PutObject', `arn:aws:s3:::${flawedBuckets.trail}/*`, {
        Principal: { Service: 'cloudtrail.amazonaws.com' },
      }),
      allow('s3:GetObject', `arn:aws:s3:::${flawedBuckets.trail}/*`, { Principal: { AWS: '*' } }),
    ),
  });
  await s3.putBucketAcl({ Bucket: flawedBuckets.trail, ...logDelivery });
  // flaw: cloudtrail-bucket-retention (the trail's own prefix is gone after a month)
  await s3.putBucketLifecycleConfiguration({
    Bucket: flawedBuckets.trail,
    LifecycleConfiguration: {
      Rules: [
        { ID: 'save money', Status: 'Enabled', Filter: { Prefix: 'AWSLogs/' }, Expiration: { Days: 30 } },
      ],
    },
  });
  // flaw: trail-bucket-log-target-separate (the partner trail's bucket logs into itself: a loop)
  await s3.putBucketAcl({ Bucket: flawedBuckets.partnerTrail, ...logDelivery });
  await s3.putBucketLogging({
    Bucket: flawedBuckets.partnerTrail,
    BucketLoggingStatus: {
      LoggingEnabled: { TargetBucket: flawedBuckets.partnerTrail, TargetPrefix: 'access/' },
    },
  });
  // flaws: trail-bucket-log-target-not-public (anybody lists it) and trail-bucket-log-delivery-works (its ACL lets S3
  // write no more)
  const GrantRead = 'uri=http://acs.amazonaws.com/groups/global/AllUsers';
  await s3.putBucketAcl({ Bucket: flawedBuckets.partnerTrail, GrantRead });
}

/**
 * flaws: cloudtrail-account-multi-region-trail and cloudtrail-trail-logging (stopped three months ago),
 * cloudtrail-trail-management-events-complete (KMS and RDS Data left out), cloudtrail-trail-log-file-validation,
 * cloudtrail-trail-kms-encryption, cloudtrail-trail-cloudwatch-logs, cloudtrail-trail-insights,
 * cloudtrail-trail-s3-read-data-events, cloudtrail-trail-s3-write-data-events, cloudtrail-trail-notifications,
 * trail-bucket-object-level-trail, cloudtrail-organization-trail (no trail of the organisation),
 * cloudtrail-bucket-exists (its bucket was deleted: anybody may take the name).
 */
async function createStoppedTrail(account: LabAccount): Promise<void> {
  const { cloudTrail, s3 } = account.home;
  const Name = 'harbourline-management-events';
  await account.daysAgo(700, async () => {
    await cloudTrail.createTrail({
      Name,
      S3BucketName: flawedBuckets.goneTrail,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: false,
    });
    await cloudTrail.startLogging({ Name });
  });
  await account.daysAgo(92, () => cloudTrail.stopLogging({ Name }));
  await cloudTrail.putEventSelectors({
    TrailName: Name,
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        ExcludeManagementEventSources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'],
      },
    ],
  });
  await s3.deleteBucket({ Bucket: flawedBuckets.goneTrail });
}

/**
 * flaws: cloudtrail-trail-logging (delivery fails: overlay), cloudtrail-trail-key-rotation,
 * cloudtrail-trail-key-policy-scoped, cloudtrail-trail-cloudwatch-logs (nothing delivered for days: overlay),
 * cloudtrail-account-global-events-once, trail-bucket-access-logging.
 */
async function createEuropeanTrail(account: LabAccount): Promise<void> {
  const { cloudTrail, logs } = account.region('eu-west-1');
  const anyTrail = allow(['kms:GenerateDataKey*', 'kms:DescribeKey'], '*', {
    Principal: { Service: 'cloudtrail.amazonaws.com' },
  });
  const key = await createKey(account, {
    alias: 'harbourline-trail',
    region: 'eu-west-1',
    rotation: false,
    statements: [anyTrail],
  });
  await logs.createLogGroup({ logGroupName: 'harbourline-cloudtrail' });
  await createRole(account, {
    name: 'harbourline-cloudtrail-logs',
    trust: trust({ Service: 'cloudtrail.amazonaws.com' }),
    inline: { write: policy(allow('logs:*', '*')) },
  });
  const Name = 'harbourline-eu-audit';
  await account.daysAgo(500, async () => {
    await cloudTrail.createTrail({
      Name,
      S3BucketName: flawedBuckets.trail,
      IncludeGlobalServiceEvents: true,
      KmsKeyId: key,
      CloudWatchLogsLogGroupArn: account.arn('logs', 'log-group:harbourline-cloudtrail:*', 'eu-west-1'),
      CloudWatchLogsRoleArn: account.arn('iam', 'role/harbourline-cloudtrail-logs'),
    });
    await cloudTrail.startLogging({ Name });
  });
}

/** flaws: cloudtrail-account-global-events-once (again), and a key that will be gone: kms-key-not-pending-deletion. */
async function createPartnerTrail(account: LabAccount): Promise<void> {
  const { cloudTrail, kms } = account.home;
  const key = await createKey(account, { alias: 'harbourline-old-trail', rotation: false });
  const Name = 'partner-portal-audit';
  await account.daysAgo(300, async () => {
    await cloudTrail.createTrail({
      Name,
      S3BucketName: flawedBuckets.partnerTrail,
      IncludeGlobalServiceEvents: true,
      KmsKeyId: key,
    });
    await cloudTrail.startLogging({ Name });
  });
  await cloudTrail.putEventSelectors({
    TrailName: Name,
    EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
  });
  await account.daysAgo(2, () =>
    kms.scheduleKeyDeletion({ KeyId: given(key.split('/')[1]), PendingWindowInDays: 7 }),
  );
}

/** flaws: all fifteen cloudwatch-alarm-… (one filter, on the trail of one region, on a topic without subscribers). */
async function createDeafAlarm(account: LabAccount): Promise<void> {
  const { cloudWatch, logs, sns } = account.region('eu-west-1');
  const topic = given((await sns.createTopic({ Name: 'harbourline-alerts' })).TopicArn);
  await logs.putMetricFilter({
    logGroupName: 'harbourline-cloudtrail',
    filterName: 'root',
    filterPattern: '{ $.userIdentity.type = "Root" }',
    metricTransformations: [{ metricName: 'root', metricNamespace: 'Harbourline', metricValue: '1' }],
  });
  await cloudWatch.putMetricAlarm({
    AlarmName: 'root-was-used',
    Namespace: 'Harbourline',
    MetricName: 'root',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    AlarmActions: [topic],
  });
}

/**
 * flaws: config-recorder-all-regions (one region, and stopped there), guardduty-enabled-all-regions (suspended in one,
 * absent in two). securityhub-enabled and access-analyzer-enabled-all-regions fail by there being none.
 */
export async function createDetection(account: LabAccount): Promise<void> {
  const { config, guardDuty } = account.home;
  await account.home.iam.createServiceLinkedRole({ AWSServiceName: 'config.amazonaws.com' });
  await config.putConfigurationRecorder({
    ConfigurationRecorder: {
      name: 'default',
      roleARN: account.arn('iam', 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'),
      recordingGroup: { allSupported: false, resourceTypes: ['AWS::EC2::Instance'] },
    },
  });
  await guardDuty.createDetector({ Enable: false });
}
