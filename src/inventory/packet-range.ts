/** Ports of a protocol, or ICMP types and codes as `type * 256 + code`: closed intervals within 0-65535. */
export interface PacketRange {
  /** `-1` for every protocol. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

const LAST = 65_535;

export function allPackets(protocol: string): PacketRange {
  return { protocol, from: 0, to: LAST };
}

/** Null bounds mean every port. */
export function portRange(protocol: string, from: number | null, to: number | null): PacketRange {
  return { protocol, from: from ?? 0, to: to ?? LAST };
}

/** AWS writes -1 for every type, and for every code of a type. */
export function icmpRange(protocol: string, type: number | null, code: number | null): PacketRange {
  if (type === null || type < 0) return allPackets(protocol);
  if (code === null || code < 0) return { protocol, from: type * 256, to: type * 256 + 255 };
  return { protocol, from: type * 256 + code, to: type * 256 + code };
}

export function isIcmp(protocol: string): boolean {
  return protocol === 'icmp' || protocol === 'icmpv6';
}

/** Only TCP and UDP rules have ports that AWS looks at; of every other protocol a rule means all packets. */
export function hasPorts(protocol: string): boolean {
  return protocol === 'tcp' || protocol === 'udp';
}

export function rangeContains(outer: PacketRange, inner: PacketRange): boolean {
  if (outer.protocol === '-1') return true;
  return outer.protocol === inner.protocol && outer.from <= inner.from && inner.to <= outer.to;
}

export function rangeAdmits(range: PacketRange, protocol: string, port: number): boolean {
  return rangeContains(range, { protocol, from: port, to: port });
}

/**
 * Divides all packets so that each of the ranges holds a cell wholly or not at all; the last cell, of protocol `-1`,
 * stands for the packets of protocols that no range names.
 */
export function packetCells(ranges: readonly PacketRange[]): readonly PacketRange[] {
  const byProtocol = Map.groupBy(ranges, (range) => range.protocol);
  byProtocol.delete('-1');
  const named = [...byProtocol].flatMap(([protocol, own]) => cellsOfProtocol(protocol, own));
  return [...named, allPackets('-1')];
}

function cellsOfProtocol(protocol: string, ranges: readonly PacketRange[]): readonly PacketRange[] {
  const starts = new Set([0, ...ranges.flatMap(({ from, to }) => [from, to + 1])]);
  const sorted = [...starts].filter((start) => start <= LAST).toSorted((a, b) => a - b);
  return sorted.map((from, index) => ({ protocol, from, to: (sorted[index + 1] ?? LAST + 1) - 1 }));
}

/** `all traffic`, `tcp 22`, `udp 1000-2000`, `icmp 8`, `protocol 50`. */
export function formatRange(range: PacketRange): string {
  const { protocol, from, to } = range;
  if (protocol === '-1') return 'all traffic';
  if (isIcmp(protocol)) return formatIcmp(range);
  if (!hasPorts(protocol)) return `protocol ${protocol}`;
  if (from === 0 && to === LAST) return `${protocol} all ports`;
  return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`;
}

function formatIcmp({ protocol, from, to }: PacketRange): string {
  if (from === 0 && to === LAST) return `${protocol} all types`;
  const type = Math.floor(from / 256);
  return from === to ? `${protocol} type ${type} code ${from % 256}` : `${protocol} type ${type}`;
}

/** Whether every port of the range is one of those given. */
export function holdsOnlyPorts(range: PacketRange, protocol: string, ports: readonly number[]): boolean {
  if (range.protocol !== protocol) return false;
  const held = new Set(ports.filter((port) => range.from <= port && port <= range.to));
  return held.size === range.to - range.from + 1;
}
