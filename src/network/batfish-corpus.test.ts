import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsIn } from '../../test/network/aws-json-facts.ts';
import type { Packet, PacketSource } from '../model/network-facts.ts';
import { Network } from './network.ts';
import { type Trace, tracePacket } from './trace-packet.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/data/network');
const CASES = join(CORPUS, 'batfish-cases.shared.json');

interface Case {
  readonly id: string;
  readonly folder: string;
  readonly source: { readonly kind: string; readonly id?: string; readonly ip?: string };
  readonly destination: { readonly ip: string; readonly id?: string };
  readonly protocolNumber: number | null;
  readonly srcPort?: number;
  readonly dstPort?: number;
  readonly expected: 'reachable' | 'blocked';
  readonly returnExpected?: string;
  readonly blockedAt?: { readonly kind: string; readonly resourceId?: string };
  readonly contrast?: { readonly change: Partial<Case>; readonly expected: 'reachable' | 'blocked' };
}

const cases: readonly Case[] = existsSync(CASES) ? JSON.parse(readFileSync(CASES, 'utf8')) : [];
const networks = new Map<string, Promise<Network>>();

function networkOf(folder: string): Promise<Network> {
  const found =
    networks.get(folder) ??
    factsIn(join(CORPUS, 'batfish', folder, 'aws_configs')).then(
      (facts) => new Network(facts, { assumesDefaults: true }),
    );
  networks.set(folder, found);
  return found;
}

function sourceOf(network: Network, { source }: Case): PacketSource {
  if (source.kind === 'internet') return { kind: 'internet', address: source.ip ?? '8.8.8.8' };
  if (source.id?.startsWith('vgw-'))
    return { kind: 'on-premises', gatewayId: source.id, address: source.ip ?? '192.168.77.7' };
  const own = network
    .all('AWS::EC2::NetworkInterface')
    .find((each) => each.privateIpAddresses.some((one) => one.privateIpAddress === source.ip));
  return { kind: 'interface', networkInterfaceId: own?.id ?? source.id ?? '', address: source.ip ?? '' };
}

function packetOf(network: Network, each: Case): Packet {
  return {
    source: sourceOf(network, each),
    destination: each.destination.ip,
    protocol: each.protocolNumber ?? 6,
    sourcePort: each.srcPort ?? null,
    destinationPort: each.dstPort ?? null,
    icmp: null,
  };
}

/** Records that say nothing of AWS, and why. */
const NOT_OF_AWS: Readonly<Record<string, string>> = {
  'batfish/public-subnet/testFromInternetToPrivateIp#2':
    'from the internet to an address of nobody: Batfish lets it leave its model, which has no bearing on AWS',
  'batfish/public-subnet/testToInternetInvalidPrivateIp':
    'put in at a router with a source that no interface has: in AWS only interfaces send',
  'batfish/subnet/testOutsideSubnetToInstance':
    'put in at a router with the source 0.0.0.0: in AWS only interfaces send',
};

/** Batfish asks whether some flow gets through: one of those that a rule of some group names. */
function someFlow(network: Network, each: Case): Trace['verdict'] {
  const ports = network
    .all('AWS::EC2::SecurityGroup')
    .flatMap((group) => [...group.ingress, ...group.egress])
    .flatMap((rule) => rule.fromPort ?? 443);
  const verdicts = [...new Set(ports)].map(
    (port) => tracePacket(network, packetOf(network, { ...each, srcPort: 49_152, dstPort: port })).verdict,
  );
  return verdicts.includes('reachable') ? 'reachable' : 'blocked';
}

const asked = cases.filter(({ id }) => !(id in NOT_OF_AWS));

describe.skipIf(cases.length === 0)(
  'what Batfish asserts of real AWS networks (skipped where ../shared is absent)',
  () => {
    test.each(asked.map((each) => [each.id, each] as const))('%s', async (_, each) => {
      const network = await networkOf(each.folder);
      if (each.protocolNumber === null) {
        expect(someFlow(network, each)).toBe(each.expected);
        return;
      }
      const trace = tracePacket(network, packetOf(network, each));
      expect({ verdict: trace.verdict, at: trace.blockedAt, missing: trace.missing }).toMatchObject({
        verdict: each.expected,
        missing: [],
      });
      if (each.returnExpected) expect(trace.reply?.outcome).toBe('delivered');
      const { kind, resourceId } = each.blockedAt ?? {};
      if (kind === 'security-group' || kind === 'network-acl')
        expect(trace.blockedAt).toMatchObject({ kind, id: resourceId });
      if (each.contrast) {
        const changed = packetOf(network, { ...each, ...each.contrast.change });
        expect(tracePacket(network, changed).forward.outcome).toBe(
          each.contrast.expected === 'reachable' ? 'delivered' : 'stopped',
        );
      }
    });

    test('every record that is left out is one of the corpus', () => {
      expect(Object.keys(NOT_OF_AWS).filter((id) => !cases.some((each) => each.id === id))).toEqual([]);
    });
  },
);
