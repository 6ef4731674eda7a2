import type { GetRepositoryPolicyCommandOutput, Repository } from '@aws-sdk/client-ecr';
import { mapReading } from '../../../model/reading.ts';
import type { EcrRepository } from '../../../model/resources/data-stores.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';
import { isoTime } from '../mapping.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html */
const repositories = defineCollector({
  type: 'AWS::ECR::Repository',
  service: 'ecr',
  scope: 'regional',
  calls: ['ecr:DescribeRepositories', 'ecr:GetRepositoryPolicy'],
  async collect(api) {
    const paging = { items: 'repositories', token: ['nextToken', 'nextToken'] as const };
    const listed = await api.list<Repository>('DescribeRepositories', { maxResults: 1000 }, paging);
    return eachListed(api, listed, (repository) => toRepository(api, repository));
  },
});

async function toRepository(api: ServiceApi, repository: Repository): Promise<EcrRepository> {
  const id = repository.repositoryName ?? '';
  return {
    type: 'AWS::ECR::Repository',
    account: api.account,
    region: api.region,
    arn: repository.repositoryArn ?? api.arn('ecr', `repository/${id}`),
    id,
    policy: await policyOf(api, id),
    createdAt: isoTime(repository.createdAt),
  };
}

async function policyOf(api: ServiceApi, repositoryName: string): Promise<EcrRepository['policy']> {
  const absent = ['RepositoryPolicyNotFoundException'];
  const answer = await api.readOrNull<GetRepositoryPolicyCommandOutput>(
    'GetRepositoryPolicy',
    { repositoryName },
    absent,
  );
  return mapReading(answer, (output) => output?.policyText ?? null);
}

export const collectors = [repositories];
