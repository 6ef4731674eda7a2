import { given, type LabAccount } from '../lab-account.ts';
import { policy } from '../policy-document.ts';
import { amazonLinux2 } from '../shared/image.ts';
import { allTraffic, createNatGateway, defaultVpc, nameTag, port } from '../shared/network.ts';

export type FlawedNetwork = {
  readonly vpc: string;
  readonly publicSubnet: string;
  readonly secondSubnet: string;
  /** Its way out is a NAT gateway. */
  readonly privateSubnet: string;
  /** A /28: eleven addresses, for asg-headroom. */
  readonly tinySubnet: string;
  readonly groups: Readonly<Record<'openWeb' | 'openAdmin' | 'database' | 'debug', string>>;
};

const world = '0.0.0.0/0';

/** One flat network, everything public. flaws: vpc-flow-logs (none at all), subnet-no-auto-public-ip. */
export async function createNetwork(account: LabAccount): Promise<FlawedNetwork> {
  const { ec2 } = account.home;
  const zones = ((await ec2.describeAvailabilityZones({})).AvailabilityZones ?? []).map(
    (zone) => zone.ZoneName,
  );
  const made = await ec2.createVpc({
    CidrBlock: '10.0.0.0/16',
    AmazonProvidedIpv6CidrBlock: true,
    TagSpecifications: nameTag('vpc', 'prod'),
  });
  const vpc = given(made.Vpc?.VpcId);
  const subnet = async (CidrBlock: string, zone: number): Promise<string> => {
    const { Subnet } = await ec2.createSubnet({
      VpcId: vpc,
      CidrBlock,
      AvailabilityZone: zones[zone],
      TagSpecifications: nameTag('subnet', `prod-${CidrBlock}`),
    });
    const SubnetId = given(Subnet?.SubnetId);
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } });
    return SubnetId;
  };
  const publicSubnet = await subnet('10.0.0.0/24', 0);
  const secondSubnet = await subnet('10.0.1.0/24', 1);
  const tinySubnet = await subnet('10.0.2.0/28', 0);
  const InternetGatewayId = given((await ec2.createInternetGateway({})).InternetGateway?.InternetGatewayId);
  await ec2.attachInternetGateway({ InternetGatewayId, VpcId: vpc });
  const { RouteTables = [] } = await ec2.describeRouteTables({
    Filters: [{ Name: 'vpc-id', Values: [vpc] }],
  });
  const RouteTableId = given(RouteTables[0]?.RouteTableId);
  await ec2.createRoute({ RouteTableId, DestinationCidrBlock: world, GatewayId: InternetGatewayId });
  await ec2.createRoute({ RouteTableId, DestinationIpv6CidrBlock: '::/0', GatewayId: InternetGatewayId });

  const privateSubnet = await createPrivateSubnet(account, vpc, publicSubnet);
  const depot = await createDepotVpc(account);
  const groups = await createGroups(account, vpc, depot);
  await createAcls(account, vpc, secondSubnet);
  await createPeering(account, vpc, depot, RouteTableId);
  await createGatewayEndpoint(account, vpc, RouteTableId);
  await useDefaultVpc(account);
  return { vpc, publicSubnet, secondSubnet, privateSubnet, tinySubnet, groups };
}

/** flaw: network-egress (whatever starts here may call any address and port on the internet) */
async function createPrivateSubnet(
  account: LabAccount,
  VpcId: string,
  publicSubnet: string,
): Promise<string> {
  const { ec2 } = account.home;
  const { Subnet } = await ec2.createSubnet({
    VpcId,
    CidrBlock: '10.0.3.0/24',
    TagSpecifications: nameTag('subnet', 'prod-private'),
  });
  const SubnetId = given(Subnet?.SubnetId);
  const RouteTableId = given((await ec2.createRouteTable({ VpcId })).RouteTable?.RouteTableId);
  await ec2.associateRouteTable({ RouteTableId, SubnetId });
  await ec2.createRoute({
    RouteTableId,
    DestinationCidrBlock: world,
    NatGatewayId: await createNatGateway(account.home, publicSubnet),
  });
  return SubnetId;
}

async function createDepotVpc({ home }: LabAccount): Promise<string> {
  const made = await home.ec2.createVpc({
    CidrBlock: '10.50.0.0/16',
    TagSpecifications: nameTag('vpc', 'depot'),
  });
  return given(made.Vpc?.VpcId);
}

async function createGroups(
  account: LabAccount,
  vpc: string,
  depot: string,
): Promise<FlawedNetwork['groups']> {
  const { ec2 } = account.home;
  const group = async (name: string, ...IpPermissions: ReturnType<typeof port>[]): Promise<string> => {
    const made = await ec2.createSecurityGroup({
      GroupName: name,
      Description: name,
      VpcId: vpc,
      TagSpecifications: nameTag('security-group', name),
    });
    const GroupId = given(made.GroupId);
    if (IpPermissions.length > 0) await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions });
    return GroupId;
  };
  // flaws: security-group-egress-restricted (all of them: AWS's rule to everywhere stays)
  const openWeb = await group('web', port(80, world), port(443, world), port(8080, world));
  // flaws: security-group-open-to-world, security-group-admin-from-origin, network-internet-exposure, by IPv6 as well
  const openAdmin = await group('admin', port(22, world), port(3389, world), port(22, '::/0'));
  const database = await group('database', port(3306, world), port(6379, world), allTraffic('10.0.0.0/8'));
  // flaw: network-internet-exposure-all-ports, by the warehouse that has it
  const debug = await group('debug', allTraffic(world));
  // flaw: security-group-unused; and open to the world without being reachable
  await group('old-vpn', port(1723, world), allTraffic(world));
  // flaw: security-group-wide-public-range (half of the internet is not a partner)
  await group('partners', port(8443, '52.0.0.0/8'), port(8443, '128.0.0.0/2'));
  // flaw: security-group-shadowed-rule (the second is within the first)
  await group('offices', port(443, '203.0.112.0/22'), port(443, '203.0.113.0/24'));
  // flaw: security-group-stale-reference (the scanners' group in the depot was cut off: overlay)
  const made = await ec2.createSecurityGroup({
    GroupName: 'scanners',
    Description: 'gate scanners',
    VpcId: depot,
  });
  await group('fleet-api', port(8443, given(made.GroupId)));
  return { openWeb, openAdmin, database, debug };
}

async function createAcls(account: LabAccount, VpcId: string, subnet: string): Promise<void> {
  const { ec2 } = account.home;
  const acl = async (
    name: string,
    rules: readonly (readonly [number, 'allow' | 'deny', string, number, number, boolean])[],
  ) => {
    const made = await ec2.createNetworkAcl({ VpcId, TagSpecifications: nameTag('network-acl', name) });
    const NetworkAclId = given(made.NetworkAcl?.NetworkAclId);
    for (const [RuleNumber, RuleAction, CidrBlock, From, To, Egress] of rules) {
      await ec2.createNetworkAclEntry({
        NetworkAclId,
        RuleNumber,
        RuleAction,
        CidrBlock,
        Protocol: '6',
        PortRange: { From, To },
        Egress,
      });
    }
    return NetworkAclId;
  };
  // flaws: nacl-admin-ports (22 is allowed before it is denied), nacl-redundant-or-shadowed-rule (rules 110 and 120),
  // nacl-return-traffic (answers leave only to port 443)
  const second = await acl('second', [
    [100, 'allow', world, 0, 65535, false],
    [110, 'deny', world, 22, 22, false],
    [120, 'allow', world, 443, 443, false],
    [100, 'allow', world, 443, 443, true],
  ]);
  // flaw: nacl-unused
  await acl('pci-2016', [[100, 'allow', '10.0.0.0/8', 443, 443, false]]);
  const { NetworkAcls = [] } = await ec2.describeNetworkAcls({
    Filters: [{ Name: 'vpc-id', Values: [VpcId] }],
  });
  const association = NetworkAcls.flatMap((each) => each.Associations ?? []).find(
    (each) => each.SubnetId === subnet,
  );
  await ec2.replaceNetworkAclAssociation({
    AssociationId: given(association?.NetworkAclAssociationId),
    NetworkAclId: second,
  });
}

/** flaw: vpc-peering-least-routes (each side sees the whole of the other) */
async function createPeering(account: LabAccount, vpc: string, depot: string, routes: string): Promise<void> {
  const { ec2 } = account.home;
  const made = await ec2.createVpcPeeringConnection({ VpcId: vpc, PeerVpcId: depot });
  const VpcPeeringConnectionId = given(made.VpcPeeringConnection?.VpcPeeringConnectionId);
  await ec2.acceptVpcPeeringConnection({ VpcPeeringConnectionId });
  await ec2.createRoute({
    RouteTableId: routes,
    DestinationCidrBlock: '10.50.0.0/16',
    VpcPeeringConnectionId,
  });
  const { RouteTables = [] } = await ec2.describeRouteTables({
    Filters: [{ Name: 'vpc-id', Values: [depot] }],
  });
  await ec2.createRoute({
    RouteTableId: given(RouteTables[0]?.RouteTableId),
    DestinationCidrBlock: '10.0.0.0/16',
    VpcPeeringConnectionId,
  });
}

/** flaw: vpc-endpoint-policy (anything, by anybody, to anybody's buckets) */
async function createGatewayEndpoint(account: LabAccount, VpcId: string, routes: string): Promise<void> {
  await account.home.ec2.createVpcEndpoint({
    VpcId,
    ServiceName: 'com.amazonaws.us-east-1.s3',
    VpcEndpointType: 'Gateway',
    RouteTableIds: [routes],
    PolicyDocument: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
  });
}

/** flaws: vpc-default-unused, security-group-default-closed (an instance in the default VPC, in its default group) */
async function useDefaultVpc(account: LabAccount): Promise<void> {
  const region = account.region('eu-west-1');
  const { Subnets = [] } = await region.ec2.describeSubnets({
    Filters: [{ Name: 'vpc-id', Values: [await defaultVpc(region)] }],
  });
  await region.ec2.runInstances({
    ImageId: amazonLinux2,
    InstanceType: 't2.nano',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: given(Subnets[0]?.SubnetId),
    TagSpecifications: nameTag('instance', "depot-dublin'; DROP TABLE findings;--"),
  });
}
