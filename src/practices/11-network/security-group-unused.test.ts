import { expect, test } from 'vitest';
import { anEksCluster, eksDetail } from '../../../test/builders/compute.ts';
import { anOpenSearchDomain, aRedshiftCluster, domainDetail } from '../../../test/builders/data-stores.ts';
import { aLaunchTemplate } from '../../../test/builders/ec2.ts';
import { aNetworkInterface, aRule, aSecurityGroup, aVpcEndpoint } from '../../../test/builders/network.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import { securityGroupUnused as check } from './security-group-unused.ts';

const group = aSecurityGroup();
const securityGroupIds = ['sg-web'];

const users: readonly (readonly [string, Resource])[] = [
  ['a network interface', aNetworkInterface({ securityGroupIds })],
  ['a rule of another group', aSecurityGroup({ id: 'sg-2', ingress: [aRule('tcp', 80, 'sg-web')] })],
  ['an endpoint', aVpcEndpoint({ securityGroupIds })],
  ['a cluster', anEksCluster({ detail: read(eksDetail({ securityGroupIds })) })],
  [
    'a domain',
    anOpenSearchDomain({
      detail: read(domainDetail({ vpc: { vpcId: 'vpc-1', subnetIds: [], securityGroupIds } })),
    }),
  ],
  ['a data warehouse', aRedshiftCluster({ securityGroupIds })],
];

test.each(users)('passes when %s uses it', (_, user) => {
  const [outcome] = evaluate(check, group, { resources: [user] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { uses: [{ type: user.type, id: user.id }] } });
});

test('fails when nothing uses it', () => {
  const others = [aNetworkInterface({ securityGroupIds: ['sg-other'] })];
  expect(statuses(check, group, { resources: others })).toEqual(['fail']);
});

test('its own rules are no use of it', () => {
  const own = aSecurityGroup({ ingress: [aRule('tcp', 80, 'sg-web')] });
  expect(statuses(check, own)).toEqual(['fail']);
});

const listings: readonly ResourceType[] = [
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::EC2::VPCEndpoint',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::Lambda::Function',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::EKS::Cluster',
  'AWS::OpenSearchService::Domain',
];

test.each(listings)('is unknown when %s could not be listed, unless a use was found', (type) => {
  const [outcome] = evaluate(check, group, { denied: [type] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing(type)] });
  const user = aSecurityGroup({ id: 'sg-2', egress: [aRule('tcp', 80, 'sg-web')] });
  expect(statuses(check, group, { denied: [type], resources: [user] })).toEqual(['pass']);
});

const details: readonly Resource[] = [
  aLaunchTemplate({ versions: deniedCall('ec2:DescribeLaunchTemplateVersions') }),
  anEksCluster({ detail: deniedCall('eks:DescribeCluster') }),
  anOpenSearchDomain({ detail: deniedCall('es:DescribeDomains') }),
];

test.each(details)('is unknown when the groups of a $type were denied', (resource) => {
  expect(statuses(check, group, { resources: [resource] })).toEqual(['unknown']);
  const elsewhere = { ...resource, region: 'eu-west-1' };
  const regions = ['us-east-1', 'eu-west-1'];
  expect(statuses(check, group, { resources: [elsewhere], regions })).toEqual(['fail']);
});

test('does not concern default groups', () => {
  expect(statuses(check, aSecurityGroup({ groupName: 'default' }))).toEqual(['not-applicable']);
});

test('names a few uses of many', () => {
  const many = Array.from({ length: 20 }, (_, i) => aNetworkInterface({ id: `eni-${i}`, securityGroupIds }));
  const [outcome] = evaluate(check, group, { resources: many });
  expect(outcome?.status === 'pass' && outcome.evidence['uses']).toHaveLength(5);
});
