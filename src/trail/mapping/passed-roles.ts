import { textsAt } from './request-values.ts';
import type { TrailEvent } from './trail-event.ts';

/**
 * Requests that hand a role to a service, which needs iam:PassRole on it; CloudTrail has no event of that.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
interface PassingRequest {
  /** The service's prefix and the operation. */
  readonly operations: readonly string[];
  /** Where the request has roles. */
  readonly roles?: readonly string[];
  /** Where it has instance profiles: the role within is passed, and its name is not in the event. */
  readonly profiles?: readonly string[];
  readonly docs: string;
}

const PASSING_REQUESTS: readonly PassingRequest[] = [
  {
    operations: [
      'ec2:RunInstances',
      'ec2:AssociateIamInstanceProfile',
      'ec2:ReplaceIamInstanceProfileAssociation',
    ],
    profiles: ['iamInstanceProfile.arn', 'iamInstanceProfile.name'],
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html',
  },
  {
    operations: ['ec2:RequestSpotInstances'],
    profiles: ['launchSpecification.iamInstanceProfile.arn', 'launchSpecification.iamInstanceProfile.name'],
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html',
  },
  {
    operations: ['autoscaling:CreateLaunchConfiguration'],
    profiles: ['iamInstanceProfile'],
    docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/us-iam-role.html',
  },
  {
    operations: ['autoscaling:PutLifecycleHook'],
    roles: ['roleARN'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_autoscaling.html',
  },
  {
    operations: ['ec2:CreateFlowLogs'],
    roles: ['deliverLogsPermissionArn'],
    docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html',
  },
  {
    operations: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
    roles: ['role'],
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  },
  {
    operations: ['ecs:RegisterTaskDefinition'],
    roles: ['taskRoleArn', 'executionRoleArn'],
    docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html',
  },
  {
    operations: ['ecs:RunTask', 'ecs:StartTask'],
    roles: ['overrides.taskRoleArn', 'overrides.executionRoleArn'],
    docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html',
  },
  {
    operations: ['eks:CreateCluster', 'eks:CreatePodIdentityAssociation'],
    roles: ['roleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_eks.html',
  },
  {
    operations: ['eks:CreateNodegroup'],
    roles: ['nodeRole'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_eks.html',
  },
  {
    operations: ['eks:CreateFargateProfile'],
    roles: ['podExecutionRoleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_eks.html',
  },
  {
    operations: [
      'cloudformation:CreateStack',
      'cloudformation:UpdateStack',
      'cloudformation:DeleteStack',
      'cloudformation:CreateChangeSet',
      'cloudformation:ContinueUpdateRollback',
      'cloudformation:RollbackStack',
    ],
    roles: ['roleARN'],
    docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  },
  {
    operations: ['cloudformation:CreateStackSet', 'cloudformation:UpdateStackSet'],
    roles: ['administrationRoleARN'],
    docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html',
  },
  {
    operations: ['glue:CreateJob', 'glue:CreateCrawler', 'glue:UpdateCrawler'],
    roles: ['role'],
    docs: 'https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html',
  },
  {
    operations: ['glue:UpdateJob'],
    roles: ['jobUpdate.role'],
    docs: 'https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html',
  },
  {
    operations: [
      'sagemaker:CreateNotebookInstance',
      'sagemaker:CreateTrainingJob',
      'sagemaker:CreateProcessingJob',
      'sagemaker:CreateAutoMLJob',
      'sagemaker:CreatePipeline',
    ],
    roles: ['roleArn'],
    docs: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
  },
  {
    operations: ['sagemaker:CreateModel'],
    roles: ['executionRoleArn'],
    docs: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
  },
  {
    operations: ['codebuild:CreateProject', 'codebuild:UpdateProject'],
    roles: ['serviceRole'],
    docs: 'https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html',
  },
  {
    operations: ['codepipeline:CreatePipeline', 'codepipeline:UpdatePipeline'],
    roles: ['pipeline.roleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_codepipeline.html',
  },
  {
    operations: ['codedeploy:CreateDeploymentGroup', 'codedeploy:UpdateDeploymentGroup'],
    roles: ['serviceRoleArn'],
    docs: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html',
  },
  {
    operations: ['states:CreateStateMachine', 'states:UpdateStateMachine'],
    roles: ['roleArn'],
    docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
  },
  {
    operations: ['events:PutTargets'],
    roles: ['targets.roleArn'],
    docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html',
  },
  {
    operations: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule'],
    roles: ['target.roleArn'],
    docs: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/security_iam_id-based-policies.html',
  },
  {
    operations: ['pipes:CreatePipe', 'pipes:UpdatePipe'],
    roles: ['roleArn'],
    docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html',
  },
  {
    operations: ['logs:PutSubscriptionFilter', 'logs:PutDestination'],
    roles: ['roleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_logs.html',
  },
  {
    operations: ['cloudtrail:CreateTrail', 'cloudtrail:UpdateTrail'],
    roles: ['cloudWatchLogsRoleArn'],
    docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_id-based-policy-examples.html',
  },
  {
    operations: ['config:PutConfigurationRecorder'],
    roles: ['configurationRecorder.roleARN'],
    docs: 'https://docs.aws.amazon.com/config/latest/developerguide/gs-cli-prereq.html',
  },
  {
    operations: ['config:PutConfigurationAggregator'],
    roles: ['organizationAggregationSource.roleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_config.html',
  },
  {
    operations: ['rds:CreateDBInstance', 'rds:ModifyDBInstance', 'rds:CreateDBInstanceReadReplica'],
    roles: ['monitoringRoleArn'],
    docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html',
  },
  {
    operations: ['rds:AddRoleToDBInstance', 'rds:AddRoleToDBCluster'],
    roles: ['roleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds.html',
  },
  {
    operations: ['rds:StartExportTask'],
    roles: ['iamRoleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds.html',
  },
  {
    operations: ['redshift:CreateCluster', 'redshift:RestoreFromClusterSnapshot'],
    roles: ['iamRoles'],
    docs: 'https://docs.aws.amazon.com/redshift/latest/mgmt/copy-unload-iam-role.html',
  },
  {
    operations: ['redshift:ModifyClusterIamRoles'],
    roles: ['addIamRoles'],
    docs: 'https://docs.aws.amazon.com/redshift/latest/mgmt/copy-unload-iam-role.html',
  },
  {
    operations: ['elasticmapreduce:RunJobFlow'],
    roles: ['serviceRole', 'autoScalingRole'],
    profiles: ['jobFlowRole'],
    docs: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html',
  },
  {
    operations: ['ssm:SendCommand', 'ssm:RegisterTaskWithMaintenanceWindow'],
    roles: ['serviceRoleArn'],
    docs: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-permissions.html',
  },
  {
    operations: ['s3:PutBucketReplication'],
    roles: ['ReplicationConfiguration.Role'],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html',
  },
  {
    operations: ['batch:CreateComputeEnvironment', 'batch:UpdateComputeEnvironment'],
    roles: ['serviceRole'],
    profiles: ['computeResources.instanceRole'],
    docs: 'https://docs.aws.amazon.com/batch/latest/userguide/service_IAM_role.html',
  },
  {
    operations: ['batch:RegisterJobDefinition'],
    roles: ['containerProperties.jobRoleArn', 'containerProperties.executionRoleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_batch.html',
  },
  {
    operations: ['backup:StartBackupJob', 'backup:StartRestoreJob', 'backup:StartCopyJob'],
    roles: ['iamRoleArn'],
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html',
  },
  {
    operations: ['backup:CreateBackupSelection'],
    roles: ['backupSelection.iamRoleArn'],
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html',
  },
  {
    operations: ['appsync:CreateDataSource', 'appsync:UpdateDataSource'],
    roles: ['serviceRoleArn'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_appsync.html',
  },
  {
    operations: ['apigateway:PutIntegration'],
    roles: ['credentials'],
    docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-lambda.html',
  },
  {
    operations: ['iot:CreateRoleAlias', 'iot:UpdateRoleAlias'],
    roles: ['roleArn'],
    docs: 'https://docs.aws.amazon.com/iot/latest/developerguide/pass-role.html',
  },
  {
    operations: ['transfer:CreateUser', 'transfer:UpdateUser'],
    roles: ['role'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_transfer.html',
  },
  {
    operations: ['transfer:CreateServer', 'transfer:UpdateServer'],
    roles: ['loggingRole'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_transfer.html',
  },
  {
    operations: ['dlm:CreateLifecyclePolicy', 'dlm:UpdateLifecyclePolicy'],
    roles: ['executionRoleArn'],
    docs: 'https://docs.aws.amazon.com/ebs/latest/userguide/service-role.html',
  },
  {
    operations: ['bedrock:CreateAgent', 'bedrock:UpdateAgent'],
    roles: ['agentResourceRoleArn'],
    docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html',
  },
  {
    operations: ['rolesanywhere:CreateProfile', 'rolesanywhere:UpdateProfile'],
    roles: ['roleArns'],
    docs: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_rolesanywhere.html',
  },
];

const BY_OPERATION: ReadonlyMap<string, PassingRequest> = new Map(
  PASSING_REQUESTS.flatMap((request) => request.operations.map((operation) => [operation, request] as const)),
);

/**
 * The roles that a call passed: ARNs, and null for one that the event names only by its instance profile or without
 * its path. Empty: none.
 */
export function rolesPassed(operation: string, event: TrailEvent): readonly (string | null)[] {
  const passing = BY_OPERATION.get(operation);
  if (!passing) return [];
  const { requestParameters: request } = event;
  const roles = (passing.roles ?? []).flatMap((path) => textsAt(request, path)).filter(isNamed);
  const profiles = (passing.profiles ?? []).flatMap((path) => textsAt(request, path)).filter(isNamed);
  return [...new Set([...roles.map((role) => (ROLE.test(role) ? role : null)), ...profiles.map(() => null)])];
}

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/./;

function isNamed(text: string): boolean {
  return text !== '';
}
