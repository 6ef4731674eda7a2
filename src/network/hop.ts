/** What a packet meets on its way, in AWS's words. */
export type HopKind =
  | 'network-interface'
  | 'security-group'
  | 'network-acl'
  | 'route-table'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'nat-gateway'
  | 'vpc-peering-connection'
  | 'transit-gateway'
  | 'transit-gateway-route-table'
  | 'transit-gateway-attachment'
  | 'vpn-gateway'
  | 'vpc-endpoint'
  | 'load-balancer'
  | 'vpc-block-public-access'
  | 'vpc'
  | 'internet';

/** The rule, entry or route that decided at a hop. */
export type DecidingRule =
  | {
      readonly kind: 'security-group-rule';
      readonly protocol: string;
      readonly ports: string;
      readonly peer: string;
    }
  | { readonly kind: 'network-acl-entry'; readonly ruleNumber: number; readonly ruleAction: 'allow' | 'deny' }
  | { readonly kind: 'route'; readonly destination: string; readonly target: string }
  | { readonly kind: 'listener'; readonly protocol: string; readonly port: number };

/**
 * Reachability Analyzer's explanation codes, where one fits.
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
export type ExplanationCode =
  | 'BAD_STATE'
  | 'BAD_STATE_ROUTE'
  | 'ELB_LISTENERS_MISMATCH'
  | 'ELBV2_LISTENERS_MISMATCH'
  | 'ENI_SG_RULES_MISMATCH'
  | 'ENI_SOURCE_DEST_CHECK_RESTRICTION'
  | 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'
  | 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
  | 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS'
  | 'NO_POSSIBLE_DESTINATION'
  | 'NO_ROUTE_TO_DESTINATION'
  | 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'
  | 'PROTOCOL_RESTRICTION'
  | 'SUBNET_ACL_RESTRICTION'
  | 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION'
  | 'TGW_ROUTE_AZ_RESTRICTION'
  | 'TGW_RTB_BAD_STATE_ROUTE'
  | 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT'
  | 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS'
  | 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED'
  | 'VPCE_GATEWAY_PROTOCOL_RESTRICTION'
  | 'VPCE_INTRA_VPC_TRAFFIC';

export interface Hop {
  readonly leg: 'forward' | 'reply';
  readonly kind: HopKind;
  /** AWS's id of what was met. */
  readonly id: string;
  /** Of a security group: the others that the interface has, which were asked too. */
  readonly others: readonly string[];
  readonly action: 'passes' | 'rewrites' | 'stops' | 'unknown';
  /** The packet as it leaves the hop, `tcp 203.0.113.9:49152 → 10.0.0.7:443`. */
  readonly packet: string;
  readonly rule: DecidingRule | null;
  readonly code: ExplanationCode | null;
  /** One clause: why. */
  readonly says: string;
}
