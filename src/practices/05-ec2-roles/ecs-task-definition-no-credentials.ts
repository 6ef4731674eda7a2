import { defineCheck, unknown } from '../check.ts';
import { credentialFix } from '../fix/credential-fix.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html */
export const ecsTaskDefinitionNoCredentials = defineCheck({
  id: 'ecs-task-definition-no-credentials',
  title: 'Environment variables of ECS task definitions hold no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::ECS::TaskDefinition',
  reads: ['ecs:ListTaskDefinitions', 'ecs:DescribeTaskDefinition'],
  changedBy: ['ecs:RegisterTaskDefinition'],
  controls: [
    'aws-fsbp:ECS.8',
    'nist-800-53-r5:IA-5(7)',
    'pci-dss-4.0:8.3.2',
    'pci-dss-4.0:8.6.2',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(5)(ii)(D)',
  ],
  equivalents: ['prowler:ecs_task_definitions_no_environment_secrets', 'config:ecs-no-environment-secrets'],
  rationale:
    'Everybody who may describe task definitions reads their variables, revisions keep them, and one injected command in the container prints them.',
  remediation:
    'Revoke the credential, name its successor in Secrets Manager or Parameter Store under `secrets`, and deregister the revisions that hold it.',
  fix: credentialFix(
    `
    # The file names the secret under secrets in the place of the environment variable. Move what runs this revision over
    aws ecs register-task-definition --cli-input-json file://<TASK-DEFINITION-FILE> --region {region}
    aws ecs update-service --cluster <CLUSTER> --service <SERVICE> --task-definition <NEW-REVISION> --region {region}
    # Once nothing runs it: aws ecs deregister-task-definition --task-definition {id} --region {region}`,
    `
    # Task definition {id}
    resource "aws_ecs_task_definition" "this" {
      container_definitions = jsonencode([{
        name    = "<CONTAINER>"
        image   = "<IMAGE>"
        secrets = [{ name = "<VARIABLE>", valueFrom = aws_secretsmanager_secret.this.arn }]
      }])
      # Its other arguments stay as they are.
    }`,
  ),
  evaluate({ id, detail }) {
    if (detail.status === 'unread') return unknown(detail);
    const texts = detail.value.containers.map(({ name, environment }) => ({
      place: `container ${name}`,
      text: environment,
    }));
    return noCredentialsIn(`Task definition ${id}`, texts);
  },
});
