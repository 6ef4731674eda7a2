import type {
  DescribeDomainResponse,
  DescribeDomainsResponse,
  DomainStatus,
} from '@aws-sdk/client-opensearch';

import { labRegions } from '../accounts.ts';
import type { OverlayContext } from './context.ts';
import { type OverlayPatch, patchOf } from './overlay.ts';

const reason = "moto does not tell the VPC of a domain's subnets";

export async function openSearchPatches({ account }: OverlayContext): Promise<OverlayPatch[]> {
  const vpcs = new Map<string, string>();
  for (const region of labRegions) {
    const { Subnets = [] } = await account.region(region).ec2.describeSubnets({});
    for (const { SubnetId = '', VpcId = '' } of Subnets) vpcs.set(SubnetId, VpcId);
  }
  const inVpc = <T extends DomainStatus | undefined>(domain: T): T => {
    const VPCId = vpcs.get(domain?.VPCOptions?.SubnetIds?.[0] ?? '');
    return domain && VPCId ? { ...domain, VPCOptions: { ...domain.VPCOptions, VPCId } } : domain;
  };
  const service = 'opensearch';
  return [
    patchOf<DescribeDomainResponse>(
      account.id,
      { service, operation: 'DescribeDomain', reason },
      (answer) => ({
        DomainStatus: inVpc(answer.DomainStatus),
      }),
    ),
    patchOf<DescribeDomainsResponse>(
      account.id,
      { service, operation: 'DescribeDomains', reason },
      (answer) => ({ DomainStatusList: answer.DomainStatusList?.map(inVpc) }),
    ),
  ];
}
