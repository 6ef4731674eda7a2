import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { aDistribution } from '../../../test/builders/edge.ts';
import { aListener, aLoadBalancer, aTargetGroup } from '../../../test/builders/load-balancing.ts';
import { aNetworkInterface, aPrefixList, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { evaluate, REGION } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import { read } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { Listener, LoadBalancer, TargetGroup } from '../../model/resources/load-balancing.ts';
import { elbOriginNotBypassable as check } from './elb-origin-not-bypassable.ts';

const LIST = aPrefixList({
  prefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
  ownerId: 'AWS',
  cidrs: read(['13.32.0.0/15', '15.158.0.0/16']),
});

interface World {
  /** Who gets to the node. */
  readonly node?: readonly string[];
  /** Who gets to the target, at port 80. */
  readonly target?: string;
  readonly fronted?: boolean;
  readonly balancer?: Partial<LoadBalancer>;
  readonly group?: Partial<TargetGroup>;
  readonly listener?: Partial<Listener>;
  readonly lists?: readonly Resource[];
  readonly denied?: readonly ResourceType[];
}

function outcome(world: World) {
  const { node = ['0.0.0.0/0'], target = 'sg-node', fronted = false, lists = [LIST], denied = [] } = world;
  const balancer = aLoadBalancer(world.balancer);
  const targets = [{ id: 'i-web', port: 80, availabilityZone: `${REGION}a`, state: 'healthy', reason: null }];
  const all = [
    ...twoTiers(
      aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 80, target)], egress: [] }),
      aSecurityGroup({ id: 'sg-node', ingress: node.map((each) => aRule('tcp', 443, each)) }),
      aNetworkInterface({
        id: 'eni-node',
        description: 'ELB app/web/0123456789abcdef',
        subnetId: 'subnet-public',
        securityGroupIds: ['sg-node'],
        privateIpAddresses: [{ privateIpAddress: '10.0.1.50', primary: true, publicIp: '203.0.113.50' }],
        attachment: null,
      }),
    ).resources,
    anInstance({ id: 'i-web', networkInterfaceIds: ['eni-web'] }),
    aListener(world.listener),
    aTargetGroup({ targets: read(targets), ...world.group }),
    ...lists,
    ...(fronted ? [frontOf(balancer.dnsName ?? '')] : []),
  ];
  return evaluate(check, balancer, {
    resources: all.filter(({ type }) => !denied.includes(type)),
    denied,
  })[0];
}

function frontOf(domainName: string): Resource {
  const distribution = aDistribution();
  const [origin] = distribution.origins;
  if (!origin) throw new Error('no origin');
  return { ...distribution, enabled: true, origins: [{ ...origin, domainName, bucket: null }] };
}

test('fails for a target that answers strangers itself', () => {
  expect(outcome({ target: '0.0.0.0/0' })).toMatchObject({
    status: 'fail',
    summary: 'Strangers reach targets of web without it: tcp 80 at 203.0.113.10.',
    evidence: { rules: [{ groupId: 'sg-web', traffic: 'tcp 80' }] },
  });
});

test('fails for a load balancer behind CloudFront that others reach too', () => {
  expect(outcome({ fronted: true })).toMatchObject({
    status: 'fail',
    summary: expect.stringMatching(
      /^Strangers reach web around CloudFront distribution \w+: tcp 443 at 203\.0\.113\.50\.$/,
    ),
    evidence: { around: { packet: 'tcp 198.51.100.1:49152 → 10.0.1.50:443' } },
  });
});

const REFUSING = { type: 'fixed-response', targetGroupArns: [], redirect: null };

test.each<[string, World, string]>([
  ['everybody, without CloudFront in front', {}, 'pass'],
  ["CloudFront's list alone", { fronted: true, node: ['pl-1'] }, 'pass'],
  ["CloudFront's blocks written out", { fronted: true, node: ['13.32.0.0/15'] }, 'pass'],
  ["CloudFront's list and an office", { fronted: true, node: ['pl-1', '192.0.43.0/24'] }, 'pass'],
  ["CloudFront's list and a /15 more", { fronted: true, node: ['pl-1', '52.94.0.0/15'] }, 'fail'],
  [
    'a wide block, without the list to compare',
    { fronted: true, node: ['13.32.0.0/15'], lists: [] },
    'unknown',
  ],
  ['everybody, without the list to compare', { fronted: true, lists: [] }, 'fail'],
  ['rules that may ask for a header', { fronted: true, listener: { defaultActions: [REFUSING] } }, 'unknown'],
  ['a target that an office reaches', { target: '192.0.43.0/24' }, 'pass'],
  [
    'a target by its address',
    {
      target: '0.0.0.0/0',
      group: {
        targetType: 'ip',
        targets: read([
          { id: '10.0.1.10', port: 80, availabilityZone: 'all', state: 'healthy', reason: null },
        ]),
      },
    },
    'fail',
  ],
  ['a function', { target: '0.0.0.0/0', group: { targetType: 'lambda' } }, 'pass'],
  ['an internal one', { target: '0.0.0.0/0', balancer: { scheme: 'internal' } }, 'not-applicable'],
  ['target groups denied', { denied: ['AWS::ElasticLoadBalancingV2::TargetGroup'] }, 'unknown'],
  ['distributions denied', { denied: ['AWS::CloudFront::Distribution'] }, 'unknown'],
  ['lists denied', { fronted: true, denied: ['AWS::EC2::PrefixList'] }, 'unknown'],
  ['interfaces denied', { fronted: true, denied: ['AWS::EC2::NetworkInterface'] }, 'unknown'],
  ['web ACLs denied', { fronted: true, denied: ['AWS::WAFv2::WebACL'] }, 'unknown'],
])('%s: %s', (_, world, status) => {
  expect(outcome(world)?.status).toBe(status);
});
