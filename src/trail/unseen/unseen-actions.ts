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
  {
    eventSource: 's3-outposts.amazonaws.com',
    actions: ['s3-outposts:*Object*', 's3-outposts:*Multipart*', 's3-outposts:ListBucket*'],
  },
  { eventSource: 's3-object-lambda.amazonaws.com', actions: ['s3-object-lambda:*'] },
  { eventSource: 's3tables.amazonaws.com', actions: ['s3tables:*TableData', 's3tables:*MetadataLocation'] },
  { eventSource: 's3vectors.amazonaws.com', actions: ['s3vectors:*Vectors'] },
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
  { eventSource: 'ses.amazonaws.com', actions: ['ses:Send*'] },
  {
    eventSource: 'kinesis.amazonaws.com',
    actions: [
      'kinesis:PutRecord*',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:SubscribeToShard',
    ],
  },
  {
    eventSource: 'kinesisvideo.amazonaws.com',
    actions: [
      'kinesisvideo:Get*',
      'kinesisvideo:PutMedia',
      'kinesisvideo:ListFragments',
      'kinesisvideo:ConnectAs*',
    ],
  },
  {
    eventSource: 'monitoring.amazonaws.com',
    actions: ['cloudwatch:PutMetricData', 'cloudwatch:GetMetric*', 'cloudwatch:ListMetrics'],
  },
  { eventSource: 'xray.amazonaws.com', actions: ['xray:Put*', 'xray:Get*', 'xray:BatchGet*'] },
  { eventSource: 'ssmmessages.amazonaws.com', actions: ['ssmmessages:*'] },
  {
    eventSource: 'sagemaker.amazonaws.com',
    actions: [
      'sagemaker:InvokeEndpoint*',
      'sagemaker:PutRecord',
      'sagemaker:GetRecord',
      'sagemaker:DeleteRecord',
      'sagemaker:BatchGetRecord',
      'sagemaker:BatchPutMetrics',
    ],
  },
  { eventSource: 'ebs.amazonaws.com', actions: ['ebs:*SnapshotBlock*'] },
  { eventSource: 'rdsdataapi.amazonaws.com', actions: ['rds-data:*'] },
  { eventSource: 'cognito-identity.amazonaws.com', actions: ['cognito-identity:GetCredentialsForIdentity'] },
  {
    eventSource: 'appconfig.amazonaws.com',
    actions: [
      'appconfig:GetConfiguration',
      'appconfig:GetLatestConfiguration',
      'appconfig:StartConfigurationSession',
    ],
  },
  { eventSource: 'servicediscovery.amazonaws.com', actions: ['servicediscovery:DiscoverInstances*'] },
  {
    eventSource: 'bedrock.amazonaws.com',
    actions: [
      'bedrock:InvokeAgent',
      'bedrock:InvokeInlineAgent',
      'bedrock:InvokeFlow',
      'bedrock:Retrieve*',
      'bedrock:ApplyGuardrail',
    ],
  },
  {
    eventSource: 'qbusiness.amazonaws.com',
    actions: [
      'qbusiness:Chat*',
      'qbusiness:Batch*Document',
      'qbusiness:Put*',
      'qbusiness:List*',
      'qbusiness:*Group',
      'qbusiness:*User',
      'qbusiness:DeleteConversation',
      'qbusiness:GetMedia',
    ],
  },
  {
    eventSource: 'verifiedpermissions.amazonaws.com',
    actions: ['verifiedpermissions:IsAuthorized*'],
  },
  {
    eventSource: 'swf.amazonaws.com',
    actions: [
      'swf:Count*',
      'swf:Describe*',
      'swf:GetWorkflowExecutionHistory',
      'swf:List*',
      'swf:Poll*',
      'swf:Record*',
      'swf:Request*',
      'swf:Respond*',
      'swf:Signal*',
      'swf:Start*',
      'swf:Terminate*',
    ],
  },
  {
    eventSource: 'states.amazonaws.com',
    actions: ['states:GetActivityTask', 'states:SendTask*', 'states:StartSyncExecution'],
  },
  {
    eventSource: 'timestream.amazonaws.com',
    actions: [
      'timestream:WriteRecords',
      'timestream:Select*',
      'timestream:PrepareQuery',
      'timestream:CancelQuery',
    ],
  },
  {
    eventSource: 'iot.amazonaws.com',
    actions: ['iot:*ThingShadow', 'iot:ListNamedShadowsForThing', 'iot:*RetainedMessage*'],
  },
  { eventSource: 'iotsitewise.amazonaws.com', actions: ['iotsitewise:Batch*', 'iotsitewise:Get*'] },
  {
    eventSource: 'iottwinmaker.amazonaws.com',
    actions: [
      'iottwinmaker:*Entity',
      'iottwinmaker:*PropertyValue*',
      'iottwinmaker:ExecuteQuery',
      'iottwinmaker:List*',
    ],
  },
  { eventSource: 'cloudfront-keyvaluestore.amazonaws.com', actions: ['cloudfront-keyvaluestore:*'] },
  { eventSource: 'cloudtrail-data.amazonaws.com', actions: ['cloudtrail-data:*'] },
  { eventSource: 'kendra-ranking.amazonaws.com', actions: ['kendra-ranking:Rescore'] },
  { eventSource: 'managedblockchain.amazonaws.com', actions: ['managedblockchain:Invoke*'] },
  {
    eventSource: 'medical-imaging.amazonaws.com',
    actions: ['medical-imaging:*ImageSet*', 'medical-imaging:*DICOM*', 'medical-imaging:GetImageFrame'],
  },
  {
    eventSource: 'neptune-graph.amazonaws.com',
    actions: [
      'neptune-graph:*Query',
      'neptune-graph:GetQueryStatus',
      'neptune-graph:GetGraphSummary',
      'neptune-graph:ListQueries',
    ],
  },
  {
    eventSource: 'greengrass.amazonaws.com',
    actions: [
      'greengrass:GetComponentVersionArtifact',
      'greengrass:GetDeployment',
      'greengrass:GetConnectivityInfo',
      'greengrass:Resolve*',
    ],
  },
  { eventSource: 'guardduty.amazonaws.com', actions: ['guardduty:SendSecurityTelemetry'] },
  {
    eventSource: 'deadline.amazonaws.com',
    actions: [
      'deadline:Assume*',
      'deadline:Batch*',
      'deadline:Get*',
      'deadline:List*',
      'deadline:Search*',
      'deadline:*Worker*',
      'deadline:CreateJob',
    ],
  },
  {
    eventSource: 'scn.amazonaws.com',
    actions: [
      'scn:Get*',
      'scn:List*',
      'scn:SendDataIntegrationEvent',
      'scn:*DataLake*',
      'scn:CreateBillOfMaterialsImportJob',
    ],
  },
  {
    eventSource: 'social-messaging.amazonaws.com',
    actions: ['social-messaging:Send*', 'social-messaging:*MessageMedia'],
  },
  { eventSource: 'sms-voice.amazonaws.com', actions: ['sms-voice:Send*'] },
  { eventSource: 'thinclient.amazonaws.com', actions: ['thinclient:*'] },
  { eventSource: 'geo.amazonaws.com', actions: ['geo:Batch*', 'geo:Calculate*', 'geo:Get*', 'geo:Search*'] },
  {
    eventSource: null,
    actions: [
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ListDeadLetterSourceQueues',
      'sqs:ListQueueTags',
      'sqs:ListQueues',
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
      'geo-maps:*',
      'geo-places:*',
      'geo-routes:*',
      'lex:Post*',
      'lex:Recognize*',
      'lex:*Session',
      'machinelearning:Predict',
      'mediastore:*Object*',
      'mediastore:ListItems',
      'mobiletargeting:PutEvents',
      'mobiletargeting:Send*',
      'personalize:Get*',
      'personalize:Put*',
      'rum:PutRumEvents',
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
