import type { DescribeLoadBalancersCommandOutput } from '@aws-sdk/client-elastic-load-balancing';

import { labRegions } from '../accounts.ts';
import type { OverlayContext } from './context.ts';
import { type OverlayPatch, patchOf } from './overlay.ts';

export async function classicBalancerPatches({ account }: OverlayContext): Promise<OverlayPatch[]> {
  const zones = new Map<string, string>();
  for (const region of labRegions) {
    const { Subnets = [] } = await account.region(region).ec2.describeSubnets({});
    for (const { SubnetId = '', AvailabilityZone = '' } of Subnets) zones.set(SubnetId, AvailabilityZone);
  }
  return [
    patchOf<DescribeLoadBalancersCommandOutput>(
      account.id,
      {
        service: 'elastic-load-balancing',
        operation: 'DescribeLoadBalancers',
        reason: 'moto does not derive the zones of a classic balancer from its subnets',
      },
      (answer) => ({
        ...answer,
        LoadBalancerDescriptions: answer.LoadBalancerDescriptions?.map((each) => ({
          ...each,
          AvailabilityZones: (each.Subnets ?? []).flatMap((subnet) => zones.get(subnet) ?? []),
        })),
      }),
    ),
  ];
}
