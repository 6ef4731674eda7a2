/** Where requests and answers name what they are about. Requests only, unless `answers` says where an answer has it. */
export interface TouchedParameter {
  /** CloudFormation's name. */
  readonly type: string;
  /** Of which operations; of all when absent. */
  readonly operations?: RegExp;
  /** Paths in the request: names, ids or ARNs. */
  readonly parameters: readonly string[];
  /** Paths in the answer, for what a request makes. */
  readonly answers?: readonly string[];
  /** The ARN of a name. Null: it holds what neither name nor event tells (a random end, a path that is usual). */
  readonly arn: string | null;
}

const EVENT_BUS = 'arn:{partition}:events:{region}:{account}:event-bus/{id}';
const EC2 = 'arn:{partition}:ec2:{region}:{account}';

/** By the service's prefix. A path that a request hasn't is no harm: the operations of a service share their words. */
export const TOUCHED_PARAMETERS: Readonly<Record<string, readonly TouchedParameter[]>> = {
  s3: [
    { type: 'AWS::S3::Bucket', parameters: ['bucketName'], arn: 'arn:{partition}:s3:::{id}' },
    {
      type: 'AWS::S3::AccessPoint',
      operations: /AccessPoint/,
      parameters: ['name'],
      arn: 'arn:{partition}:s3:{region}:{account}:accesspoint/{id}',
    },
  ],
  iam: [
    {
      type: 'AWS::IAM::User',
      parameters: ['userName'],
      answers: ['user.arn', 'accessKey.userName'],
      arn: null,
    },
    { type: 'AWS::IAM::Role', parameters: ['roleName'], answers: ['role.arn'], arn: null },
    { type: 'AWS::IAM::Group', parameters: ['groupName'], answers: ['group.arn'], arn: null },
    { type: 'AWS::IAM::ManagedPolicy', parameters: ['policyArn'], answers: ['policy.arn'], arn: null },
    {
      type: 'AWS::IAM::InstanceProfile',
      parameters: ['instanceProfileName'],
      answers: ['instanceProfile.arn'],
      arn: null,
    },
    { type: 'AWS::IAM::ServerCertificate', parameters: ['serverCertificateName'], arn: null },
    {
      type: 'AWS::IAM::VirtualMFADevice',
      parameters: ['serialNumber'],
      answers: ['virtualMFADevice.serialNumber'],
      arn: null,
    },
  ],
  ec2: [
    ec2('SecurityGroup', 'security-group', ['groupId'], ['groupId', 'securityGroupRuleSet.groupId']),
    ec2('VPC', 'vpc', ['vpcId', 'resourceId'], ['vpc.vpcId']),
    ec2('Subnet', 'subnet', ['subnetId', 'resourceId'], ['subnet.subnetId']),
    ec2(
      'Instance',
      'instance',
      ['instanceId', 'instancesSet.instanceId'],
      [
        'instancesSet.instanceId',
        'ReplaceIamInstanceProfileAssociationResponse.iamInstanceProfileAssociation.instanceId',
        'DisassociateIamInstanceProfileResponse.iamInstanceProfileAssociation.instanceId',
      ],
    ),
    { ...ec2('PrefixList', 'prefix-list', ['prefixListId'], []), operations: /ManagedPrefixList/ },
    ec2('NetworkAcl', 'network-acl', ['networkAclId'], ['networkAcl.networkAclId', 'networkAclId']),
    ec2('RouteTable', 'route-table', ['routeTableId'], ['routeTable.routeTableId']),
    ec2('InternetGateway', 'internet-gateway', ['internetGatewayId'], ['internetGateway.internetGatewayId']),
    ec2(
      'NetworkInterface',
      'network-interface',
      ['networkInterfaceId', 'resourceId'],
      ['networkInterface.networkInterfaceId', 'instancesSet.networkInterfaceSet.networkInterfaceId'],
    ),
    ec2('Volume', 'volume', ['volumeId'], ['volumeId']),
    ec2('NatGateway', 'natgateway', ['natGatewayId'], []),
    ec2('VPCPeeringConnection', 'vpc-peering-connection', ['vpcPeeringConnectionId'], []),
    ec2(
      'LaunchTemplate',
      'launch-template',
      ['launchTemplateId'],
      [
        'CreateLaunchTemplateResponse.launchTemplate.launchTemplateId',
        'CreateLaunchTemplateVersionResponse.launchTemplateVersion.launchTemplateId',
        'ModifyLaunchTemplateResponse.launchTemplate.launchTemplateId',
      ],
    ),
    ec2(
      'VPCEndpoint',
      'vpc-endpoint',
      ['vpcEndpointId'],
      ['CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId'],
    ),
    ec2('KeyPair', 'key-pair', ['keyPairId'], ['keyPairId']),
    {
      type: 'AWS::EC2::Snapshot',
      parameters: ['snapshotId'],
      answers: ['snapshotId'],
      arn: 'arn:{partition}:ec2:{region}::snapshot/{id}',
    },
    {
      type: 'AWS::EC2::Image',
      parameters: ['imageId'],
      answers: ['imageId'],
      arn: 'arn:{partition}:ec2:{region}::image/{id}',
    },
  ],
  cloudtrail: [
    {
      type: 'AWS::CloudTrail::Trail',
      operations: /Trail|Logging|EventSelectors|InsightSelectors/,
      parameters: ['name', 'trailName'],
      answers: ['trailARN'],
      arn: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{id}',
    },
  ],
  kms: [{ type: 'AWS::KMS::Key', parameters: ['keyId'], answers: ['keyMetadata.arn'], arn: null }],
  lambda: [
    {
      type: 'AWS::Lambda::Function',
      parameters: ['functionName'],
      answers: ['functionArn'],
      arn: 'arn:{partition}:lambda:{region}:{account}:function:{id}',
    },
    {
      type: 'AWS::Lambda::LayerVersion',
      parameters: ['layerName'],
      answers: ['layerVersionArn'],
      arn: null,
    },
  ],
  secretsmanager: [
    { type: 'AWS::SecretsManager::Secret', parameters: ['secretId', 'name'], answers: ['arn'], arn: null },
  ],
  ssm: [{ type: 'AWS::SSM::Parameter', operations: /Parameter/, parameters: ['name', 'names'], arn: null }],
  rds: [
    {
      type: 'AWS::RDS::DBInstance',
      parameters: ['dBInstanceIdentifier'],
      answers: ['dBInstanceArn'],
      arn: 'arn:{partition}:rds:{region}:{account}:db:{id}',
    },
    {
      type: 'AWS::RDS::DBSnapshot',
      parameters: ['dBSnapshotIdentifier', 'targetDBSnapshotIdentifier'],
      answers: ['dBSnapshotArn'],
      arn: 'arn:{partition}:rds:{region}:{account}:snapshot:{id}',
    },
    {
      type: 'AWS::RDS::DBSnapshot',
      parameters: ['dBClusterSnapshotIdentifier', 'targetDBClusterSnapshotIdentifier'],
      arn: 'arn:{partition}:rds:{region}:{account}:cluster-snapshot:{id}',
    },
  ],
  redshift: [
    {
      type: 'AWS::Redshift::Cluster',
      parameters: ['clusterIdentifier'],
      arn: 'arn:{partition}:redshift:{region}:{account}:cluster:{id}',
    },
  ],
  elasticloadbalancing: [
    {
      type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      parameters: ['loadBalancerArn', 'resourceArns', 'resourceArn'],
      answers: ['loadBalancers.loadBalancerArn'],
      arn: null,
    },
    {
      type: 'AWS::ElasticLoadBalancingV2::Listener',
      parameters: ['listenerArn'],
      answers: ['listeners.listenerArn'],
      arn: null,
    },
    {
      type: 'AWS::EC2::Instance',
      operations: /^(De)?[Rr]egister/,
      parameters: ['targets.id', 'instances.instanceId'],
      arn: `${EC2}:instance/{id}`,
    },
    {
      type: 'AWS::ElasticLoadBalancing::LoadBalancer',
      parameters: ['loadBalancerName'],
      arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{id}',
    },
  ],
  wafv2: [
    {
      type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      operations: /WebACL$/,
      parameters: ['resourceArn'],
      arn: null,
    },
  ],
  autoscaling: [
    { type: 'AWS::AutoScaling::AutoScalingGroup', parameters: ['autoScalingGroupName'], arn: null },
    { type: 'AWS::AutoScaling::LaunchConfiguration', parameters: ['launchConfigurationName'], arn: null },
  ],
  dynamodb: [
    {
      type: 'AWS::DynamoDB::Table',
      parameters: ['tableName', 'resourceArn'],
      arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{id}',
    },
  ],
  sns: [
    { type: 'AWS::SNS::Topic', parameters: ['topicArn', 'resourceArn'], answers: ['topicArn'], arn: null },
  ],
  // By its address, https://sqs.us-east-1.amazonaws.com/111122223333/orders.
  sqs: [
    {
      type: 'AWS::SQS::Queue',
      parameters: ['queueUrl', 'queueName'],
      arn: 'arn:{partition}:sqs:{region}:{account}:{id}',
    },
  ],
  ecr: [
    {
      type: 'AWS::ECR::Repository',
      parameters: ['repositoryName'],
      arn: 'arn:{partition}:ecr:{region}:{account}:repository/{id}',
    },
  ],
  ecs: [
    {
      type: 'AWS::ECS::TaskDefinition',
      parameters: ['taskDefinition'],
      answers: ['taskDefinition.taskDefinitionArn'],
      arn: 'arn:{partition}:ecs:{region}:{account}:task-definition/{id}',
    },
  ],
  eks: [
    {
      type: 'AWS::EKS::Cluster',
      operations: /Cluster/,
      parameters: ['name'],
      arn: 'arn:{partition}:eks:{region}:{account}:cluster/{id}',
    },
  ],
  elasticfilesystem: [
    {
      type: 'AWS::EFS::FileSystem',
      parameters: ['fileSystemId'],
      answers: ['fileSystemId'],
      arn: 'arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{id}',
    },
  ],
  es: [
    {
      type: 'AWS::OpenSearchService::Domain',
      parameters: ['domainName'],
      arn: 'arn:{partition}:es:{region}:{account}:domain/{id}',
    },
  ],
  events: [
    {
      type: 'AWS::Events::EventBus',
      operations: /EventBus$/,
      parameters: ['name'],
      arn: EVENT_BUS,
    },
    {
      type: 'AWS::Events::EventBus',
      operations: /Permission$/,
      parameters: ['eventBusName'],
      arn: EVENT_BUS,
    },
  ],
  backup: [
    {
      type: 'AWS::Backup::BackupVault',
      parameters: ['backupVaultName'],
      arn: 'arn:{partition}:backup:{region}:{account}:backup-vault:{id}',
    },
  ],
  acm: [
    {
      type: 'AWS::CertificateManager::Certificate',
      parameters: ['certificateArn'],
      answers: ['certificateArn'],
      arn: null,
    },
  ],
  // What a policy of the organisation is attached to: an account, or what holds some.
  organizations: [{ type: 'AWS::::Account', parameters: ['targetId', 'accountId'], arn: null }],
  cloudfront: [
    {
      type: 'AWS::CloudFront::Distribution',
      operations: /Distribution/,
      parameters: ['id'],
      answers: ['distribution.id'],
      arn: 'arn:{partition}:cloudfront::{account}:distribution/{id}',
    },
  ],
};

function ec2(
  type: string,
  kind: string,
  parameters: readonly string[],
  answers: readonly string[],
): TouchedParameter {
  return { type: `AWS::EC2::${type}`, parameters, answers, arn: `${EC2}:${kind}/{id}` };
}
