import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NetworkFacts, Packet } from '../../src/model/network-facts.ts';
import type { NetworkInterface } from '../../src/model/resources/ec2.ts';
import { applyEdits } from '../../src/network/edits/apply-edit.ts';
import { type Closing, ClosingEdits, type ClosingSet } from '../../src/network/edits/closing-edits.ts';
import { type Kind, kindsOf } from '../../src/network/edits/flow-ends.ts';
import { Neighbours } from '../../src/network/edits/neighbours.ts';
import { InternetExposure } from '../../src/network/exposed/exposed.ts';
import { together } from '../../src/network/exposed/together.ts';
import { Network } from '../../src/network/network.ts';
import { TCP, USUAL_CLIENT_PORT } from '../../src/network/protocol.ts';
import { tracePacket } from '../../src/network/trace-packet.ts';
import { networkCase } from './random/random-network.ts';
import { simulate } from './simulate.ts';

const RUNS = Number(process.env['RAMPART_NETWORK_RUNS'] ?? 60);
const SEED = Number(process.env['RAMPART_NETWORK_SEED'] ?? Date.now() % 1_000_000_000);

interface Edited {
  readonly facts: NetworkFacts;
  readonly network: Network;
  readonly closing: Closing;
  readonly note: string;
}

/** What closes one exposure of each network, where there is one. */
function eachClosing(look: (edited: Edited) => void): void {
  for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
    const [random] = fc.sample(networkCase(0), { numRuns: 1, seed });
    if (!random) continue;
    const { facts } = random;
    const closing = new ClosingEdits(new InternetExposure(facts), facts.listings);
    const { internet } = closing;
    const all = internet.all().flatMap((each) => together(each).map((traffic) => ({ each, traffic })));
    const chosen = all[seed % Math.max(1, all.length)];
    if (!chosen) continue;
    const note = `RAMPART_NETWORK_SEED=${seed} RAMPART_NETWORK_RUNS=1`;
    look({ facts, network: internet.network, closing: closing.of(chosen.each, chosen.traffic), note });
  }
}

test('what is told as cut got through before, by the oracle too, and does not after', {
  timeout: 3_600_000,
}, () => {
  let told = 0;
  eachClosing(({ facts, network, closing: { sets, target }, note }) => {
    for (const { edits, cuts } of sets) {
      const after = applyEdits(facts, edits);
      for (const { packet } of cuts.flows) {
        const more = JSON.stringify([note, packet, edits]);
        expect(simulate(facts, packet).verdict, more).toBe('reachable');
        expect(simulate(after, packet).verdict, more).toBe('blocked');
        if (isBeyond(network, target.networkInterface.vpcId, packet)) told += 1;
      }
    }
  });
  if (RUNS >= 50) expect(told).toBeGreaterThan(0);
});

/** It sets out or arrives outside the VPC, and not on the internet. */
function isBeyond(network: Network, vpcId: string, { source, destination }: Packet): boolean {
  if (source.kind === 'on-premises') return true;
  const [from, to] = [
    source.kind === 'interface' ? source.networkInterfaceId : '',
    network.all('AWS::EC2::NetworkInterface').find((each) => has(each, destination))?.id ?? '',
  ].map((id) => network.find('AWS::EC2::NetworkInterface', id)?.vpcId ?? null);
  return (from !== null && from !== vpcId) || (to !== null && to !== vpcId);
}

function has({ privateIpAddresses, ipv6Addresses }: NetworkInterface, address: string): boolean {
  return (
    ipv6Addresses.includes(address) || privateIpAddresses.some((each) => each.privateIpAddress === address)
  );
}

test('of what neighbours and on-premises networks send to the VPC, and neighbours out through it, all that the oracle sees cut is told', {
  timeout: 3_600_000,
}, () => {
  let cut = 0;
  let cutBeyond = 0;
  eachClosing(({ facts, network, closing: { sets, target }, note }) => {
    const kinds = kindsOf(network.all('AWS::EC2::NetworkInterface'));
    const { vpcId } = target.networkInterface;
    const all = [...samples(kinds, vpcId, target), ...fromBeyond(network, kinds, target)];
    const sent = all.filter((each) => isSent(facts, network, each));
    for (const set of sets) {
      if (set.cuts.isBounded) continue;
      const after = applyEdits(facts, set.edits);
      for (const packet of sent) {
        if (simulate(after, packet).verdict !== 'blocked') continue;
        // Either may leave open what the other knows (README.md).
        if (tracePacket(new Network(after), packet).verdict === 'unknown') continue;
        cut += 1;
        if (packet.source.kind === 'on-premises') cutBeyond += 1;
        expect(isTold(set, packet), JSON.stringify([note, packet, set.edits])).toBe(true);
      }
    }
  });
  if (RUNS >= 50) expect(cut).toBeGreaterThan(0);
  if (RUNS >= 200) expect(cutBeyond).toBeGreaterThan(0);
});

/** What comes to the VPC by the internet is told as the internet's. */
function isSent(facts: NetworkFacts, network: Network, packet: Packet): boolean {
  const { verdict, forward } = tracePacket(network, packet);
  if (verdict !== 'reachable' || simulate(facts, packet).verdict !== 'reachable') return false;
  return forward.end.kind === 'internet' || !forward.hops.some(({ kind }) => kind === 'internet-gateway');
}

/** To everything in the VPC from everything in others what is to be closed, and HTTPS from there to the internet. */
function samples(
  kinds: readonly Kind[],
  vpcId: string,
  { protocol, from, to, family }: Closing['target'],
): readonly Packet[] {
  const port = from <= 443 && 443 <= to ? 443 : from;
  const others = kinds.filter(({ one }) => one.vpcId !== vpcId);
  const own = kinds.filter(({ one }) => one.vpcId === vpcId);
  const addressed = own.flatMap(({ one }) => addressOf(one, family) ?? []);
  return others.flatMap(({ one }) => {
    const address = addressOf(one, family);
    if (address === null) return [];
    const source = { kind: 'interface', networkInterfaceId: one.id, address } as const;
    const base = { source, protocol: TCP, sourcePort: USUAL_CLIENT_PORT, icmp: null };
    const inwards = protocol === TCP || protocol === null ? addressed : [];
    return [
      ...inwards.map((destination) => ({ ...base, destination, destinationPort: port })),
      { ...base, destination: family === 'ipv4' ? '198.51.100.1' : '2001:db8::1', destinationPort: 443 },
    ];
  });
}

/** What is to be closed, to everything in the VPC from the networks behind its gateways. */
function fromBeyond(
  network: Network,
  kinds: readonly Kind[],
  { networkInterface: { vpcId }, protocol, from, to, family }: Closing['target'],
): readonly Packet[] {
  if (protocol !== TCP && protocol !== null) return [];
  const destinationPort = from <= 443 && 443 <= to ? 443 : from;
  const own = kinds.filter(({ one }) => one.vpcId === vpcId);
  const addressed = own.flatMap(({ one }) => addressOf(one, family) ?? []);
  return new Neighbours(network).beyond(vpcId).flatMap(({ gatewayId, addresses }) => {
    const address = addresses[family];
    if (address === null) return [];
    const source = { kind: 'on-premises', gatewayId, address } as const;
    const base = { source, protocol: TCP, sourcePort: USUAL_CLIENT_PORT, destinationPort, icmp: null };
    return addressed.map((destination) => ({ ...base, destination }));
  });
}

function addressOf({ privateIpAddresses, ipv6Addresses }: NetworkInterface, family: 'ipv4' | 'ipv6') {
  return (family === 'ipv4' ? privateIpAddresses[0]?.privateIpAddress : ipv6Addresses[0]) ?? null;
}

function isTold({ cuts }: ClosingSet, sent: Packet): boolean {
  return cuts.flows.some(
    ({ packet }) =>
      packet.source.address === sent.source.address &&
      packet.destination === sent.destination &&
      packet.protocol === sent.protocol,
  );
}
