import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insideNetwork } from '../../../test/network/random-inside.ts';
import type { Packet } from '../../model/network-facts.ts';
import { CLIENT_PORTS, hasPorts, isIcmp } from '../protocol.ts';
import { tracePacket } from '../trace-packet.ts';
import { AllPairs, type PairTraffic } from './all-pairs.ts';

const RUNS = Number(process.env['RAMPART_NETWORK_RUNS'] ?? 100);
const PORTS = [0, 1, 22, 79, 80, 443, 444, 1023, 1024, 32_768, 49_152, 65_535];
const SOURCE_PORTS = [1024, 1025, 32_767, 32_768, 49_151, 49_152, 49_153, 65_534, 65_535];
const INTERFACES = [0, 1, 2].flatMap((vpc) =>
  ['near', 'far'].flatMap((place) => ['a', 'ab', 'b'].map((groups) => `eni-${vpc}-${place}-${groups}`)),
);

const asked = fc.record({
  from: fc.constantFrom(...INTERFACES),
  to: fc.constantFrom(...INTERFACES),
  protocol: fc.constantFrom(6, 6, 6, 17, 1, 47, 50),
  port: fc.constantFrom(...PORTS),
  family: fc.constantFrom('ipv4', 'ipv4', 'ipv6'),
});

/** As the interfaces of `insideNetwork` have them; null: it has none of the family. */
function addressOf(id: string, family: string): string | null {
  const [, vpc, place, groups = ''] = id.split('-');
  const number = place === 'near' ? 1 : 2;
  if (family === 'ipv4') return `10.${vpc}.${number}.${10 + ['a', 'ab', 'b'].indexOf(groups) * 100}`;
  return groups === 'a' ? `2001:db8:${vpc}:${number}::10` : null;
}

function holds({ protocol, except, from, to, family }: PairTraffic, packet: Packet): boolean {
  if ((family === 'ipv6') !== packet.destination.includes(':')) return false;
  if (protocol === null ? except.includes(packet.protocol) : protocol !== packet.protocol) return false;
  const place = packet.destinationPort ?? (packet.icmp ? packet.icmp.type * 256 + packet.icmp.code : 0);
  return from <= place && place <= to;
}

test('all pairs at once say of every packet what the packet says by itself', { timeout: 600_000 }, () => {
  const verdicts = new Map<string, number>();
  fc.assert(
    fc.property(insideNetwork, fc.array(asked, { minLength: 10, maxLength: 30 }), (facts, questions) => {
      const pairs = new AllPairs(facts);
      for (const { from, to, protocol, port, family } of questions) {
        const [source, destination] = [addressOf(from, family), addressOf(to, family)];
        if (source === null || destination === null || from === to) continue;
        const number = protocol === 1 && family === 'ipv6' ? 58 : protocol;
        const packetFrom = (sourcePort: number): Packet => ({
          source: { kind: 'interface', networkInterfaceId: from, address: source },
          destination,
          protocol: number,
          sourcePort: hasPorts(number) ? sourcePort : null,
          destinationPort: hasPorts(number) ? port : null,
          icmp: isIcmp(number) ? { type: 8, code: 0 } : null,
        });
        const traces = SOURCE_PORTS.map((each) => tracePacket(pairs.network, packetFrom(each)));
        const found = pairs
          .between({ from: new Set([from]), to: new Set([to]) })
          .filter((each) => holds(each, packetFrom(49_152)));
        const told = found.map(({ verdict, clientPorts }) => `${verdict} ${clientPorts ?? ''}`.trim());
        const seen = new Set(traces.map(({ verdict }) => verdict));
        const note = JSON.stringify([
          packetFrom(49_152),
          told,
          [...seen],
          traces[0]?.forward,
          traces[0]?.reply,
        ]);
        for (const each of told) verdicts.set(each, (verdicts.get(each) ?? 0) + 1);
        if (told.length === 0) {
          verdicts.set('blocked', (verdicts.get('blocked') ?? 0) + 1);
          expect(seen.has('reachable'), note).toBe(false);
          // What leads nobody knows where may be refused where it would have to arrive.
          if (seen.has('unknown'))
            verdicts.set('blocked for all', (verdicts.get('blocked for all') ?? 0) + 1);
          continue;
        }
        expect(told.length, note).toBe(1);
        const [one] = found;
        if (one?.verdict === 'reachable')
          expect(one.clientPorts === 'some' ? seen.has('reachable') : [...seen], note).toEqual(
            one.clientPorts === 'some' ? true : ['reachable'],
          );
        else expect(seen.has('unknown') && !seen.has('reachable'), note).toBe(true);
      }
    }),
    { numRuns: RUNS },
  );
  if (process.env['RAMPART_SAY']) console.log(verdicts);
});

test('every witness gets through, and is of the ends that were asked about', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(
      insideNetwork,
      fc.constantFrom(...INTERFACES),
      fc.constantFrom(...INTERFACES),
      (facts, a, b) => {
        const pairs = new AllPairs(facts);
        const [from, to] = [
          new Set(INTERFACES.filter((id) => id.slice(0, 6) === a.slice(0, 6))),
          new Set([b]),
        ];
        for (const { verdict, packet } of pairs.between({ from, to })) {
          expect(tracePacket(pairs.network, packet).verdict, JSON.stringify(packet)).toBe(verdict);
          expect(packet.source.kind === 'interface' && from.has(packet.source.networkInterfaceId)).toBe(true);
          if (packet.sourcePort !== null)
            expect(packet.sourcePort).toBeGreaterThanOrEqual(CLIENT_PORTS[0] ?? 0);
        }
      },
    ),
    { numRuns: RUNS },
  );
});

const OUTSIDE = { ipv4: ['192.0.2.1', '192.0.2.200', '198.51.100.7'], ipv6: ['2001:db8:99::1', '2600::1'] };

test('what leaves for the internet is what single packets say', { timeout: 600_000 }, () => {
  const seenAll = new Map<string, number>();
  fc.assert(
    fc.property(insideNetwork, fc.array(asked, { minLength: 5, maxLength: 15 }), (facts, questions) => {
      const pairs = new AllPairs(facts);
      for (const { from, protocol, port, family } of questions) {
        const source = addressOf(from, family);
        if (source === null) continue;
        const number = protocol === 1 && family === 'ipv6' ? 58 : protocol;
        const found = pairs.toInternet(new Set([from]));
        const traces = OUTSIDE[family === 'ipv4' ? 'ipv4' : 'ipv6'].flatMap((destination) =>
          SOURCE_PORTS.map((sourcePort) =>
            tracePacket(pairs.network, {
              source: { kind: 'interface', networkInterfaceId: from, address: source },
              destination,
              protocol: number,
              sourcePort: hasPorts(number) ? sourcePort : null,
              destinationPort: hasPorts(number) ? port : null,
              icmp: isIcmp(number) ? { type: 8, code: 0 } : null,
            }),
          ),
        );
        const packet = traces[0]?.packet;
        const [one, ...others] = packet ? found.filter((each) => holds(each, packet)) : [];
        const verdicts = new Set(traces.map(({ verdict }) => verdict));
        const note = JSON.stringify([packet, one, [...verdicts], traces[0]?.forward, traces[0]?.reply]);
        expect(others, note).toEqual([]);
        const said = one ? `${one.verdict}${one.isForAll ? ' for all' : ''}` : 'blocked';
        seenAll.set(said, (seenAll.get(said) ?? 0) + 1);
        if (verdicts.has('reachable')) expect(one?.verdict, note).toBe('reachable');
        if (one?.verdict !== 'reachable') continue;
        expect(tracePacket(pairs.network, one.packet).verdict, note).toBe('reachable');
        if (one.isForAll && one.clientPorts !== 'some') expect([...verdicts], note).toEqual(['reachable']);
      }
    }),
    { numRuns: RUNS },
  );
  if (process.env['RAMPART_SAY']) console.log(seenAll);
});
