/** Actions of a service that CloudTrail logs as data events, if somebody selected those, or never. */
interface DataActions {
  /** Of the events, where there are any. Null: there are none whatever is selected. */
  readonly eventSource: string | null;
  /** Patterns. */
  readonly actions: readonly string[];
}

/**
 * The data plane of the services that most policies are about; who trusts a log to show all that was used must have
 * selected these.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const DATA_ACTIONS: readonly DataActions[] = [
  {
    // ListObjects, ListObjectVersions and HeadBucket too are logged with the objects.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
    eventSource: 's3.amazonaws.com',
    actions: [
      's3:GetObject*',
      's3:PutObject*',
      's3:DeleteObject*',
      's3:RestoreObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
      's3:ListBucketMultipartUploads',
      's3:ListBucket',
      's3:ListBucketVersions',
      's3:BypassGovernanceRetention',
      's3:Replicate*',
    ],
  },
  { eventSource: 's3express.amazonaws.com', actions: ['s3express:CreateSession'] },
  { eventSource: 'lambda.amazonaws.com', actions: ['lambda:Invoke*'] },
  {
    eventSource: 'dynamodb.amazonaws.com',
    actions: [
      'dynamodb:*Item',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:PartiQL*',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
    ],
  },
  {
    eventSource: 'sqs.amazonaws.com',
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
  },
  { eventSource: 'sns.amazonaws.com', actions: ['sns:Publish'] },
  {
    eventSource: 'kinesis.amazonaws.com',
    actions: [
      'kinesis:PutRecord*',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:SubscribeToShard',
    ],
  },
  { eventSource: 'monitoring.amazonaws.com', actions: ['cloudwatch:PutMetricData', 'cloudwatch:GetMetric*'] },
  { eventSource: 'xray.amazonaws.com', actions: ['xray:Put*'] },
  { eventSource: 'ssmmessages.amazonaws.com', actions: ['ssmmessages:*'] },
  { eventSource: 'sagemaker.amazonaws.com', actions: ['sagemaker:InvokeEndpoint*'] },
  { eventSource: 'ebs.amazonaws.com', actions: ['ebs:*SnapshotBlock*'] },
  { eventSource: 'rdsdataapi.amazonaws.com', actions: ['rds-data:*'] },
  { eventSource: 'cognito-identity.amazonaws.com', actions: ['cognito-identity:GetCredentialsForIdentity'] },
  {
    eventSource: null,
    actions: [
      'logs:PutLogEvents',
      'logs:GetLogEvents',
      'logs:FilterLogEvents',
      'events:PutEvents',
      'firehose:PutRecord*',
      'es:ESHttp*',
      'aoss:APIAccessAll',
      'rds-db:connect',
      'execute-api:*',
      'elasticfilesystem:Client*',
      'kafka-cluster:*',
      'neptune-db:*',
      'ec2messages:*',
      'iot:Connect',
      'iot:Publish',
      'iot:Receive',
      'iot:Subscribe',
    ],
  },
];

/** Patterns of the actions whose use a log does not show that has data events of these sources alone. */
export function unseenActions(sourcesOfDataEvents: readonly string[]): readonly string[] {
  const seen = new Set(sourcesOfDataEvents);
  return DATA_ACTIONS.flatMap(({ eventSource, actions }) =>
    eventSource !== null && seen.has(eventSource) ? [] : actions,
  );
}
