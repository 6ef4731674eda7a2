import type { IntentEnd, NetworkIntents } from '../../model/network-intent.ts';
import type { Unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { Network } from '../network.ts';
import { passesOn } from '../passes-on.ts';
import { selectedBy } from './selected.ts';

/** Whom one end of an intent means. */
export interface Party {
  readonly interfaces: readonly NetworkInterface[];
  /** Hosts of the internet: of these blocks alone, or all of it. Null: none. */
  readonly internet: { readonly within: readonly string[] | null } | null;
  readonly missing: readonly Unread[];
}

export interface Parties {
  of(end: IntentEnd): Party;
  /** Whether an end means an interface. */
  holds(end: IntentEnd, networkInterface: NetworkInterface): boolean;
}

/** The ends of intents, each looked up once. */
export class IntentParties implements Parties {
  readonly #network: Network;
  readonly #intents: NetworkIntents;
  readonly #known = new Map<
    string,
    { readonly party: Party; readonly held: ReadonlySet<NetworkInterface> }
  >();

  constructor(network: Network, intents: NetworkIntents) {
    this.#network = network;
    this.#intents = intents;
  }

  of(end: IntentEnd): Party {
    return this.#look(end).party;
  }

  holds(end: IntentEnd, networkInterface: NetworkInterface): boolean {
    return this.#look(end).held.has(networkInterface);
  }

  #look(end: IntentEnd) {
    const key = end.kind === 'selector' ? `selector ${end.name}` : end.kind;
    const known = this.#known.get(key);
    if (known) return known;
    const party = this.#partyOf(end);
    const found = { party, held: new Set(party.interfaces) };
    this.#known.set(key, found);
    return found;
  }

  #partyOf(end: IntentEnd): Party {
    if (end.kind === 'internet') return { interfaces: [], internet: { within: null }, missing: [] };
    if (end.kind === 'selector') return this.#named(end.name);
    const gap = this.#network.anyGap('AWS::EC2::NetworkInterface');
    const interfaces = this.#network.all('AWS::EC2::NetworkInterface').filter((each) => !passesOn(each));
    return { interfaces, internet: { within: null }, missing: gap ? [gap] : [] };
  }

  #named(name: string): Party {
    const selector = this.#intents.selectors[name];
    if (selector === undefined) return { interfaces: [], internet: null, missing: [] };
    const { interfaces, blocks, missing } = selectedBy(this.#network, selector);
    const internet = blocks.length > 0 ? { within: blocks } : null;
    return { interfaces: interfaces.filter((each) => !passesOn(each)), internet, missing };
  }
}
