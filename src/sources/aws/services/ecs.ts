import type {
  ContainerDefinition,
  DescribeTaskDefinitionCommandOutput,
  TaskDefinition as SdkTaskDefinition,
} from '@aws-sdk/client-ecs';
import { arnName } from '../../../model/arn.ts';
import { mapReading } from '../../../model/reading.ts';
import type { TaskDefinition } from '../../../model/resources/compute.ts';
import { scanVariables } from '../../credential-scan/credential-scan.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

/**
 * The revisions' ARNs are listed (100 a page) instead of the families, so that a definition keeps its ARN when it
 * can't be described. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitions.html
 */
const taskDefinitions = defineCollector({
  type: 'AWS::ECS::TaskDefinition',
  service: 'ecs',
  scope: 'regional',
  calls: ['ecs:ListTaskDefinitions', 'ecs:DescribeTaskDefinition'],
  async collect(api) {
    const input = { status: 'ACTIVE', sort: 'DESC', maxResults: 100 };
    const paging = { items: 'taskDefinitionArns', token: ['nextToken', 'nextToken'] as const };
    const listed = await api.list<string>('ListTaskDefinitions', input, paging);
    const newest = { items: newestRevisions(listed.items), gap: listed.gap };
    return eachListed(api, newest, (revision) => toTaskDefinition(api, revision));
  },
});

interface Revision {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
}

function newestRevisions(arns: readonly string[]): Revision[] {
  const newest = new Map<string, Revision>();
  for (const arn of arns) {
    const [family = '', revision = ''] = arnName(arn).split(':');
    const known = newest.get(family);
    if (!known || known.revision < Number(revision)) {
      newest.set(family, { arn, family, revision: Number(revision) });
    }
  }
  return [...newest.values()];
}

async function toTaskDefinition(
  api: ServiceApi,
  { arn, family, revision }: Revision,
): Promise<TaskDefinition> {
  const input = { taskDefinition: arn };
  const answer = await api.read<DescribeTaskDefinitionCommandOutput>('DescribeTaskDefinition', input);
  return {
    type: 'AWS::ECS::TaskDefinition',
    account: api.account,
    region: api.region,
    arn,
    id: `${family}:${revision}`,
    family,
    revision,
    detail: mapReading(answer, (output) => detailOf(output.taskDefinition ?? {})),
  };
}

function detailOf(definition: SdkTaskDefinition) {
  return {
    taskRoleArn: definition.taskRoleArn ?? null,
    executionRoleArn: definition.executionRoleArn ?? null,
    networkMode: definition.networkMode ?? null,
    containers: (definition.containerDefinitions ?? []).map(toContainer),
  };
}

/** `secrets` name where a value is kept and are no credentials; `environment` holds values. */
function toContainer(container: ContainerDefinition) {
  const variables = (container.environment ?? []).map(({ name = '', value = '' }) => [name, value] as const);
  return {
    name: container.name ?? '',
    privileged: container.privileged ?? false,
    environment: scanVariables(Object.fromEntries(variables)),
  };
}

export const collectors = [taskDefinitions];
