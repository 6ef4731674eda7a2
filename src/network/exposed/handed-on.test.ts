import { expect, test } from 'vitest';
import { aListener, aLoadBalancer, aTargetGroup, forwardTo } from '../../../test/builders/load-balancing.ts';
import { aNetworkInterface, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { ACCOUNT, REGION } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import { type Reading, read, unread } from '../../model/reading.ts';
import type { TargetGroup } from '../../model/resources/load-balancing.ts';
import { InternetExposure } from './exposed.ts';
import { handedOn } from './handed-on.ts';
import { together } from './together.ts';

const REGISTERED = read([
  { id: '10.0.2.20', port: 5432, availabilityZone: 'all', state: 'healthy', reason: null },
]);

/** What a Network Load Balancer that keeps its clients' addresses hands on to a database that admits these. */
function handed(
  admitted: string,
  targets: TargetGroup['targets'] = REGISTERED,
  preserved: Reading<string> = read('true'),
) {
  const arn = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/net/front/0123456789abcdef`;
  const group = aTargetGroup({
    protocol: 'TCP',
    port: 5432,
    targetType: 'ip',
    targets,
    attributes:
      preserved.status === 'read' ? read({ 'preserve_client_ip.enabled': preserved.value }) : preserved,
  });
  const internet = new InternetExposure(
    twoTiers(
      aLoadBalancer({ arn, loadBalancerType: 'network' }),
      group,
      aListener({ loadBalancerArn: arn, protocol: 'TCP', port: 443, defaultActions: [forwardTo(group.arn)] }),
      aNetworkInterface({
        id: 'eni-node',
        interfaceType: 'network_load_balancer',
        description: 'ELB net/front/0123456789abcdef',
        subnetId: 'subnet-public',
        securityGroupIds: ['sg-node'],
        privateIpAddresses: [{ privateIpAddress: '10.0.1.50', primary: true, publicIp: '203.0.113.50' }],
        attachment: null,
      }),
      aSecurityGroup({
        id: 'sg-node',
        ingress: [aRule('tcp', 443, '0.0.0.0/0')],
        egress: [aRule('-1', null, '0.0.0.0/0')],
      }),
      aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, admitted)], egress: [] }),
    ),
  );
  const node = internet.all().find((each) => each.networkInterface.id === 'eni-node');
  const [traffic] = node ? together(node) : [];
  if (!node || !traffic) throw new Error('nothing reaches the load balancer');
  return handedOn(internet, node, traffic, 16);
}

test.each([
  ['0.0.0.0/0', ['198.51.100.1']],
  ['0.0.0.0/1', ['1.0.0.1']],
  ['192.0.2.0/24', []],
  ['10.0.0.0/16', []],
  ['sg-node', ['198.51.100.1']],
])('to whom the target admits (%s): %j', (admitted, clients) => {
  expect(handed(admitted).handed.map(({ trace }) => trace.packet.source.address)).toEqual(clients);
});

test('what was not read is missing, and hands on nothing for certain', () => {
  const denied = unread('elasticloadbalancing:DescribeTargetHealth', 'AccessDenied: no');
  expect(handed('0.0.0.0/0', denied)).toEqual({ handed: [], missing: [denied] });
  const attributes = unread('elasticloadbalancing:DescribeTargetGroupAttributes', 'AccessDenied: no');
  expect(handed('10.0.1.0/24', REGISTERED, attributes)).toMatchObject({
    handed: [],
    missing: [{ call: 'elasticloadbalancing:DescribeTargetGroupAttributes' }],
  });
  expect(handed('sg-node', REGISTERED, attributes).handed).toHaveLength(1);
});
