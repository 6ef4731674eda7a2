import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { ACCOUNT, REGION } from '../../../../test/inventory-of.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './elastic-load-balancing-v2.ts';

const BALANCER_TYPE = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER_TYPE = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGETS_TYPE = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const ARN = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}`;
const here = { account: ACCOUNT, region: REGION };

const ALB = {
  LoadBalancerArn: `${ARN}:loadbalancer/app/web/1`,
  DNSName: 'web-1.us-east-1.elb.amazonaws.com',
  LoadBalancerName: 'web',
  Scheme: 'internet-facing',
  VpcId: 'vpc-1',
  State: { Code: 'active' },
  Type: 'application',
  AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-a', LoadBalancerAddresses: [] }],
  SecurityGroups: ['sg-1'],
  IpAddressType: 'ipv4',
};
const NLB = {
  ...ALB,
  LoadBalancerArn: `${ARN}:loadbalancer/net/tcp/2`,
  LoadBalancerName: 'tcp',
  Type: 'network',
  Scheme: 'internal',
  SecurityGroups: undefined,
  AvailabilityZones: [
    {
      ZoneName: 'us-east-1a',
      SubnetId: 'subnet-a',
      LoadBalancerAddresses: [{ IpAddress: '198.51.100.1', AllocationId: 'eipalloc-1' }],
    },
  ],
};

const ANSWERS = {
  DescribeLoadBalancers: { LoadBalancers: [ALB, NLB] },
  DescribeLoadBalancerAttributes: { Attributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }] },
  DescribeAccountLimits: {
    Limits: [
      { Name: 'targets-per-application-load-balancer', Max: '1000' },
      { Name: 'targets-per-availability-zone-per-network-load-balancer', Max: '500' },
    ],
  },
  DescribeTags: {
    TagDescriptions: [{ ResourceArn: ALB.LoadBalancerArn, Tags: [{ Key: 'env', Value: 'prod' }] }],
  },
};

function balancers(answers: Readonly<Record<string, unknown>>) {
  return collected(collectors, BALANCER_TYPE, apiOf('elastic-load-balancing-v2', answers));
}

test('load balancers', async () => {
  const { resources, gap } = await balancers(ANSWERS);
  expect(gap).toBeNull();
  const common = {
    type: BALANCER_TYPE,
    ...here,
    dnsName: ALB.DNSName,
    state: 'active',
    ipAddressType: 'ipv4',
    vpcId: 'vpc-1',
    attributes: read({ 'deletion_protection.enabled': 'false' }),
  };
  expect(resources).toEqual([
    {
      ...common,
      arn: ALB.LoadBalancerArn,
      id: 'web',
      tags: { env: 'prod' },
      loadBalancerType: 'application',
      scheme: 'internet-facing',
      securityGroupIds: ['sg-1'],
      availabilityZones: [{ zoneName: 'us-east-1a', subnetId: 'subnet-a', addresses: [] }],
      targetLimit: read(1000),
    },
    {
      ...common,
      arn: NLB.LoadBalancerArn,
      id: 'tcp',
      loadBalancerType: 'network',
      scheme: 'internal',
      securityGroupIds: [],
      availabilityZones: [
        {
          zoneName: 'us-east-1a',
          subnetId: 'subnet-a',
          addresses: [{ ipAddress: '198.51.100.1', ipv6Address: null, privateIpv4Address: null }],
        },
      ],
      targetLimit: read(500),
    },
  ]);
});

test('a Gateway Load Balancer has no scheme and answers inside', async () => {
  const { Scheme: _, ...gateway } = { ...ALB, Type: 'gateway' };
  const { resources } = await balancers({ ...ANSWERS, DescribeLoadBalancers: { LoadBalancers: [gateway] } });
  expect(resources[0]).toMatchObject({ loadBalancerType: 'gateway', scheme: 'internal' });
});

test('without the quotas it is not known how many targets they take', async () => {
  const { resources } = await balancers({ ...ANSWERS, DescribeAccountLimits: denied() });
  expect(resources[0]?.targetLimit).toEqual(deniedReading('elasticloadbalancing:DescribeAccountLimits'));
});

test('tags are asked for twenty load balancers a call', async () => {
  const LoadBalancers = Array.from({ length: 21 }, (_, index) => ({
    ...ALB,
    LoadBalancerArn: `arn:${index}`,
  }));
  const api = apiOf('elastic-load-balancing-v2', { ...ANSWERS, DescribeLoadBalancers: { LoadBalancers } });
  await collected(collectors, BALANCER_TYPE, api);
  expect(api.calls.filter((call) => call.includes('DescribeTags'))).toHaveLength(2);
});

test('denied calls of load balancers', async () => {
  const { resources, gap } = await balancers({
    ...ANSWERS,
    DescribeLoadBalancerAttributes: denied(),
    DescribeTags: denied(),
  });
  expect(gap).toBeNull();
  expect(resources[0]?.attributes).toEqual(
    deniedReading('elasticloadbalancing:DescribeLoadBalancerAttributes'),
  );
  expect(resources[0]).not.toHaveProperty('tags');
  expect(await balancers({ DescribeLoadBalancers: denied() })).toEqual({
    resources: [],
    gap: deniedReading('elasticloadbalancing:DescribeLoadBalancers'),
  });
});

const HTTPS = {
  ListenerArn: `${ARN}:listener/app/web/1/a`,
  LoadBalancerArn: ALB.LoadBalancerArn,
  Port: 443,
  Protocol: 'HTTPS',
  SslPolicy: 'ELBSecurityPolicy-2016-08',
  Certificates: [{ CertificateArn: 'arn:cert' }],
  DefaultActions: [
    {
      Type: 'forward',
      TargetGroupArn: 'arn:tg-1',
      ForwardConfig: {
        TargetGroups: [{ TargetGroupArn: 'arn:tg-1', Weight: 1 }, { TargetGroupArn: 'arn:tg-2' }],
      },
    },
  ],
};
const TCP = {
  ListenerArn: `${ARN}:listener/net/tcp/2/b`,
  LoadBalancerArn: NLB.LoadBalancerArn,
  Port: 25,
  Protocol: 'TCP',
  DefaultActions: [{ Type: 'forward', TargetGroupArn: 'arn:tg-3' }],
};
const REDIRECT = {
  Type: 'redirect',
  RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
};

const LISTENERS = {
  ...ANSWERS,
  DescribeListeners: ({ LoadBalancerArn }: { LoadBalancerArn: string }) => ({
    Listeners: LoadBalancerArn === ALB.LoadBalancerArn ? [HTTPS] : [TCP],
  }),
  DescribeRules: {
    Rules: [
      { RuleArn: 'arn:r1', Priority: '1', Actions: [REDIRECT], IsDefault: false },
      { RuleArn: 'arn:r', Priority: 'default', Actions: HTTPS.DefaultActions, IsDefault: true },
    ],
  },
};

function listeners(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('elastic-load-balancing-v2', answers);
  return { api, result: collected(collectors, LISTENER_TYPE, api) };
}

test('listeners with their rules; those of Network Load Balancers have none to ask for', async () => {
  const { api, result } = listeners(LISTENERS);
  const { resources, gap } = await result;
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: LISTENER_TYPE,
      ...here,
      arn: HTTPS.ListenerArn,
      id: 'a',
      loadBalancerArn: ALB.LoadBalancerArn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-2016-08',
      certificateArns: ['arn:cert'],
      defaultActions: [{ type: 'forward', targetGroupArns: ['arn:tg-1', 'arn:tg-2'], redirect: null }],
      rules: read([
        {
          priority: '1',
          actions: [
            {
              type: 'redirect',
              targetGroupArns: [],
              redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
            },
          ],
        },
      ]),
    },
    {
      type: LISTENER_TYPE,
      ...here,
      arn: TCP.ListenerArn,
      id: 'b',
      loadBalancerArn: NLB.LoadBalancerArn,
      port: 25,
      protocol: 'TCP',
      sslPolicy: null,
      certificateArns: [],
      defaultActions: [{ type: 'forward', targetGroupArns: ['arn:tg-3'], redirect: null }],
      rules: read([]),
    },
  ]);
  expect(api.calls.filter((call) => call.includes('DescribeRules'))).toHaveLength(1);
});

test('listeners that one load balancer does not tell are a gap, the others are there', async () => {
  const { result } = listeners({
    ...LISTENERS,
    [`DescribeListeners ${JSON.stringify({ LoadBalancerArn: ALB.LoadBalancerArn, PageSize: 400 })}`]:
      denied(),
  });
  const { resources, gap } = await result;
  expect(gap).toEqual(deniedReading('elasticloadbalancing:DescribeListeners'));
  expect(resources.map((each) => each.id)).toEqual(['b']);
});

test('denied rules cost the rules', async () => {
  const { resources, gap } = await listeners({ ...LISTENERS, DescribeRules: denied() }).result;
  expect(gap).toBeNull();
  expect(resources[0]?.rules).toEqual(deniedReading('elasticloadbalancing:DescribeRules'));
  const blind = await listeners({ DescribeLoadBalancers: denied() }).result;
  expect(blind).toEqual({
    resources: [],
    gap: deniedReading('elasticloadbalancing:DescribeLoadBalancers'),
  });
});

const GROUP = {
  TargetGroupArn: `${ARN}:targetgroup/web/3`,
  TargetGroupName: 'web',
  Protocol: 'HTTP',
  Port: 80,
  VpcId: 'vpc-1',
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: '/',
  LoadBalancerArns: [ALB.LoadBalancerArn],
  TargetType: 'instance',
};

const GROUPS = {
  DescribeTargetGroups: { TargetGroups: [GROUP] },
  DescribeTargetGroupAttributes: { Attributes: [{ Key: 'stickiness.enabled', Value: 'false' }] },
  DescribeTargetHealth: {
    TargetHealthDescriptions: [
      {
        Target: { Id: 'i-1', Port: 80, AvailabilityZone: 'us-east-1a' },
        TargetHealth: { State: 'unhealthy', Reason: 'Target.Timeout' },
      },
      { Target: { Id: 'i-2' }, TargetHealth: { State: 'healthy' } },
    ],
  },
  DescribeTags: { TagDescriptions: [{ ResourceArn: GROUP.TargetGroupArn, Tags: [] }] },
};

test('target groups with attributes and health', async () => {
  const api = apiOf('elastic-load-balancing-v2', GROUPS);
  const { resources, gap } = await collected(collectors, TARGETS_TYPE, api);
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: TARGETS_TYPE,
      ...here,
      arn: GROUP.TargetGroupArn,
      id: 'web',
      tags: {},
      protocol: 'HTTP',
      port: 80,
      vpcId: 'vpc-1',
      targetType: 'instance',
      loadBalancerArns: [ALB.LoadBalancerArn],
      healthCheck: {
        enabled: true,
        protocol: 'HTTP',
        port: 'traffic-port',
        path: '/',
        intervalSeconds: 30,
        timeoutSeconds: 5,
        healthyThreshold: 5,
        unhealthyThreshold: 2,
      },
      attributes: read({ 'stickiness.enabled': 'false' }),
      targets: read([
        { id: 'i-1', port: 80, availabilityZone: 'us-east-1a', state: 'unhealthy', reason: 'Target.Timeout' },
        { id: 'i-2', port: null, availabilityZone: null, state: 'healthy', reason: null },
      ]),
    },
  ]);
});

test('denied calls of target groups', async () => {
  const api = apiOf('elastic-load-balancing-v2', {
    DescribeTargetGroups: GROUPS.DescribeTargetGroups,
    DescribeTargetGroupAttributes: denied(),
    DescribeTargetHealth: denied(),
    DescribeTags: denied(),
  });
  const { resources, gap } = await collected(collectors, TARGETS_TYPE, api);
  expect(gap).toBeNull();
  expect(resources[0]).toMatchObject({
    attributes: deniedReading('elasticloadbalancing:DescribeTargetGroupAttributes'),
    targets: deniedReading('elasticloadbalancing:DescribeTargetHealth'),
  });
  const blind = apiOf('elastic-load-balancing-v2', { DescribeTargetGroups: denied() });
  expect(await collected(collectors, TARGETS_TYPE, blind)).toEqual({
    resources: [],
    gap: deniedReading('elasticloadbalancing:DescribeTargetGroups'),
  });
});
