import { expect, test } from 'vitest';
import { matchesAction } from '../../iam/action-pattern.ts';
import { CATALOGUE } from '../../iam/index.ts';
import { serviceOf } from '../mapping/event-service.ts';
import { DATA_EVENTS, unseenActions } from './unseen-actions.ts';

test('without data events the use of objects is not seen, with those of S3 it is', () => {
  expect(unseenActions([])).toEqual(
    expect.arrayContaining(['s3:GetObject*', 'lambda:Invoke*', 'es:ESHttp*']),
  );
  const seen = unseenActions(['s3.amazonaws.com']);
  expect(seen).not.toContain('s3:GetObject*');
  expect(seen).toEqual(expect.arrayContaining(['lambda:Invoke*', 'es:ESHttp*']));
});

test('every pattern is of known actions, each action of one', () => {
  const all = CATALOGUE.services.flatMap((prefix) =>
    (CATALOGUE.service(prefix)?.actions ?? []).map(({ name }) => `${prefix}:${name}`),
  );
  const matched = unseenActions([]).map((pattern) => all.filter((action) => matchesAction(pattern, action)));
  for (const [index, actions] of matched.entries())
    expect(actions.length, unseenActions([])[index]).toBeGreaterThan(0);
});

test.each([
  's3tables:GetTableMetadataLocation',
  's3tables:UpdateTableMetadataLocation',
  'cloudwatch:GetMetricStream',
  'xray:PutEncryptionConfig',
  'xray:GetGroups',
  'xray:GetInsight',
  'xray:GetSamplingStatisticSummaries',
  'kinesisvideo:GetDataEndpoint',
  'qbusiness:ListApplications',
  'qbusiness:ListTagsForResource',
  'swf:DescribeDomain',
  'swf:ListActivityTypes',
  'states:SendTaskSuccess',
  'iotsitewise:BatchAssociateProjectAssets',
  'medical-imaging:GetImageSet',
  'medical-imaging:StartDICOMImportJob',
  'greengrass:GetDeployment',
  'deadline:ListFarms',
  'deadline:AssumeQueueRoleForUser',
  'deadline:UpdateWorker',
  'geo:GetJob',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'personalize:GetSolutionMetrics',
  'aiops:ListInvestigationGroups',
  'gameliftstreams:GetStreamGroup',
  'networkflowmonitor:GetMonitor',
  'bedrock-mantle:CreateFineTuningJob',
  'payment-cryptography:GetMpaTeamAssociation',
  'dsql:GetCluster',
])('%s is a management event', (action) => {
  expect(isUnseen(action, [])).toBe(false);
});

test.each([
  ['s3:UpdateObjectEncryption', 's3.amazonaws.com'],
  ['s3:ListObjectAnnotations', 's3.amazonaws.com'],
  ['dynamodb:SearchVectors', 'dynamodb.amazonaws.com'],
  ['sqs:ListQueues', 'sqs.amazonaws.com'],
  ['sqs:GetQueueAttributes', 'sqs.amazonaws.com'],
  ['kinesisvideo:JoinStorageSession', 'kinesisvideo.amazonaws.com'],
  ['sagemaker:BatchWriteRecord', 'sagemaker.amazonaws.com'],
  ['ebs:ListChangedBlocks', 'ebs.amazonaws.com'],
  ['cognito-identity:GetId', 'cognito-identity.amazonaws.com'],
  ['cognito-identity:GetOpenIdTokenForDeveloperIdentity', 'cognito-identity.amazonaws.com'],
  ['cognito-identity:UnlinkIdentity', 'cognito-identity.amazonaws.com'],
  ['servicediscovery:GetServiceAttributes', 'servicediscovery.amazonaws.com'],
  ['bedrock:Rerank', 'bedrock.amazonaws.com'],
  ['bedrock:EndSession', 'bedrock.amazonaws.com'],
  ['bedrock:GetAsyncInvoke', 'bedrock.amazonaws.com'],
  ['bedrock:StartFlowExecution', 'bedrock.amazonaws.com'],
  ['qbusiness:StartDataSourceSyncJob', 'qbusiness.amazonaws.com'],
  ['swf:ScheduleActivityTask', 'swf.amazonaws.com'],
  ['swf:CancelTimer', 'swf.amazonaws.com'],
  ['iotsitewise:InvokeAssistant', 'iotsitewise.amazonaws.com'],
  ['cloudfront-keyvaluestore:PutKey', 'edgekeyvaluestore.amazonaws.com'],
  ['managedblockchain:POST', 'managedblockchain.amazonaws.com'],
  ['deadline:UpdateTask', 'deadline.amazonaws.com'],
  ['deadline:CopyJobTemplate', 'deadline.amazonaws.com'],
  ['geo-places:Geocode', 'geo-places.amazonaws.com'],
  ['appsync:GraphQL', 'appsync.amazonaws.com'],
  ['dsql:DbConnectAdmin', 'dsql.amazonaws.com'],
  ['ecs:StartTelemetrySession', 'ecs.amazonaws.com'],
  ['ssm:RequestManagedInstanceRoleToken', 'ssm.amazonaws.com'],
  ['payment-cryptography:EncryptData', 'payment-cryptography.amazonaws.com'],
  ['payment-cryptography:VerifyMac', 'payment-cryptography.amazonaws.com'],
  ['gameliftstreams:StartStreamSession', 'gameliftstreams.amazonaws.com'],
  ['gameliftstreams:ListStreamUrls', 'gameliftstreams.amazonaws.com'],
  ['networkflowmonitor:StopQueryMonitorTopContributors', 'networkflowmonitor.amazonaws.com'],
  ['aiops:UpdateInvestigationEvent', 'aiops.amazonaws.com'],
  ['bedrock-mantle:CreateInference', 'bedrock-mantle.amazonaws.com'],
  ['bedrock-mantle:ListFiles', 'bedrock-mantle.amazonaws.com'],
  ['b2bi:StartTransformerJob', 'b2bi.amazonaws.com'],
  ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore.amazonaws.com'],
  ['managedblockchain-query:GetTransaction', 'managedblockchain-query.amazonaws.com'],
])('%s is a data event of %s', (action, eventSource) => {
  expect(isUnseen(action, [])).toBe(true);
  expect(isUnseen(action, [eventSource])).toBe(false);
});

test.each([
  ['sns:Publish', 'sns.amazonaws.com'],
  ['ses:SendRawEmail', 'ses.amazonaws.com'],
  ['s3tables:GetTableData', 's3tables.amazonaws.com'],
  ['ssmmessages:OpenDataChannel', 'ssmmessages.amazonaws.com'],
  ['states:InvokeHTTPEndpoint', 'states.amazonaws.com'],
  ['timestream:WriteRecords', 'timestream.amazonaws.com'],
  ['timestream:Unload', 'timestream.amazonaws.com'],
  ['iot:ListThings', 'iot.amazonaws.com'],
  ['iot:UpdateThingShadow', 'iot.amazonaws.com'],
  ['iotjobsdata:UpdateJobExecution', 'iot.amazonaws.com'],
  ['geo:PutGeofence', 'geo.amazonaws.com'],
  ['neptune-graph:ReadDataViaQuery', 'neptune-graph.amazonaws.com'],
  ['lex:StartConversation', 'lex.amazonaws.com'],
  ['appsync:EventPublish', 'appsync.amazonaws.com'],
  ['cassandra:Modify', 'cassandra.amazonaws.com'],
  ['sagemaker-mlflow:LogMetric', 'sagemaker.amazonaws.com'],
])('%s is told of by no data event of %s', (action, eventSource) => {
  expect(isUnseen(action, [eventSource])).toBe(true);
});

test('the events of each source are known to be of the service whose actions they tell of', () => {
  for (const { eventSource, actions } of DATA_EVENTS) {
    const service = serviceOf({ eventSource, requestParameters: null });
    for (const action of actions) expect(action, eventSource).toMatch(new RegExp(`^${service}:`));
  }
});

function isUnseen(action: string, sourcesOfDataEvents: readonly string[]): boolean {
  return unseenActions(sourcesOfDataEvents).some((pattern) => matchesAction(pattern, action));
}
