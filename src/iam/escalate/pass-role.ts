import type { Call } from './calls.ts';
import { type Technique, technique } from './technique.ts';

/** A service that somebody has run his code, or make his calls, under a role that he passes. */
export interface PassTechnique extends Technique {
  /** Any of them may be what the role trusts. */
  readonly services: readonly string[];
  /** Beside iam:PassRole. */
  readonly calls: readonly Call[];
  /** EC2 takes a role by its instance profile. */
  readonly profile: boolean;
  readonly assumes: readonly string[];
}

function pass(
  id: string,
  does: string,
  services: readonly string[],
  actions: readonly string[],
  more: Partial<Pick<PassTechnique, 'profile' | 'assumes'>> = {},
): PassTechnique {
  const calls = actions.map((text): Call => {
    const [action = '', on = 'new'] = text.split(' ');
    return { action, on };
  });
  return { ...technique(id, does), services, calls, profile: false, assumes: [], ...more };
}

const EC2 = ['ec2.amazonaws.com'];
const ECS = ['ecs-tasks.amazonaws.com'];
const GLUE = ['glue.amazonaws.com'];
const LAMBDA = ['lambda.amazonaws.com'];
const SAGEMAKER = ['sagemaker.amazonaws.com'];
const CODEBUILD = ['codebuild.amazonaws.com'];
const CLOUDFORMATION = ['cloudformation.amazonaws.com'];
const PROFILE = { profile: true };
const OWN_INSTANCE = 'the caller controls an instance without an instance profile';

/**
 * By the service's own documentation of the role that it takes. `some`: on a resource that is there already.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const PASS_TECHNIQUES: readonly PassTechnique[] = [
  pass('lambda-create-and-invoke', 'runs a new Lambda function under {to}', LAMBDA, [
    'lambda:CreateFunction',
    'lambda:InvokeFunction',
  ]),
  pass(
    'lambda-create-and-permit',
    'runs a new Lambda function under {to} and lets itself invoke it',
    LAMBDA,
    ['lambda:CreateFunction', 'lambda:AddPermission'],
  ),
  pass(
    'lambda-create-and-map',
    'runs a new Lambda function under {to} by an event source',
    LAMBDA,
    ['lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
    { assumes: ['there is a stream or queue that the role may read'] },
  ),
  pass('ec2-run-instances', 'launches an instance with {to}', EC2, ['ec2:RunInstances some'], PROFILE),
  pass(
    'ec2-request-spot-instances',
    'launches a Spot Instance with {to}',
    EC2,
    ['ec2:RequestSpotInstances some'],
    PROFILE,
  ),
  pass(
    'ec2-launch-template-group',
    'launches instances with {to} by a new launch template and Auto Scaling group',
    EC2,
    ['ec2:CreateLaunchTemplate', 'ec2:RunInstances some', 'autoscaling:CreateAutoScalingGroup some'],
    PROFILE,
  ),
  pass(
    'ec2-launch-configuration-group',
    'launches instances with {to} by a new launch configuration and Auto Scaling group',
    EC2,
    ['autoscaling:CreateLaunchConfiguration some', 'autoscaling:CreateAutoScalingGroup some'],
    PROFILE,
  ),
  pass(
    'ec2-associate-instance-profile',
    'gives {to} to an instance',
    EC2,
    ['ec2:AssociateIamInstanceProfile some'],
    { profile: true, assumes: [OWN_INSTANCE] },
  ),
  pass(
    'iam-add-role-to-instance-profile',
    'puts {to} into the instance profile of an instance',
    EC2,
    ['iam:AddRoleToInstanceProfile some'],
    { assumes: ['the caller controls an instance whose instance profile holds no role'] },
  ),
  pass(
    'iam-create-instance-profile-associate',
    'gives {to} to an instance by a new instance profile',
    EC2,
    ['iam:CreateInstanceProfile', 'iam:AddRoleToInstanceProfile', 'ec2:AssociateIamInstanceProfile some'],
    { assumes: [OWN_INSTANCE] },
  ),
  pass('iam-create-instance-profile-run', 'launches an instance with {to} by a new instance profile', EC2, [
    'iam:CreateInstanceProfile',
    'iam:AddRoleToInstanceProfile',
    'ec2:RunInstances some',
  ]),
  pass('ecs-run-task', 'runs a new ECS task under {to}', ECS, ['ecs:RegisterTaskDefinition', 'ecs:RunTask']),
  pass('ecs-create-service', 'runs a new ECS service under {to}', ECS, [
    'ecs:RegisterTaskDefinition',
    'ecs:CreateService',
  ]),
  pass(
    'ecs-start-task',
    'starts a new ECS task under {to}',
    ECS,
    ['ecs:RegisterTaskDefinition', 'ecs:StartTask'],
    { assumes: ['there is a cluster with a container instance'] },
  ),
  pass('glue-dev-endpoint', 'logs in to a new Glue development endpoint under {to}', GLUE, [
    'glue:CreateDevEndpoint',
  ]),
  pass('glue-job-run', 'runs a new Glue job under {to}', GLUE, ['glue:CreateJob', 'glue:StartJobRun']),
  pass('glue-job-trigger', 'has a trigger run a new Glue job under {to}', GLUE, [
    'glue:CreateJob',
    'glue:CreateTrigger some',
  ]),
  pass(
    'glue-update-job-run',
    'runs a Glue job under {to} with a script of its own',
    GLUE,
    ['glue:UpdateJob some', 'glue:StartJobRun some'],
    { assumes: ['there is a Glue job'] },
  ),
  pass(
    'glue-update-job-trigger',
    'has a trigger run a Glue job under {to} with a script of its own',
    GLUE,
    ['glue:UpdateJob some', 'glue:CreateTrigger some'],
    { assumes: ['there is a Glue job'] },
  ),
  pass('sagemaker-notebook', 'works in a new SageMaker notebook instance under {to}', SAGEMAKER, [
    'sagemaker:CreateNotebookInstance',
  ]),
  pass('sagemaker-training-job', 'runs a SageMaker training job under {to}', SAGEMAKER, [
    'sagemaker:CreateTrainingJob',
  ]),
  pass('sagemaker-processing-job', 'runs a SageMaker processing job under {to}', SAGEMAKER, [
    'sagemaker:CreateProcessingJob',
  ]),
  pass('codebuild-project', 'builds a new CodeBuild project under {to}', CODEBUILD, [
    'codebuild:CreateProject',
    'codebuild:StartBuild',
  ]),
  pass('codebuild-project-batch', 'builds a batch of a new CodeBuild project under {to}', CODEBUILD, [
    'codebuild:CreateProject',
    'codebuild:StartBuildBatch',
  ]),
  pass(
    'codebuild-update-project',
    'builds a CodeBuild project under {to}',
    CODEBUILD,
    ['codebuild:UpdateProject some', 'codebuild:StartBuild some'],
    { assumes: ['there is a CodeBuild project'] },
  ),
  pass('cloudformation-stack', 'makes a stack under {to}', CLOUDFORMATION, ['cloudformation:CreateStack']),
  pass(
    'apprunner-service',
    'runs a new App Runner service under {to}',
    ['tasks.apprunner.amazonaws.com'],
    ['apprunner:CreateService'],
  ),
  pass(
    'bedrock-code-interpreter',
    'runs code in a new AgentCore code interpreter under {to}',
    ['bedrock-agentcore.amazonaws.com'],
    [
      'bedrock-agentcore:CreateCodeInterpreter',
      'bedrock-agentcore:StartCodeInterpreterSession some',
      'bedrock-agentcore:InvokeCodeInterpreter some',
    ],
  ),
  pass(
    'datapipeline',
    'runs a new data pipeline under {to}',
    ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com'],
    [
      'datapipeline:CreatePipeline some',
      'datapipeline:PutPipelineDefinition some',
      'datapipeline:ActivatePipeline some',
    ],
  ),
  pass(
    'emr-cluster',
    'runs steps on a new EMR cluster with {to}',
    EC2,
    ['elasticmapreduce:RunJobFlow some'],
    {
      profile: true,
      assumes: ['there is a service role for EMR that the caller may pass'],
    },
  ),
  pass(
    'states-state-machine',
    'has a new state machine call AWS under {to}',
    ['states.amazonaws.com'],
    ['states:CreateStateMachine', 'states:StartExecution'],
  ),
  pass(
    'scheduler-schedule',
    'has a new schedule call AWS under {to}',
    ['scheduler.amazonaws.com'],
    ['scheduler:CreateSchedule'],
  ),
  pass(
    'ssm-automation',
    'has an automation call AWS under {to}',
    ['ssm.amazonaws.com'],
    ['ssm:StartAutomationExecution some'],
  ),
  pass(
    'cloudformation-stack-set',
    'deploys a new stack set by {to}, which assumes the execution roles',
    CLOUDFORMATION,
    ['cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'],
  ),
  pass(
    'cloudformation-update-stack-set',
    'redeploys a stack set by {to}, which assumes the execution roles',
    CLOUDFORMATION,
    ['cloudformation:UpdateStackSet some'],
    { assumes: ['there is a stack set with instances'] },
  ),
];
