import type { Unread } from '../../model/reading.ts';
import { type Address, sameAddress } from '../address.ts';
import type { Gate } from '../course.ts';
import type { AddressLine } from '../exposed/address-line.ts';
import { type AclFilter, type Certainty, type GateTables, type Peer, someoneAt } from './gate-tables.ts';
import type { PortTables } from './port-table.ts';

/** Both ends of a leg, as filters see them. */
export interface Ends {
  readonly source: Peer;
  readonly destination: Peer;
}

export function swapped({ source, destination }: Ends): Ends {
  return { source: destination, destination: source };
}

/** The addresses that stood for both ends when a way was looked up. */
export interface StoodFor {
  readonly source: Address;
  readonly destination: Address;
}

/** Who the other end is to a gate: one of the two ends, or somebody on the way. */
export type Role = 'source' | 'destination' | Peer;

type Filter =
  | { readonly kind: 'network-acl'; readonly acl: AclFilter | null; readonly peer: Role }
  | { readonly kind: 'fixed'; readonly carried: Certainty }
  | { readonly kind: 'security-groups'; readonly gate: GroupsGate; readonly peer: Role };

type GroupsGate = Extract<Gate, { kind: 'security-groups' }>;

export function peerOf(role: Role, ends: Ends): Peer {
  return typeof role === 'string' ? ends[role] : role;
}

/** Gates one after another. Ways whose gates say the same have one passage between them, wherever they lead. */
export interface Passage {
  readonly filters: readonly Filter[];
  /** What might have stopped it on the way was not read. */
  readonly isDoubtful: boolean;
  /** By the addresses of both ends; null: groups of somebody on the way are asked, who look at more than addresses. */
  readonly byCuts: Map<number, Certainty> | null;
  /** What follows where a NAT gateway hands an answer on, to another port; null: nothing does. */
  readonly handedOn: Passage | null;
}

/** What gets past the gates of ways, looked up once for ends that filters do not tell apart. */
export class Passages {
  readonly #tables: PortTables;
  readonly #line: AddressLine;
  readonly #gates: GateTables;
  readonly #known = new Map<string, Passage>();
  readonly #joined = new Map<Passage, Map<Passage, Passage>>();

  constructor(tables: PortTables, line: AddressLine, gates: GateTables) {
    this.#tables = tables;
    this.#line = line;
    this.#gates = gates;
  }

  /** What a way's gates are to whoever goes by it. */
  of(gates: readonly Gate[], doubts: readonly Unread[], ends: StoodFor): Passage {
    const isDoubtful = doubts.length > 0;
    const at = gates.findIndex(({ kind }) => kind === 'chosen-port');
    if (at === -1) return this.#plain(gates, isDoubtful, ends);
    const handedOn = this.of(gates.slice(at + 1), [], ends);
    return { ...this.#plain(gates.slice(0, at), isDoubtful, ends), handedOn };
  }

  #plain(gates: readonly Gate[], isDoubtful: boolean, ends: StoodFor): Passage {
    return this.#behind(
      gates.flatMap((gate) => this.#filterOf(gate, ends)),
      isDoubtful,
    );
  }

  /** The gates of both, one passage after the other; neither hands anything on. */
  joined(first: Passage, second: Passage): Passage {
    const known = this.#joined.get(first) ?? new Map<Passage, Passage>();
    this.#joined.set(first, known);
    const found =
      known.get(second) ??
      this.#behind([...first.filters, ...second.filters], first.isDoubtful || second.isDoubtful);
    known.set(second, found);
    return found;
  }

  #behind(filters: readonly Filter[], isDoubtful: boolean): Passage {
    const base = { filters, isDoubtful, handedOn: null };
    if (filters.some(({ kind }) => kind === 'security-groups')) return { ...base, byCuts: null };
    const wording = `${isDoubtful} ${filters.map(wordingOf).join(' ')}`;
    const known = this.#known.get(wording) ?? { ...base, byCuts: new Map() };
    this.#known.set(wording, known);
    return known;
  }

  through(passage: Passage, sent: Certainty, ends: Ends): Certainty {
    const isOpen = passage.filters.length === 0 && !passage.isDoubtful;
    const passed = isOpen ? sent : this.#gates.and(sent, this.#passing(passage, ends));
    if (passage.handedOn === null) return passed;
    return this.through(passage.handedOn, this.#gates.fromChosenPort(passed), ends);
  }

  #passing(passage: Passage, ends: Ends): Certainty {
    if (passage.byCuts === null) return this.#newPassing(passage, ends);
    const key = ends.source.cut * this.#line.size + ends.destination.cut;
    const known = passage.byCuts.get(key) ?? this.#newPassing(passage, ends);
    passage.byCuts.set(key, known);
    return known;
  }

  #newPassing({ filters, isDoubtful }: Passage, ends: Ends): Certainty {
    const passed = filters.reduce(
      (sum, filter) => this.#gates.and(sum, this.#passedBy(filter, ends)),
      this.#gates.open,
    );
    return isDoubtful ? { must: this.#tables.none, may: passed.may } : passed;
  }

  #passedBy(filter: Filter, ends: Ends): Certainty {
    if (filter.kind === 'fixed') return filter.carried;
    const peer = peerOf(filter.peer, ends);
    if (filter.kind === 'network-acl') return this.#gates.atAcl(filter.acl, peer);
    const { networkInterface, direction, bearer } = filter.gate;
    const groups = this.#gates.groupsOf(networkInterface, networkInterface.securityGroupIds, direction);
    return this.#gates.admitted(groups, peer, bearer.vpcIds);
  }

  #filterOf(gate: Gate, ends: StoodFor): Filter | readonly [] {
    if (gate.kind === 'chosen-port') return [];
    if (gate.kind === 'protocols') return { kind: 'fixed', carried: this.#gates.protocols(gate.carried) };
    const peer = this.roleOf(gate.peer, ends);
    if (gate.kind === 'security-groups') return { kind: 'security-groups', gate, peer };
    return { kind: 'network-acl', acl: this.#gates.aclOf(gate.subnet, gate.direction), peer };
  }

  roleOf(address: Address, { source, destination }: StoodFor): Role {
    if (sameAddress(address, source)) return 'source';
    if (sameAddress(address, destination)) return 'destination';
    return someoneAt(this.#line.cutOf(address));
  }
}

function wordingOf(filter: Filter): string {
  if (filter.kind === 'fixed') return `fixed ${filter.carried.must}`;
  if (filter.kind === 'security-groups') return '';
  const peer = typeof filter.peer === 'string' ? filter.peer : filter.peer.cut;
  return `${filter.acl?.number ?? 'unread'} ${peer}`;
}
