import type {
  NetworkInterfacePrivateIpAddress,
  NetworkInterfaceAttachment as SdkAttachment,
  NetworkInterface as SdkInterface,
} from '@aws-sdk/client-ec2';
import type { NetworkInterface } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html */
const networkInterfaces = defineCollector({
  type: 'AWS::EC2::NetworkInterface',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeNetworkInterfaces'],
  async collect(api) {
    // Those of services' own instances are hidden unless asked for.
    const input = { IncludeManagedResources: true, MaxResults: 1000 };
    const listed = await api.list<SdkInterface>('DescribeNetworkInterfaces', input, 'NetworkInterfaces');
    return mapListed(listed, (each) => toNetworkInterface(api, each));
  },
});

function toNetworkInterface(api: ServiceApi, eni: SdkInterface): NetworkInterface {
  const origin = { tags: eni.TagSet, owner: eni.OwnerId };
  return {
    ...ec2Resource(api, 'AWS::EC2::NetworkInterface', 'network-interface', eni.NetworkInterfaceId, origin),
    interfaceType: interfaceType(eni),
    status: eni.Status ?? '',
    description: eni.Description ?? '',
    vpcId: eni.VpcId ?? '',
    subnetId: eni.SubnetId ?? '',
    availabilityZone: eni.AvailabilityZone ?? null,
    ownerId: eni.OwnerId ?? api.account,
    requesterId: eni.RequesterId ?? null,
    requesterManaged: eni.RequesterManaged ?? false,
    sourceDestCheck: eni.SourceDestCheck ?? true,
    securityGroupIds: present((eni.Groups ?? []).map((group) => group.GroupId)),
    privateIpAddresses: privateAddresses(eni),
    ipv6Addresses: present((eni.Ipv6Addresses ?? []).map((each) => each.Ipv6Address)),
    ipv4Prefixes: present((eni.Ipv4Prefixes ?? []).map((each) => each.Ipv4Prefix)),
    ipv6Prefixes: present((eni.Ipv6Prefixes ?? []).map((each) => each.Ipv6Prefix)),
    attachment: eni.Attachment ? toAttachment(eni.Attachment) : null,
  };
}

function privateAddresses(eni: SdkInterface): NetworkInterface['privateIpAddresses'] {
  const primary = {
    PrivateIpAddress: eni.PrivateIpAddress,
    Primary: true,
    Association: eni.Association,
  };
  const listed = eni.PrivateIpAddresses?.length ? eni.PrivateIpAddresses : [primary];
  return listed.flatMap((each) =>
    each.PrivateIpAddress === undefined
      ? []
      : [
          {
            privateIpAddress: each.PrivateIpAddress,
            primary: each.Primary ?? false,
            publicIp: publicAddress(eni, each),
          },
        ],
  );
}

/** AWS documents `natGateway` and says `nat_gateway`. */
function interfaceType({ InterfaceType = 'interface' }: SdkInterface): string {
  return InterfaceType === 'natGateway' ? 'nat_gateway' : InterfaceType;
}

/** The interface's own association is its primary address's. */
function publicAddress(
  eni: SdkInterface,
  { Association, PrivateIpAddress }: NetworkInterfacePrivateIpAddress,
): string | null {
  const isPrimary = PrivateIpAddress === eni.PrivateIpAddress;
  return Association?.PublicIp ?? (isPrimary ? eni.Association?.PublicIp : undefined) ?? null;
}

function toAttachment(attachment: SdkAttachment): NetworkInterface['attachment'] {
  return {
    instanceId: attachment.InstanceId ?? null,
    instanceOwnerId: attachment.InstanceOwnerId ?? null,
    status: attachment.Status ?? '',
  };
}

export const collectors = [networkInterfaces];
