import { createHash } from 'node:crypto';

import type { Instance, NatGateway, NetworkInterface } from '@aws-sdk/client-ec2';

import type { LabRegion } from '../accounts.ts';
import type { Clients } from '../clients.ts';
import type { LabAccount } from '../lab-account.ts';
import type { TakenAddresses } from './taken-addresses.ts';

/** Of documentation: https://datatracker.ietf.org/doc/html/rfc5737#section-3 */
const PUBLIC = '198.51.100.0/24';

type Wanted = {
  readonly description: string;
  readonly requester: string;
  readonly type: NetworkInterface['InterfaceType'];
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly public: boolean;
};

/**
 * The interfaces that AWS makes for balancers, databases and domains, one in each of their subnets.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html
 */
export async function serviceInterfaces(
  account: LabAccount,
  region: LabRegion,
  taken: TakenAddresses,
): Promise<NetworkInterface[]> {
  const clients = account.region(region);
  const wanted = [...(await balancers(clients)), ...(await databases(clients)), ...(await domains(clients))];
  const { Subnets = [] } = await clients.ec2.describeSubnets({});
  const { SecurityGroups = [] } = await clients.ec2.describeSecurityGroups({});
  return wanted.flatMap((each) =>
    each.subnets.flatMap((id) => {
      const subnet = Subnets.find(({ SubnetId }) => SubnetId === id);
      if (subnet === undefined) return [];
      const hash = createHash('sha256').update(`${each.description} ${id}`).digest();
      const address = taken.take(subnet.CidrBlock ?? '', hash.readUInt8(0));
      const PublicIp = taken.take(PUBLIC, hash.readUInt8(1));
      return [
        {
          NetworkInterfaceId: `eni-${hash.toString('hex').slice(0, 17)}`,
          Description: each.description,
          InterfaceType: each.type,
          OwnerId: account.id,
          RequesterId: each.requester,
          RequesterManaged: true,
          SourceDestCheck: true,
          Status: 'in-use',
          AvailabilityZone: subnet.AvailabilityZone,
          SubnetId: id,
          VpcId: subnet.VpcId,
          PrivateIpAddress: address,
          PrivateIpAddresses: [
            {
              Primary: true,
              PrivateIpAddress: address,
              ...(each.public && { Association: { PublicIp, IpOwnerId: each.requester } }),
            },
          ],
          Ipv6Addresses: [],
          TagSet: [],
          Groups: each.groups.map((GroupId) => ({
            GroupId,
            GroupName: SecurityGroups.find((group) => group.GroupId === GroupId)?.GroupName,
          })),
          ...(each.public && { Association: { PublicIp, IpOwnerId: each.requester } }),
        } satisfies NetworkInterface,
      ];
    }),
  );
}

async function balancers({ elb, elbV2 }: Clients): Promise<Wanted[]> {
  const { LoadBalancers = [] } = await elbV2.describeLoadBalancers({});
  const { LoadBalancerDescriptions = [] } = await elb.describeLoadBalancers({});
  const requester = 'amazon-elb';
  return [
    ...LoadBalancers.map((each) => ({
      description: `ELB ${each.LoadBalancerArn?.split('loadbalancer/')[1]}`,
      requester,
      type: each.Type === 'network' ? ('network_load_balancer' as const) : ('interface' as const),
      subnets: (each.AvailabilityZones ?? []).map((zone) => zone.SubnetId ?? ''),
      groups: each.SecurityGroups ?? [],
      public: each.Scheme !== 'internal',
    })),
    ...LoadBalancerDescriptions.map((each) => ({
      description: `ELB ${each.LoadBalancerName}`,
      requester,
      type: 'interface' as const,
      subnets: each.Subnets ?? [],
      groups: each.SecurityGroups ?? [],
      public: each.Scheme !== 'internal',
    })),
  ];
}

async function databases({ rds, redshift }: Clients): Promise<Wanted[]> {
  const { DBInstances = [] } = await rds.describeDBInstances({});
  const { Clusters = [] } = await redshift.describeClusters({});
  const { ClusterSubnetGroups = [] } = await redshift.describeClusterSubnetGroups({});
  return [
    ...DBInstances.map((each) => ({
      description: `RDSNetworkInterface ${each.DBInstanceIdentifier}`,
      requester: 'amazon-rds',
      type: 'interface' as const,
      subnets: (each.DBSubnetGroup?.Subnets ?? []).slice(0, 1).map((subnet) => subnet.SubnetIdentifier ?? ''),
      groups: (each.VpcSecurityGroups ?? []).map((group) => group.VpcSecurityGroupId ?? ''),
      public: each.PubliclyAccessible === true,
    })),
    ...Clusters.map((each) => ({
      description: `RedshiftNetworkInterface ${each.ClusterIdentifier}`,
      requester: 'amazon-redshift',
      type: 'interface' as const,
      subnets: ClusterSubnetGroups.filter(
        (group) => group.ClusterSubnetGroupName === each.ClusterSubnetGroupName,
      )
        .flatMap((group) => group.Subnets ?? [])
        .slice(0, 1)
        .map((subnet) => subnet.SubnetIdentifier ?? ''),
      groups: (each.VpcSecurityGroups ?? []).map((group) => group.VpcSecurityGroupId ?? ''),
      public: each.PubliclyAccessible === true,
    })),
  ];
}

async function domains({ openSearch }: Clients): Promise<Wanted[]> {
  const { DomainNames = [] } = await openSearch.listDomainNames({});
  if (DomainNames.length === 0) return [];
  const asked = await openSearch.describeDomains({
    DomainNames: DomainNames.map((each) => each.DomainName ?? ''),
  });
  return (asked.DomainStatusList ?? []).map((each) => ({
    description: `ES ${each.DomainName}`,
    requester: 'amazon-elasticsearch',
    type: 'interface' as const,
    subnets: each.VPCOptions?.SubnetIds ?? [],
    groups: each.VPCOptions?.SecurityGroupIds ?? [],
    public: false,
  }));
}

/** What moto says wrongly of an interface endpoint's interfaces: their type, groups, and addresses in no subnet. */
export async function correctedEndpoints(
  { ec2 }: Clients,
  taken: TakenAddresses,
): Promise<Map<string, Partial<NetworkInterface>>> {
  const { VpcEndpoints = [] } = await ec2.describeVpcEndpoints({});
  const { NetworkInterfaces = [] } = await ec2.describeNetworkInterfaces({});
  const { Subnets = [] } = await ec2.describeSubnets({});
  const corrections = new Map<string, Partial<NetworkInterface>>();
  for (const endpoint of VpcEndpoints) {
    for (const id of endpoint.NetworkInterfaceIds ?? []) {
      const found = NetworkInterfaces.find((each) => each.NetworkInterfaceId === id);
      const subnet = Subnets.find((each) => each.SubnetId === found?.SubnetId);
      const drawn = createHash('sha256').update(id).digest().readUInt8(0);
      const address = taken.take(subnet?.CidrBlock ?? '', drawn);
      corrections.set(id, {
        Description: `VPC Endpoint Interface ${endpoint.VpcEndpointId}`,
        InterfaceType: 'vpc_endpoint',
        Groups: endpoint.Groups,
        RequesterManaged: true,
        Status: 'in-use',
        PrivateIpAddress: address,
        PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
      });
    }
  }
  return corrections;
}

type Correction = readonly [id: string, correction: Partial<NetworkInterface>];

/** The public addresses of instances and NAT gateways, which moto tells of them and not of their interfaces. */
export async function publicInterfaces({ ec2 }: Clients): Promise<Map<string, Partial<NetworkInterface>>> {
  const { Reservations = [] } = await ec2.describeInstances({});
  const { NatGateways = [] } = await ec2.describeNatGateways({});
  return new Map([
    ...Reservations.flatMap((each) => each.Instances ?? []).flatMap(ofInstance),
    ...NatGateways.flatMap(ofNatGateway),
  ]);
}

function ofInstance({
  PublicIpAddress,
  PrivateIpAddress,
  NetworkInterfaces,
}: Instance): readonly Correction[] {
  const id = NetworkInterfaces?.[0]?.NetworkInterfaceId;
  return PublicIpAddress && id ? [[id, associated(PrivateIpAddress, PublicIpAddress)]] : [];
}

function ofNatGateway({ NatGatewayId, NatGatewayAddresses = [] }: NatGateway): readonly Correction[] {
  return NatGatewayAddresses.flatMap(({ NetworkInterfaceId, PrivateIp, PublicIp }): readonly Correction[] => {
    if (!NetworkInterfaceId || !PublicIp) return [];
    const correction: Partial<NetworkInterface> = {
      ...associated(PrivateIp, PublicIp),
      InterfaceType: 'natGateway',
      Description: `Interface for NAT Gateway ${NatGatewayId}`,
      Groups: [],
      RequesterManaged: true,
      SourceDestCheck: false,
      Status: 'in-use',
    };
    return [[NetworkInterfaceId, correction]];
  });
}

function associated(PrivateIpAddress: string | undefined, PublicIp: string): Partial<NetworkInterface> {
  const Association = { PublicIp, IpOwnerId: 'amazon' };
  return { Association, PrivateIpAddresses: [{ Primary: true, PrivateIpAddress, Association }] };
}
