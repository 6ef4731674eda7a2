import { type Read, read } from '../../src/model/reading.ts';
import type {
  ClassicLoadBalancer,
  Listener,
  ListenerAction,
  LoadBalancer,
  TargetGroup,
} from '../../src/model/resources/load-balancing.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';

function elbArn(resource: string): string {
  return `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:${resource}`;
}

const GOOD_ATTRIBUTES = {
  'access_logs.s3.enabled': 'true',
  'deletion_protection.enabled': 'true',
  'load_balancing.cross_zone.enabled': 'true',
  'routing.http.desync_mitigation_mode': 'defensive',
  'routing.http.drop_invalid_header_fields.enabled': 'true',
};

/** The good attributes with some changed; null leaves one out. */
export function attributesWith(
  changes: Readonly<Record<string, string | null>> = {},
): Read<Readonly<Record<string, string>>> {
  const all = Object.entries({ ...GOOD_ATTRIBUTES, ...changes });
  return read(Object.fromEntries(all.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))));
}

/** An internet-facing Application Load Balancer in two zones with all the good attributes. */
export function aLoadBalancer(overrides: Partial<LoadBalancer> = {}): LoadBalancer {
  const id = overrides.id ?? 'web';
  return {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    account: ACCOUNT,
    region: REGION,
    arn: elbArn(`loadbalancer/app/${id}/0123456789abcdef`),
    id,
    tags: {},
    dnsName: `${id}-1.${REGION}.elb.amazonaws.com`,
    loadBalancerType: 'application',
    scheme: 'internet-facing',
    state: 'active',
    ipAddressType: 'ipv4',
    vpcId: 'vpc-1',
    securityGroupIds: ['sg-web'],
    availabilityZones: ['a', 'b'].map((zone) => ({
      zoneName: `${REGION}${zone}`,
      subnetId: `subnet-${zone}`,
      addresses: [],
    })),
    attributes: attributesWith(),
    targetLimit: read(1000),
    ...overrides,
  };
}

export function forwardTo(...targetGroupArns: readonly string[]): ListenerAction {
  return { type: 'forward', targetGroupArns, redirect: null };
}

export function redirectTo(protocol: string | null): ListenerAction {
  return {
    type: 'redirect',
    targetGroupArns: [],
    redirect: { protocol, port: '443', statusCode: 'HTTP_301' },
  };
}

/** HTTPS with TLS 1.2 and later, forwarding to `aTargetGroup()`. */
export function aListener(overrides: Partial<Listener> = {}): Listener {
  const id = overrides.id ?? 'fedcba9876543210';
  return {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    account: ACCOUNT,
    region: REGION,
    arn: elbArn(`listener/app/web/0123456789abcdef/${id}`),
    id,
    loadBalancerArn: aLoadBalancer().arn,
    port: 443,
    protocol: 'HTTPS',
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
    certificateArns: [`arn:aws:acm:${REGION}:${ACCOUNT}:certificate/web`],
    defaultActions: [forwardTo(aTargetGroup().arn)],
    rules: read([]),
    ...overrides,
  };
}

/** The target group of `aLoadBalancer()`, with one healthy instance. */
export function aTargetGroup(overrides: Partial<TargetGroup> = {}): TargetGroup {
  const id = overrides.id ?? 'web-targets';
  return {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    account: ACCOUNT,
    region: REGION,
    arn: elbArn(`targetgroup/${id}/0123456789abcdef`),
    id,
    tags: {},
    protocol: 'HTTP',
    port: 80,
    vpcId: 'vpc-1',
    targetType: 'instance',
    loadBalancerArns: [aLoadBalancer().arn],
    healthCheck: {
      enabled: true,
      protocol: 'HTTP',
      port: 'traffic-port',
      path: '/health',
      intervalSeconds: 30,
      timeoutSeconds: 5,
      healthyThreshold: 5,
      unhealthyThreshold: 2,
    },
    attributes: read({ 'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration' }),
    targets: read([
      { id: 'i-0aaa', port: 80, availabilityZone: `${REGION}a`, state: 'healthy', reason: null },
    ]),
    ...overrides,
  };
}

type ClassicPolicy = Extract<ClassicLoadBalancer['policies'], { status: 'read' }>['value'][number];

/** The policy of a classic listener that accepts these protocols. */
export function negotiationPolicy(...protocols: readonly string[]): ClassicPolicy {
  return {
    policyName: 'tls',
    policyTypeName: 'SSLNegotiationPolicyType',
    attributes: Object.fromEntries(protocols.map((protocol) => [`Protocol-${protocol}`, 'true'])),
  };
}

/** An internet-facing Classic Load Balancer in two zones with one HTTPS listener, TLS 1.2 only. */
export function aClassicLoadBalancer(overrides: Partial<ClassicLoadBalancer> = {}): ClassicLoadBalancer {
  const id = overrides.id ?? 'old-web';
  return {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    account: ACCOUNT,
    region: REGION,
    arn: elbArn(`loadbalancer/${id}`),
    id,
    tags: {},
    dnsName: `${id}-1.${REGION}.elb.amazonaws.com`,
    scheme: 'internet-facing',
    vpcId: 'vpc-1',
    subnetIds: ['subnet-a', 'subnet-b'],
    availabilityZones: [`${REGION}a`, `${REGION}b`],
    securityGroupIds: ['sg-web'],
    instanceIds: ['i-0aaa'],
    listeners: [aClassicListener()],
    attributes: classicAttributes(),
    policies: read([negotiationPolicy('TLSv1.2')]),
    ...overrides,
  };
}

export function aClassicListener(
  overrides: Partial<ClassicLoadBalancer['listeners'][number]> = {},
): ClassicLoadBalancer['listeners'][number] {
  return {
    protocol: 'HTTPS',
    loadBalancerPort: 443,
    instanceProtocol: 'HTTP',
    instancePort: 80,
    sslCertificateId: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/web`,
    policyNames: ['tls'],
    ...overrides,
  };
}

type ClassicAttributes = Extract<ClassicLoadBalancer['attributes'], { status: 'read' }>['value'];

export function classicAttributes(overrides: Partial<ClassicAttributes> = {}): Read<ClassicAttributes> {
  return read({
    crossZoneLoadBalancing: true,
    accessLog: true,
    connectionDrainingSeconds: 300,
    additionalAttributes: { 'elb.http.desyncmitigationmode': 'defensive' },
    ...overrides,
  });
}
