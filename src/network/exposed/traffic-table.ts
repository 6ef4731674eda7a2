import { ICMP, ICMPV6, TCP, UDP } from '../protocol.ts';
import { eachOnce } from './each-once.ts';
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
  const protocols: (number | null)[] = [TCP, UDP, ICMP, ICMPV6];
  for (const { named } of tables)
    for (const protocol of named.keys()) if (!protocols.includes(protocol)) protocols.push(protocol);
  protocols.push(null);
  return protocols;
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
  const edges = edgesOf(lines);
  const size = eachOnce(edges);
  const segments: Segment[] = [];
  const holding: L[] = [];
  for (let i = 0; i + 1 < size; i += 1) {
    const from = edges[i] ?? 0;
    holding.length = 0;
    // Counted, not iterated: until it is compiled an iterator makes an object a step, and this is most steps of all.
    for (let j = 0; j < lines.length; j += 1) {
      const line = lines[j];
      if (line && line.from <= from && from <= line.to) holding.push(line);
    }
    const addresses = decide(holding);
    if (addresses.length > 0) segments.push({ from, to: (edges[i + 1] ?? from) - 1, addresses });
  }
  return segments;
}

/** Where lines begin and where the ports behind them do. */
function edgesOf(lines: readonly Line[]): Float64Array {
  const edges = new Float64Array(2 * lines.length);
  let size = 0;
  for (const { from, to } of lines) {
    edges[size] = from;
    edges[size + 1] = to + 1;
    size += 2;
  }
  return edges.sort();
}

/** What both let through. Ports that only the second tells apart, and for nothing, stay one range of the first. */
export function both(a: Segments, b: Segments): Segments {
  const segments: Segment[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) break;
    const from = Math.max(left.from, right.from);
    const to = Math.min(left.to, right.to);
    if (from <= to) push(segments, left, from, to, intersect(left.addresses, right.addresses));
    if (left.to <= right.to) i += 1;
    if (right.to <= left.to) j += 1;
  }
  return segments;
}

/** Of a segment as much as is left of it, which is mostly all: then it is shared. */
function push(segments: Segment[], whole: Segment, from: number, to: number, addresses: Intervals): void {
  if (addresses.length === 0) return;
  const isWhole = addresses === whole.addresses;
  const last = isWhole ? segments.at(-1) : undefined;
  const start = last && last.to + 1 === from && last.addresses === addresses ? segments.pop() : undefined;
  const first = start?.from ?? from;
  const isAll = isWhole && first === whole.from && to === whole.to;
  segments.push(isAll ? whole : { from: first, to, addresses });
}

/** What a table lets through, and only from some: protocol by protocol (null: all that are not named). */
export function narrowed(table: TrafficTable, to: (protocol: number | null) => Intervals): TrafficTable {
  const within = (protocol: number | null): Segments =>
    segmentsOf(table, protocol).flatMap((each) => {
      const addresses = intersect(each.addresses, to(protocol));
      return addresses.length > 0 ? [{ ...each, addresses }] : [];
    });
  const named = protocolsOf(table).filter((each) => each !== null);
  return { named: new Map(named.map((each) => [each, within(each)])), rest: within(null) };
}
