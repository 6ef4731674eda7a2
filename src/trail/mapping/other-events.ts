import type { EventRule } from './event-rule.ts';

/** Events of the other services whose action has another name than the operation, or that need several. */
export const OTHER_EVENTS: readonly EventRule[] = [
  {
    events: ['lambda:Invoke', 'lambda:InvokeWithResponseStream'],
    needs: ['lambda:InvokeFunction'],
    docs: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html',
  },
  {
    events: ['lambda:GetLayerVersionByArn'],
    needs: ['lambda:GetLayerVersion'],
    docs: 'https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html',
  },
  {
    events: ['kms:ReEncrypt'],
    needs: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    docs: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html',
  },
  {
    events: ['sts:AssumeRole'],
    needs: [
      'sts:AssumeRole',
      { action: 'sts:TagSession', given: ['tags', 'transitiveTagKeys'] },
      { action: 'sts:SetSourceIdentity', given: ['sourceIdentity'] },
      { action: 'sts:SetContext', given: ['providedContexts'] },
    ],
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
  },
  {
    events: ['sts:GetFederationToken'],
    needs: ['sts:GetFederationToken', { action: 'sts:TagSession', given: ['tags'] }],
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
  },
  {
    events: ['sqs:SendMessageBatch'],
    needs: ['sqs:SendMessage'],
    docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html',
  },
  {
    events: ['sqs:DeleteMessageBatch'],
    needs: ['sqs:DeleteMessage'],
    docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html',
  },
  {
    events: ['sqs:ChangeMessageVisibilityBatch'],
    needs: ['sqs:ChangeMessageVisibility'],
    docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html',
  },
  {
    events: ['sns:PublishBatch'],
    needs: ['sns:Publish'],
    docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-batching-api-actions.html',
  },
  {
    events: ['bedrock:Converse'],
    needs: ['bedrock:InvokeModel'],
    docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html',
  },
  {
    events: ['bedrock:ConverseStream'],
    needs: ['bedrock:InvokeModelWithResponseStream'],
    docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html',
  },
  {
    events: ['bedrock:StartAsyncInvoke'],
    needs: ['bedrock:InvokeModel'],
    docs: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_StartAsyncInvoke.html',
  },
  {
    events: ['ssm:CreateControlChannel'],
    needs: ['ssmmessages:CreateControlChannel'],
    docs: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-cloudtrail-logs.html',
  },
  {
    events: ['ssm:OpenControlChannel'],
    needs: ['ssmmessages:OpenControlChannel'],
    docs: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-cloudtrail-logs.html',
  },
  {
    events: ['cloudfront-keyvaluestore:PutKeys'],
    needs: ['cloudfront-keyvaluestore:PutKey'],
    docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html',
  },
  {
    events: ['cloudfront-keyvaluestore:DeleteKeys'],
    needs: ['cloudfront-keyvaluestore:DeleteKey'],
    docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html',
  },
  {
    events: ['cloudfront:CreateDistributionWithTags'],
    needs: ['cloudfront:CreateDistribution', 'cloudfront:TagResource'],
    docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cf-api-permissions-ref.html',
  },
  {
    events: ['budgets:DescribeBudget', 'budgets:DescribeBudgets'],
    needs: ['budgets:ViewBudget'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_budgets.html',
  },
  {
    events: ['budgets:CreateBudget', 'budgets:UpdateBudget', 'budgets:DeleteBudget'],
    needs: ['budgets:ModifyBudget'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_budgets.html',
  },
];
