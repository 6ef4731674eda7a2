import type {
  DescribeImagesRequest,
  DescribeImagesResult,
  DescribeInstancesResult,
  DescribeNetworkAclsResult,
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult,
  GroupIdentifier,
  NetworkInterface,
} from '@aws-sdk/client-ec2';

import { labRegions } from '../accounts.ts';
import { amazonLinux2, amazonLinux2023 } from '../shared/image.ts';
import type { OverlayContext } from './context.ts';
import { correctedEndpoints, publicInterfaces, serviceInterfaces } from './network-interfaces.ts';
import { type OverlayPatch, type Place, patchOf } from './overlay.ts';
import { TakenAddresses } from './taken-addresses.ts';

const place = (operation: string, reason: string): Place => ({ service: 'ec2', operation, reason });

const stock = [
  {
    ImageId: amazonLinux2023,
    Name: 'al2023-ami-2023.5',
    OwnerId: '137112412989',
    Public: true,
    ImdsSupport: 'v2.0' as const,
  },
  { ImageId: amazonLinux2, Name: 'amzn2-ami-hvm-2.0', OwnerId: '137112412989', Public: true },
];

export async function ec2Patches(context: OverlayContext): Promise<OverlayPatch[]> {
  const { account } = context;
  const interfaces = new Map<string, NetworkInterface[]>();
  const corrections = new Map<string, ReadonlyMap<string, Partial<NetworkInterface>>>();
  const vpcs = new Set<string>();
  for (const region of labRegions) {
    const clients = account.region(region);
    const taken = new TakenAddresses();
    interfaces.set(region, await serviceInterfaces(account, region, taken));
    corrections.set(
      region,
      new Map([...(await correctedEndpoints(clients, taken)), ...(await publicInterfaces(clients))]),
    );
    for (const { VpcId = '' } of (await clients.ec2.describeVpcs({})).Vpcs ?? []) vpcs.add(VpcId);
  }
  return [
    patchOf<DescribeNetworkInterfacesResult, DescribeNetworkInterfacesRequest>(
      account.id,
      place(
        'DescribeNetworkInterfaces',
        'moto makes no interfaces for balancers and databases, false ones for endpoints, tells no public address of any, and leaves what has groups in the default group too',
      ),
      (answer, input, { region }) => ({
        ...answer,
        NetworkInterfaces: [
          ...(answer.NetworkInterfaces ?? []).map((each) => ({
            ...each,
            Groups: chosenGroups(each.Groups),
            ...corrections.get(region)?.get(each.NetworkInterfaceId ?? ''),
          })),
          // With a filter the asker wants particular ones.
          ...(input.Filters || input.NetworkInterfaceIds ? [] : (interfaces.get(region) ?? [])),
        ],
      }),
    ),
    stockImages(context),
    patchOf<DescribeNetworkAclsResult>(
      account.id,
      place('DescribeNetworkAcls', 'moto keeps the default ACL of a VPC that was deleted'),
      (answer) => ({
        ...answer,
        NetworkAcls: answer.NetworkAcls?.filter(({ VpcId = '' }) => vpcs.has(VpcId)),
      }),
    ),
    instances(context),
  ];
}

const instances = ({ account, name }: OverlayContext): OverlayPatch =>
  patchOf<DescribeInstancesResult>(
    account.id,
    place(
      'DescribeInstances',
      "moto cannot turn detailed monitoring on, calls every machine's system Windows, and leaves what has groups in the default group too",
    ),
    (answer) => ({
      ...answer,
      Reservations: answer.Reservations?.map((reservation) => ({
        ...reservation,
        Instances: reservation.Instances?.map(({ Platform: _platform, ...instance }) => ({
          ...instance,
          SecurityGroups: chosenGroups(instance.SecurityGroups),
          NetworkInterfaces: instance.NetworkInterfaces?.map((each) => ({
            ...each,
            Groups: chosenGroups(each.Groups),
          })),
          Monitoring: { State: name === 'hardened' ? 'enabled' : 'disabled' },
        })),
      })),
    }),
  );

/** In one order: moto keeps some of them in a set. */
function chosenGroups(groups: readonly GroupIdentifier[] | undefined): GroupIdentifier[] | undefined {
  const named = groups?.filter(({ GroupName }) => GroupName !== 'default') ?? [];
  const chosen = named.length > 0 ? named : groups;
  return chosen?.toSorted((one, other) => ((one.GroupId ?? '') < (other.GroupId ?? '') ? -1 : 1));
}

const stockImages = ({ account }: OverlayContext): OverlayPatch =>
  patchOf<DescribeImagesResult, DescribeImagesRequest>(
    account.id,
    place('DescribeImages', "Amazon's images, of which moto's stock is left out"),
    (answer, { Filters = [], ImageIds = [] }) => {
      const asked = new Set([
        ...ImageIds,
        ...Filters.flatMap(({ Name, Values = [] }) => (Name === 'image-id' ? Values : [])),
      ]);
      return {
        ...answer,
        Images: [...(answer.Images ?? []), ...stock.filter(({ ImageId }) => asked.has(ImageId))],
      };
    },
  );
