import { read } from '../../src/model/reading.ts';
import type {
  EgressOnlyInternetGateway,
  ElasticIp,
  FlowLog,
  InternetGateway,
  NatGateway,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  PeeringSide,
  PrefixList,
  Route,
  RouteTable,
  SecurityGroup,
  SecurityGroupPeer,
  SecurityGroupRule,
  Subnet,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
  Vpc,
  VpcEndpoint,
  VpcPeeringConnection,
  VpnConnection,
  VpnGateway,
} from '../../src/model/resources/ec2.ts';
import { ACCOUNT, OTHER_ACCOUNT, REGION } from '../inventory-of.ts';

export const VPC = 'vpc-1';
export const SUBNET = 'subnet-1';

function base<Type extends string>(type: Type, path: string, id: string) {
  const arn = `arn:aws:ec2:${REGION}:${ACCOUNT}:${path}/${id}`;
  return { type, account: ACCOUNT, region: REGION, arn, id, tags: {} };
}

/** A peer from text: `10.0.0.0/8`, `::/0`, `sg-1`, `pl-1`. */
export function peer(text: string): SecurityGroupPeer {
  if (text.startsWith('pl-')) return { kind: 'prefix-list', prefixListId: text };
  if (text.startsWith('sg-')) {
    return { kind: 'group', groupId: text, userId: ACCOUNT, vpcId: null, vpcPeeringConnectionId: null };
  }
  return { kind: text.includes(':') ? 'ipv6' : 'ipv4', cidr: text };
}

/** `aRule('tcp', 22, '0.0.0.0/0')`; ports null for all, a pair for a range. */
export function aRule(
  protocol: string,
  ports: number | readonly [number, number] | null,
  from: string,
): SecurityGroupRule {
  const [fromPort, toPort] = typeof ports === 'number' ? [ports, ports] : (ports ?? [null, null]);
  return { protocol, fromPort, toPort, description: null, peer: peer(from) };
}

/** A web server's group: HTTPS from everywhere, PostgreSQL to one other group. */
export function aSecurityGroup(overrides: Partial<SecurityGroup> = {}): SecurityGroup {
  return {
    ...base('AWS::EC2::SecurityGroup', 'security-group', overrides.id ?? 'sg-web'),
    groupName: 'web',
    description: 'web servers',
    vpcId: VPC,
    ownerId: ACCOUNT,
    ingress: [aRule('tcp', 443, '0.0.0.0/0')],
    egress: [aRule('tcp', 5432, 'sg-database')],
    stale: read(false),
    ...overrides,
  };
}

/** `anEntry(100, 'allow', 'tcp', [443, 443], '0.0.0.0/0')`, inbound unless said otherwise. */
export function anEntry(
  ruleNumber: number,
  ruleAction: 'allow' | 'deny',
  protocol: string,
  ports: readonly [number, number] | null,
  block: string,
  overrides: Partial<NetworkAclEntry> = {},
): NetworkAclEntry {
  const isIpv6 = block.includes(':');
  return {
    ruleNumber,
    ruleAction,
    egress: false,
    protocol,
    cidrBlock: isIpv6 ? null : block,
    ipv6CidrBlock: isIpv6 ? block : null,
    portRange: ports ? { from: ports[0], to: ports[1] } : null,
    icmpTypeCode: null,
    ...overrides,
  };
}

/** An ACL that lets HTTPS in and its answers out. */
export function aNetworkAcl(overrides: Partial<NetworkAcl> = {}): NetworkAcl {
  return {
    ...base('AWS::EC2::NetworkAcl', 'network-acl', overrides.id ?? 'acl-1'),
    vpcId: VPC,
    isDefault: false,
    subnetIds: [SUBNET],
    entries: [
      anEntry(100, 'allow', 'tcp', [443, 443], '0.0.0.0/0'),
      anEntry(32767, 'deny', '-1', null, '0.0.0.0/0'),
      anEntry(100, 'allow', 'tcp', [1024, 65535], '0.0.0.0/0', { egress: true }),
      anEntry(32767, 'deny', '-1', null, '0.0.0.0/0', { egress: true }),
    ],
    ...overrides,
  };
}

export function aNetworkInterface(overrides: Partial<NetworkInterface> = {}): NetworkInterface {
  return {
    ...base('AWS::EC2::NetworkInterface', 'network-interface', overrides.id ?? 'eni-1'),
    interfaceType: 'interface',
    status: 'in-use',
    description: '',
    vpcId: VPC,
    subnetId: SUBNET,
    availabilityZone: `${REGION}a`,
    ownerId: ACCOUNT,
    requesterId: null,
    requesterManaged: false,
    sourceDestCheck: true,
    securityGroupIds: ['sg-web'],
    privateIpAddresses: [{ privateIpAddress: '10.0.0.10', primary: true, publicIp: null }],
    ipv6Addresses: [],
    ipv4Prefixes: [],
    ipv6Prefixes: [],
    attachment: { instanceId: 'i-1', instanceOwnerId: ACCOUNT, status: 'attached' },
    ...overrides,
  };
}

/** `aRoute('0.0.0.0/0', 'nat-gateway', 'nat-1')` */
export function aRoute(
  destination: string,
  kind: Route['target']['kind'],
  id: string,
  state = 'active',
): Route {
  return {
    destinationCidrBlock: destination.includes('.') ? destination : null,
    destinationIpv6CidrBlock: destination.includes(':') ? destination : null,
    destinationPrefixListId: destination.startsWith('pl-') ? destination : null,
    target: { kind, id },
    state,
    origin: 'CreateRoute',
  };
}

/** The VPC's main table, with the local route alone. */
export function aRouteTable(overrides: Partial<RouteTable> = {}): RouteTable {
  return {
    ...base('AWS::EC2::RouteTable', 'route-table', overrides.id ?? 'rtb-1'),
    vpcId: VPC,
    main: true,
    subnetIds: [],
    gatewayIds: [],
    routes: [{ ...aRoute('10.0.0.0/16', 'local', ''), origin: 'CreateRouteTable' }],
    propagatingGatewayIds: [],
    ...overrides,
  };
}

export function aSubnet(overrides: Partial<Subnet> = {}): Subnet {
  return {
    ...base('AWS::EC2::Subnet', 'subnet', overrides.id ?? SUBNET),
    vpcId: VPC,
    ownerId: ACCOUNT,
    cidrBlock: '10.0.0.0/24',
    ipv6CidrBlocks: [],
    availabilityZone: `${REGION}a`,
    availableIpAddressCount: 250,
    mapPublicIpOnLaunch: false,
    assignIpv6AddressOnCreation: false,
    defaultForAz: false,
    ...overrides,
  };
}

export function aVpc(overrides: Partial<Vpc> = {}): Vpc {
  return {
    ...base('AWS::EC2::VPC', 'vpc', overrides.id ?? VPC),
    ownerId: ACCOUNT,
    isDefault: false,
    cidrBlocks: ['10.0.0.0/16'],
    ipv6CidrBlocks: [],
    ...overrides,
  };
}

export function anInternetGateway(overrides: Partial<InternetGateway> = {}): InternetGateway {
  return {
    ...base('AWS::EC2::InternetGateway', 'internet-gateway', overrides.id ?? 'igw-1'),
    vpcIds: [VPC],
    ...overrides,
  };
}

export function anEgressOnlyGateway(
  overrides: Partial<EgressOnlyInternetGateway> = {},
): EgressOnlyInternetGateway {
  const id = overrides.id ?? 'eigw-1';
  return {
    ...base('AWS::EC2::EgressOnlyInternetGateway', 'egress-only-internet-gateway', id),
    vpcIds: [VPC],
    ...overrides,
  };
}

export function aNatGateway(overrides: Partial<NatGateway> = {}): NatGateway {
  return {
    ...base('AWS::EC2::NatGateway', 'natgateway', overrides.id ?? 'nat-1'),
    vpcId: VPC,
    subnetId: 'subnet-public',
    state: 'available',
    connectivityType: 'public',
    addresses: [{ publicIp: '198.51.100.1', privateIp: '10.0.1.5', networkInterfaceId: 'eni-nat' }],
    ...overrides,
  };
}

export function aPeeringSide(overrides: Partial<PeeringSide> = {}): PeeringSide {
  return {
    vpcId: VPC,
    ownerId: ACCOUNT,
    region: REGION,
    cidrBlocks: ['10.0.0.0/16'],
    ipv6CidrBlocks: [],
    ...overrides,
  };
}

/** From `VPC` to `vpc-peer` with 10.1.0.0/16 in another account. */
export function aPeering(overrides: Partial<VpcPeeringConnection> = {}): VpcPeeringConnection {
  const accepter = { vpcId: 'vpc-peer', ownerId: OTHER_ACCOUNT, cidrBlocks: ['10.1.0.0/16'] };
  return {
    ...base('AWS::EC2::VPCPeeringConnection', 'vpc-peering-connection', overrides.id ?? 'pcx-1'),
    statusCode: 'active',
    requester: aPeeringSide(),
    accepter: aPeeringSide(accepter),
    ...overrides,
  };
}

export function aTransitGateway(overrides: Partial<TransitGateway> = {}): TransitGateway {
  return {
    ...base('AWS::EC2::TransitGateway', 'transit-gateway', overrides.id ?? 'tgw-1'),
    ownerId: ACCOUNT,
    state: 'available',
    autoAcceptSharedAttachments: false,
    securityGroupReferencing: false,
    defaultRouteTableAssociation: true,
    defaultRouteTablePropagation: true,
    ...overrides,
  };
}

export function aTransitGatewayAttachment(
  overrides: Partial<TransitGatewayAttachment> = {},
): TransitGatewayAttachment {
  const id = overrides.id ?? 'tgw-attach-1';
  return {
    ...base('AWS::EC2::TransitGatewayAttachment', 'transit-gateway-attachment', id),
    transitGatewayId: 'tgw-1',
    transitGatewayOwnerId: ACCOUNT,
    resourceType: 'vpc',
    resourceId: VPC,
    resourceOwnerId: ACCOUNT,
    state: 'available',
    associatedRouteTableId: 'tgw-rtb-1',
    subnetIds: read([SUBNET]),
    applianceMode: false,
    ...overrides,
  };
}

export function aTransitGatewayRouteTable(
  overrides: Partial<TransitGatewayRouteTable> = {},
): TransitGatewayRouteTable {
  const id = overrides.id ?? 'tgw-rtb-1';
  return {
    ...base('AWS::EC2::TransitGatewayRouteTable', 'transit-gateway-route-table', id),
    transitGatewayId: 'tgw-1',
    propagatingAttachmentIds: read(['tgw-attach-1']),
    routes: read([
      {
        destinationCidrBlock: '10.0.0.0/16',
        prefixListId: null,
        type: 'propagated' as const,
        state: 'active',
        attachmentIds: ['tgw-attach-1'],
      },
    ]),
    ...overrides,
  };
}

/** A gateway endpoint for S3. */
export function aVpcEndpoint(overrides: Partial<VpcEndpoint> = {}): VpcEndpoint {
  return {
    ...base('AWS::EC2::VPCEndpoint', 'vpc-endpoint', overrides.id ?? 'vpce-1'),
    vpcId: VPC,
    serviceName: `com.amazonaws.${REGION}.s3`,
    vpcEndpointType: 'Gateway',
    state: 'available',
    policyDocument: null,
    routeTableIds: ['rtb-1'],
    subnetIds: [],
    securityGroupIds: [],
    networkInterfaceIds: [],
    privateDnsEnabled: false,
    ...overrides,
  };
}

/** The account's own list of one office. */
export function aPrefixList(overrides: Partial<PrefixList> = {}): PrefixList {
  return {
    ...base('AWS::EC2::PrefixList', 'prefix-list', overrides.id ?? 'pl-1'),
    prefixListName: 'offices',
    ownerId: ACCOUNT,
    addressFamily: 'IPv4',
    cidrs: read(['198.51.100.0/24']),
    ...overrides,
  };
}

export function anElasticIp(overrides: Partial<ElasticIp> = {}): ElasticIp {
  return {
    ...base('AWS::EC2::EIP', 'elastic-ip', overrides.id ?? 'eipalloc-1'),
    publicIp: '198.51.100.1',
    privateIpAddress: '10.0.0.10',
    networkInterfaceId: 'eni-1',
    instanceId: 'i-1',
    ...overrides,
  };
}

/** Of the whole VPC, all traffic, delivering. */
export function aFlowLog(overrides: Partial<FlowLog> = {}): FlowLog {
  return {
    ...base('AWS::EC2::FlowLog', 'vpc-flow-log', overrides.id ?? 'fl-1'),
    resourceId: VPC,
    trafficType: 'ALL',
    flowLogStatus: 'ACTIVE',
    deliverLogsStatus: 'SUCCESS',
    deliverLogsErrorMessage: null,
    logDestinationType: 'cloud-watch-logs',
    logDestination: 'flow-logs',
    ...overrides,
  };
}

/** A VPN with static routes to one site, at the VPC's own gateway. */
export function aVpnConnection(overrides: Partial<VpnConnection> = {}): VpnConnection {
  return {
    ...base('AWS::EC2::VPNConnection', 'vpn-connection', overrides.id ?? 'vpn-1'),
    state: 'available',
    vpnGatewayId: 'vgw-1',
    transitGatewayId: null,
    customerGatewayId: 'cgw-1',
    staticRoutesOnly: true,
    staticRoutes: ['192.168.0.0/16'],
    ...overrides,
  };
}

export function aVpnGateway(overrides: Partial<VpnGateway> = {}): VpnGateway {
  return {
    ...base('AWS::EC2::VPNGateway', 'vpn-gateway', overrides.id ?? 'vgw-1'),
    state: 'available',
    vpcIds: [VPC],
    ...overrides,
  };
}
