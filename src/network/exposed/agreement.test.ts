import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aNetworkAcl,
  anEgressOnlyGateway,
  anEntry,
  aPrefixList,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aVpnGateway,
} from '../../../test/builders/network.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import type { Packet } from '../../model/network-facts.ts';
import { read } from '../../model/reading.ts';
import { parseAddress, within } from '../address.ts';
import { tracePacket } from '../trace-packet.ts';
import { InternetExposure } from './exposed.ts';
import type { ExposedTraffic } from './group-exposure.ts';

const BLOCKS = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '192.0.2.0/24',
  '192.0.2.128/25',
  '192.0.2.129/32',
  '10.0.0.0/8',
  '::/0',
  '2001:db8::/32',
  '2001:db8:99::/48',
];
const CLIENTS = [
  '192.0.2.1',
  '192.0.2.128',
  '192.0.2.129',
  '192.0.2.200',
  '8.8.8.8',
  '203.0.113.77',
  '2001:db8::1',
  '2001:db8:99::1',
  '2600::1',
];
const PORTS = [0, 1, 21, 22, 23, 442, 443, 444, 1023, 1024, 1025, 32_767, 32_768, 65_534, 65_535];
const PROTOCOLS = ['-1', 'tcp', 'udp', 'icmp', 'icmpv6', '47'];

const block = fc.constantFrom(...BLOCKS);
const range = fc
  .tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS))
  .map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const)));

/** Ports for TCP and UDP, a type and code (or any) for ICMP, none for the others. */
const ruleTraffic = fc
  .tuple(fc.constantFrom(...PROTOCOLS), range, fc.constantFrom([-1, -1], [8, -1], [8, 0], [3, 4]))
  .map(([protocol, ports, icmp]) => ({ protocol, ports, icmp }));

const rule = fc
  .tuple(ruleTraffic, fc.oneof(block, fc.constant('pl-1'), fc.constant('sg-db')))
  .map(([{ protocol, ports, icmp }, peer]) => {
    const [from, to] = protocol.startsWith('icmp') ? icmp : ports;
    const isAll = protocol === '-1' || protocol === '47';
    return aRule(protocol, isAll ? null : [from ?? 0, to ?? 0], peer);
  });

const entry = fc
  .tuple(
    ruleTraffic,
    block,
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('allow', 'allow', 'deny'),
    fc.boolean(),
  )
  .map(([{ protocol, ports, icmp }, cidr, number, action, egress]) =>
    anEntry(number, action, protocol, /^(tcp|udp)$/.test(protocol) ? ports : null, cidr, {
      egress,
      icmpTypeCode: protocol.startsWith('icmp') ? { type: icmp[0] ?? -1, code: icmp[1] ?? -1 } : null,
    }),
  );

const route = fc
  .tuple(
    fc.constantFrom(...BLOCKS, 'pl-1'),
    fc.constantFrom('igw', 'igw', 'igw', 'nat', 'eigw', 'blackhole', 'vgw', 'vpce', 'eni'),
    fc.boolean(),
  )
  .map(([destination, to, isPropagated]) => ({
    ...(to === 'igw'
      ? aRoute(destination, 'gateway', 'igw-1')
      : to === 'nat'
        ? aRoute(destination, 'nat-gateway', 'nat-1')
        : to === 'eigw'
          ? aRoute(destination, 'egress-only-internet-gateway', 'eigw-1')
          : to === 'vgw'
            ? aRoute(destination, 'gateway', 'vgw-1')
            : to === 'vpce'
              ? aRoute(destination, 'gateway', 'vpce-gone')
              : to === 'eni'
                ? aRoute(destination, 'network-interface', 'eni-gone')
                : aRoute(destination, 'gateway', 'igw-1', 'blackhole')),
    origin: isPropagated ? 'EnableVgwRoutePropagation' : 'CreateRoute',
  }));

const once = <T>(all: readonly T[], key: (each: T) => string): readonly T[] => [
  ...new Map(all.map((each) => [key(each), each])).values(),
];

/** As AWS allows: an entry number once a direction, a destination once a table. */
const world = fc
  .record({
    web: fc.array(rule, { maxLength: 5 }),
    more: fc.array(rule, { maxLength: 3 }),
    entries: fc.array(entry, { maxLength: 8 }),
    isOpen: fc.boolean(),
    routes: fc.array(route, { maxLength: 4 }),
  })
  .map(({ web, more, entries, isOpen, routes }) => {
    const wide = isOpen
      ? ['0.0.0.0/0', '::/0'].flatMap((cidr, index) => [
          anEntry(100 + index, 'allow', '-1', null, cidr),
          anEntry(100 + index, 'allow', '-1', null, cidr, { egress: true }),
        ])
      : [];
    const numbered = once([...entries, ...wide], (each) => `${each.egress} ${each.ruleNumber}`);
    const destination = (each: (typeof routes)[number]): string =>
      `${each.destinationCidrBlock}${each.destinationIpv6CidrBlock}${each.destinationPrefixListId}`;
    return twoTiers(
      aSecurityGroup({ id: 'sg-web', ingress: web, egress: more }),
      aNetworkAcl({ id: 'acl-public', subnetIds: ['subnet-public'], entries: numbered }),
      aRouteTable({
        id: 'rtb-public',
        main: false,
        subnetIds: ['subnet-public'],
        routes: [
          aRoute('10.0.0.0/16', 'local', ''),
          aRoute('2001:db8:1::/56', 'local', ''),
          ...once(
            [aRoute('0.0.0.0/0', 'gateway', 'igw-1'), aRoute('::/0', 'gateway', 'igw-1'), ...routes],
            destination,
          ),
        ],
      }),
      anEgressOnlyGateway(),
      aVpnGateway(),
      aPrefixList({ cidrs: read(['192.0.2.128/26', '2001:db8:99::/64']) }),
    );
  });

/** ICMP is IPv4's and ICMPv6 IPv6's. */
const asked = fc
  .record({
    client: fc.constantFrom(...CLIENTS),
    protocol: fc.constantFrom(6, 6, 6, 17, 1, 58, 47, 50),
    port: fc.constantFrom(...PORTS),
    icmp: fc.constantFrom({ type: 8, code: 0 }, { type: 3, code: 4 }, { type: 0, code: 0 }),
  })
  .filter(({ client, protocol }) => protocol !== (client.includes(':') ? 1 : 58));

function packetOf(
  {
    client,
    protocol,
    port,
    icmp,
  }: { client: string; protocol: number; port: number; icmp: { type: number; code: number } },
  sourcePort: number,
): Packet {
  const ported = protocol === 6 || protocol === 17;
  return {
    source: { kind: 'internet', address: client },
    destination: client.includes(':') ? '2001:db8:1:1::10' : '203.0.113.10',
    protocol,
    sourcePort: ported ? sourcePort : null,
    destinationPort: ported ? port : null,
    icmp: protocol === 1 || protocol === 58 ? icmp : null,
  };
}

function holds(
  exposure: InternetExposure,
  packet: Packet,
  { protocol, except, from, to, addresses }: ExposedTraffic,
): boolean {
  const client = parseAddress(packet.source.address);
  if (!client || (protocol === null ? except.includes(packet.protocol) : protocol !== packet.protocol))
    return false;
  const place = packet.destinationPort ?? (packet.icmp ? packet.icmp.type * 256 + packet.icmp.code : 0);
  return from <= place && place <= to && exposure.includes(client, addresses);
}

const CLIENT_PORTS = [1024, 1025, 32_767, 32_768, 49_152, 65_534, 65_535];
const RUNS = Number(process.env['RAMPART_NETWORK_RUNS'] ?? 300);

test('all flows at once say of every packet what the packet says by itself', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(world, fc.array(asked, { minLength: 10, maxLength: 20 }), (facts, questions) => {
      const exposure = new InternetExposure(facts);
      const found = exposure.all().filter((each) => each.networkInterface.id === 'eni-web');
      for (const question of questions) {
        const traces = CLIENT_PORTS.map((port) => tracePacket(exposure.network, packetOf(question, port)));
        const verdicts = traces.map((each) => each.verdict);
        const packet = packetOf(question, 49_152);
        const at = found.filter((each) => each.address === packet.destination);
        const traffic = at.flatMap(({ by }) =>
          by.flatMap((group) => group.traffic.filter((one) => holds(exposure, packet, one))),
        );
        const unsure = at.flatMap((each) =>
          each.unsure.flatMap((group) => group.traffic.filter((one) => holds(exposure, packet, one))),
        );
        const isMissing = at.some((each) => each.missing.length > 0);
        // An answer by NAT64 comes from another address, which all flows at once know.
        const open = traces.filter(({ missing }) => missing.some(({ why }) => !why.includes('NAT64')));
        if (open.length > 0)
          expect(isMissing || traffic.length + unsure.length > 0, JSON.stringify(open[0])).toBe(true);
        if (verdicts.includes('unknown') || isMissing) continue;
        const isOwn = within(
          parseAddress(question.client) ?? { family: 'ipv4', bits: '' },
          '2001:db8:1::/56',
        );
        if (!isOwn)
          expect(traffic.length > 0, JSON.stringify([packet, verdicts])).toBe(verdicts.includes('reachable'));
        if (traffic.some((one) => one.clientPorts === 'all'))
          expect(new Set(verdicts)).toEqual(new Set(['reachable']));
      }
    }),
    { numRuns: RUNS },
  );
});

test('every witness gets through', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(world, (facts) => {
      const exposure = new InternetExposure(facts);
      for (const each of exposure.all())
        for (const { traffic } of each.by)
          for (const one of traffic) {
            const packet = exposure.witness(each, one);
            expect(
              packet && tracePacket(exposure.network, packet).verdict,
              JSON.stringify([packet, one]),
            ).not.toBe('blocked');
          }
    }),
    { numRuns: RUNS },
  );
});
