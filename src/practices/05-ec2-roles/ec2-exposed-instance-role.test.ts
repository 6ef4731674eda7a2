import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { aRoleWho } from '../../../test/builders/escalation.ts';
import { anInstanceProfile } from '../../../test/builders/iam.ts';
import { aListener, aLoadBalancer, aTargetGroup } from '../../../test/builders/load-balancing.ts';
import { aNetworkInterface, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { deniedCall, evaluate } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import { read } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { Instance, NetworkInterface } from '../../model/resources/ec2.ts';
import type { TargetGroup } from '../../model/resources/load-balancing.ts';
import { ec2ExposedInstanceRole as check } from './ec2-exposed-instance-role.ts';

interface World {
  readonly action?: string;
  readonly changed?: readonly Resource[];
  readonly denied?: readonly ResourceType[];
  readonly instance?: Partial<Instance>;
}

function outcome({ action = '*', changed = [], denied = [], instance = {} }: World) {
  const web = anInstance({
    id: 'i-web',
    networkInterfaceIds: ['eni-web'],
    privateIpAddress: '10.0.1.10',
    ...instance,
  });
  const resources = [
    ...twoTiers(...changed).resources,
    noMembership(),
    anInstanceProfile(),
    aRoleWho('web-server', action),
  ].filter(({ type }) => !denied.includes(type));
  return evaluate(check, web, { resources, denied })[0];
}

const shut = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, '203.0.113.0/24')], egress: [] });
const pinged = aSecurityGroup({ id: 'sg-web', ingress: [aRule('icmp', [8, -1], '0.0.0.0/0')], egress: [] });

test.each([
  ['*', 'administrator', 'is an administrator'],
  ['iam:PutRolePolicy', 'escalation', 'can become an administrator: it puts an inline policy on itself'],
  ['s3:Get*', 'data', 'may call s3:GetObject, s3:GetObjectVersion on whatever there is'],
])('reached, with a role that may %s', (action, power, says) => {
  expect(outcome({ action })).toMatchObject({
    status: 'fail',
    summary: `i-web answers the internet (tcp 443 at 203.0.113.10), and its role web-server ${says}.`,
    evidence: {
      power,
      exposed: { packet: 'tcp 198.51.100.1:49152 → 10.0.1.10:443', networkInterfaceId: 'eni-web' },
    },
  });
});

const DATABASE = { id: 'i-db', networkInterfaceIds: ['eni-db'], privateIpAddress: '10.0.2.20' };

/** A load balancer in front of the machine inside. */
function front(targets: TargetGroup['targets']): readonly Resource[] {
  const balancer = aLoadBalancer({ securityGroupIds: ['sg-node'] });
  return [
    balancer,
    aListener({ loadBalancerArn: balancer.arn, port: 443, protocol: 'HTTPS' }),
    aTargetGroup({ port: 5432, targets }),
    anInstance({ ...DATABASE, subnetId: 'subnet-private' }),
    aNetworkInterface({
      id: 'eni-node',
      description: `ELB app/web/0123456789abcdef`,
      subnetId: 'subnet-public',
      securityGroupIds: ['sg-node'],
      privateIpAddresses: [{ privateIpAddress: '10.0.1.60', primary: true, publicIp: '203.0.113.60' }],
      attachment: null,
    }),
    aSecurityGroup({
      id: 'sg-node',
      ingress: [aRule('tcp', 443, '0.0.0.0/0')],
      egress: [aRule('-1', null, '0.0.0.0/0')],
    }),
    aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, 'sg-node')], egress: [] }),
  ];
}

const REGISTERED = read([{ id: 'i-db', port: 5432, availabilityZone: null, state: 'healthy', reason: null }]);

test('reached by a load balancer alone, with the way through it', () => {
  expect(outcome({ instance: DATABASE, changed: front(REGISTERED) })).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('(tcp 443 at 203.0.113.60, by arn:aws:elasticloadbalancing:'),
    evidence: {
      exposed: {
        networkInterfaceId: 'eni-db',
        path: expect.arrayContaining([expect.objectContaining({ id: 'sg-db' })]),
      },
    },
  });
});

test('Global Accelerator and CloudFront may lead to what has no address of the internet', () => {
  const ofEdge = (overrides: Partial<NetworkInterface>): Resource =>
    aNetworkInterface({ id: 'eni-edge', subnetId: 'subnet-private', privateIpAddresses: [], ...overrides });
  const accelerator = ofEdge({ interfaceType: 'global_accelerator_managed' });
  const origins = aSecurityGroup({ id: 'sg-origins', groupName: 'CloudFront-VPCOrigins-Service-SG' });
  for (const changed of [[accelerator], [origins, ofEdge({ securityGroupIds: ['sg-origins'] })]])
    expect(outcome({ instance: DATABASE, changed })).toMatchObject({
      status: 'unknown',
      unread: [{ why: expect.stringContaining('eni-edge') }],
    });
});

test('a load balancer whose targets nobody may list may hand it on', () => {
  const denied = deniedCall('elasticloadbalancing:DescribeTargetHealth');
  expect(outcome({ instance: DATABASE, changed: front(denied) })).toMatchObject({
    status: 'unknown',
    unread: [denied],
  });
  expect(outcome({ instance: DATABASE, changed: front(read([])) })?.status).toBe('pass');
});

test.each<[string, World, string | undefined]>([
  ['a narrow role', { action: 'sqs:SendMessage' }, 'pass'],
  ['an office alone', { changed: [shut] }, 'pass'],
  ['pings alone', { changed: [pinged] }, 'pass'],
  ['an instance inside', { instance: { id: 'i-db', networkInterfaceIds: ['eni-db'] } }, 'pass'],
  ['no role', { instance: { iamInstanceProfileArn: null } }, 'not-applicable'],
  ['roles denied', { denied: ['AWS::IAM::Role'] }, 'unknown'],
  ['profiles denied', { denied: ['AWS::IAM::InstanceProfile'] }, 'unknown'],
  ['interfaces denied', { denied: ['AWS::EC2::NetworkInterface'] }, 'unknown'],
  ['routes denied', { denied: ['AWS::EC2::RouteTable'] }, 'unknown'],
  ['routes denied, a narrow role', { denied: ['AWS::EC2::RouteTable'], action: 'sqs:SendMessage' }, 'pass'],
])('%s: %s', (_, world, status) => {
  expect(outcome(world)?.status).toBe(status);
});
