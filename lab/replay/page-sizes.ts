import type { ServiceName } from './service-catalog.ts';

/**
 * Items on a page when the request does not say how many; from each operation's page in the service's API
 * reference (`MaxItems`, `MaxResults`, `Limit`: "default" or, where a call without one returns as many as it
 * may, the maximum).
 */
export const pageSizes: Readonly<Record<string, number>> = {
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html: 100 for every IAM listing.
  'iam:GetAccountAuthorizationDetails': 100,
  'iam:ListUsers': 100,
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
  's3:ListBuckets': 10_000,
  's3:ListObjectsV2': 1000,
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html
  'kms:ListKeys': 100,
  'kms:ListAliases': 50,
  'kms:ListGrants': 50,
  'kms:ListKeyPolicies': 100,
  // https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html
  'lambda:ListFunctions': 50,
  'lambda:ListFunctionUrlConfigs': 50,
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
  'elastic-load-balancing:DescribeLoadBalancers': 400,
  'elastic-load-balancing-v2:DescribeLoadBalancers': 400,
  'elastic-load-balancing-v2:DescribeTargetGroups': 400,
  'elastic-load-balancing-v2:DescribeListeners': 400,
  // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingGroups.html
  'auto-scaling:DescribeAutoScalingGroups': 50,
  'auto-scaling:DescribeLaunchConfigurations': 50,
  'auto-scaling:DescribePolicies': 50,
  'auto-scaling:DescribeScheduledActions': 50,
  'auto-scaling:DescribeScalingActivities': 100,
  // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html
  'application-auto-scaling:DescribeScalableTargets': 50,
  'application-auto-scaling:DescribeScalingPolicies': 50,
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
  'cloudwatch:DescribeAlarms': 100,
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
  'cloudwatch-logs:DescribeLogGroups': 50,
  'cloudwatch-logs:DescribeMetricFilters': 50,
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
  'organizations:ListAccounts': 20,
  'organizations:ListPolicies': 20,
  'organizations:ListChildren': 20,
  'organizations:ListTargetsForPolicy': 20,
  // https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html
  'sns:ListTopics': 100,
  'sns:ListSubscriptions': 100,
  'sns:ListSubscriptionsByTopic': 100,
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html
  'sqs:ListQueues': 1000,
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html
  'rds:DescribeDBInstances': 100,
  'rds:DescribeDBSnapshots': 100,
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitions.html
  'ecs:ListTaskDefinitions': 100,
  'ecs:ListTaskDefinitionFamilies': 100,
  'ecs:ListClusters': 100,
  'ecs:ListServices': 10,
  // https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZones.html
  'route-53:ListHostedZones': 100,
  'route-53:ListResourceRecordSets': 300,
  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html
  'cloudfront:ListDistributions': 100,
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
  'dynamodb:ListTables': 100,
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html
  'ssm:DescribeParameters': 10,
  'ssm:DescribeInstanceInformation': 10,
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html
  'secrets-manager:ListSecrets': 100,
  // https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html
  'config-service:DescribeConfigRules': 25,
  // https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListDetectors.html
  'guardduty:ListDetectors': 50,
  // https://docs.aws.amazon.com/account-management/latest/reference/API_ListRegions.html
  'account:ListRegions': 50,
};

const byService: Partial<Record<ServiceName, number>> = {
  // https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-pagination.html
  ec2: 1000,
  iam: 100,
};

/** Where the reference names no default: 100, an assumption. */
export const assumedPageSize = (service: ServiceName): number => byService[service] ?? 100;
