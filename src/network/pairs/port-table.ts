import { type Intervals, intersect, NOTHING, union, without } from '../exposed/intervals.ts';
import { hasPorts, ICMP, ICMPV6, TCP, UDP } from '../protocol.ts';

/**
 * Traffic of any protocol between two ends: by protocol its destination ports, as half-open ranges (256 × type + code of
 * ICMP, 0 to 65535 of what has neither); `rest` is every protocol that is not named.
 */
export interface PortTable {
  readonly named: ReadonlyMap<number, Intervals>;
  readonly rest: Intervals;
}

const END = 65_536;
export const ALL_PORTS: Intervals = [0, END];

const TOLD = [TCP, UDP, ICMP, ICMPV6];

/** Of a table that stands in `PortTables`: equal tables have one number. */
export type TableId = number;

/**
 * Tables of ports, each kept once and named by a number, so that what filters of the same wording let through together is
 * computed once, however many pairs of interfaces have them between them.
 */
export class PortTables {
  readonly #tables: PortTable[] = [];
  readonly #ids = new Map<string, TableId>();
  readonly #both = new Map<number, TableId>();
  readonly #either = new Map<number, TableId>();
  readonly none: TableId = this.idOf({ named: new Map(), rest: NOTHING });
  readonly all: TableId = this.idOf({ named: new Map(), rest: ALL_PORTS });

  table(id: TableId): PortTable {
    const found = this.#tables[id];
    if (!found) throw new Error(`no table ${id}`);
    return found;
  }

  idOf(table: PortTable): TableId {
    const plain = canonical(table);
    const key = keyOf(plain);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#tables.push(plain) - 1;
    this.#ids.set(key, id);
    return id;
  }

  /** What both let through. */
  both(a: TableId, b: TableId): TableId {
    if (a === b || b === this.all) return a;
    if (a === this.all) return b;
    if (a === this.none || b === this.none) return this.none;
    return this.#combined(this.#both, a, b, intersect);
  }

  /** What either lets through. */
  either(a: TableId, b: TableId): TableId {
    if (a === b || b === this.none) return a;
    if (a === this.none) return b;
    if (a === this.all || b === this.all) return this.all;
    return this.#combined(this.#either, a, b, union);
  }

  /** What the first lets through and the second does not. */
  without(a: TableId, b: TableId): TableId {
    return this.idOf(combinedOf(this.table(a), this.table(b), without));
  }

  /** TCP alone, or all but TCP. */
  tcpOf(id: TableId): TableId {
    return this.both(id, this.#tcp);
  }

  withoutTcp(id: TableId): TableId {
    return this.both(id, this.#notTcp);
  }

  /** All ports of TCP, and of UDP, if the table has every one, or some, of a range; of other protocols what it has. */
  fromPorts(id: TableId, range: Intervals, quorum: 'every' | 'some'): TableId {
    const { named, rest } = this.table(id);
    const ported = [TCP, UDP].map((protocol) => {
      const found = intersect(this.portsOf(id, protocol), range);
      const isMet = quorum === 'every' ? String(found) === String(range) : found.length > 0;
      return [protocol, isMet ? ALL_PORTS : NOTHING] as const;
    });
    return this.idOf({ named: new Map([...named, ...ported]), rest });
  }

  portsOf(id: TableId, protocol: number): Intervals {
    return portsOf(this.table(id), protocol);
  }

  readonly #tcp: TableId = this.idOf({ named: new Map([[TCP, ALL_PORTS]]), rest: NOTHING });
  readonly #notTcp: TableId = this.idOf({ named: new Map([[TCP, NOTHING]]), rest: ALL_PORTS });

  #combined(
    known: Map<number, TableId>,
    a: TableId,
    b: TableId,
    combine: (a: Intervals, b: Intervals) => Intervals,
  ): TableId {
    const [first, second] = a < b ? [a, b] : [b, a];
    const key = first * 2 ** 24 + second;
    const found = known.get(key);
    if (found !== undefined) return found;
    const id = this.idOf(combinedOf(this.table(first), this.table(second), combine));
    known.set(key, id);
    return id;
  }
}

export function portsOf({ named, rest }: PortTable, protocol: number): Intervals {
  return named.get(protocol) ?? rest;
}

function combinedOf(
  a: PortTable,
  b: PortTable,
  combine: (a: Intervals, b: Intervals) => Intervals,
): PortTable {
  const protocols = new Set([...a.named.keys(), ...b.named.keys()]);
  return {
    named: new Map(
      [...protocols].map((each) => [each, combine(portsOf(a, each), portsOf(b, each))] as const),
    ),
    rest: combine(a.rest, b.rest),
  };
}

/** A protocol is named only where it differs from the rest; in order. */
function canonical({ named, rest }: PortTable): PortTable {
  const told = [...named].filter(([, ports]) => String(ports) !== String(rest)).sort(([a], [b]) => a - b);
  return { named: new Map(told), rest };
}

function keyOf({ named, rest }: PortTable): string {
  return `${[...named].map(([protocol, ports]) => `${protocol}:${ports.join(',')}`).join(';')}|${rest.join(',')}`;
}

/** One range of a table. */
export interface PortRange {
  /** Null: every protocol but those of `except`. */
  readonly protocol: number | null;
  readonly except: readonly number[];
  /** As in `PortTable`, both included. */
  readonly from: number;
  readonly to: number;
}

/** Range by range: TCP, UDP and ICMP, what else is named, and the rest; a protocol without ports is one range. */
export function rangesOf(table: PortTable): readonly PortRange[] {
  const protocols = [...new Set([...TOLD, ...table.named.keys()])];
  const named = protocols.flatMap((protocol) => ranges(protocol, [], portsOf(table, protocol)));
  return [...named, ...ranges(null, protocols, table.rest)];
}

function ranges(protocol: number | null, except: readonly number[], ports: Intervals): readonly PortRange[] {
  const all: PortRange[] = [];
  for (let i = 0; i < ports.length; i += 2)
    all.push({ protocol, except, from: ports[i] ?? 0, to: (ports[i + 1] ?? END) - 1 });
  return all;
}

export function isPorted({ protocol }: PortRange): boolean {
  return protocol !== null && hasPorts(protocol);
}
