import type { LabRegion } from '../accounts.ts';
import type { Clients } from '../clients.ts';
import { given, type LabAccount } from '../lab-account.ts';
import { policy } from '../policy-document.ts';
import {
  closeVpcDefaults,
  createClosedGroup,
  createFlowLog,
  createNatGateway,
  defaultVpc,
  nameTag,
  port,
  settleRegions,
} from '../shared/network.ts';

export type CoreNetwork = {
  readonly vpc: string;
  readonly publicSubnets: readonly string[];
  readonly appSubnets: readonly string[];
  readonly dataSubnets: readonly string[];
  readonly groups: Readonly<Record<'alb' | 'web' | 'data' | 'endpoints', string>>;
};

const everywhere = '0.0.0.0/0';
const core = '10.20.0.0/16';

/** The storefront's VPC: balancer, application and data tiers in two zones, each behind its own ACL and group. */
export async function createCoreNetwork(account: LabAccount): Promise<CoreNetwork> {
  await settleRegions(account, 'eu-central-1');
  await keepDefaultVpcClosed(account);
  const region = account.home;
  const { ec2 } = region;
  const vpc = await createVpc(region, core, 'core');
  await closeVpcDefaults(region, vpc);
  await createFlowLog(account, 'us-east-1', vpc);

  const publicSubnets = await tier(region, vpc, 'public', ['10.20.0.0/24', '10.20.1.0/24']);
  const appSubnets = await tier(region, vpc, 'app', ['10.20.16.0/22', '10.20.20.0/22']);
  const dataSubnets = await tier(region, vpc, 'data', ['10.20.32.0/24', '10.20.33.0/24']);

  const InternetGatewayId = given((await ec2.createInternetGateway({})).InternetGateway?.InternetGatewayId);
  await ec2.attachInternetGateway({ InternetGatewayId, VpcId: vpc });
  const publicRoutes = await routeTable(region, vpc, 'public', publicSubnets);
  await ec2.createRoute({
    RouteTableId: publicRoutes,
    DestinationCidrBlock: everywhere,
    GatewayId: InternetGatewayId,
  });
  const appRoutes = await routeTable(region, vpc, 'app', appSubnets);
  await ec2.createRoute({
    RouteTableId: appRoutes,
    DestinationCidrBlock: everywhere,
    NatGatewayId: await createNatGateway(region, publicSubnets[0] ?? ''),
  });
  await routeTable(region, vpc, 'data', dataSubnets);

  const ephemeral = [1024, 65535] as const;
  await networkAcl(region, vpc, 'public', publicSubnets, [
    ['in', [443, 443], everywhere],
    ['in', [80, 80], everywhere],
    ['in', ephemeral, core],
    ['out', ephemeral, everywhere],
  ]);
  await networkAcl(region, vpc, 'app', appSubnets, [
    ['in', [443, 65535], core],
    ['out', [443, 65535], core],
    ['in', ephemeral, '10.40.10.0/24'],
    ['out', [443, 443], '10.40.10.0/24'],
  ]);
  await networkAcl(region, vpc, 'data', dataSubnets, [
    ['in', [443, 443], core],
    ['in', [2049, 5439], core],
    ['out', ephemeral, core],
  ]);

  const groups = {
    alb: await createClosedGroup(region, vpc, 'storefront-alb', 'Balancer: HTTPS and HTTP from CloudFront'),
    web: await createClosedGroup(region, vpc, 'storefront-web', 'Web servers: from the balancer only'),
    data: await createClosedGroup(region, vpc, 'storefront-data', 'Databases: from the web servers only'),
    endpoints: await createClosedGroup(
      region,
      vpc,
      'interface-endpoints',
      'VPC endpoints: from the web servers',
    ),
  };
  await allowFlows(region, groups);
  await createEndpoint(account, vpc, appSubnets, groups.endpoints);
  await peerWithReporting(account, vpc, appRoutes);
  return { vpc, publicSubnets, appSubnets, dataSubnets, groups };
}

async function allowFlows(region: Clients, groups: CoreNetwork['groups']): Promise<void> {
  const { ec2 } = region;
  const cloudFront = await cloudFrontPrefixList(region);
  const flows = [
    [groups.alb, groups.web, 8080],
    [groups.web, groups.data, 3306],
    [groups.web, groups.endpoints, 443],
  ] as const;
  const inbound = [443, 80].map((number) => port(number, cloudFront));
  await ec2.authorizeSecurityGroupIngress({ GroupId: groups.alb, IpPermissions: inbound });
  for (const [from, to, number] of flows) {
    await ec2.authorizeSecurityGroupEgress({ GroupId: from, IpPermissions: [port(number, to)] });
    await ec2.authorizeSecurityGroupIngress({ GroupId: to, IpPermissions: [port(number, from)] });
  }
}

async function cloudFrontPrefixList({ ec2 }: Clients): Promise<string> {
  const name = 'com.amazonaws.global.cloudfront.origin-facing';
  const { PrefixLists = [] } = await ec2.describeManagedPrefixLists({
    Filters: [{ Name: 'prefix-list-name', Values: [name] }],
  });
  return given(PrefixLists.find((list) => list.PrefixListName === name)?.PrefixListId);
}

async function createVpc({ ec2 }: Clients, CidrBlock: string, name: string): Promise<string> {
  return given((await ec2.createVpc({ CidrBlock, TagSpecifications: nameTag('vpc', name) })).Vpc?.VpcId);
}

async function tier(
  region: Clients,
  VpcId: string,
  name: string,
  blocks: readonly string[],
): Promise<string[]> {
  const { AvailabilityZones = [] } = await region.ec2.describeAvailabilityZones({});
  const made: string[] = [];
  for (const [index, CidrBlock] of blocks.entries()) {
    const AvailabilityZone = given(AvailabilityZones[index]?.ZoneName);
    const subnet = await region.ec2.createSubnet({
      VpcId,
      CidrBlock,
      AvailabilityZone,
      TagSpecifications: nameTag('subnet', `${name}-${AvailabilityZone}`),
    });
    const SubnetId = given(subnet.Subnet?.SubnetId);
    // moto takes the first subnet of a zone for the default one, which gives public addresses.
    await region.ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: false } });
    made.push(SubnetId);
  }
  return made;
}

async function routeTable(
  { ec2 }: Clients,
  VpcId: string,
  name: string,
  subnets: readonly string[],
): Promise<string> {
  const made = await ec2.createRouteTable({ VpcId, TagSpecifications: nameTag('route-table', name) });
  const RouteTableId = given(made.RouteTable?.RouteTableId);
  for (const SubnetId of subnets) await ec2.associateRouteTable({ RouteTableId, SubnetId });
  return RouteTableId;
}

type AclRule = readonly ['in' | 'out', readonly [number, number], string];

async function networkAcl(
  { ec2 }: Clients,
  VpcId: string,
  name: string,
  subnets: readonly string[],
  rules: readonly AclRule[],
): Promise<void> {
  const made = await ec2.createNetworkAcl({ VpcId, TagSpecifications: nameTag('network-acl', name) });
  const NetworkAclId = given(made.NetworkAcl?.NetworkAclId);
  for (const [index, [direction, [From, To], CidrBlock]] of rules.entries()) {
    await ec2.createNetworkAclEntry({
      NetworkAclId,
      RuleNumber: 100 + 10 * index,
      Protocol: '6',
      RuleAction: 'allow',
      Egress: direction === 'out',
      CidrBlock,
      PortRange: { From, To },
    });
  }
  const { NetworkAcls = [] } = await ec2.describeNetworkAcls({
    Filters: [{ Name: 'vpc-id', Values: [VpcId] }],
  });
  for (const { Associations = [] } of NetworkAcls) {
    for (const { SubnetId, NetworkAclAssociationId } of Associations) {
      if (SubnetId && subnets.includes(SubnetId)) {
        await ec2.replaceNetworkAclAssociation({ AssociationId: NetworkAclAssociationId, NetworkAclId });
      }
    }
  }
}

/** Secrets Manager without the internet, for this organisation's principals and resources only. */
async function createEndpoint(
  account: LabAccount,
  VpcId: string,
  subnets: readonly string[],
  group: string,
): Promise<void> {
  await account.home.ec2.createVpcEndpoint({
    VpcId,
    ServiceName: 'com.amazonaws.us-east-1.secretsmanager',
    VpcEndpointType: 'Interface',
    SubnetIds: [...subnets],
    SecurityGroupIds: [group],
    PrivateDnsEnabled: true,
    PolicyDocument: policy({
      Effect: 'Allow',
      Principal: { AWS: account.arn('iam', 'root') },
      Action: 'secretsmanager:GetSecretValue',
      Resource: account.arn('secretsmanager', 'secret:storefront/*', 'us-east-1'),
      Condition: { StringEquals: { 'aws:PrincipalAccount': account.id } },
    }),
  });
}

/** A peering whose routes lead to the one subnet that is needed, and back to the application tier alone. */
async function peerWithReporting(account: LabAccount, coreVpc: string, appRoutes: string): Promise<void> {
  const europe: LabRegion = 'eu-west-1';
  const region = account.region(europe);
  const reporting = await createVpc(region, '10.40.0.0/16', 'reporting');
  await closeVpcDefaults(region, reporting);
  await createFlowLog(account, europe, reporting);
  const subnets = await tier(region, reporting, 'reports', ['10.40.10.0/24']);
  await networkAcl(region, reporting, 'reports', subnets, [
    ['in', [443, 443], '10.20.16.0/21'],
    ['out', [1024, 65535], '10.20.16.0/21'],
  ]);
  const routes = await routeTable(region, reporting, 'reports', subnets);
  const made = await account.home.ec2.createVpcPeeringConnection({
    VpcId: coreVpc,
    PeerVpcId: reporting,
    PeerRegion: europe,
  });
  const VpcPeeringConnectionId = given(made.VpcPeeringConnection?.VpcPeeringConnectionId);
  await region.ec2.acceptVpcPeeringConnection({ VpcPeeringConnectionId });
  await account.home.ec2.createRoute({
    RouteTableId: appRoutes,
    DestinationCidrBlock: '10.40.10.0/24',
    VpcPeeringConnectionId,
  });
  await region.ec2.createRoute({
    RouteTableId: routes,
    DestinationCidrBlock: '10.20.16.0/21',
    VpcPeeringConnectionId,
  });
}

/** One default VPC stays, to show what a closed and unused one looks like. */
async function keepDefaultVpcClosed(account: LabAccount): Promise<void> {
  const name: LabRegion = 'eu-central-1';
  const vpc = await defaultVpc(account.region(name));
  await closeVpcDefaults(account.region(name), vpc);
  await createFlowLog(account, name, vpc);
}
