import type { DescribeDomainsCommandOutput, DomainInfo, DomainStatus } from '@aws-sdk/client-opensearch';
import { type Reading, read, unread } from '../../../model/reading.ts';
import type { OpenSearchDomain } from '../../../model/resources/data-stores.ts';
import { defineCollector, mapListed, type ServiceApi } from '../collector.ts';

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomains.html */
const NAMES_PER_CALL = 5;

const domains = defineCollector({
  type: 'AWS::OpenSearchService::Domain',
  service: 'opensearch',
  scope: 'regional',
  calls: ['es:ListDomainNames', 'es:DescribeDomains'],
  async collect(api) {
    const listed = await api.list<DomainInfo>('ListDomainNames', {}, 'DomainNames');
    const names = listed.items.flatMap((domain) => domain.DomainName ?? []);
    const statuses = await statusesOf(api, names);
    return mapListed({ items: names, gap: listed.gap }, (name) => toDomain(api, name, statuses));
  },
});

type Statuses = ReadonlyMap<string, OpenSearchDomain['detail']>;

async function statusesOf(api: ServiceApi, names: readonly string[]): Promise<Statuses> {
  const batches = Array.from({ length: Math.ceil(names.length / NAMES_PER_CALL) }, (_, index) =>
    names.slice(index * NAMES_PER_CALL, (index + 1) * NAMES_PER_CALL),
  );
  const found = await api.each(batches, async (DomainNames) => {
    const answer = await api.read<DescribeDomainsCommandOutput>('DescribeDomains', { DomainNames });
    if (answer.status === 'unread') return DomainNames.map((name) => [name, answer] as const);
    return (answer.value.DomainStatusList ?? []).map(
      (status) => [status.DomainName ?? '', read(detailOf(status))] as const,
    );
  });
  return new Map<string, OpenSearchDomain['detail']>(found.flat());
}

function toDomain(api: ServiceApi, name: string, statuses: Statuses): OpenSearchDomain {
  const gone = unread('es:DescribeDomains', `NotFound: domain ${name} was not answered`);
  return {
    type: 'AWS::OpenSearchService::Domain',
    account: api.account,
    region: api.region,
    arn: api.arn('es', `domain/${name}`),
    id: name,
    detail: statuses.get(name) ?? gone,
  };
}

type Detail = OpenSearchDomain['detail'] extends Reading<infer Value> ? Value : never;

function detailOf(status: DomainStatus): Detail {
  const vpc = status.VPCOptions;
  return {
    engineVersion: status.EngineVersion ?? null,
    endpoint: status.Endpoint ?? status.Endpoints?.['vpc'] ?? null,
    vpc: vpc?.VPCId
      ? {
          vpcId: vpc.VPCId,
          subnetIds: vpc.SubnetIds ?? [],
          securityGroupIds: vpc.SecurityGroupIds ?? [],
        }
      : null,
    accessPolicies: status.AccessPolicies || null,
    fineGrainedAccessControl: status.AdvancedSecurityOptions?.Enabled ?? false,
    enforceHttps: status.DomainEndpointOptions?.EnforceHTTPS ?? false,
    encryptionAtRest: status.EncryptionAtRestOptions?.Enabled ?? false,
  };
}

export const collectors = [domains];
