/** Actions of a service that CloudTrail logs as data events: only if somebody selected those. */
export interface DataEvents {
  /** Of the events. */
  readonly eventSource: string;
  /** Patterns. */
  readonly actions: readonly string[];
}

/**
 * Services whose resources CloudTrail has a type of data events for, but no page was found that lists the operations: what
 * by its name is of their data plane.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const DATA_EVENTS_OF_TYPES: readonly DataEvents[] = [
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
      'kinesisvideo:GetClip',
      'kinesisvideo:GetDASH*',
      'kinesisvideo:GetHLS*',
      'kinesisvideo:GetI*',
      'kinesisvideo:GetMedia*',
      'kinesisvideo:GetSignalingChannelEndpoint',
      'kinesisvideo:PutMedia',
      'kinesisvideo:ListFragments',
      'kinesisvideo:ConnectAs*',
      'kinesisvideo:JoinStorageSession*',
      'kinesisvideo:SendAlexaOfferToMaster',
    ],
  },
  {
    eventSource: 'sagemaker.amazonaws.com',
    actions: [
      'sagemaker:PutRecord',
      'sagemaker:GetRecord',
      'sagemaker:DeleteRecord',
      'sagemaker:ListRecords',
      'sagemaker:BatchGetRecord',
      'sagemaker:BatchWriteRecord',
      'sagemaker:BatchGetMetrics',
      'sagemaker:BatchPutMetrics',
      'sagemaker:CallMlflowAppApi',
      'sagemaker:Sample*',
    ],
  },
  {
    eventSource: 'bedrock.amazonaws.com',
    actions: [
      'bedrock:InvokeAutomatedReasoningPolicy',
      'bedrock:InvokeDataAutomation*',
      'bedrock:GetDataAutomationStatus',
      'bedrock:InvokeTool',
    ],
  },
  {
    eventSource: 'iotdata.amazonaws.com',
    actions: ['iot:*ThingShadow', 'iot:ListNamedShadowsForThing', 'iot:*RetainedMessage*'],
  },
  {
    eventSource: 'iottwinmaker.amazonaws.com',
    actions: [
      'iottwinmaker:*Entity',
      'iottwinmaker:*PropertyValue*',
      'iottwinmaker:ExecuteQuery',
      'iottwinmaker:List*',
    ],
  },
  { eventSource: 'kendra-ranking.amazonaws.com', actions: ['kendra-ranking:Rescore'] },
  {
    eventSource: 'managedblockchain.amazonaws.com',
    actions: ['managedblockchain:Invoke*', 'managedblockchain:GET', 'managedblockchain:POST'],
  },
  {
    eventSource: 'guardduty.amazonaws.com',
    actions: ['guardduty:SendSecurityTelemetry', 'guardduty:SendObjectMalwareScan'],
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
  { eventSource: 'thinclient.amazonaws.com', actions: ['thinclient:*'] },
  { eventSource: 'ssm.amazonaws.com', actions: ['ssm:*ExecutionPreview'] },
  {
    eventSource: 'bedrock-agentcore.amazonaws.com',
    actions: [
      'bedrock-agentcore:Invoke*',
      'bedrock-agentcore:Retrieve*',
      'bedrock-agentcore:Connect*',
      'bedrock-agentcore:Evaluate',
      'bedrock-agentcore:AuthorizeAction',
      'bedrock-agentcore:CompleteResourceTokenAuth',
      'bedrock-agentcore:*Event',
      'bedrock-agentcore:ListEvents',
      'bedrock-agentcore:ListActors',
      'bedrock-agentcore:ListSessions',
      'bedrock-agentcore:*MemoryRecord*',
      'bedrock-agentcore:StartMemoryExtractionJob',
      'bedrock-agentcore:*BrowserSession*',
      'bedrock-agentcore:UpdateBrowserStream',
      'bedrock-agentcore:*CodeInterpreterSession*',
      'bedrock-agentcore:StopRuntimeSession',
      'bedrock-agentcore:GetResource*Token',
      'bedrock-agentcore:GetWorkloadAccessToken*',
      'bedrock-agentcore:*PaymentSession*',
      'bedrock-agentcore:ProcessPayment',
      'bedrock-agentcore:SearchRegistryRecords',
    ],
  },
  {
    eventSource: 'airflow.amazonaws.com',
    actions: ['airflow:InvokeRestApi', 'airflow:PublishMetrics'],
  },
  {
    eventSource: 'codeguru-profiler.amazonaws.com',
    actions: ['codeguru-profiler:ConfigureAgent', 'codeguru-profiler:PostAgentProfile'],
  },
  { eventSource: 'codewhisperer.amazonaws.com', actions: ['codewhisperer:Generate*'] },
  { eventSource: 'dataexchange.amazonaws.com', actions: ['dataexchange:SendApiAsset'] },
  { eventSource: 'eks.amazonaws.com', actions: ['eks:ListDashboard*'] },
  { eventSource: 'resource-explorer-2.amazonaws.com', actions: ['resource-explorer-2:Search'] },
  { eventSource: 'sdb.amazonaws.com', actions: ['sdb:*Attributes', 'sdb:Select'] },
  {
    eventSource: 'signer.amazonaws.com',
    actions: ['signer:SignPayload', 'signer:GetRevocationStatus'],
  },
  { eventSource: 'agent-registry.amazonaws.com', actions: ['agent-registry:*'] },
  { eventSource: 'agentaccess-mcp.amazonaws.com', actions: ['agentaccess-mcp:*'] },
  { eventSource: 'aidevops.amazonaws.com', actions: ['aidevops:*'] },
  { eventSource: 'aws-external-anthropic.amazonaws.com', actions: ['aws-external-anthropic:*'] },
  { eventSource: 'backup-search.amazonaws.com', actions: ['backup-search:*'] },
  { eventSource: 'bedrock-websearch.amazonaws.com', actions: ['bedrock-websearch:*'] },
  { eventSource: 'health-agent.amazonaws.com', actions: ['health-agent:*'] },
  {
    eventSource: 'managedblockchain-query.amazonaws.com',
    actions: ['managedblockchain-query:*'],
  },
  { eventSource: 'nova-act.amazonaws.com', actions: ['nova-act:*'] },
  { eventSource: 'one.amazonaws.com', actions: ['one:*'] },
  { eventSource: 'qapps.amazonaws.com', actions: ['qapps:*'] },
  { eventSource: 'transform-custom.amazonaws.com', actions: ['transform-custom:*'] },
];
