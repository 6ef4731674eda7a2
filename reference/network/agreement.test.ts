import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NetworkFacts, Packet } from '../../src/model/network-facts.ts';
import { unread } from '../../src/model/reading.ts';
import type { Resource, ResourceOf, ResourceType } from '../../src/model/resource-types.ts';
import { parseAddress } from '../../src/network/address.ts';
import { Network } from '../../src/network/network.ts';
import type { Trace } from '../../src/network/trace-packet.ts';
import { anEntry, aRule } from '../../test/builders/network.ts';
import { compare, traced } from './differential/comparison.ts';
import { SymbolicAnswers } from './differential/symbolic.ts';
import { LISTED } from './random/random-listings.ts';
import { networkCase } from './random/random-network.ts';

/** `RAMPART_NETWORK_RUNS=1000` looks at more networks, `RAMPART_NETWORK_SEED=2` at the same ones again. */
const RUNS = Number(process.env['RAMPART_NETWORK_RUNS'] ?? 60);
const SEED = Number(process.env['RAMPART_NETWORK_SEED'] ?? Date.now() % 1_000_000_000);
const PACKETS = 20;

/** Each network of its own seed, which the message names: to make a failing one smaller would take minutes. */
function eachNetwork(look: (facts: NetworkFacts, packets: readonly Packet[], note: string) => void): void {
  for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
    const [random] = fc.sample(networkCase(PACKETS), { numRuns: 1, seed });
    if (random) look(random.facts, random.packets, `RAMPART_NETWORK_SEED=${seed} RAMPART_NETWORK_RUNS=1`);
  }
}

test('the engine and the oracle agree packet by packet', { timeout: 3_600_000 }, () => {
  const met = new Map<string, number>();
  eachNetwork((facts, packets, note) => {
    const network = new Network(facts);
    for (const packet of packets) {
      const { agreement, ours, theirs } = compare(network, facts, packet);
      const more = [note, packet, ours?.blockedAt, ours?.missing, theirs];
      expect(agreement, JSON.stringify(more)).not.toBe('different');
      const said = agreement === 'open' ? 'open' : (ours?.verdict ?? 'refused');
      met.set(said, (met.get(said) ?? 0) + 1);
    }
  });
  if (RUNS < 50) return;
  for (const verdict of ['reachable', 'blocked', 'unknown'])
    expect(met.get(verdict) ?? 0, verdict).toBeGreaterThan(RUNS / 5);
  // One in thirty, of two million packets.
  expect(met.get('open') ?? 0).toBeLessThan((RUNS * PACKETS) / 7);
});

test('LAW: what gets through is among what exposed and the pairs tell, and their witnesses get through', {
  timeout: 3_600_000,
}, () => {
  eachNetwork((facts, packets, note) => {
    const network = new Network(facts);
    const symbolic = new SymbolicAnswers(network);
    for (const packet of packets) {
      const trace = traced(network, packet);
      const missed = trace && symbolic.missed(packet, trace);
      expect(missed, JSON.stringify([note, packet])).toBeNull();
    }
    expect([...symbolic.failing(facts)], note).toEqual([]);
  });
});

const ANY = ['0.0.0.0/0', '::/0'] as const;

test('LAW: a rule more in every group closes nothing', { timeout: 3_600_000 }, () => {
  eachNetwork((facts, packets, note) => {
    const more = changed(facts, 'AWS::EC2::SecurityGroup', (group) => ({
      ...group,
      ingress: [...ANY.map((block) => aRule('tcp', 443, block)), ...group.ingress],
      egress: [...group.egress, ...ANY.map((block) => aRule('udp', [0, 65_535], block))],
    }));
    compareVerdicts(facts, more, packets, ({ before, after }, packet) => {
      if (before === 'reachable') expect(after, JSON.stringify([note, packet])).toBe('reachable');
      if (after === 'blocked') expect(before, JSON.stringify([note, packet])).toBe('blocked');
    });
  });
});

test('LAW: an entry more that denies opens nothing', { timeout: 3_600_000 }, () => {
  eachNetwork((facts, packets, note) => {
    const fewer = changed(facts, 'AWS::EC2::NetworkAcl', (acl) => ({
      ...acl,
      entries: [
        anEntry(0, 'deny', 'tcp', [1024, 40_000], '0.0.0.0/0', { egress: true }),
        anEntry(0, 'deny', 'udp', [0, 60], '::/0'),
        ...acl.entries,
      ],
    }));
    compareVerdicts(facts, fewer, packets, ({ before, after, missing }, packet) => {
      // Where the entry stops some of the ways that AWS chooses from, the engine asks for no answer by the others.
      if (before === 'blocked' && !missing.some(({ why }) => why.includes('AWS chooses one of several ways')))
        expect(after, JSON.stringify([note, packet])).toBe('blocked');
      if (after === 'reachable') expect(before, JSON.stringify([note, packet])).toBe('reachable');
    });
  });
});

interface Verdicts {
  readonly before: Trace['verdict'];
  readonly after: Trace['verdict'];
  /** Why it is not known after. */
  readonly missing: Trace['missing'];
}

function compareVerdicts(
  facts: NetworkFacts,
  other: NetworkFacts,
  packets: readonly Packet[],
  look: (verdicts: Verdicts, packet: Packet) => void,
): void {
  const [network, changedNetwork] = [new Network(facts), new Network(other)];
  for (const packet of packets) {
    const [before, after] = [traced(network, packet), traced(changedNetwork, packet)];
    if (before && after)
      look({ before: before.verdict, after: after.verdict, missing: after.missing }, packet);
  }
}

function changed<Type extends ResourceType>(
  facts: NetworkFacts,
  type: Type,
  change: (resource: ResourceOf<Type>) => ResourceOf<Type>,
): NetworkFacts {
  const isOf = (each: Resource): each is ResourceOf<Type> => each.type === type;
  return { ...facts, resources: facts.resources.map((each) => (isOf(each) ? change(each) : each)) };
}

/** The same facts, had the account not been allowed to list a type in a Region. */
function denied(facts: NetworkFacts, index: number): NetworkFacts {
  const homes = [
    ...new Map(facts.resources.map((each) => [`${each.account} ${each.region}`, each])).values(),
  ];
  const home = homes[index % homes.length];
  const type = LISTED[index % LISTED.length];
  const gap = unread('ec2:Describe', 'AccessDenied: not allowed');
  const isOf = (each: {
    readonly account: string;
    readonly region: string;
    readonly type: string;
  }): boolean => each.type === type && each.account === home?.account && each.region === home.region;
  const listings = homes.flatMap(({ account, region }) =>
    LISTED.map((each) => ({
      account,
      region,
      type: each,
      gap: isOf({ account, region, type: each }) ? gap : null,
    })),
  );
  return { resources: facts.resources.filter((each) => !isOf(each) || isListedBeside(each)), listings };
}

/** An attachment is listed for the owner of its VPC, too: the transit gateway's list alone takes it from nobody. */
function isListedBeside(resource: Resource): boolean {
  return (
    resource.type === 'AWS::EC2::TransitGatewayAttachment' && resource.resourceOwnerId !== resource.account
  );
}

/** To whoever sends from inside, a public address that belongs to nobody who was read belongs to the internet. */
function isTakenForInternet({ source, destination }: Packet, whole: Network, partial: Network): boolean {
  const address = parseAddress(destination);
  if (source.kind === 'internet' || address === null) return false;
  return whole.onInternet(address) !== null && partial.onInternet(address) === null;
}

test('what was not read makes answers unknown, and no others', { timeout: 3_600_000 }, () => {
  let index = 0;
  eachNetwork((facts, packets, note) => {
    index += 1;
    if (facts.listings.length > 0) return;
    const [whole, partial] = [new Network(facts), new Network(denied(facts, index))];
    for (const packet of packets) {
      const isThere =
        packet.source.kind !== 'interface' ||
        partial.find('AWS::EC2::NetworkInterface', packet.source.networkInterfaceId) !== null;
      if (isTakenForInternet(packet, whole, partial)) continue;
      const [known, less] = [traced(whole, packet), isThere ? traced(partial, packet) : null];
      if (known === null || less === null || less.verdict === 'unknown') continue;
      expect(less.verdict, JSON.stringify([note, index, packet, less.blockedAt, known.missing])).toBe(
        known.verdict,
      );
    }
  });
});
