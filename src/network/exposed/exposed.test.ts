import { describe, expect, test } from 'vitest';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEgressOnlyGateway,
  anEntry,
  anInternetGateway,
  aPrefixList,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aVpcEndpoint,
} from '../../../test/builders/network.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import { ALL_IPV4, ALL_IPV6, type Family, publicShare } from '../../model/address-range.ts';
import { unread } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { tracePacket } from '../trace-packet.ts';
import { InternetExposure } from './exposed.ts';
import { together } from './together.ts';

/** But for the VPC's own addresses. */
function isEveryone(share: number, family: Family): boolean {
  return publicShare(family === 'ipv4' ? ALL_IPV4 : ALL_IPV6) - share < 1e-9;
}

/** `eni-web 203.0.113.10 tcp 443-443 everyone` and so on, each confirmed by its packet. */
function exposuresOf(...changed: readonly Resource[]): readonly string[] {
  const exposure = new InternetExposure(twoTiers(...changed));
  return exposure.all().flatMap((each) =>
    each.by.flatMap(({ traffic }) =>
      traffic.map((one) => {
        const packet = exposure.witness(each, one);
        expect(packet && tracePacket(exposure.network, packet)).toMatchObject({ verdict: 'reachable' });
        const who = isEveryone(exposure.share(each.family, one.addresses), each.family)
          ? 'everyone'
          : (packet?.source.address ?? '');
        const ports = one.clientPorts === 'some' ? ` to ${packet?.sourcePort}` : '';
        return `${each.networkInterface.id} ${each.address} ${one.protocol} ${one.from}-${one.to} ${who}${ports}`;
      }),
    ),
  );
}

test('by each public address, and what is only inside is not', () => {
  expect(exposuresOf()).toEqual([
    'eni-web 203.0.113.10 6 443-443 everyone',
    'eni-web 2001:db8:1:1::10 6 443-443 everyone',
  ]);
});

describe('an IPv6 prefix that is delegated to an interface', () => {
  const pods = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-web'],
    ipv6Prefixes: ['2001:db8:1:1:aaaa::/80'],
  });

  test('is reached as addresses are, and told by its first', () =>
    expect(exposuresOf(pods)).toEqual(['eni-web 2001:db8:1:1:aaaa:: 6 443-443 everyone']));

  test('is told in parts where the gateway sends some of it elsewhere', () => {
    const edge = aRouteTable({
      id: 'rtb-edge',
      main: false,
      gatewayIds: ['igw-1'],
      routes: [
        aRoute('2001:db8:1::/56', 'local', ''),
        aRoute('2001:db8:1:1:aaaa:8000::/81', 'network-interface', 'eni-firewall'),
      ],
    });
    const exposures = new InternetExposure(twoTiers(pods, edge)).all();
    expect(exposures.map(({ address, by, missing }) => [address, by.length, missing.length])).toEqual([
      ['2001:db8:1:1:aaaa::', 1, 0],
      ['2001:db8:1:1:aaaa:8000::', 0, 1],
    ]);
  });
});

test('the rules of a group are cut by the ACL, port by port and address by address', () => {
  const group = aSecurityGroup({
    id: 'sg-web',
    ingress: [
      aRule('tcp', [20, 25], '0.0.0.0/0'),
      aRule('-1', null, '198.51.100.0/24'),
      aRule('icmp', [8, -1], '0.0.0.0/0'),
    ],
    egress: [],
  });
  const acl = aNetworkAcl({
    id: 'acl-public',
    subnetIds: ['subnet-public'],
    entries: [
      anEntry(90, 'deny', 'tcp', [22, 22], '198.51.100.128/25'),
      anEntry(95, 'deny', 'udp', null, '0.0.0.0/0'),
      anEntry(100, 'allow', '-1', null, '0.0.0.0/0'),
      anEntry(100, 'allow', 'tcp', [32_768, 60_999], '0.0.0.0/0', { egress: true }),
    ],
  });
  expect(exposuresOf(group, acl)).toEqual([
    'eni-web 203.0.113.10 6 0-19 198.51.100.1 to 32768',
    'eni-web 203.0.113.10 6 20-21 everyone to 32768',
    'eni-web 203.0.113.10 6 22-22 198.51.100.1 to 32768',
    'eni-web 203.0.113.10 6 23-25 everyone to 32768',
    'eni-web 203.0.113.10 6 26-65535 198.51.100.1 to 32768',
    'eni-web 203.0.113.10 1 0-2047 198.51.100.1',
    'eni-web 203.0.113.10 1 2048-2303 everyone',
    'eni-web 203.0.113.10 1 2304-65535 198.51.100.1',
    'eni-web 203.0.113.10 null 0-65535 198.51.100.1',
  ]);
});

describe('nothing is exposed', () => {
  test.each<[string, readonly Resource[]]>([
    ['without an internet gateway', [anInternetGateway({ vpcIds: [] })]],
    ['without a route back', [aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'] })]],
    [
      'with answers by an egress-only gateway',
      [
        anEgressOnlyGateway(),
        aRouteTable({
          id: 'rtb-public',
          main: false,
          subnetIds: ['subnet-public'],
          routes: [
            aRoute('::/0', 'egress-only-internet-gateway', 'eigw-1'),
            aRoute('0.0.0.0/0', 'gateway', 'igw-1', 'blackhole'),
          ],
        }),
      ],
    ],
  ])('%s', (_, changed) => expect(exposuresOf(...changed)).toEqual([]));
});

test('only clients whose answers find the way', () => {
  const table = aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [aRoute('192.0.2.0/24', 'gateway', 'igw-1'), aRoute('0.0.0.0/0', 'nat-gateway', 'nat-1')],
  });
  expect(exposuresOf(table)).toEqual(['eni-web 203.0.113.10 6 443-443 192.0.2.1']);
});

test.each([
  ['gateway', 'vpce-firewall'],
  ['network-interface', 'eni-router'],
  ['carrier-gateway', 'cagw-1'],
] as const)('answers by a %s get back or not as %s decides', (kind, target) => {
  const table = aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [aRoute('192.0.2.0/24', 'gateway', 'igw-1'), aRoute('0.0.0.0/0', kind, target)],
  });
  const exposure = new InternetExposure(twoTiers(table));
  const [found] = exposure.all();
  if (!found) throw new Error('nothing was exposed');
  expect(exposuresOf(table)).toEqual(['eni-web 203.0.113.10 6 443-443 192.0.2.1']);
  const [unsure] = together({ by: found.unsure });
  expect(unsure).toMatchObject({ protocol: 6, from: 443, to: 443, clientPorts: null });
  expect(unsure?.part.hangsOn).toMatchObject({
    call: 'rampart/network',
    why: `NotModelled: ${target}, to which rtb-public sends answers, decides by its own rules`,
  });
  const packet = unsure && exposure.witness(found, unsure.part);
  expect(packet && tracePacket(exposure.network, packet).verdict).toBe('unknown');
});

test('answers to a service by its gateway endpoint come from nobody who asked', () => {
  const table = aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [aRoute('0.0.0.0/0', 'gateway', 'igw-1'), aRoute('pl-1', 'gateway', 'vpce-1')],
  });
  const [found] = new InternetExposure(twoTiers(table, aPrefixList(), aVpcEndpoint())).all();
  expect(found).toMatchObject({ unsure: [], missing: [] });
  const [other] = new InternetExposure(
    twoTiers(table, aPrefixList(), aVpcEndpoint({ vpcEndpointType: 'GatewayLoadBalancer' })),
  ).all();
  expect(other?.unsure.length).toBe(1);
});

test('a prefix list that was not read may hold more', () => {
  const group = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 22, 'pl-1')], egress: [] });
  const cidrs = unread('ec2:GetManagedPrefixListEntries', 'AccessDenied: no');
  const [found] = new InternetExposure(twoTiers(group, aPrefixList({ cidrs }))).all();
  expect(found).toMatchObject({ by: [], missing: [cidrs] });
});
