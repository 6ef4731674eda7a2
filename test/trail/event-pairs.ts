/** One pair, as CloudTrail has it, and the actions that AWS documents for it; `kind` where there are none. */
export interface EventPair {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventType: string;
  /** `s3:PutObject s3:GetObject`, `no-permission` or `unknown`. */
  readonly expected: string;
}

/**
 * Checked by hand, each against the service's page in the Service Authorization Reference and, for S3, against
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html. The action's name is the
 * event's: by event source, `ec2` for `ec2.amazonaws.com`.
 */
const OF_THEIR_NAME: Readonly<Record<string, string>> = {
  account: 'GetRegionOptStatus',
  autoscaling: 'CreateAutoScalingGroup DescribeAutoScalingGroups PutScalingPolicy',
  ce: 'GetCostAndUsage GetCostForecast',
  cloudtrail: `
    CreateTrail DeleteTrail DescribeTrails GetEventSelectors GetTrailStatus ListTags LookupEvents
    PutEventSelectors StartLogging StopLogging`,
  'devops-guru': 'GetResourceCollection SearchInsights',
  ec2: `
    AllocateAddress AssociateRouteTable AttachInternetGateway AuthorizeSecurityGroupEgress
    AuthorizeSecurityGroupIngress CreateFlowLogs CreateInternetGateway CreateNatGateway
    CreateNetworkInterface CreateRoute CreateRouteTable CreateSecurityGroup CreateSnapshot CreateSubnet
    CreateTags CreateVolume CreateVpc CreateVpcEndpoint DeleteFlowLogs DeleteInternetGateway
    DeleteNatGateway DeleteNetworkInterface DeleteRoute DeleteRouteTable DeleteSecurityGroup
    DeleteSnapshot DeleteSubnet DeleteVolume DeleteVpc DeregisterImage DescribeAccountAttributes
    DescribeAddressTransfers DescribeAddresses DescribeAddressesAttribute DescribeAvailabilityZones
    DescribeCustomerGateways DescribeDhcpOptions DescribeEgressOnlyInternetGateways DescribeFlowLogs
    DescribeHosts DescribeImages DescribeInstanceAttribute DescribeInstanceCreditSpecifications
    DescribeInstanceStatus DescribeInstances DescribeInternetGateways DescribeKeyPairs
    DescribeLaunchTemplates DescribeNatGateways DescribeNetworkAcls DescribeNetworkInterfaces
    DescribePlacementGroups DescribeRegions DescribeRouteTables DescribeSecurityGroups DescribeSnapshots
    DescribeSubnets DescribeTags DescribeVolumeStatus DescribeVolumes DescribeVpcAttribute
    DescribeVpcClassicLink DescribeVpcClassicLinkDnsSupport DescribeVpcEndpointServiceConfigurations
    DescribeVpcEndpoints DescribeVpcPeeringConnections DescribeVpcs DescribeVpnConnections
    DescribeVpnGateways DetachInternetGateway DetachNetworkInterface DisableEbsEncryptionByDefault
    DisassociateRouteTable EnableVpcClassicLinkDnsSupport GetEbsEncryptionByDefault GetPasswordData
    ModifyImageAttribute ModifyInstanceAttribute ModifyInstanceMetadataOptions ModifySecurityGroupRules
    ModifySnapshotAttribute RegisterImage ReleaseAddress ReplaceNetworkAclEntry
    RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances TerminateInstances`,
  elasticloadbalancing: 'DescribeLoadBalancers',
  guardduty: 'DeleteDetector GetDetector GetFindings ListDetectors ListFindings',
  health: 'DescribeEventAggregates',
  iam: `
    AddRoleToInstanceProfile AddUserToGroup AttachRolePolicy AttachUserPolicy CreateAccessKey
    CreateInstanceProfile CreateLoginProfile CreatePolicy CreateRole CreateServiceLinkedRole CreateUser
    DeactivateMFADevice DeleteAccessKey DeleteInstanceProfile DeleteLoginProfile DeletePolicy DeleteRole
    DeleteRolePolicy DeleteUser DetachRolePolicy DetachUserPolicy GetAccountAuthorizationDetails
    GetAccountSummary GetInstanceProfile GetLoginProfile GetPolicy GetPolicyVersion GetRole
    GetRolePolicy GetUser ListAccessKeys ListAttachedRolePolicies ListEntitiesForPolicy
    ListGroupsForUser ListInstanceProfilesForRole ListMFADevices ListPolicyVersions ListRolePolicies
    ListSSHPublicKeys ListServiceSpecificCredentials ListSigningCertificates ListUsers
    ListVirtualMFADevices PutRolePolicy PutUserPolicy RemoveRoleFromInstanceProfile
    SetDefaultPolicyVersion TagInstanceProfile UpdateAccountPasswordPolicy UpdateAssumeRolePolicy`,
  kms: `
    CreateGrant Decrypt DisableKey EnableKeyRotation Encrypt GenerateDataKey
    GenerateDataKeyPairWithoutPlaintext PutKeyPolicy ScheduleKeyDeletion`,
  lambda: 'CreateFunctionUrlConfig GetFunctionCodeSigningConfig PutFunctionConcurrency',
  logs: 'CreateLogGroup DeleteLogGroup DescribeLogGroups ListTagsLogGroup',
  notifications: 'ListNotificationHubs',
  organizations: 'DescribeOrganization DetachPolicy LeaveOrganization ListDelegatedAdministrators',
  ram: 'ListResources',
  rds: `
    CreateDBInstance CreateDBSnapshot CreateDBSubnetGroup DeleteDBInstance DeleteDBSnapshot
    DescribeAccountAttributes DescribeBlueGreenDeployments DescribeCertificates
    DescribeDBClusterParameterGroups DescribeDBClusterSnapshots DescribeDBClusters
    DescribeDBEngineVersions DescribeDBInstances DescribeDBParameterGroups DescribeDBSnapshots
    DescribeDBSubnetGroups DescribeEventSubscriptions DescribeEvents DescribeGlobalClusters
    DescribeOptionGroups DescribeOrderableDBInstanceOptions DescribePendingMaintenanceActions
    DescribeRecommendationGroups DescribeRecommendations ListTagsForResource ModifyDBSnapshotAttribute`,
  'resource-explorer-2': 'ListIndexes',
  rolesanywhere: `
    CreateProfile CreateTrustAnchor DeleteProfile DeleteTrustAnchor ListProfiles ListTrustAnchors`,
  route53: 'ListHostedZones',
  route53resolver: 'ListFirewallRuleGroupAssociations',
  s3: `
    AbortMultipartUpload CreateAccessPoint CreateBucket DeleteBucket DeleteBucketPolicy
    GetAccelerateConfiguration GetAccountPublicAccessBlock GetBucketAcl GetBucketLocation
    GetBucketLogging GetBucketObjectLockConfiguration GetBucketPolicy GetBucketPolicyStatus
    GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning
    GetBucketWebsite GetStorageLensConfiguration ListAccessPoints PutAccountPublicAccessBlock
    PutBucketAcl PutBucketLogging PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
    PutBucketTagging PutBucketVersioning PutBucketWebsite PutObjectRetention RestoreObject`,
  secretsmanager: `
    CreateSecret DeleteSecret DescribeSecret GetResourcePolicy GetSecretValue ListSecrets PutSecretValue`,
  securityhub: 'DescribeHub',
  ssm: `
    DeleteParameter DescribeInstanceInformation DescribeParameters GetCommandInvocation GetDocument
    GetParameter GetParameters ListInstanceAssociations ListTagsForResource PutComplianceItems
    PutInventory PutParameter SendCommand StartSession UpdateInstanceAssociationStatus
    UpdateInstanceInformation`,
  sts: 'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity DecodeAuthorizationMessage',
  dynamodb: 'BatchWriteItem CreateTable DescribeTable GetItem GetRecords Query',
  ssmmessages: 'OpenControlChannel OpenDataChannel',
  sqs: 'PurgeQueue SendMessage',
  sns: 'Publish SetTopicAttributes',
  cloudfront: 'CreateInvalidation UpdateDistribution',
  'cognito-idp': 'AdminInitiateAuth CreateUserPool',
  eks: 'UpdateClusterConfig',
  ecs: 'RegisterTaskDefinition',
  states: 'StartExecution',
  codecommit: 'GitPush',
  ecr: 'BatchGetImage SetRepositoryPolicy',
  es: 'UpdateElasticsearchDomainConfig',
  elasticfilesystem: 'PutFileSystemPolicy',
  config: 'StopConfigurationRecorder',
  'execute-api': 'ManageConnections',
};

/** Source, name, what is needed, and the event's type where it is no API call. */
const OF_OTHER_NAMES: readonly (readonly [string, string, string, string?])[] = [
  ['ec2', 'SharedSnapshotVolumeCreated', 'no-permission', 'AwsServiceEvent'],
  ['lambda', 'AddPermission20150331v2', 'lambda:AddPermission'],
  ['lambda', 'CreateFunction20150331', 'lambda:CreateFunction'],
  ['lambda', 'DeleteFunction20150331', 'lambda:DeleteFunction'],
  ['lambda', 'GetFunction20150331v2', 'lambda:GetFunction'],
  ['lambda', 'ListVersionsByFunction20150331', 'lambda:ListVersionsByFunction'],
  ['lambda', 'RemovePermission20150331v2', 'lambda:RemovePermission'],
  ['lambda', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
  ['monitoring', 'DescribeAlarms', 'cloudwatch:DescribeAlarms'],
  ['s3', 'DeleteBucketLifecycle', 's3:PutLifecycleConfiguration'],
  ['s3', 'GetBucketCors', 's3:GetBucketCORS'],
  ['s3', 'GetBucketEncryption', 's3:GetEncryptionConfiguration'],
  ['s3', 'GetBucketLifecycle', 's3:GetLifecycleConfiguration'],
  ['s3', 'GetBucketReplication', 's3:GetReplicationConfiguration'],
  ['s3', 'GetStorageLensDashboardDataInternal', 'unknown'],
  ['s3', 'ListBuckets', 's3:ListAllMyBuckets'],
  ['s3', 'PutBucketLifecycle', 's3:PutLifecycleConfiguration'],
  ['secretsmanager', 'EndSecretVersionDelete', 'no-permission', 'AwsServiceEvent'],
  ['secretsmanager', 'StartSecretVersionDelete', 'no-permission', 'AwsServiceEvent'],
  ['servicecatalog-appregistry', 'ListApplications', 'servicecatalog:ListApplications'],
  ['signin', 'CheckMfa', 'no-permission', 'AwsConsoleSignIn'],
  ['signin', 'ConsoleLogin', 'no-permission', 'AwsConsoleSignIn'],
  ['sts', 'GetCallerIdentity', 'no-permission'],
  ['s3', 'PutBucketEncryption', 's3:PutEncryptionConfiguration'],
  ['s3', 'DeleteBucketEncryption', 's3:PutEncryptionConfiguration'],
  ['s3', 'PutBucketCors', 's3:PutBucketCORS'],
  ['s3', 'DeleteBucketCors', 's3:PutBucketCORS'],
  ['s3', 'PutBucketReplication', 's3:PutReplicationConfiguration'],
  ['s3', 'DeleteBucketReplication', 's3:PutReplicationConfiguration'],
  ['s3', 'DeleteBucketTagging', 's3:PutBucketTagging'],
  ['s3', 'DeleteBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
  ['s3', 'DeleteAccountPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
  ['s3', 'GetObjectLockConfiguration', 's3:GetBucketObjectLockConfiguration'],
  ['s3', 'HeadBucket', 's3:ListBucket'],
  ['s3', 'ListObjects', 's3:ListBucket'],
  ['s3', 'ListObjectVersions', 's3:ListBucketVersions'],
  ['s3', 'ListMultipartUploads', 's3:ListBucketMultipartUploads'],
  ['s3', 'ListParts', 's3:ListMultipartUploadParts'],
  ['s3', 'GetObject', 's3:GetObject'],
  ['s3', 'HeadObject', 's3:GetObject'],
  ['s3', 'GetObjectAttributes', 's3:GetObject s3:GetObjectAttributes'],
  ['s3', 'PutObject', 's3:PutObject'],
  ['s3', 'CopyObject', 's3:PutObject s3:GetObject'],
  ['s3', 'CreateMultipartUpload', 's3:PutObject'],
  ['s3', 'UploadPart', 's3:PutObject'],
  ['s3', 'UploadPartCopy', 's3:PutObject s3:GetObject'],
  ['s3', 'CompleteMultipartUpload', 's3:PutObject'],
  ['s3', 'DeleteObject', 's3:DeleteObject'],
  ['s3', 'DeleteObjects', 's3:DeleteObject'],
  ['s3express', 'PutObject', 's3express:CreateSession'],
  ['apigateway', 'GetRestApis', 'apigateway:GET'],
  ['apigateway', 'CreateRestApi', 'apigateway:POST'],
  ['apigateway', 'PutMethod', 'apigateway:PUT'],
  ['apigateway', 'UpdateStage', 'apigateway:PATCH'],
  ['apigateway', 'DeleteRestApi', 'apigateway:DELETE'],
  ['apigateway', 'FlushStageCache', 'apigateway:DELETE'],
  ['apigateway', 'ImportRestApi', 'apigateway:POST'],
  ['apigateway', 'ReimportApi', 'apigateway:PUT'],
  ['apigateway', 'CreatePortal', 'apigateway:CreatePortal'],
  ['apigateway', 'TagResource', 'unknown'],
  ['lambda', 'Invoke', 'lambda:InvokeFunction'],
  ['lambda', 'UpdateFunctionConfiguration20150331v2', 'lambda:UpdateFunctionConfiguration'],
  ['lambda', 'GetAccountSettings20160819', 'lambda:GetAccountSettings'],
  ['lambda', 'PublishLayerVersion20181031', 'lambda:PublishLayerVersion'],
  ['lambda', 'GetLayerVersionByArn20181031', 'lambda:GetLayerVersion'],
  ['lambda', 'TagResource20170331v2', 'lambda:TagResource'],
  ['cloudfront', 'CreateDistribution2020_05_31', 'cloudfront:CreateDistribution'],
  ['cloudfront', 'GetDistributionConfig2020_05_31', 'cloudfront:GetDistributionConfig'],
  [
    'cloudfront',
    'CreateDistributionWithTags2020_05_31',
    'cloudfront:CreateDistribution cloudfront:TagResource',
  ],
  ['kms', 'ReEncrypt', 'kms:ReEncryptFrom kms:ReEncryptTo'],
  ['kms', 'RotateKey', 'no-permission', 'AwsServiceEvent'],
  ['dynamodb', 'TransactGetItems', 'dynamodb:GetItem'],
  ['dynamodb', 'TransactWriteItems', 'unknown'],
  ['dynamodb', 'ExecuteStatement', 'unknown'],
  ['sqs', 'SendMessageBatch', 'sqs:SendMessage'],
  ['sqs', 'DeleteMessageBatch', 'sqs:DeleteMessage'],
  ['sns', 'PublishBatch', 'sns:Publish'],
  ['bedrock', 'Converse', 'bedrock:InvokeModel'],
  ['bedrock', 'StartAsyncInvoke', 'bedrock:InvokeModel'],
  ['monitoring', 'PutMetricAlarm', 'cloudwatch:PutMetricAlarm'],
  ['monitoring', 'DeleteAlarms', 'cloudwatch:DeleteAlarms'],
  ['email', 'SendEmail', 'ses:SendEmail'],
  ['tagging', 'GetResources', 'tag:GetResources'],
  ['amazonmq', 'CreateBroker', 'mq:CreateBroker'],
  ['iotdata', 'UpdateThingShadow', 'iot:UpdateThingShadow'],
  ['edgekeyvaluestore', 'UpdateKeys', 'cloudfront-keyvaluestore:UpdateKeys'],
  ['edgekeyvaluestore', 'PutKeys', 'cloudfront-keyvaluestore:PutKey'],
  ['ssm', 'CreateControlChannel', 'ssmmessages:CreateControlChannel'],
  ['ssm', 'OpenControlChannel', 'ssmmessages:OpenControlChannel'],
  ['rdsdataapi', 'ExecuteStatement', 'rds-data:ExecuteStatement', 'Rds Data Service'],
  ['budgets', 'DescribeBudgets', 'budgets:ViewBudget'],
  ['sts', 'GetSessionToken', 'no-permission'],
  ['signin', 'SwitchRole', 'no-permission', 'AwsConsoleSignIn'],
  ['signin', 'GetSigninToken', 'no-permission', 'AwsConsoleSignIn'],
  ['signin', 'UserAuthentication', 'no-permission', 'AwsServiceEvent'],
  ['cognito-idp', 'InitiateAuth', 'no-permission'],
  ['cognito-idp', 'SignUp', 'no-permission'],
  ['cognito-identity', 'GetCredentialsForIdentity', 'no-permission'],
  ['organizations', 'CreateAccountResult', 'no-permission', 'AwsServiceEvent'],
  ['ec2', 'RunInstances', 'no-permission', 'AwsCloudTrailInsight'],
  ['billingconsole', 'GetBillingData', 'unknown', 'AwsConsoleAction'],
  ['nosuchservice', 'DoThing', 'unknown'],
  ['ec2', 'DescribeInstances20991301', 'unknown'],
  ['ec2', 'DescribeInstancesV2', 'unknown'],
];

export const EVENT_PAIRS: readonly EventPair[] = [
  ...Object.entries(OF_THEIR_NAME).flatMap(([source, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => pair(source, name, `${source}:${name}`)),
  ),
  ...OF_OTHER_NAMES.map((row) => pair(...row)),
];

function pair(source: string, eventName: string, expected: string, eventType = 'AwsApiCall'): EventPair {
  return { eventSource: `${source}.amazonaws.com`, eventName, eventType, expected };
}
