import type { Need } from './event-rule.ts';

/** A request that gives tags to what it makes needs the action that tags, beside its own. */
interface TaggingRequests {
  readonly service: string;
  /** Operations; those of EC2 are all that have a tag specification. */
  readonly operations: RegExp;
  /** Where the request has the tags. */
  readonly tags: readonly string[];
  /** `$1` is what the operation makes. */
  readonly action: string;
  readonly docs: string;
}

const TAGGING_REQUESTS: readonly TaggingRequests[] = [
  {
    service: 'ec2',
    operations: /./,
    tags: ['tagSpecificationSet', 'tagSpecification'],
    action: 'ec2:CreateTags',
    docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html',
  },
  {
    service: 'iam',
    operations: /^Create(User|Role|Policy|InstanceProfile|SAMLProvider|OpenIDConnectProvider)$/,
    tags: ['tags'],
    action: 'iam:Tag$1',
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html',
  },
  {
    service: 'rds',
    operations: /^(Create|Copy|Restore)/,
    tags: ['tags'],
    action: 'rds:AddTagsToResource',
    docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html',
  },
  {
    service: 'secretsmanager',
    operations: /^CreateSecret$/,
    tags: ['tags'],
    action: 'secretsmanager:TagResource',
    docs: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html',
  },
  {
    service: 'ssm',
    operations: /^PutParameter$/,
    tags: ['tags'],
    action: 'ssm:AddTagsToResource',
    docs: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html',
  },
  {
    service: 'cloudtrail',
    operations: /^CreateTrail$/,
    tags: ['tagsList'],
    action: 'cloudtrail:AddTags',
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudtrail.html',
  },
  {
    service: 'kms',
    operations: /^CreateKey$/,
    tags: ['tags'],
    action: 'kms:TagResource',
    docs: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html',
  },
  {
    service: 'lambda',
    operations: /^CreateFunction$/,
    tags: ['tags'],
    action: 'lambda:TagResource',
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html',
  },
  {
    // One of this and logs:TagLogGroup, which AWS is about to take away.
    service: 'logs',
    operations: /^CreateLogGroup$/,
    tags: ['tags'],
    action: 'logs:TagResource',
    docs: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
  },
  {
    service: 'rolesanywhere',
    operations: /^Create(Profile|TrustAnchor)$/,
    tags: ['tags'],
    action: 'rolesanywhere:TagResource',
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_rolesanywhere.html',
  },
  {
    service: 'sns',
    operations: /^CreateTopic$/,
    tags: ['tags'],
    action: 'sns:TagResource',
    docs: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
  },
  {
    service: 'sqs',
    operations: /^CreateQueue$/,
    tags: ['tags'],
    action: 'sqs:TagQueue',
    docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
  },
  {
    service: 'elasticloadbalancing',
    operations: /^Create/,
    tags: ['tags'],
    action: 'elasticloadbalancing:AddTags',
    docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tag-resources-during-creation.html',
  },
  {
    service: 'ecs',
    operations: /^(Create|Register|RunTask$|StartTask$)/,
    tags: ['tags'],
    action: 'ecs:TagResource',
    docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html',
  },
];

/** The action that tags given at creation need. Empty: AWS documents nothing of it. */
export function taggingNeeds(service: string, operation: string): readonly Need[] {
  const tagging = TAGGING_REQUESTS.find(
    (each) => each.service === service && each.operations.test(operation),
  );
  if (!tagging) return [];
  const made = tagging.operations.exec(operation)?.[1] ?? '';
  return [{ action: tagging.action.replace('$1', made), given: tagging.tags }];
}
