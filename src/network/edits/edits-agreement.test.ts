import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharingWorld } from '../../../test/network/random-worlds.ts';
import type { NetworkFacts, Packet } from '../../model/network-facts.ts';
import { parseAddress } from '../address.ts';
import { InternetExposure } from '../exposed/exposed.ts';
import { together } from '../exposed/together.ts';
import { Network } from '../network.ts';
import { hasPorts, ICMP, ICMPV6, isIcmp, TCP, UDP } from '../protocol.ts';
import { tracePacket } from '../trace-packet.ts';
import { applyEdits } from './apply-edit.ts';
import { ClosingEdits } from './closing-edits.ts';
import type { NetworkEdit } from './edit.ts';
import type { ClosingTarget } from './edits-against.ts';
import { jointOver } from './exposure-state.ts';
import type { LostTraffic } from './lost-traffic.ts';

const CLIENTS = ['192.0.2.1', '8.8.8.8', '203.0.113.77', '2001:db8:99::1', '2600::1'];
const ADDRESSES = ['203.0.113.10', '203.0.113.11', '203.0.113.12', '2001:db8:1:1::10'];
const PORTS = [19, 20, 22, 25, 399, 443, 1100, 1101, 65_535];
const CLIENT_PORTS = [1024, 40_000, 40_001, 65_535];
const RUNS = Number(process.env['RAMPART_NETWORK_RUNS'] ?? 60);

type Question = Omit<Packet, 'sourcePort'>;

/** To every address, of every protocol, from somebody of every block that the worlds tell apart. */
const QUESTIONS: readonly Question[] = ADDRESSES.flatMap((destination) =>
  CLIENTS.filter((client) => client.includes(':') === destination.includes(':')).flatMap((client) => {
    const source = { kind: 'internet', address: client } as const;
    const icmp = client.includes(':') ? ICMPV6 : ICMP;
    const ported = [TCP, UDP].flatMap((protocol) =>
      PORTS.map((destinationPort) => ({ source, destination, protocol, destinationPort, icmp: null })),
    );
    const bare = { source, destination, destinationPort: null };
    const pings = [0, 8].map((type) => ({ ...bare, protocol: icmp, icmp: { type, code: 0 } }));
    return [...ported, ...pings, { ...bare, protocol: 47, icmp: null }];
  }),
);

function getsThrough(network: Network, question: Question): boolean {
  const ports = hasPorts(question.protocol) ? CLIENT_PORTS : [null];
  return ports.some(
    (sourcePort) => tracePacket(network, { ...question, sourcePort }).verdict === 'reachable',
  );
}

function isOf(
  { destination, protocol, destinationPort, icmp }: Question,
  at: Pick<LostTraffic, 'address' | 'protocol' | 'from' | 'to'>,
  except: readonly number[],
): boolean {
  const place = destinationPort ?? (isIcmp(protocol) && icmp ? icmp.type * 256 + icmp.code : 0);
  const isProtocol = at.protocol === null ? !except.includes(protocol) : at.protocol === protocol;
  return destination === at.address && isProtocol && at.from <= place && place <= at.to;
}

function isLost(internet: InternetExposure, question: Question, lost: LostTraffic): boolean {
  const client = parseAddress(question.source.address);
  return isOf(question, lost, lost.except) && client !== null && internet.includes(client, lost.addresses);
}

function edited(facts: NetworkFacts, edits: readonly NetworkEdit[]): Network {
  return new Network(applyEdits(facts, edits));
}

/** Whether something of the target gets in, shown by its packet. */
function isOpen(network: Network, target: ClosingTarget): boolean {
  const internet = new InternetExposure(network);
  const found = internet.all().find((each) => each.address === target.address);
  const [open] = found ? jointOver(found.by, target) : [];
  const packet = found && open ? internet.witness(found, open.part) : null;
  if (packet) expect(tracePacket(network, packet).verdict).toBe('reachable');
  return packet !== null;
}

test('every offered set closes, no part of it does, and what it cuts is the difference', {
  timeout: 600_000,
}, () => {
  fc.assert(
    fc.property(sharingWorld, fc.nat(), (facts, seed) => {
      const closing = new ClosingEdits(new InternetExposure(facts));
      const { internet } = closing;
      const exposures = internet
        .all()
        .flatMap((each) => together(each).map((traffic) => ({ each, traffic })));
      const chosen = exposures[seed % Math.max(1, exposures.length)];
      if (!chosen) return;
      const { target, sets } = closing.of(chosen.each, chosen.traffic);
      const before = QUESTIONS.filter((each) => getsThrough(internet.network, each));
      const except = chosen.traffic.part.except;
      for (const { edits, cuts } of sets) {
        const after = edited(facts, edits);
        for (const one of before) {
          const isTarget = isOf(one, target, except);
          const isCut = isTarget || cuts.fromInternet.some((each) => isLost(internet, one, each));
          expect(getsThrough(after, one), JSON.stringify([one, edits])).toBe(!isCut);
        }
        for (const { packet } of cuts.flows) {
          expect(tracePacket(internet.network, packet).verdict).toBe('reachable');
          expect(tracePacket(after, packet).verdict, JSON.stringify([packet, edits])).toBe('blocked');
        }
        for (const each of edits) {
          const others = edits.filter((other) => other !== each);
          expect(isOpen(edited(facts, others), target), JSON.stringify([others, edits])).toBe(true);
        }
      }
    }),
    { numRuns: RUNS },
  );
});
