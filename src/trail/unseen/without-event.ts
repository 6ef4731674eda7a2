/** Actions that no event tells of, whatever is selected, or not each of their uses, or that events of other names do. */
interface WithoutEvent {
  /** Patterns. */
  readonly actions: readonly string[];
  /** AWS's page that says so. Null: none was found. */
  readonly docs: string | null;
}

export const WITHOUT_EVENT: readonly WithoutEvent[] = [
  {
    // To telephone numbers.
    actions: ['sns:Publish'],
    docs: 'https://docs.aws.amazon.com/sns/latest/dg/logging-using-cloudtrail.html',
  },
  {
    // By SMTP.
    actions: ['ses:SendRawEmail'],
    docs: 'https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html',
  },
  {
    actions: ['logs:PutLogEvents'],
    docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
  },
  {
    // GetObject and PutObject on tables.
    actions: ['s3tables:*TableData'],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-logging.html',
  },
  {
    // Search and others on collections.
    actions: ['aoss:*AccessAll'],
    docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/logging-using-cloudtrail.html',
  },
  {
    // Of its APIs those of GraphQL alone have data events.
    actions: ['appsync:EventConnect', 'appsync:EventPublish', 'appsync:EventSubscribe'],
    docs: 'https://docs.aws.amazon.com/appsync/latest/devguide/cloudtrail-logging.html',
  },
  {
    // Statements are told of by their own names.
    actions: ['cassandra:Select*', 'cassandra:Modify*', 'cassandra:GetRecords', 'cassandra:GetShardIterator'],
    docs: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/logging-using-cloudtrail.html',
  },
  {
    // Control channels are told of as Systems Manager's, data channels are not.
    actions: ['ssmmessages:*'],
    docs: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-cloudtrail-logs.html',
  },
  {
    // The event is the service's own and names no principal.
    actions: ['states:InvokeHTTPEndpoint'],
    docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cloud-trail.html',
  },
  {
    // Queries are told of by that name, records that are written by none.
    actions: [
      'timestream:WriteRecords',
      'timestream:DescribeEndpoints',
      'timestream:Select*',
      'timestream:ListMeasures',
      'timestream:Unload',
      'timestream:PrepareQuery',
      'timestream:CancelQuery',
    ],
    docs: 'https://docs.aws.amazon.com/timestream/latest/developerguide/logging-using-cloudtrail.html',
  },
  {
    // What devices do, and what changes nothing.
    actions: [
      'iot:Connect',
      'iot:Publish',
      'iot:RetainPublish',
      'iot:Receive',
      'iot:Subscribe',
      'iot:Describe*',
      'iot:Get*',
      'iot:List*',
      'iot:SearchIndex',
      'iotjobsdata:*',
    ],
    docs: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-using-cloudtrail.html',
  },
  {
    // Resources of one's own have no type of data events.
    actions: [
      'geo:Batch*',
      'geo:Calculate*',
      'geo:ForecastGeofenceEvents',
      'geo:GetDevice*',
      'geo:GetGeofence',
      'geo:GetMap*',
      'geo:GetPlace',
      'geo:ListDevicePositions',
      'geo:ListGeofences',
      'geo:PutGeofence',
      'geo:Search*',
      'geo:VerifyDevicePosition',
    ],
    docs: 'https://docs.aws.amazon.com/location/latest/developerguide/cloudtrail.html',
  },
  {
    actions: ['lex:Post*', 'lex:Recognize*', 'lex:*Session', 'lex:StartConversation'],
    docs: 'https://docs.aws.amazon.com/lexv2/latest/dg/logging-using-cloudtrail.html',
  },
  {
    actions: [
      'events:PutEvents',
      'events:PutPartnerEvents',
      'events:PutRawEvents',
      'firehose:PutRecord*',
      'es:ESHttp*',
      'rds-db:connect',
      'execute-api:*',
      'elasticfilesystem:Client*',
      'kafka-cluster:*',
      'neptune-db:*',
      'networkflowmonitor:Publish',
      'sagemaker-mlflow:*',
      'neptune-graph:*Query',
      'neptune-graph:GetQueryStatus',
      'neptune-graph:GetGraphSummary',
      'neptune-graph:ListQueries',
      'ec2messages:*',
      'machinelearning:Predict',
      'mediastore:*Object*',
      'mediastore:ListItems',
      'mobiletargeting:PutEvents',
      'mobiletargeting:Send*',
      'personalize:Get*Rank*',
      'personalize:Get*Recommendations',
      'personalize:Put*',
      'rum:PutRumEvents',
    ],
    docs: null,
  },
];
