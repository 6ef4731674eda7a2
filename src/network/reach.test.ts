import { expect, test } from 'vitest';
import { aListener } from '../../test/builders/load-balancing.ts';
import { aNetworkAcl, anEntry, aRule, aSecurityGroup } from '../../test/builders/network.ts';
import { OPEN_BALANCER, twoTiers } from '../../test/network/two-tiers.ts';
import type { Resource } from '../model/resource-types.ts';
import { trafficText } from './exposed/traffic-text.ts';
import { reach } from './reach.ts';

/** `10.0.2.20: tcp 5432` */
function reached(from: string, to: string, ...changed: readonly Resource[]): readonly string[] {
  return reach(twoTiers(...changed), { from, to }).flatMap(({ destination, traffic }) =>
    traffic.map((each) => {
      const ports = each.clientPorts === 'some' ? ' to some ports' : '';
      return `${destination}: ${trafficText(each)}${ports}${each.verdict === 'unknown' ? '?' : ''}`;
    }),
  );
}

test('between two machines, what the groups let through', () => {
  expect(reached('eni-web', 'eni-db')).toEqual(['10.0.2.20: tcp 5432']);
  expect(reached('eni-db', 'eni-web')).toEqual(['10.0.1.10: tcp 443']);
});

test('cut by the ACLs there and back', () => {
  const group = aSecurityGroup({
    id: 'sg-db',
    ingress: [
      aRule('tcp', [1000, 2000], 'sg-web'),
      aRule('udp', 53, 'sg-web'),
      aRule('icmp', [8, -1], 'sg-web'),
      aRule('47', null, 'sg-web'),
    ],
    egress: [],
  });
  const acl = aNetworkAcl({
    id: 'acl-private',
    subnetIds: ['subnet-private'],
    entries: [
      anEntry(90, 'deny', 'tcp', [1500, 1599], '10.0.1.0/24'),
      anEntry(100, 'allow', '-1', null, '10.0.0.0/16'),
      anEntry(100, 'allow', 'tcp', [32_768, 65_535], '10.0.0.0/16', { egress: true }),
      anEntry(110, 'allow', 'icmp', null, '10.0.0.0/16', { egress: true }),
    ],
  });
  expect(reached('eni-web', 'eni-db', group, acl)).toEqual([
    '10.0.2.20: tcp 1000-1499 to some ports',
    '10.0.2.20: tcp 1600-2000 to some ports',
    '10.0.2.20: udp 53',
    '10.0.2.20: icmp type 8',
    '10.0.2.20: protocol 47',
  ]);
});

test('from the internet, by every address', () => {
  expect(reached('internet', 'i-web')).toEqual(['203.0.113.10: tcp 443', '2001:db8:1:1::10: tcp 443']);
});

test('everything', () => {
  const group = aSecurityGroup({ id: 'sg-db', ingress: [aRule('-1', null, '10.0.0.0/8')], egress: [] });
  expect(reached('eni-web', '10.0.2.20', group)).toEqual([
    '10.0.2.20: tcp all ports',
    '10.0.2.20: udp all ports',
    '10.0.2.20: icmp all types',
    '10.0.2.20: other protocols',
  ]);
});

test('a protocol alone among all others is told apart', () => {
  const group = aSecurityGroup({ id: 'sg-db', ingress: [aRule('50', null, 'sg-web')], egress: [] });
  expect(reached('eni-web', 'eni-db', group)).toEqual(['10.0.2.20: protocol 50']);
});

test('at a load balancer, what its listeners take, whatever its groups admit', () => {
  const listeners = [443, 8443].map((port) => aListener({ id: `listener-${port}`, port }));
  expect(reached('eni-web', 'eni-node', ...OPEN_BALANCER, ...listeners)).toEqual([
    '10.0.2.50: tcp 443',
    '10.0.2.50: tcp 8443',
  ]);
});
