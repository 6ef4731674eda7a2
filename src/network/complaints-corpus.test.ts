import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../test/network/aws-json-facts.ts';
import { Network } from './network.ts';
import { trace } from './trace.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/network/complaints.json');

interface Query {
  readonly source: { readonly kind: string; readonly id?: string; readonly ip: string };
  readonly destination: { readonly id?: string; readonly ip: string };
  readonly protocol: string;
  readonly dstPort?: number;
  readonly expected: 'reachable' | 'blocked';
  readonly blockedAt?: { readonly kind: string; readonly resourceId?: string };
  /** Behind a load balancer: the way in by it, and not by any other. */
  readonly via?: string | null;
  readonly entry?: { readonly ip: string; readonly dstPort: number };
}

interface Complaint {
  readonly id: string;
  readonly facts: Parameters<typeof factsOf>[0];
  readonly queries: readonly Query[];
}

const complaints: readonly Complaint[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];

/** Our words for what the corpus calls `route`: what the internet has no way to. */
const ROUTE = ['route-table', 'internet', 'internet-gateway'];

function ask(network: Network, { source, destination, protocol, dstPort, entry }: Query) {
  return trace(network, {
    from: source.kind === 'internet' ? source.ip : (source.id ?? source.ip),
    to: entry?.ip ?? destination.ip,
    protocol,
    ...(dstPort === undefined ? {} : { toPort: entry?.dstPort ?? dstPort }),
  });
}

describe.skipIf(complaints.length === 0)(
  'what users of other tools complain about (skipped where ../shared is absent)',
  () => {
    test.each(complaints.map((each) => [each.id, each] as const))('%s', async (_, { facts, queries }) => {
      const network = new Network(await factsOf(facts), { assumesDefaults: true });
      for (const query of queries) {
        const answer = ask(network, query);
        const { kind, id } = answer.blockedAt ?? { kind: null, id: null };
        expect(answer.verdict, JSON.stringify([query, answer.missing])).toBe(query.expected);
        if (query.blockedAt?.kind === 'route') expect(ROUTE).toContain(kind);
        else if (query.blockedAt) expect(kind).toBe(query.blockedAt.kind);
        if (query.blockedAt?.resourceId) expect(id).toBe(query.blockedAt.resourceId);
        if (query.entry)
          expect(answer.onward.targets).toMatchObject([
            { address: query.destination.ip, port: query.dstPort, outcome: 'delivered' },
          ]);
      }
    });
  },
);
