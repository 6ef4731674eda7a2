import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../test/network/aws-json-facts.ts';
import type { JsonObject } from '../model/json.ts';
import type { Packet, PacketSource } from '../model/network-facts.ts';
import { Network } from './network.ts';
import { TCP, UDP } from './protocol.ts';
import { tracePacket } from './trace-packet.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/data/network');
const CASES = join(CORPUS, 'npguard-cases.shared.json');

interface End {
  readonly kind: 'internet' | 'instance';
  readonly eniId?: string;
  readonly ip?: string;
  readonly cidrs?: 'all' | readonly string[];
}

interface Case {
  readonly id: string;
  readonly inputFile: string;
  readonly level: string;
  readonly from: End;
  readonly to: End;
  readonly protocol: string;
  readonly srcPorts?: readonly (readonly [number, number])[];
  readonly dstPorts?: readonly (readonly [number, number])[];
  readonly responsive: boolean | null;
  readonly connection: 'allowed' | 'none';
}

const cases: readonly Case[] = existsSync(CASES) ? JSON.parse(readFileSync(CASES, 'utf8')) : [];
/** Those of subnets look at ACLs alone, and say nothing of what gets through. */
const endpoints = cases.filter(({ level }) => level === 'endpoint');

const IDS: Readonly<Record<string, string>> = {
  VpcId: 'vpc',
  SubnetId: 'subnet',
  InstanceId: 'i',
  NetworkInterfaceId: 'eni',
  GroupId: 'sg',
  NetworkAclId: 'acl',
  InternetGatewayId: 'igw',
};

/** The corpus has its ids and owners made unknown: they become such as AWS gives. */
function named(text: string): string {
  return text
    .replaceAll(/"OwnerId:\d+"/g, '"111122223333"')
    .replaceAll(/"([A-Z][A-Za-z]+Id):(\d+)"/g, (all, kind: string, number: string) =>
      kind in IDS ? `"${IDS[kind]}-${number}"` : all,
    );
}

type Lists = Readonly<Record<string, readonly JsonObject[]>>;

async function networkOf(file: string): Promise<Network> {
  const input = JSON.parse(named(readFileSync(join(CORPUS, 'npguard', file), 'utf8'))) as Lists;
  const instances = input['instances'] ?? [];
  const facts = await factsOf({
    Vpcs: input['vpcs'] ?? [],
    Subnets: input['subnets'] ?? [],
    Instances: instances,
    NetworkInterfaces: instances.flatMap(
      (each) => (each['NetworkInterfaces'] ?? []) as readonly JsonObject[],
    ),
    NetworkAcls: input['network_acls'] ?? [],
    SecurityGroups: input['security_groups'] ?? [],
    InternetGateways: input['internet_gateways'] ?? [],
    RouteTables: routeTables(input),
  });
  return new Network(facts, { assumesDefaults: true });
}

/** It has none; it takes subnets that give public addresses to have a route to the internet, and others not. */
function routeTables(input: Lists): readonly JsonObject[] {
  return (input['vpcs'] ?? []).flatMap((vpc) => {
    const VpcId = typeof vpc['VpcId'] === 'string' ? vpc['VpcId'] : '';
    const gateway = (input['internet_gateways'] ?? []).find((each) =>
      JSON.stringify(each).includes(`"${VpcId}"`),
    );
    const local = {
      DestinationCidrBlock: vpc['CidrBlock'] ?? '',
      GatewayId: 'local',
      State: 'active',
      Origin: 'CreateRouteTable',
    };
    const out = {
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: gateway?.['InternetGatewayId'] ?? '',
      State: 'active',
      Origin: 'CreateRoute',
    };
    const open = (input['subnets'] ?? []).filter(
      (each) => each['VpcId'] === VpcId && each['MapPublicIpOnLaunch'] === true,
    );
    return [
      {
        RouteTableId: `rtb-main-${VpcId}`,
        VpcId,
        OwnerId: '111122223333',
        Associations: [{ Main: true }],
        Routes: [local],
      },
      {
        RouteTableId: `rtb-open-${VpcId}`,
        VpcId,
        OwnerId: '111122223333',
        Associations: open.map((each) => ({ Main: false, SubnetId: each['SubnetId'] ?? '' })),
        Routes: [local, out],
      },
    ];
  });
}

const PACKETS = [
  { protocol: TCP, sourcePort: 49_152, destinationPort: 9080 },
  { protocol: TCP, sourcePort: 9080, destinationPort: 80 },
  { protocol: TCP, sourcePort: 49_152, destinationPort: 80 },
  { protocol: UDP, sourcePort: 49_152, destinationPort: 53 },
  { protocol: 1, sourcePort: null, destinationPort: null },
] as const;

const NAMES: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp', 1: 'icmp' };
const OUTSIDE = ['147.235.208.136', '8.8.8.8'];

function isIn(port: number | null, ranges: Case['srcPorts']): boolean {
  return ranges === undefined || (port !== null && ranges.some(([from, to]) => from <= port && port <= to));
}

function isFor(each: Case, packet: Packet, outside: string | null): boolean {
  const { cidrs = 'all' } = each.from.kind === 'internet' ? each.from : each.to;
  return (
    each.connection === 'allowed' &&
    (each.protocol === 'all' || each.protocol === NAMES[packet.protocol]) &&
    isIn(packet.sourcePort, each.srcPorts) &&
    isIn(packet.destinationPort, each.dstPorts) &&
    (outside === null || cidrs === 'all' || cidrs.includes(`${outside}/32`))
  );
}

function eni({ eniId = '' }: End): string {
  return JSON.parse(named(JSON.stringify(eniId))) as string;
}

function packetsOf(
  network: Network,
  { from, to }: Case,
): readonly { readonly packet: Packet; readonly outside: string | null }[] {
  const isOutside = from.kind === 'internet' || to.kind === 'internet';
  return (isOutside ? OUTSIDE : [null]).flatMap((outside) =>
    PACKETS.map((each) => {
      const taker = to.kind === 'internet' ? null : network.find('AWS::EC2::NetworkInterface', eni(to));
      const shown = taker && network.shownAddresses(taker)[0]?.shown;
      const source: PacketSource =
        from.kind === 'internet'
          ? { kind: 'internet', address: outside ?? '' }
          : { kind: 'interface', networkInterfaceId: eni(from), address: from.ip ?? '' };
      const destination =
        to.kind === 'internet' ? outside : from.kind === 'internet' ? (shown ?? to.ip) : to.ip;
      const icmp = each.protocol === 1 ? { type: 8, code: 0 } : null;
      return { packet: { ...each, source, destination: destination ?? '', icmp }, outside };
    }),
  );
}

const networks = new Map<string, Promise<Network>>();

describe.skipIf(endpoints.length === 0)(
  'what np-guard says of pairs of machines (skipped where ../shared is absent)',
  () => {
    const pairs = Map.groupBy(endpoints, ({ inputFile, from, to }) =>
      JSON.stringify([inputFile, from.eniId, to.eniId]),
    );

    test.each([...pairs.values()].map((each) => [each.map(({ id }) => id).join(', '), each] as const))(
      '%s',
      async (_, records) => {
        const [first] = records;
        if (!first) throw new Error('no records');
        const network = await (networks.get(first.inputFile) ?? networkOf(first.inputFile));
        networks.set(first.inputFile, Promise.resolve(network));
        for (const { packet, outside } of packetsOf(network, first)) {
          const said = records.find((each) => isFor(each, packet, outside));
          const { forward, reply, missing } = tracePacket(network, packet);
          expect(forward.outcome, JSON.stringify([packet, missing])).toBe(said ? 'delivered' : 'stopped');
          if (said && packet.protocol === TCP)
            expect(reply?.outcome, JSON.stringify(packet)).toBe(said.responsive ? 'delivered' : 'stopped');
        }
      },
    );
  },
);
