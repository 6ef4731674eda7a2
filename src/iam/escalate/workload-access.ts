import type { WorkloadKind } from '../view/iam-view.ts';
import type { Call } from './calls.ts';
import { type Technique, technique } from './technique.ts';

/** A way into something that runs under a role. */
export interface WorkloadTechnique extends Technique {
  readonly kind: WorkloadKind;
  /** Any of them makes the sessions. */
  readonly services: readonly string[];
  /** `on` absent stands for the workload itself. */
  readonly calls: readonly Call[];
  readonly assumes: readonly string[];
}

/** What Rampart says where it cannot list workloads of a kind. */
export const WORKLOAD_NAMES: Readonly<Record<WorkloadKind, string>> = {
  'AWS::EC2::Instance': 'an instance',
  'AWS::EC2::LaunchTemplate': 'a launch template',
  'AWS::AutoScaling::LaunchConfiguration': 'a launch configuration',
  'AWS::Lambda::Function': 'a Lambda function',
  'AWS::ECS::Task': 'a running ECS task with ECS Exec',
  'AWS::AppRunner::Service': 'an App Runner service',
  'AWS::BedrockAgentCore::CodeInterpreterCustom': 'an AgentCore code interpreter',
  'AWS::CloudFormation::Stack': 'a stack',
  'AWS::CloudFormation::StackSet': 'a stack set with instances',
  'AWS::CodeBuild::Project': 'a CodeBuild project',
  'AWS::Glue::DevEndpoint': 'a Glue development endpoint',
  'AWS::SageMaker::NotebookInstance': 'a SageMaker notebook instance',
  'AWS::StepFunctions::StateMachine': 'a state machine',
};

/** Stands for the workload in a call. */
export const WORKLOAD = 'workload';

const SERVICES: Readonly<Record<WorkloadKind, readonly string[]>> = {
  'AWS::EC2::Instance': ['ec2.amazonaws.com'],
  'AWS::EC2::LaunchTemplate': ['ec2.amazonaws.com'],
  'AWS::AutoScaling::LaunchConfiguration': ['ec2.amazonaws.com'],
  'AWS::Lambda::Function': ['lambda.amazonaws.com'],
  'AWS::ECS::Task': ['ecs-tasks.amazonaws.com'],
  'AWS::AppRunner::Service': ['tasks.apprunner.amazonaws.com'],
  'AWS::BedrockAgentCore::CodeInterpreterCustom': ['bedrock-agentcore.amazonaws.com'],
  'AWS::CloudFormation::Stack': ['cloudformation.amazonaws.com'],
  'AWS::CloudFormation::StackSet': ['cloudformation.amazonaws.com'],
  'AWS::CodeBuild::Project': ['codebuild.amazonaws.com'],
  'AWS::Glue::DevEndpoint': ['glue.amazonaws.com'],
  'AWS::SageMaker::NotebookInstance': ['sagemaker.amazonaws.com'],
  'AWS::StepFunctions::StateMachine': ['states.amazonaws.com'],
};

function into(
  kind: WorkloadKind,
  id: string,
  does: string,
  actions: readonly string[],
  assumes: readonly string[] = [],
): WorkloadTechnique {
  const calls = actions.map((text): Call => {
    const [action = '', on = WORKLOAD] = text.split(' ');
    return { action, on };
  });
  return { ...technique(id, does), kind, services: SERVICES[kind], calls, assumes };
}

const AGENT = ['the instance runs the SSM Agent'];
const RUNS = ['something invokes the function'];

export const WORKLOAD_TECHNIQUES: readonly WorkloadTechnique[] = [
  into(
    'AWS::Lambda::Function',
    'lambda-update-code-and-invoke',
    'replaces the code of a function that runs under {to} and invokes it',
    ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'],
  ),
  into(
    'AWS::Lambda::Function',
    'lambda-update-code-and-permit',
    'replaces the code of a function that runs under {to} and lets itself invoke it',
    ['lambda:UpdateFunctionCode', 'lambda:AddPermission'],
  ),
  into(
    'AWS::Lambda::Function',
    'lambda-update-code',
    'replaces the code of a function that runs under {to}',
    ['lambda:UpdateFunctionCode'],
    RUNS,
  ),
  into(
    'AWS::Lambda::Function',
    'lambda-update-configuration',
    'adds a layer to a function that runs under {to}',
    ['lambda:UpdateFunctionConfiguration'],
    RUNS,
  ),
  into(
    'AWS::EC2::Instance',
    'ec2-replace-user-data',
    'restarts an instance that has {to} with user data of its own',
    ['ec2:StopInstances', 'ec2:ModifyInstanceAttribute', 'ec2:StartInstances'],
  ),
  into(
    'AWS::EC2::Instance',
    'ssm-start-session',
    'opens a session on an instance that has {to}',
    ['ssm:StartSession'],
    AGENT,
  ),
  into(
    'AWS::EC2::Instance',
    'ssm-send-command',
    'runs a command on an instance that has {to}',
    ['ssm:SendCommand'],
    AGENT,
  ),
  into(
    'AWS::EC2::Instance',
    'ssm-create-association',
    'has an association run a document on an instance that has {to}',
    ['ssm:CreateAssociation'],
    AGENT,
  ),
  into(
    'AWS::EC2::Instance',
    'ec2-instance-connect',
    'logs in to an instance that has {to} by EC2 Instance Connect',
    ['ec2-instance-connect:SendSSHPublicKey'],
    ['the instance runs EC2 Instance Connect', 'the caller reaches its SSH port'],
  ),
  into(
    'AWS::EC2::LaunchTemplate',
    'ec2-new-template-version',
    'makes a version of a launch template that names {to} its default, with user data of its own',
    ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
    ['something launches from the default version of the launch template'],
  ),
  into(
    'AWS::AutoScaling::LaunchConfiguration',
    'autoscaling-existing-launch-configuration',
    'launches instances from a launch configuration that names {to}',
    ['autoscaling:CreateAutoScalingGroup some'],
    ['the caller reaches or controls what is launched'],
  ),
  into('AWS::ECS::Task', 'ecs-execute-command', 'opens a shell in a task that runs under {to}', [
    'ecs:ExecuteCommand',
  ]),
  into('AWS::AppRunner::Service', 'apprunner-update-service', 'redeploys a service that runs under {to}', [
    'apprunner:UpdateService',
  ]),
  into(
    'AWS::BedrockAgentCore::CodeInterpreterCustom',
    'bedrock-existing-code-interpreter',
    'runs code in a code interpreter under {to}',
    ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'],
  ),
  into('AWS::CloudFormation::Stack', 'cloudformation-update-stack', 'updates a stack that {to} deploys', [
    'cloudformation:UpdateStack',
  ]),
  into(
    'AWS::CloudFormation::Stack',
    'cloudformation-change-set',
    'executes a change set on a stack that {to} deploys',
    ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
  ),
  into(
    'AWS::CodeBuild::Project',
    'codebuild-start-build',
    'builds a project under {to} by a buildspec of its own',
    ['codebuild:StartBuild'],
  ),
  into(
    'AWS::CodeBuild::Project',
    'codebuild-start-build-batch',
    'builds a batch of a project under {to} by a buildspec of its own',
    ['codebuild:StartBuildBatch'],
  ),
  into(
    'AWS::Glue::DevEndpoint',
    'glue-update-dev-endpoint',
    'logs in to a development endpoint under {to} by a key of its own',
    ['glue:UpdateDevEndpoint'],
  ),
  into(
    'AWS::SageMaker::NotebookInstance',
    'sagemaker-presigned-url',
    'opens a notebook instance that runs under {to}',
    ['sagemaker:CreatePresignedNotebookInstanceUrl'],
  ),
  into(
    'AWS::SageMaker::NotebookInstance',
    'sagemaker-lifecycle-config',
    'restarts a notebook instance that runs under {to} with a script of its own',
    [
      'sagemaker:CreateNotebookInstanceLifecycleConfig some',
      'sagemaker:StopNotebookInstance',
      'sagemaker:UpdateNotebookInstance',
      'sagemaker:StartNotebookInstance',
    ],
  ),
  into(
    'AWS::StepFunctions::StateMachine',
    'states-update-state-machine',
    'changes a state machine that calls AWS under {to}',
    ['states:UpdateStateMachine'],
    ['something starts the state machine'],
  ),
];
