import type { NetworkFacts } from '../../model/network-facts.ts';
import type { NetworkIntents } from '../../model/network-intent.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { type Exposure, InternetExposure } from '../exposed/exposed.ts';
import type { HandedOn } from '../exposed/handed-on.ts';
import type { JointTraffic } from '../exposed/together.ts';
import { Network } from '../network.ts';
import { applyEdits } from './apply-edit.ts';
import {
  type BrokenIntent,
  type IntentsBroken,
  type IntentsBrokenBy,
  intentsBrokenIn,
} from './broken-intents.ts';
import { closingSets, type StateAfter } from './closing-search.ts';
import { type CutFlow, type FlowsCut, flowsCutIn } from './cut-flows.ts';
import { type EditKind, type NetworkEdit, setKey } from './edit.ts';
import type { ClosingTarget } from './edits-against.ts';
import { exposureState } from './exposure-state.ts';
import { handedState } from './handed-state.ts';
import { HandedTargets, involvedIn, type LostTarget } from './lost-targets.ts';
import { type LostTraffic, lostBeside, lostTraffic } from './lost-traffic.ts';
import { Neighbours } from './neighbours.ts';
import { Surroundings } from './surroundings.ts';
import { Touched } from './touched.ts';

/** What a set of edits takes away besides. */
export interface Cuts {
  /** What the internet reaches and would not any more, but for what is to be closed: all of it. */
  readonly fromInternet: readonly LostTraffic[];
  /** What load balancers would not hand on any more, though they take it. */
  readonly targets: readonly LostTarget[];
  /** Ways out and ways inside that some packet shows to be cut: of each kind of interface one, and not of every port. */
  readonly flows: readonly CutFlow[];
  /** Intents that hold, and would not any more. */
  readonly intents: readonly BrokenIntent[];
  /** Flows or intents were not all asked: there were too many. */
  readonly isBounded: boolean;
  /** What was not read: more may be cut. */
  readonly missing: readonly Unread[];
}

/** Edits that together close an exposure; no part of them does. */
export interface ClosingSet {
  readonly edits: readonly NetworkEdit[];
  readonly cuts: Cuts;
}

export interface Closing {
  readonly target: ClosingTarget;
  /** The best first: fewest edits, then least that is cut besides, then what AWS advises to change first. */
  readonly sets: readonly ClosingSet[];
  /** Sets of more edits were not looked for. */
  readonly isBounded: boolean;
  /** Why of other edits it is not known whether they close it. */
  readonly missing: readonly Unread[];
}

export interface ClosingOptions {
  /** An exposure to no more than a block of this length is none; longer than an address: nobody may be left. */
  readonly widest?: number;
}

export interface ClosingMeans {
  /** Else by single packets. */
  readonly flows?: FlowsCut;
  /** What must get through, whatever is closed. */
  readonly intents?: NetworkIntents;
}

/**
 * Edits that close what the internet reaches. Nothing is argued: the edited facts are asked again, by the engine that
 * found the exposure, and so is what else they take away.
 */
export class ClosingEdits {
  readonly internet: InternetExposure;
  readonly #surroundings: Surroundings;
  readonly #touched: Touched;
  readonly #lost = new Map<string, Lost>();
  readonly #cutFlows = new Map<string, ReturnType<FlowsCut>>();
  readonly #flows: FlowsCut;
  readonly #brokenBy = new Map<string, IntentsBroken>();
  readonly #broken: IntentsBrokenBy | null;
  readonly #handed: HandedTargets;

  constructor(
    internet: InternetExposure,
    listings: NetworkFacts['listings'] = [],
    { flows, intents }: ClosingMeans = {},
  ) {
    const neighbours = new Neighbours(internet.network);
    this.internet = internet;
    this.#surroundings = new Surroundings(internet.network, listings, neighbours);
    this.#touched = new Touched(internet.network);
    this.#flows = flows ?? flowsCutIn(internet.network, neighbours);
    this.#broken = intents ? intentsBrokenIn(internet.network, intents) : null;
    this.#handed = new HandedTargets(internet);
  }

  of(exposure: Exposure, traffic: JointTraffic, { widest = 129 }: ClosingOptions = {}): Closing {
    const { networkInterface, address, family } = exposure;
    const { protocol, from, to } = traffic;
    const target: ClosingTarget = { networkInterface, address, family, protocol, from, to };
    return this.#closing(target, (edits) =>
      exposureState(this.internet.network, this.#after([networkInterface], edits), target, widest),
    );
  }

  /** What a load balancer hands on to one target: what closes the node to it, or stops it on its way from there. */
  ofHanded(handed: HandedOn): Closing {
    const { networkInterface, family } = handed.exposure;
    const { address, port } = handed.target;
    const { protocol } = handed.traffic;
    const target: ClosingTarget = { networkInterface, address, family, protocol, from: port, to: port };
    const involved = involvedIn(this.internet.network, [handed]);
    const closing = this.#closing(target, (edits) =>
      handedState(this.internet.network, this.#after(involved, edits), handed),
    );
    const sets = closing.sets.map(({ edits, cuts }) => ({ edits, cuts: withoutHanded(cuts, handed) }));
    return { ...closing, sets: sets.toSorted(byWorth) };
  }

  #closing(target: ClosingTarget, stateAfter: StateAfter): Closing {
    const { sets, isBounded, missing } = closingSets(stateAfter);
    const told = sets.map((edits) => ({ edits, cuts: this.#cutsBeside(edits, target) }));
    return { target, sets: told.toSorted(byWorth), isBounded, missing };
  }

  #after(interfaces: readonly NetworkInterface[], edits: readonly NetworkEdit[]): InternetExposure {
    const { network } = this.internet;
    const facts = applyEdits(this.#surroundings.of(interfaces), edits);
    return new InternetExposure(new Network(facts, network), this.internet);
  }

  /** One set closes many exposures, and what it cuts is the same for all. */
  #cutsBeside(edits: readonly NetworkEdit[], target: ClosingTarget): Cuts {
    const { lost, targets, missing } = once(this.#lost, setKey(edits), () => this.#newlyLost(edits));
    const { networkInterface, family, protocol, from, to } = target;
    const about = edits.every(({ kind }) => WHATEVER.has(kind)) ? [] : [protocol, from, to];
    const key = [networkInterface.vpcId, family, ...about, setKey(edits)].join(' ');
    const flows = once(this.#cutFlows, key, () => this.#newlyCut(edits, target));
    const broken = once(this.#brokenBy, setKey(edits), () => this.#newlyBroken(edits));
    return {
      fromInternet: lostBeside(lost, target),
      targets,
      flows: flows.flows,
      intents: broken.intents,
      isBounded: flows.isBounded || broken.isBounded,
      missing: eachOnce([...missing, ...broken.missing]),
    };
  }

  #newlyCut(edits: readonly NetworkEdit[], target: ClosingTarget): ReturnType<FlowsCut> {
    return this.#flows({ after: this.#withWays(edits), edits, touched: this.#touched, target });
  }

  #newlyBroken(edits: readonly NetworkEdit[]): IntentsBroken {
    return this.#broken?.(this.#withWays(edits)) ?? { intents: [], isBounded: false, missing: [] };
  }

  #withWays(edits: readonly NetworkEdit[]): (interfaces: readonly NetworkInterface[]) => Network {
    const { network } = this.internet;
    return (interfaces) => new Network(applyEdits(this.#surroundings.withWays(interfaces), edits), network);
  }

  #newlyLost(edits: readonly NetworkEdit[]): Lost {
    const touched = this.#touched.by(edits);
    const after = this.#after(touched, edits);
    const compared = touched.map((each) => this.#compared(each, after));
    const targets = this.#handed.lost(touched, (interfaces) => this.#after(interfaces, edits));
    return {
      lost: compared.flatMap((each) => each.lost),
      targets: targets.lost,
      missing: eachOnce([...compared.flatMap((each) => each.missing), ...targets.missing]),
    };
  }

  #compared(networkInterface: NetworkInterface, edited: InternetExposure): Omit<Lost, 'targets'> {
    const taker = edited.network.find('AWS::EC2::NetworkInterface', networkInterface.id);
    const left = taker ? edited.of(taker) : [];
    const pairs = this.internet.of(networkInterface).map((before) => {
      const after = left.find((each) => each.address === before.address) ?? null;
      return { before, after };
    });
    const unsure = pairs.flatMap(({ before }) =>
      before.unsure.flatMap(({ traffic }) => traffic.flatMap((each) => each.hangsOn ?? [])),
    );
    return {
      lost: pairs.flatMap(({ before, after }) => lostTraffic(before, after)),
      missing: [
        ...pairs.flatMap(({ before, after }) => [...before.missing, ...(after?.missing ?? [])]),
        ...unsure,
      ],
    };
  }
}

interface Lost {
  readonly lost: readonly LostTraffic[];
  readonly targets: readonly LostTarget[];
  readonly missing: readonly Unread[];
}

/** That which is to be closed is not cut besides. */
function withoutHanded(cuts: Cuts, { exposure, networkInterfaceId, target }: HandedOn): Cuts {
  const nodeId = exposure.networkInterface.id;
  const { address, port } = target;
  return {
    ...cuts,
    targets: cuts.targets.filter(
      (each) =>
        each.node.id !== nodeId || each.networkInterfaceId !== networkInterfaceId || each.port !== port,
    ),
    flows: cuts.flows.filter(
      ({ from, packet }) =>
        from !== nodeId || packet.destination !== address || packet.destinationPort !== port,
    ),
  };
}

/** What these cut is the same, whatever they were to close. */
const WHATEVER: ReadonlySet<EditKind> = new Set(['disassociate-address', 'replace-route', 'remove-route']);

function once<T>(known: Map<string, T>, key: string, compute: () => T): T {
  const found = known.get(key) ?? compute();
  known.set(key, found);
  return found;
}

/**
 * A group's rules before a subnet's ACL, and that before its routes.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html
 */
const ORDER: readonly EditKind[] = [
  'revoke-security-group-rule',
  'narrow-security-group-rule',
  'detach-security-group',
  'disassociate-address',
  'add-network-acl-entry',
  'replace-route',
  'remove-route',
];

function byWorth(a: ClosingSet, b: ClosingSet): number {
  return (
    a.edits.length - b.edits.length ||
    cutWhole(a.cuts) - cutWhole(b.cuts) ||
    cutInPart(a.cuts) - cutInPart(b.cuts) ||
    rankOf(a.edits) - rankOf(b.edits) ||
    (setKey(a.edits) < setKey(b.edits) ? -1 : 1)
  );
}

function cutWhole({ fromInternet, targets, flows, intents }: Cuts): number {
  const besides = fromInternet.length + targets.length + intents.length;
  return flows.reduce((sum, { cut, alike }) => sum + (cut === 'all' ? alike : 0), besides);
}

function cutInPart({ flows }: Cuts): number {
  return flows.filter(({ cut }) => cut === 'some').length;
}

function rankOf(edits: readonly NetworkEdit[]): number {
  return Math.max(...edits.map(({ kind }) => ORDER.indexOf(kind)));
}
