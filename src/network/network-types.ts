import type { ResourceType } from '../model/resource-types.ts';

/** What the network engine reads, and the call that lists it. */
const LISTED_BY = {
  'AWS::EC2::AccountDefaults': 'ec2:DescribeVpcBlockPublicAccessOptions',
  'AWS::EC2::EIP': 'ec2:DescribeAddresses',
  'AWS::EC2::EgressOnlyInternetGateway': 'ec2:DescribeEgressOnlyInternetGateways',
  'AWS::EC2::Instance': 'ec2:DescribeInstances',
  'AWS::EC2::InternetGateway': 'ec2:DescribeInternetGateways',
  'AWS::EC2::NatGateway': 'ec2:DescribeNatGateways',
  'AWS::EC2::NetworkAcl': 'ec2:DescribeNetworkAcls',
  'AWS::EC2::NetworkInterface': 'ec2:DescribeNetworkInterfaces',
  'AWS::EC2::PrefixList': 'ec2:DescribeManagedPrefixLists',
  'AWS::EC2::RouteTable': 'ec2:DescribeRouteTables',
  'AWS::EC2::SecurityGroup': 'ec2:DescribeSecurityGroups',
  'AWS::EC2::Subnet': 'ec2:DescribeSubnets',
  'AWS::EC2::TransitGateway': 'ec2:DescribeTransitGateways',
  'AWS::EC2::TransitGatewayAttachment': 'ec2:DescribeTransitGatewayAttachments',
  'AWS::EC2::TransitGatewayRouteTable': 'ec2:DescribeTransitGatewayRouteTables',
  'AWS::EC2::VPC': 'ec2:DescribeVpcs',
  'AWS::EC2::VPCEndpoint': 'ec2:DescribeVpcEndpoints',
  'AWS::EC2::VPCPeeringConnection': 'ec2:DescribeVpcPeeringConnections',
  'AWS::EC2::VPNConnection': 'ec2:DescribeVpnConnections',
  'AWS::EC2::VPNGateway': 'ec2:DescribeVpnGateways',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'elasticloadbalancing:DescribeLoadBalancers',
  'AWS::ElasticLoadBalancingV2::Listener': 'elasticloadbalancing:DescribeListeners',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'elasticloadbalancing:DescribeLoadBalancers',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'elasticloadbalancing:DescribeTargetGroups',
} as const satisfies Partial<Record<ResourceType, string>>;

export type NetworkType = keyof typeof LISTED_BY;

export const NETWORK_TYPES = Object.keys(LISTED_BY) as readonly NetworkType[]; // the keys are what the type says

export function listingCall(type: NetworkType): string {
  return LISTED_BY[type];
}
