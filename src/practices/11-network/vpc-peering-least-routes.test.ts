import { expect, test } from 'vitest';
import {
  aPeering,
  aPeeringSide,
  aPrefixList,
  aRoute,
  aRouteTable,
  VPC,
} from '../../../test/builders/network.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { vpcPeeringLeastRoutes as check } from './vpc-peering-least-routes.ts';

const over = (...destinations: readonly string[]) =>
  aRouteTable({ routes: destinations.map((each) => aRoute(each, 'vpc-peering-connection', 'pcx-1')) });

test.each([
  ['a subnet of the peer', ['10.1.4.0/24'], 'pass'],
  ['the whole peer', ['10.1.0.0/16'], 'fail'],
  ['more than the peer', ['10.0.0.0/8'], 'fail'],
  ['everything', ['0.0.0.0/0'], 'fail'],
  ['half of the peer', ['10.1.0.0/17'], 'pass'],
  ['both halves of the peer', ['10.1.0.0/17', '10.1.128.0/17'], 'fail'],
  ['elsewhere', ['10.7.0.0/16'], 'pass'],
])('%s', (_, destinations, status) => {
  expect(statuses(check, over(...destinations), { resources: [aPeering()] })).toEqual([status]);
});

test('each block of the peer counts, IPv6 too', () => {
  const accepter = aPeeringSide({
    vpcId: 'vpc-peer',
    cidrBlocks: ['10.1.0.0/16', '10.2.0.0/16'],
    ipv6CidrBlocks: ['2001:db8:1::/56'],
  });
  const resources = [aPeering({ accepter })];
  expect(statuses(check, over('10.2.0.0/16'), { resources })).toEqual(['fail']);
  expect(statuses(check, over('2001:db8:1::/56'), { resources })).toEqual(['fail']);
  expect(statuses(check, over('2001:db8:1::/64'), { resources })).toEqual(['pass']);
});

test('the peer is the other end, whichever side asked', () => {
  const peering = aPeering({
    requester: aPeeringSide({ vpcId: 'vpc-peer', cidrBlocks: ['10.1.0.0/16'] }),
    accepter: aPeeringSide({ vpcId: VPC }),
  });
  expect(statuses(check, over('10.1.0.0/16'), { resources: [peering] })).toEqual(['fail']);
  expect(statuses(check, over('10.0.0.0/16'), { resources: [peering] })).toEqual(['pass']);
});

test('does not concern tables without a route over a peering, nor blackholes', () => {
  expect(statuses(check, aRouteTable())).toEqual(['not-applicable']);
  const gone = aRoute('10.1.0.0/16', 'vpc-peering-connection', 'pcx-1', 'blackhole');
  expect(statuses(check, aRouteTable({ routes: [gone] }))).toEqual(['not-applicable']);
});

test('is unknown without the peering, unless the route leads everywhere', () => {
  const denied = ['AWS::EC2::VPCPeeringConnection'] as const;
  expect(evaluate(check, over('10.1.0.0/16'), { denied })).toMatchObject([
    { status: 'unknown', unread: [deniedListing('AWS::EC2::VPCPeeringConnection')] },
  ]);
  expect(statuses(check, over('10.1.0.0/16'))).toEqual(['unknown']);
  expect(statuses(check, over('0.0.0.0/0'), { denied })).toEqual(['fail']);
  expect(statuses(check, over('::/0'), { denied })).toEqual(['unknown']);
  const blank = aPeering({ accepter: aPeeringSide({ vpcId: 'vpc-peer', cidrBlocks: [] }) });
  expect(statuses(check, over('10.1.0.0/16'), { resources: [blank] })).toEqual(['unknown']);
});

test('a prefix list leads to its entries', () => {
  const table = over('pl-1');
  const whole = aPrefixList({ cidrs: read(['10.1.0.0/16']) });
  const unread = aPrefixList({ cidrs: deniedCall('ec2:GetManagedPrefixListEntries') });
  expect(statuses(check, table, { resources: [aPeering(), whole] })).toEqual(['fail']);
  expect(statuses(check, table, { resources: [aPeering(), aPrefixList()] })).toEqual(['pass']);
  expect(statuses(check, table, { resources: [aPeering(), unread] })).toEqual(['unknown']);
  const also = over('pl-1', '10.1.0.0/16');
  expect(statuses(check, also, { resources: [aPeering(), unread] })).toEqual(['fail']);
});
