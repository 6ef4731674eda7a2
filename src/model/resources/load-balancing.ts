import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';

/** Application, Network and Gateway Load Balancers. Which web ACL is in front `WebAcl.resourceArns` says. */
export interface LoadBalancer extends ResourceBase<'AWS::ElasticLoadBalancingV2::LoadBalancer'> {
  readonly dnsName: string | null;
  readonly loadBalancerType: 'application' | 'network' | 'gateway';
  readonly scheme: 'internet-facing' | 'internal';
  readonly state: string;
  readonly ipAddressType: string | null;
  readonly vpcId: string | null;
  readonly securityGroupIds: readonly string[];
  readonly availabilityZones: readonly {
    readonly zoneName: string;
    readonly subnetId: string | null;
    readonly addresses: readonly {
      readonly ipAddress: string | null;
      readonly ipv6Address: string | null;
      readonly privateIpv4Address: string | null;
    }[];
  }[];
  /** AWS's own keys: `access_logs.s3.enabled`, `deletion_protection.enabled`, `routing.http.desync_mitigation_mode` … */
  readonly attributes: Reading<Readonly<Record<string, string>>>;
  /** Targets that the account's quotas let it have, by one target group; null: AWS names no such quota. */
  readonly targetLimit: Reading<number | null>;
}

export interface ListenerAction {
  readonly type: string;
  readonly targetGroupArns: readonly string[];
  readonly redirect: {
    readonly protocol: string | null;
    readonly port: string | null;
    readonly statusCode: string | null;
  } | null;
}

export interface Listener extends ResourceBase<'AWS::ElasticLoadBalancingV2::Listener'> {
  readonly loadBalancerArn: string;
  readonly port: number | null;
  readonly protocol: string;
  readonly sslPolicy: string | null;
  readonly certificateArns: readonly string[];
  readonly defaultActions: readonly ListenerAction[];
  /** Rules beside the default one. */
  readonly rules: Reading<
    readonly { readonly priority: string; readonly actions: readonly ListenerAction[] }[]
  >;
}

export interface TargetGroup extends ResourceBase<'AWS::ElasticLoadBalancingV2::TargetGroup'> {
  readonly protocol: string | null;
  readonly port: number | null;
  readonly vpcId: string | null;
  readonly targetType: 'instance' | 'ip' | 'lambda' | 'alb' | string;
  readonly loadBalancerArns: readonly string[];
  readonly healthCheck: {
    readonly enabled: boolean;
    readonly protocol: string | null;
    readonly port: string | null;
    readonly path: string | null;
    readonly intervalSeconds: number | null;
    readonly timeoutSeconds: number | null;
    readonly healthyThreshold: number | null;
    readonly unhealthyThreshold: number | null;
  };
  readonly attributes: Reading<Readonly<Record<string, string>>>;
  readonly targets: Reading<
    readonly {
      readonly id: string;
      readonly port: number | null;
      readonly availabilityZone: string | null;
      readonly state: string;
      readonly reason: string | null;
    }[]
  >;
}

export interface ClassicLoadBalancer extends ResourceBase<'AWS::ElasticLoadBalancing::LoadBalancer'> {
  readonly dnsName: string | null;
  readonly scheme: 'internet-facing' | 'internal';
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly availabilityZones: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly instanceIds: readonly string[];
  readonly listeners: readonly {
    readonly protocol: string;
    readonly loadBalancerPort: number;
    readonly instanceProtocol: string | null;
    readonly instancePort: number;
    readonly sslCertificateId: string | null;
    readonly policyNames: readonly string[];
  }[];
  readonly attributes: Reading<{
    readonly crossZoneLoadBalancing: boolean;
    readonly accessLog: boolean;
    readonly connectionDrainingSeconds: number | null;
    /** `elb.http.desyncmitigationmode` and its kin. */
    readonly additionalAttributes: Readonly<Record<string, string>>;
  }>;
  /** All policies made for it, in use or not (listeners name theirs): name, type, and their attributes (the TLS protocols and ciphers switched on). */
  readonly policies: Reading<
    readonly {
      readonly policyName: string;
      readonly policyTypeName: string;
      readonly attributes: Readonly<Record<string, string>>;
    }[]
  >;
}
