import type { DataEvents } from './data-events-of-types.ts';

interface ListedDataEvents extends DataEvents {
  /** AWS's page that lists the operations. */
  readonly docs: string;
}

/**
 * The data plane of services whose pages tell which operations it has; who trusts a log to show all that was used must
 * have selected these.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const LISTED_DATA_EVENTS: readonly ListedDataEvents[] = [
  {
    // ListObjects, ListObjectVersions and HeadBucket too are logged with the objects.
    eventSource: 's3.amazonaws.com',
    actions: [
      's3:GetObject*',
      's3:PutObject*',
      's3:DeleteObject*',
      's3:ListObject*',
      's3:UpdateObject*',
      's3:RestoreObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
      's3:ListBucketMultipartUploads',
      's3:ListBucket',
      's3:ListBucketVersions',
      's3:BypassGovernanceRetention',
      's3:Replicate*',
    ],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
  },
  {
    eventSource: 's3express.amazonaws.com',
    actions: ['s3express:CreateSession'],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
  },
  {
    eventSource: 's3-outposts.amazonaws.com',
    actions: [
      's3-outposts:*Object*',
      's3-outposts:*Multipart*',
      's3-outposts:ListBucket*',
      's3-outposts:Replicate*',
    ],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
  },
  {
    eventSource: 's3-object-lambda.amazonaws.com',
    actions: ['s3-object-lambda:*'],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
  },
  {
    eventSource: 's3vectors.amazonaws.com',
    actions: ['s3vectors:*Vectors'],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-logging.html',
  },
  {
    eventSource: 'lambda.amazonaws.com',
    actions: ['lambda:Invoke*'],
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'dynamodb.amazonaws.com',
    actions: [
      'dynamodb:*Item',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:SearchVectors',
      'dynamodb:PartiQL*',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
    ],
    docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'sqs.amazonaws.com',
    actions: [
      'sqs:SendMessage',
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ListDeadLetterSourceQueues',
      'sqs:ListQueueTags',
      'sqs:ListQueues',
    ],
    docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'ses.amazonaws.com',
    actions: ['ses:Send*'],
    docs: 'https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'monitoring.amazonaws.com',
    actions: [
      'cloudwatch:PutMetricData',
      'cloudwatch:GetMetricData',
      'cloudwatch:GetMetricStatistics',
      'cloudwatch:GetMetricWidgetImage',
      'cloudwatch:ListMetrics',
    ],
    docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html',
  },
  {
    // Of the spans, the sampling rules and what is retrieved the page says nothing.
    eventSource: 'xray.amazonaws.com',
    actions: [
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'xray:PutSpans*',
      'xray:BatchGet*',
      'xray:Get*Trace*Graph*',
      'xray:GetTraceSummaries',
      'xray:GetServiceGraph',
      'xray:GetTimeSeriesServiceStatistics',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
    ],
    docs: 'https://docs.aws.amazon.com/xray/latest/devguide/xray-api-cloudtrail.html',
  },
  {
    eventSource: 'sagemaker.amazonaws.com',
    actions: ['sagemaker:InvokeEndpoint*'],
    docs: 'https://docs.aws.amazon.com/sagemaker/latest/dg/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'ebs.amazonaws.com',
    actions: ['ebs:*SnapshotBlock*', 'ebs:ListChangedBlocks'],
    docs: 'https://docs.aws.amazon.com/ebs/latest/userguide/logging-ebs-apis-using-cloudtrail.html',
  },
  {
    eventSource: 'rdsdataapi.amazonaws.com',
    actions: ['rds-data:*'],
    docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/logging-using-cloudtrail-data-api.html',
  },
  {
    eventSource: 'cognito-identity.amazonaws.com',
    actions: [
      'cognito-identity:GetCredentialsForIdentity',
      'cognito-identity:GetId',
      'cognito-identity:GetOpenIdToken*',
      'cognito-identity:UnlinkIdentity',
    ],
    docs: 'https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'appconfig.amazonaws.com',
    actions: [
      'appconfig:GetConfiguration',
      'appconfig:GetLatestConfiguration',
      'appconfig:StartConfigurationSession',
    ],
    docs: 'https://docs.aws.amazon.com/appconfig/latest/userguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'servicediscovery.amazonaws.com',
    actions: ['servicediscovery:DiscoverInstances*', 'servicediscovery:GetServiceAttributes'],
    docs: 'https://docs.aws.amazon.com/cloud-map/latest/dg/logging-using-cloudtrail.html',
  },
  {
    // Asynchronous calls are, and need bedrock:InvokeModel as those do that are management events.
    eventSource: 'bedrock.amazonaws.com',
    actions: [
      'bedrock:InvokeAgent',
      'bedrock:InvokeInlineAgent',
      'bedrock:InvokeFlow',
      'bedrock:InvokeModel',
      'bedrock:GetAsyncInvoke',
      'bedrock:Retrieve*',
      'bedrock:AgenticRetrieveStream',
      'bedrock:Rerank',
      'bedrock:GenerateQuery',
      'bedrock:OptimizePrompt',
      'bedrock:RenderPrompt',
      'bedrock:ApplyGuardrail',
      'bedrock:*AgentMemory',
      'bedrock:*Session',
      'bedrock:ListSessions',
      'bedrock:CreateInvocation',
      'bedrock:ListInvocations',
      'bedrock:*InvocationStep*',
      'bedrock:*FlowExecution*',
      'bedrock:GetExecutionFlowSnapshot',
    ],
    docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'qbusiness.amazonaws.com',
    actions: [
      'qbusiness:Chat*',
      'qbusiness:Batch*Document',
      'qbusiness:PutFeedback',
      'qbusiness:*Group',
      'qbusiness:*User',
      'qbusiness:DeleteConversation',
      'qbusiness:ListConversations',
      'qbusiness:ListDocuments',
      'qbusiness:ListGroups',
      'qbusiness:ListMessages',
      'qbusiness:*DataSourceSyncJob*',
    ],
    docs: 'https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'verifiedpermissions.amazonaws.com',
    actions: ['verifiedpermissions:IsAuthorized*'],
    docs: 'https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/monitoring-cloudtrail.html',
  },
  {
    eventSource: 'swf.amazonaws.com',
    actions: [
      'swf:*WorkflowExecution*',
      'swf:*ActivityTask*',
      'swf:*DecisionTask*',
      'swf:*Timer',
      'swf:RecordMarker',
    ],
    docs: 'https://docs.aws.amazon.com/amazonswf/latest/developerguide/ct-logging.html',
  },
  {
    eventSource: 'states.amazonaws.com',
    actions: ['states:GetActivityTask', 'states:StartSyncExecution'],
    docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cloud-trail.html',
  },
  {
    // Of data sets, captures and queries the page says nothing.
    eventSource: 'iotsitewise.amazonaws.com',
    actions: [
      'iotsitewise:*AssetPropertyValue*',
      'iotsitewise:*AssetPropertyAggregates',
      'iotsitewise:InvokeAssistant',
      'iotsitewise:ExecuteQuery',
      'iotsitewise:Batch*DataSegments*',
      'iotsitewise:GetCaptureData',
      'iotsitewise:GetQueryResults',
      'iotsitewise:GetSearchResults',
    ],
    docs: 'https://docs.aws.amazon.com/iot-sitewise/latest/userguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'edgekeyvaluestore.amazonaws.com',
    actions: ['cloudfront-keyvaluestore:*'],
    docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html',
  },
  {
    eventSource: 'cloudtrail-data.amazonaws.com',
    actions: ['cloudtrail-data:*'],
    docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  },
  {
    // Of DICOMweb's searching and storing the page says nothing.
    eventSource: 'medical-imaging.amazonaws.com',
    actions: [
      'medical-imaging:GetImageFrame',
      'medical-imaging:GetDICOMBulkdata',
      'medical-imaging:GetDICOMInstance*',
      'medical-imaging:GetDICOMSeriesMetadata',
      'medical-imaging:SearchDICOM*',
      'medical-imaging:StoreDICOM*',
    ],
    docs: 'https://docs.aws.amazon.com/healthimaging/latest/devguide/logging-using-cloudtrail.html',
  },
  {
    // Of artifacts, which core devices fetch, the page says nothing.
    eventSource: 'greengrass.amazonaws.com',
    actions: ['greengrass:ResolveComponentCandidates', 'greengrass:GetComponentVersionArtifact'],
    docs: 'https://docs.aws.amazon.com/greengrass/v2/developerguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'deadline.amazonaws.com',
    actions: [
      'deadline:BatchGetJobEntity',
      'deadline:CopyJobTemplate',
      'deadline:CreateJob',
      'deadline:GetJob*',
      'deadline:GetSession',
      'deadline:GetSessionAction',
      'deadline:GetStep',
      'deadline:GetTask',
      'deadline:GetWorker',
      'deadline:ListJobParameterDefinitions',
      'deadline:ListJobs',
      'deadline:ListSession*',
      'deadline:ListStep*',
      'deadline:ListTasks',
      'deadline:ListWorkers',
      'deadline:Search*',
      'deadline:UpdateJob',
      'deadline:UpdateSession',
      'deadline:UpdateStep',
      'deadline:UpdateTask',
      'deadline:UpdateWorkerSchedule',
    ],
    docs: 'https://docs.aws.amazon.com/deadline-cloud/latest/userguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'social-messaging.amazonaws.com',
    actions: ['social-messaging:Send*', 'social-messaging:*MessageMedia'],
    docs: 'https://docs.aws.amazon.com/social-messaging/latest/userguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'sms-voice.amazonaws.com',
    actions: ['sms-voice:Send*', 'sms-voice:CarrierLookup', 'sms-voice:PutMessageFeedback'],
    docs: 'https://docs.aws.amazon.com/sms-voice/latest/userguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'geo-maps.amazonaws.com',
    actions: ['geo-maps:*'],
    docs: 'https://docs.aws.amazon.com/location/latest/developerguide/cloudtrail.html',
  },
  {
    eventSource: 'geo-places.amazonaws.com',
    actions: ['geo-places:*'],
    docs: 'https://docs.aws.amazon.com/location/latest/developerguide/cloudtrail.html',
  },
  {
    eventSource: 'geo-routes.amazonaws.com',
    actions: ['geo-routes:*'],
    docs: 'https://docs.aws.amazon.com/location/latest/developerguide/cloudtrail.html',
  },
  {
    eventSource: 'appsync.amazonaws.com',
    actions: ['appsync:GraphQL'],
    docs: 'https://docs.aws.amazon.com/appsync/latest/devguide/cloudtrail-logging.html',
  },
  {
    eventSource: 'dsql.amazonaws.com',
    actions: ['dsql:DbConnect*'],
    docs: 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'ecs.amazonaws.com',
    actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:PutSystemLogEvents'],
    docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'ssm.amazonaws.com',
    actions: ['ssm:RequestManagedInstanceRoleToken'],
    docs: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-cloudtrail-logs.html',
  },
  {
    // The page is older than some of them.
    eventSource: 'payment-cryptography.amazonaws.com',
    actions: [
      'payment-cryptography:*Data',
      'payment-cryptography:*Mac',
      'payment-cryptography:GenerateMacEmvPinChange',
      'payment-cryptography:GenerateAs2805KekValidation',
      'payment-cryptography:*AuthRequestCryptogram',
      'payment-cryptography:TranslateKeyMaterial',
    ],
    docs: 'https://docs.aws.amazon.com/payment-cryptography/latest/userguide/monitoring-cloudtrail.html',
  },
  {
    eventSource: 'gameliftstreams.amazonaws.com',
    actions: ['gameliftstreams:*StreamSession*', 'gameliftstreams:*StreamUrl*'],
    docs: 'https://docs.aws.amazon.com/gameliftstreams/latest/developerguide/logging-using-cloudtrail.html',
  },
  {
    eventSource: 'networkflowmonitor.amazonaws.com',
    actions: ['networkflowmonitor:*Query*'],
    docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html',
  },
  {
    eventSource: 'aiops.amazonaws.com',
    actions: [
      'aiops:*Investigation',
      'aiops:ListInvestigations',
      'aiops:*InvestigationEvent*',
      'aiops:*InvestigationRes*',
      'aiops:*Report*',
      'aiops:*Fact*',
    ],
    docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html',
  },
  {
    eventSource: 'bedrock-mantle.amazonaws.com',
    actions: ['bedrock-mantle:*Inference', 'bedrock-mantle:CountTokens', 'bedrock-mantle:*File*'],
    docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/logging-cloudtrail-mantle.html',
  },
  {
    eventSource: 'b2bi.amazonaws.com',
    actions: ['b2bi:*TransformerJob'],
    docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  },
];
