import type { ScannedText } from '../credential-match.ts';
import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';

export interface MetadataOptions {
  /** `required` is IMDSv2 only. */
  readonly httpTokens: 'optional' | 'required';
  readonly httpEndpoint: 'enabled' | 'disabled';
  readonly httpPutResponseHopLimit: number | null;
  readonly httpProtocolIpv6: 'enabled' | 'disabled' | null;
}

export interface Instance extends ResourceBase<'AWS::EC2::Instance'> {
  readonly state: 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped';
  readonly imageId: string | null;
  readonly instanceType: string;
  /** How it was bought; null: on demand (reserved or not). */
  readonly instanceLifecycle:
    | 'spot'
    | 'scheduled'
    | 'capacity-block'
    | 'interruptible-capacity-reservation'
    | null;
  /** `host`: a Dedicated Host's, whose quotas are its own. */
  readonly tenancy: 'default' | 'dedicated' | 'host' | null;
  readonly keyName: string | null;
  readonly launchTime: string | null;
  readonly vpcId: string | null;
  readonly subnetId: string | null;
  readonly privateIpAddress: string | null;
  readonly publicIpAddress: string | null;
  readonly iamInstanceProfileArn: string | null;
  readonly metadataOptions: MetadataOptions | null;
  readonly securityGroupIds: readonly string[];
  readonly networkInterfaceIds: readonly string[];
  /** `disabled` or `basic`: five minutes; `enabled`: one minute. */
  readonly monitoring: string | null;
  readonly userData: Reading<ScannedText>;
}

/** What a launch template's version, or a launch configuration, gives to its instances. */
export interface LaunchSettings {
  readonly imageId: string | null;
  readonly instanceType: string | null;
  readonly keyName: string | null;
  /** Name or ARN, as written. */
  readonly iamInstanceProfile: string | null;
  /** Null: not set here; the image's or the account's default applies. */
  readonly metadataOptions: Partial<MetadataOptions> | null;
  readonly securityGroupIds: readonly string[];
  /** Null: the subnet's setting decides. */
  readonly associatePublicIpAddress: boolean | null;
  /** Detailed (one-minute) monitoring; null: not set (off for templates, on for launch configurations). */
  readonly detailedMonitoring: boolean | null;
  /** What is bought with these settings; null: on demand, unless a group's mixed instances policy says otherwise. */
  readonly marketType: 'spot' | 'capacity-block' | 'interruptible-capacity-reservation' | null;
  readonly userData: ScannedText;
  /** What the image asks for where `httpTokens` is not set here, `v2.0`; absent when it was not looked up. */
  readonly imageImdsSupport?: Reading<string | null>;
}

export interface LaunchTemplate extends ResourceBase<'AWS::EC2::LaunchTemplate'> {
  readonly defaultVersionNumber: number;
  readonly latestVersionNumber: number;
  /** The default and latest versions, and every version that a group or fleet names. */
  readonly versions: Reading<readonly (LaunchSettings & { readonly versionNumber: number })[]>;
}

export interface NetworkInterface extends ResourceBase<'AWS::EC2::NetworkInterface'> {
  readonly interfaceType: string;
  readonly status: string;
  readonly description: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly availabilityZone: string | null;
  readonly ownerId: string;
  readonly requesterId: string | null;
  readonly requesterManaged: boolean;
  readonly sourceDestCheck: boolean;
  readonly securityGroupIds: readonly string[];
  readonly privateIpAddresses: readonly {
    readonly privateIpAddress: string;
    readonly primary: boolean;
    readonly publicIp: string | null;
  }[];
  readonly ipv6Addresses: readonly string[];
  readonly ipv4Prefixes: readonly string[];
  readonly ipv6Prefixes: readonly string[];
  readonly attachment: {
    readonly instanceId: string | null;
    readonly instanceOwnerId: string | null;
    readonly status: string;
  } | null;
}

export interface SecurityGroup extends ResourceBase<'AWS::EC2::SecurityGroup'> {
  readonly groupName: string;
  readonly description: string;
  readonly vpcId: string | null;
  readonly ownerId: string;
  /** One rule per source or destination, as DescribeSecurityGroups lists them. */
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
  /** Rules that name a deleted group or peering (DescribeStaleSecurityGroups); null outside a VPC. */
  readonly stale: Reading<boolean | null>;
}

export interface SecurityGroupRule {
  /** `-1` all, `tcp`, `udp`, `icmp`, `icmpv6`, or a protocol number. */
  readonly protocol: string;
  /** Null for all ports (protocol -1); ICMP type and code for icmp. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly description: string | null;
  readonly peer: SecurityGroupPeer;
}

export type SecurityGroupPeer =
  | { readonly kind: 'ipv4'; readonly cidr: string }
  | { readonly kind: 'ipv6'; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string }
  | {
      readonly kind: 'group';
      readonly groupId: string;
      readonly userId: string | null;
      readonly vpcId: string | null;
      readonly vpcPeeringConnectionId: string | null;
    };

export interface NetworkAclEntry {
  readonly ruleNumber: number;
  readonly ruleAction: 'allow' | 'deny';
  readonly egress: boolean;
  readonly protocol: string;
  readonly cidrBlock: string | null;
  readonly ipv6CidrBlock: string | null;
  readonly portRange: { readonly from: number; readonly to: number } | null;
  readonly icmpTypeCode: { readonly type: number; readonly code: number } | null;
}

export interface NetworkAcl extends ResourceBase<'AWS::EC2::NetworkAcl'> {
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly subnetIds: readonly string[];
  readonly entries: readonly NetworkAclEntry[];
}

export interface Route {
  /** Exactly one of the three is set. */
  readonly destinationCidrBlock: string | null;
  readonly destinationIpv6CidrBlock: string | null;
  readonly destinationPrefixListId: string | null;
  readonly target: {
    readonly kind:
      | 'local'
      | 'gateway'
      | 'nat-gateway'
      | 'egress-only-internet-gateway'
      | 'instance'
      | 'network-interface'
      | 'transit-gateway'
      | 'vpc-peering-connection'
      | 'local-gateway'
      | 'carrier-gateway'
      | 'core-network'
      | 'other';
    /** igw-, vgw-, vpce-, nat-, eigw-, i-, eni-, tgw-, pcx- …; empty for local. */
    readonly id: string;
  };
  readonly state: 'active' | 'blackhole' | string;
  /** `CreateRouteTable`, `CreateRoute`, `EnableVgwRoutePropagation`. */
  readonly origin: string;
}

export interface RouteTable extends ResourceBase<'AWS::EC2::RouteTable'> {
  readonly vpcId: string;
  readonly main: boolean;
  readonly subnetIds: readonly string[];
  /** Edge associations: internet or virtual private gateways. */
  readonly gatewayIds: readonly string[];
  readonly routes: readonly Route[];
  readonly propagatingGatewayIds: readonly string[];
}

export interface Subnet extends ResourceBase<'AWS::EC2::Subnet'> {
  readonly vpcId: string;
  readonly ownerId: string;
  readonly cidrBlock: string | null;
  readonly ipv6CidrBlocks: readonly string[];
  readonly availabilityZone: string;
  readonly availableIpAddressCount: number;
  readonly mapPublicIpOnLaunch: boolean;
  readonly assignIpv6AddressOnCreation: boolean;
  readonly defaultForAz: boolean;
}

export interface Vpc extends ResourceBase<'AWS::EC2::VPC'> {
  readonly ownerId: string;
  readonly isDefault: boolean;
  readonly cidrBlocks: readonly string[];
  readonly ipv6CidrBlocks: readonly string[];
}

export interface InternetGateway extends ResourceBase<'AWS::EC2::InternetGateway'> {
  readonly vpcIds: readonly string[];
}

export interface EgressOnlyInternetGateway extends ResourceBase<'AWS::EC2::EgressOnlyInternetGateway'> {
  readonly vpcIds: readonly string[];
}

export interface NatGateway extends ResourceBase<'AWS::EC2::NatGateway'> {
  readonly vpcId: string;
  readonly subnetId: string | null;
  readonly state: string;
  readonly connectivityType: 'public' | 'private';
  readonly addresses: readonly {
    readonly publicIp: string | null;
    readonly privateIp: string | null;
    readonly networkInterfaceId: string | null;
  }[];
}

export interface PeeringSide {
  readonly vpcId: string;
  readonly ownerId: string;
  readonly region: string;
  readonly cidrBlocks: readonly string[];
  readonly ipv6CidrBlocks: readonly string[];
}

export interface VpcPeeringConnection extends ResourceBase<'AWS::EC2::VPCPeeringConnection'> {
  readonly statusCode: string;
  readonly requester: PeeringSide;
  readonly accepter: PeeringSide;
}

export interface TransitGateway extends ResourceBase<'AWS::EC2::TransitGateway'> {
  readonly ownerId: string;
  readonly state: string;
  readonly autoAcceptSharedAttachments: boolean;
  readonly securityGroupReferencing: boolean;
  readonly defaultRouteTableAssociation: boolean;
  readonly defaultRouteTablePropagation: boolean;
}

export interface TransitGatewayAttachment extends ResourceBase<'AWS::EC2::TransitGatewayAttachment'> {
  readonly transitGatewayId: string;
  readonly transitGatewayOwnerId: string;
  readonly resourceType: 'vpc' | 'vpn' | 'direct-connect-gateway' | 'peering' | 'connect' | string;
  readonly resourceId: string;
  readonly resourceOwnerId: string;
  readonly state: string;
  /** The table whose routes apply to traffic that comes in by this attachment. */
  readonly associatedRouteTableId: string | null;
  /** VPC attachments only. */
  readonly subnetIds: Reading<readonly string[]>;
  /** VPC attachments only: packets come out in any of the zones, not in the sender's. False where it was not read. */
  readonly applianceMode: boolean;
}

export interface TransitGatewayRouteTable extends ResourceBase<'AWS::EC2::TransitGatewayRouteTable'> {
  readonly transitGatewayId: string;
  readonly propagatingAttachmentIds: Reading<readonly string[]>;
  readonly routes: Reading<
    readonly {
      readonly destinationCidrBlock: string | null;
      readonly prefixListId: string | null;
      readonly type: 'static' | 'propagated';
      readonly state: 'active' | 'blackhole' | string;
      readonly attachmentIds: readonly string[];
    }[]
  >;
}

export interface VpcEndpoint extends ResourceBase<'AWS::EC2::VPCEndpoint'> {
  readonly vpcId: string;
  readonly serviceName: string;
  readonly vpcEndpointType:
    | 'Interface'
    | 'Gateway'
    | 'GatewayLoadBalancer'
    | 'Resource'
    | 'ServiceNetwork'
    | string;
  readonly state: string;
  readonly policyDocument: string | null;
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly networkInterfaceIds: readonly string[];
  readonly privateDnsEnabled: boolean;
}

export interface PrefixList extends ResourceBase<'AWS::EC2::PrefixList'> {
  readonly prefixListName: string;
  readonly ownerId: string;
  readonly addressFamily: 'IPv4' | 'IPv6' | string;
  readonly cidrs: Reading<readonly string[]>;
}

export interface ElasticIp extends ResourceBase<'AWS::EC2::EIP'> {
  readonly publicIp: string;
  readonly privateIpAddress: string | null;
  readonly networkInterfaceId: string | null;
  readonly instanceId: string | null;
}

export interface FlowLog extends ResourceBase<'AWS::EC2::FlowLog'> {
  /** vpc-, subnet-, eni- or tgw- id. */
  readonly resourceId: string;
  readonly trafficType: 'ACCEPT' | 'REJECT' | 'ALL';
  readonly flowLogStatus: string;
  readonly deliverLogsStatus: string | null;
  readonly deliverLogsErrorMessage: string | null;
  readonly logDestinationType: string;
  readonly logDestination: string | null;
}

export interface Snapshot extends ResourceBase<'AWS::EC2::Snapshot'> {
  readonly volumeId: string;
  readonly startTime: string;
  readonly encrypted: boolean;
  readonly description: string;
  /** Whether everybody may create volumes from it; known from one call for the whole region. */
  readonly public: Reading<boolean>;
  /** Who may create volumes from it: account ids, or `all` for everybody. Needs a call for each snapshot. */
  readonly createVolumePermissions: Reading<readonly string[]>;
}

export interface Image extends ResourceBase<'AWS::EC2::Image'> {
  readonly creationDate: string | null;
  readonly public: boolean;
  readonly state: string;
  readonly imdsSupport: string | null;
  readonly snapshotIds: readonly string[];
  /** Accounts, organisation and OU ARNs, or `all`; of a public image `all` alone. */
  readonly launchPermissions: Reading<readonly string[]>;
}

export interface KeyPair extends ResourceBase<'AWS::EC2::KeyPair'> {
  readonly keyType: string | null;
  readonly createTime: string | null;
}

/** One per region: the account's EC2 defaults. */
export interface Ec2AccountDefaults extends ResourceBase<'AWS::EC2::AccountDefaults'> {
  readonly ebsEncryptionByDefault: Reading<boolean>;
  /** `httpTokensEnforced`: EC2 refuses to launch an instance that does not require IMDSv2. */
  readonly instanceMetadataDefaults: Reading<
    Partial<MetadataOptions> & { readonly httpTokensEnforced?: 'enabled' | 'disabled' }
  >;
  /** `block-all-sharing`, `block-new-sharing`, `unblocked`. */
  readonly snapshotBlockPublicAccess: Reading<string>;
  /** `block-new-sharing`, `unblocked`. */
  readonly imageBlockPublicAccess: Reading<string>;
  /** `off`, `block-bidirectional`, `block-ingress`. */
  readonly vpcBlockPublicAccess: Reading<{
    readonly internetGatewayBlockMode: string;
    readonly exclusionsAllowed: string | null;
  } | null>;
  readonly vpcBlockPublicAccessExclusions: Reading<
    readonly {
      readonly resourceArn: string;
      readonly internetGatewayExclusionMode: string;
      readonly state: string;
    }[]
  >;
}

export interface VpnConnection extends ResourceBase<'AWS::EC2::VPNConnection'> {
  readonly state: string;
  /** One of the two; neither: it ends at Cloud WAN or nowhere yet. */
  readonly vpnGatewayId: string | null;
  readonly transitGatewayId: string | null;
  readonly customerGatewayId: string | null;
  /** False: the other side announces its routes by BGP. */
  readonly staticRoutesOnly: boolean;
  /** The static routes' destinations that are in effect. */
  readonly staticRoutes: readonly string[];
}

export interface VpnGateway extends ResourceBase<'AWS::EC2::VPNGateway'> {
  readonly state: string;
  readonly vpcIds: readonly string[];
}
