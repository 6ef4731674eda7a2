import { ICMP, ICMPV6, TCP, UDP } from '../protocol.ts';
import { type Intervals, intersect } from './intervals.ts';

/**
 * What a filter lets through of one protocol: port ranges, ascending and apart, each with the addresses. An ICMP type and
 * code count as the port 256 × type + code, and what has neither as all ports.
 */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly addresses: Intervals;
}

export type Segments = readonly Segment[];

export const LAST_PORT = 65_535;

/** By protocol; `rest` is every protocol that is not named. */
export interface TrafficTable {
  readonly named: ReadonlyMap<number, Segments>;
  readonly rest: Segments;
}

export function segmentsOf({ named, rest }: TrafficTable, protocol: number | null): Segments {
  return protocol === null ? rest : (named.get(protocol) ?? rest);
}

/** TCP, UDP and ICMP, each protocol that some of the tables tell apart, and null for all others. */
export function protocolsOf(...tables: readonly TrafficTable[]): readonly (number | null)[] {
  return [...new Set([TCP, UDP, ICMP, ICMPV6, ...tables.flatMap((each) => [...each.named.keys()])]), null];
}

/** A filter's line: protocol (null: all), ports, and the addresses it is about. */
export interface Line {
  readonly protocol: number | null;
  readonly from: number;
  readonly to: number;
}

/** Builds a table: `decide` says which addresses the lines that hold for a port range let through, in their order. */
export function tableOf<L extends Line>(
  lines: readonly L[],
  decide: (holding: readonly L[]) => Intervals,
): TrafficTable {
  const protocols = new Set(lines.flatMap((line) => line.protocol ?? []));
  const forAll = lines.filter((line) => line.protocol === null);
  return {
    named: new Map(
      [...protocols].map((protocol) => [
        protocol,
        segmented(
          lines.filter((line) => line.protocol === protocol || line.protocol === null),
          decide,
        ),
      ]),
    ),
    rest: segmented(forAll, decide),
  };
}

function segmented<L extends Line>(
  lines: readonly L[],
  decide: (holding: readonly L[]) => Intervals,
): Segments {
  const edges = [...new Set(lines.flatMap((line) => [line.from, line.to + 1]))].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const [index, from] of edges.entries()) {
    const next = edges[index + 1];
    if (next === undefined) break;
    const addresses = decide(lines.filter((line) => line.from <= from && next - 1 <= line.to));
    if (addresses.length > 0) segments.push({ from, to: next - 1, addresses });
  }
  return segments;
}

/** What both let through, and only for these addresses. */
export function both(a: Segments, b: Segments, within: Intervals): Segments {
  const segments: Segment[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i], b[j]];
    if (!left || !right) break;
    const from = Math.max(left.from, right.from);
    const to = Math.min(left.to, right.to);
    if (from <= to) push(segments, from, to, intersect(intersect(left.addresses, right.addresses), within));
    if (left.to <= right.to) i += 1;
    if (right.to <= left.to) j += 1;
  }
  return segments;
}

/** Ports that one filter tells apart for nothing are one range. */
function push(segments: Segment[], from: number, to: number, addresses: Intervals): void {
  const last = segments.at(-1);
  if (addresses.length === 0) return;
  if (last && last.to + 1 === from && last.addresses === addresses)
    segments[segments.length - 1] = { from: last.from, to, addresses };
  else segments.push({ from, to, addresses });
}
