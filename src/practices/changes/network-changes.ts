import { ORGANIZATION_POLICY_CHANGES } from './organization-changes.ts';

/** Rules that came or changed; a group has an open outbound rule from its start. */
export const SECURITY_GROUP_INGRESS_CHANGES = [
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:ModifySecurityGroupRules',
  'ec2:ModifyManagedPrefixList',
];

export const SECURITY_GROUP_EGRESS_CHANGES = [
  'ec2:CreateSecurityGroup',
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:ModifySecurityGroupRules',
  'ec2:ModifyManagedPrefixList',
];

export const SECURITY_GROUP_RULE_CHANGES = [
  ...new Set([...SECURITY_GROUP_INGRESS_CHANGES, ...SECURITY_GROUP_EGRESS_CHANGES]),
];

/** An entry that is taken away may have denied something. */
export const NETWORK_ACL_CHANGES = [
  'ec2:CreateNetworkAclEntry',
  'ec2:ReplaceNetworkAclEntry',
  'ec2:DeleteNetworkAclEntry',
];

export const ROUTE_CHANGES = [
  'ec2:CreateRoute',
  'ec2:ReplaceRoute',
  'ec2:AssociateRouteTable',
  'ec2:ReplaceRouteTableAssociation',
  'ec2:DisassociateRouteTable',
];

/** Which groups an interface has and which addresses. */
const INTERFACE_CHANGES = [
  'ec2:RunInstances',
  'ec2:CreateNetworkInterface',
  'ec2:AttachNetworkInterface',
  'ec2:ModifyNetworkInterfaceAttribute',
  'ec2:ModifyInstanceAttribute',
  'ec2:AssociateAddress',
  'ec2:AssignIpv6Addresses',
];

const LOAD_BALANCER_PATH_CHANGES = [
  'elasticloadbalancing:CreateLoadBalancer',
  'elasticloadbalancing:CreateListener',
  'elasticloadbalancing:ModifyListener',
  'elasticloadbalancing:CreateLoadBalancerListeners',
  'elasticloadbalancing:RegisterTargets',
  'elasticloadbalancing:RegisterInstancesWithLoadBalancer',
  'elasticloadbalancing:SetSecurityGroups',
  'elasticloadbalancing:ApplySecurityGroupsToLoadBalancer',
  'elasticloadbalancing:SetSubnets',
];

/** All that lets a packet through. */
export const REACHABILITY_CHANGES = [
  ...SECURITY_GROUP_INGRESS_CHANGES,
  ...NETWORK_ACL_CHANGES,
  'ec2:ReplaceNetworkAclAssociation',
  ...ROUTE_CHANGES,
  'ec2:AttachInternetGateway',
  'ec2:ModifyVpcBlockPublicAccessOptions',
  'ec2:CreateVpcBlockPublicAccessExclusion',
  ...INTERFACE_CHANGES,
  ...LOAD_BALANCER_PATH_CHANGES,
];

/** All that lets a packet through or stops one, between VPCs too. */
export const WHOLE_NETWORK_CHANGES = [
  ...new Set([
    ...REACHABILITY_CHANGES,
    ...SECURITY_GROUP_EGRESS_CHANGES,
    'ec2:RevokeSecurityGroupIngress',
    'ec2:RevokeSecurityGroupEgress',
    'ec2:DeleteRoute',
    'ec2:DetachInternetGateway',
    'ec2:DisassociateAddress',
    'ec2:AcceptVpcPeeringConnection',
    'ec2:DeleteVpcPeeringConnection',
    'ec2:CreateTransitGatewayRoute',
    'ec2:ReplaceTransitGatewayRoute',
    'ec2:DeleteTransitGatewayRoute',
    'ec2:CreateTransitGatewayVpcAttachment',
    'ec2:DeleteTransitGatewayVpcAttachment',
    'ec2:AssociateTransitGatewayRouteTable',
    'ec2:EnableTransitGatewayRouteTablePropagation',
    'elasticloadbalancing:DeleteListener',
  ]),
];

/** Beside a resource's own policy: who may come by an endpoint, and who is of the organisation. */
export const ENDPOINT_CHANGES = ['ec2:ModifyVpcEndpoint', ...ORGANIZATION_POLICY_CHANGES];
