import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { ACCOUNT, REGION } from '../../../../test/inventory-of.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './elastic-load-balancing.ts';

const TYPE = 'AWS::ElasticLoadBalancing::LoadBalancer';

const BALANCER = {
  LoadBalancerName: 'old-web',
  DNSName: 'old-web-1.us-east-1.elb.amazonaws.com',
  ListenerDescriptions: [
    {
      Listener: {
        Protocol: 'HTTPS',
        LoadBalancerPort: 443,
        InstanceProtocol: 'HTTP',
        InstancePort: 80,
        SSLCertificateId: 'arn:cert',
      },
      PolicyNames: ['ELBSecurityPolicy-2016-08'],
    },
    { Listener: { Protocol: 'TCP', LoadBalancerPort: 25, InstanceProtocol: 'TCP', InstancePort: 25 } },
  ],
  AvailabilityZones: ['us-east-1a'],
  Subnets: ['subnet-a'],
  VPCId: 'vpc-1',
  Instances: [{ InstanceId: 'i-1' }],
  SecurityGroups: ['sg-1'],
  Scheme: 'internet-facing',
};

const ANSWERS = {
  DescribeLoadBalancers: { LoadBalancerDescriptions: [BALANCER] },
  DescribeLoadBalancerAttributes: {
    LoadBalancerAttributes: {
      CrossZoneLoadBalancing: { Enabled: true },
      AccessLog: { Enabled: false },
      ConnectionDraining: { Enabled: true, Timeout: 300 },
      AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'monitor' }],
    },
  },
  DescribeLoadBalancerPolicies: {
    PolicyDescriptions: [
      {
        PolicyName: 'ELBSecurityPolicy-2016-08',
        PolicyTypeName: 'SSLNegotiationPolicyType',
        PolicyAttributeDescriptions: [
          { AttributeName: 'Protocol-TLSv1', AttributeValue: 'true' },
          { AttributeName: 'Protocol-SSLv3', AttributeValue: 'false' },
        ],
      },
    ],
  },
  DescribeTags: { TagDescriptions: [{ LoadBalancerName: 'old-web', Tags: [{ Key: 'env', Value: 'prod' }] }] },
};

test('a Classic Load Balancer', async () => {
  const { resources, gap } = await collected(collectors, TYPE, apiOf('elastic-load-balancing', ANSWERS));
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: TYPE,
      account: ACCOUNT,
      region: REGION,
      arn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/old-web`,
      id: 'old-web',
      tags: { env: 'prod' },
      dnsName: 'old-web-1.us-east-1.elb.amazonaws.com',
      scheme: 'internet-facing',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-a'],
      availabilityZones: ['us-east-1a'],
      securityGroupIds: ['sg-1'],
      instanceIds: ['i-1'],
      listeners: [
        {
          protocol: 'HTTPS',
          loadBalancerPort: 443,
          instanceProtocol: 'HTTP',
          instancePort: 80,
          sslCertificateId: 'arn:cert',
          policyNames: ['ELBSecurityPolicy-2016-08'],
        },
        {
          protocol: 'TCP',
          loadBalancerPort: 25,
          instanceProtocol: 'TCP',
          instancePort: 25,
          sslCertificateId: null,
          policyNames: [],
        },
      ],
      attributes: read({
        crossZoneLoadBalancing: true,
        accessLog: false,
        connectionDrainingSeconds: 300,
        additionalAttributes: { 'elb.http.desyncmitigationmode': 'monitor' },
      }),
      policies: read([
        {
          policyName: 'ELBSecurityPolicy-2016-08',
          policyTypeName: 'SSLNegotiationPolicyType',
          attributes: { 'Protocol-TLSv1': 'true', 'Protocol-SSLv3': 'false' },
        },
      ]),
    },
  ]);
});

test('pages go by Marker, and tags are asked for twenty names a call', async () => {
  const page = (from: number, size: number) =>
    Array.from({ length: size }, (_, index) => ({ ...BALANCER, LoadBalancerName: `lb-${from + index}` }));
  const api = apiOf('elastic-load-balancing', {
    ...ANSWERS,
    DescribeLoadBalancers: ({ Marker }: { Marker?: string }) =>
      Marker
        ? { LoadBalancerDescriptions: page(15, 10) }
        : { LoadBalancerDescriptions: page(0, 15), NextMarker: 'm' },
    DescribeTags: ({ LoadBalancerNames }: { LoadBalancerNames: string[] }) => ({
      TagDescriptions: LoadBalancerNames.map((LoadBalancerName) => ({
        LoadBalancerName,
        Tags: [{ Key: 'of', Value: LoadBalancerName }],
      })),
    }),
  });
  const { resources } = await collected(collectors, TYPE, api);
  expect(resources.map((each) => each.tags?.['of'])).toEqual(resources.map((each) => each.id));
  expect(resources).toHaveLength(25);
  expect(api.calls.filter((call) => call.includes('DescribeTags'))).toHaveLength(2);
});

test('connection draining that is off has no seconds', async () => {
  const LoadBalancerAttributes = { ConnectionDraining: { Enabled: false, Timeout: 300 } };
  const api = apiOf('elastic-load-balancing', {
    ...ANSWERS,
    DescribeLoadBalancerAttributes: { LoadBalancerAttributes },
  });
  const { resources } = await collected(collectors, TYPE, api);
  expect(resources[0]?.attributes).toMatchObject({ value: { connectionDrainingSeconds: null } });
});

test('a denied call costs its own reading', async () => {
  const api = apiOf('elastic-load-balancing', {
    DescribeLoadBalancers: ANSWERS.DescribeLoadBalancers,
    DescribeLoadBalancerAttributes: denied(),
    DescribeLoadBalancerPolicies: denied(),
    DescribeTags: denied(),
  });
  const { resources, gap } = await collected(collectors, TYPE, api);
  expect(gap).toBeNull();
  expect(resources[0]).toMatchObject({
    attributes: deniedReading('elasticloadbalancing:DescribeLoadBalancerAttributes'),
    policies: deniedReading('elasticloadbalancing:DescribeLoadBalancerPolicies'),
  });
  expect(resources[0]).not.toHaveProperty('tags');
  const blind = apiOf('elastic-load-balancing', { DescribeLoadBalancers: denied() });
  expect(await collected(collectors, TYPE, blind)).toEqual({
    resources: [],
    gap: deniedReading('elasticloadbalancing:DescribeLoadBalancers'),
  });
});
