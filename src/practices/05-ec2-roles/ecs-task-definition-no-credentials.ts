import { defineCheck, unknown } from '../check.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html */
export const ecsTaskDefinitionNoCredentials = defineCheck({
  id: 'ecs-task-definition-no-credentials',
  title: 'Environment variables of ECS task definitions hold no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::ECS::TaskDefinition',
  reads: ['ecs:ListTaskDefinitions', 'ecs:DescribeTaskDefinition'],
  controls: ['aws-fsbp:ECS.8', 'iso-27001-2022:A.5.17', 'nist-800-53-r5:ia_5'],
  equivalents: ['prowler:ecs_task_definitions_no_environment_secrets', 'config:ecs-no-environment-secrets'],
  rationale:
    'Everybody who may describe task definitions reads their variables, revisions keep them, and one injected command in the container prints them.',
  remediation:
    'Revoke the credential, name its successor in Secrets Manager or Parameter Store under `secrets`, and deregister the revisions that hold it.',
  evaluate({ id, detail }) {
    if (detail.status === 'unread') return unknown(detail);
    const texts = detail.value.containers.map(({ name, environment }) => ({
      place: `container ${name}`,
      text: environment,
    }));
    return noCredentialsIn(`Task definition ${id}`, texts);
  },
});
