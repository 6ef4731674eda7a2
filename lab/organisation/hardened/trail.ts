import { FILTER_PATTERNS } from '../../../src/practices/fix/alarm-fix.ts';
import type { LabAccount } from '../lab-account.ts';
import { given } from '../lab-account.ts';
import { meridian } from '../names.ts';
import { allow, policy } from '../policy-document.ts';

const namespace = 'Meridian/CloudTrail';

/** The organisation trail: every region, KMS, validation, Logs, SNS, insights, all management and S3 data events. */
export async function createTrail(account: LabAccount, keyArn: string): Promise<void> {
  const { cloudTrail, logs, sns } = account.home;
  await logs.createLogGroup({ logGroupName: meridian.trailLogGroup });
  await logs.putRetentionPolicy({ logGroupName: meridian.trailLogGroup, retentionInDays: 365 });
  const topicArn = given((await sns.createTopic({ Name: 'cloudtrail-deliveries' })).TopicArn);
  const trailArn = account.arn('cloudtrail', `trail/${meridian.trail}`, 'us-east-1');
  await sns.setTopicAttributes({
    TopicArn: topicArn,
    AttributeName: 'Policy',
    AttributeValue: policy(
      allow('sns:Publish', topicArn, {
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
      }),
    ),
  });
  await account.daysAgo(200, async () => {
    await cloudTrail.createTrail({
      Name: meridian.trail,
      S3BucketName: meridian.trailBucket,
      SnsTopicName: 'cloudtrail-deliveries',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: true,
      EnableLogFileValidation: true,
      KmsKeyId: keyArn,
      CloudWatchLogsLogGroupArn: account.arn('logs', `log-group:${meridian.trailLogGroup}:*`, 'us-east-1'),
      CloudWatchLogsRoleArn: account.arn('iam', 'role/cloudtrail-to-logs'),
    });
    await cloudTrail.startLogging({ Name: meridian.trail });
  });
  await cloudTrail.putEventSelectors({
    TrailName: meridian.trail,
    AdvancedEventSelectors: [
      { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      {
        Name: 'All S3 object events',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        ],
      },
    ],
  });
  await cloudTrail.putInsightSelectors({
    TrailName: meridian.trail,
    InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
  });
}

/** A metric filter and an alarm for each of the fifteen events, on a topic that somebody reads. */
export async function createAlarms(account: LabAccount): Promise<void> {
  const { cloudWatch, logs, sns } = account.home;
  const topicArn = given((await sns.createTopic({ Name: meridian.alarmTopic })).TopicArn);
  await sns.setTopicAttributes({
    TopicArn: topicArn,
    AttributeName: 'KmsMasterKeyId',
    AttributeValue: 'alias/meridian-data',
  });
  await sns.subscribe({ TopicArn: topicArn, Protocol: 'email', Endpoint: 'security@meridian.example' });
  for (const [event, pattern] of Object.entries(FILTER_PATTERNS)) {
    await logs.putMetricFilter({
      logGroupName: meridian.trailLogGroup,
      filterName: event,
      filterPattern: pattern,
      metricTransformations: [{ metricName: event, metricNamespace: namespace, metricValue: '1' }],
    });
    await cloudWatch.putMetricAlarm({
      AlarmName: `cis-${event}`,
      Namespace: namespace,
      MetricName: event,
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      ActionsEnabled: true,
      AlarmActions: [topicArn],
    });
  }
}
