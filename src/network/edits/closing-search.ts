import type { Packet } from '../../model/network-facts.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';
import type { Exposure, InternetExposure } from '../exposed/exposed.ts';
import type { ExposedTraffic, GroupExposure } from '../exposed/group-exposure.ts';
import { type JointTraffic, jointOf } from '../exposed/together.ts';
import type { Network } from '../network.ts';
import { type NetworkEdit, setKey } from './edit.ts';
import { type ClosingTarget, editsAgainst } from './edits-against.ts';

/** How it would be after some edits. */
export type Asked = (target: ClosingTarget, edits: readonly NetworkEdit[]) => InternetExposure;

export interface FoundSets {
  /** Each closes the target, and no part of it does. */
  readonly sets: readonly (readonly NetworkEdit[])[];
  /** There may be more sets, of more edits. */
  readonly isBounded: boolean;
  /** Why of further edits it is not known whether they close it. */
  readonly missing: readonly Unread[];
}

type State =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly packet: Packet; readonly network: Network }
  | { readonly kind: 'unknown'; readonly missing: readonly Unread[] };

export const MOST_EDITS = 4;
const MOST_SETS = 400;

/**
 * The smallest sets first: what still gets in after some edits is shown by a packet, and each edit that stops this packet
 * is one to go on with. Whatever closes the target stops every packet of it, so that it is found on the way.
 */
export class ClosingSearch {
  readonly #whole: Network;
  readonly #asked: Asked;
  /** Prefix lengths: no more than a block of this is no stranger; longer than an address: nobody may be left. */
  readonly #widest: number;

  constructor(whole: Network, asked: Asked, widest: number) {
    this.#whole = whole;
    this.#asked = asked;
    this.#widest = widest;
  }

  of(target: ClosingTarget): FoundSets {
    const queue: (readonly NetworkEdit[])[] = [[]];
    const seen = new Set<string>();
    const closing: (readonly NetworkEdit[])[] = [];
    const missing: Unread[] = [];
    let isBounded = false;
    for (const edits of queue) {
      if (closing.some((each) => isPart(each, edits))) continue;
      const state = this.#stateOf(target, edits);
      if (state.kind === 'closed' && edits.length > 0) closing.push(edits);
      if (state.kind === 'unknown') missing.push(...state.missing);
      if (state.kind !== 'open') continue;
      if (edits.length === MOST_EDITS || seen.size >= MOST_SETS) isBounded = true;
      else queue.push(...this.#next(target, edits, state, seen));
    }
    return { sets: this.#minimal(target, closing), isBounded, missing: eachOnce(missing) };
  }

  #next(
    target: ClosingTarget,
    edits: readonly NetworkEdit[],
    { packet, network }: Extract<State, { kind: 'open' }>,
    seen: Set<string>,
  ): readonly (readonly NetworkEdit[])[] {
    return editsAgainst({ whole: this.#whole, edited: network }, target, packet)
      .map((edit) => [...edits, edit])
      .filter((each) => {
        const key = setKey(each);
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew;
      });
  }

  #stateOf(target: ClosingTarget, edits: readonly NetworkEdit[]): State {
    const internet = this.#asked(target, edits);
    const { network } = internet;
    const taker = network.find('AWS::EC2::NetworkInterface', target.networkInterface.id);
    const found = taker ? internet.of(taker).find((each) => each.address === target.address) : undefined;
    if (!found) return { kind: 'closed' };
    const packet = this.#strangersPacket(internet, found, found.by, target);
    if (packet) return { kind: 'open', packet, network };
    const hanging = jointOver(found.unsure, target).flatMap(({ part }) => part.hangsOn ?? []);
    const missing = [...found.missing, ...hanging];
    return missing.length === 0 ? { kind: 'closed' } : { kind: 'unknown', missing };
  }

  /** Of the widest part that still gets in; null: no more do than may. */
  #strangersPacket(
    internet: InternetExposure,
    exposure: Exposure,
    by: readonly GroupExposure[],
    target: ClosingTarget,
  ): Packet | null {
    const share = ({ addresses }: Pick<JointTraffic, 'addresses'>): number =>
      internet.share(target.family, addresses);
    const open = jointOver(by, target).find((each) => share(each) > 2 ** -this.#widest);
    if (!open) return null;
    const within = { protocol: open.protocol, from: Math.max(open.from, target.from), to: open.to };
    const [widest] = by
      .flatMap(({ traffic }) => traffic.filter((each) => holds(each, within)))
      .toSorted((a, b) => share(b) - share(a));
    return widest ? internet.witness(exposure, { ...widest, ...within }) : null;
  }

  /** Of more than one edit: no part that closes it too. */
  #minimal(
    target: ClosingTarget,
    closing: readonly (readonly NetworkEdit[])[],
  ): readonly (readonly NetworkEdit[])[] {
    const sets = closing.map((edits) => {
      const parts = partsOf(edits).toSorted((a, b) => a.length - b.length);
      return parts.find((part) => this.#stateOf(target, part).kind === 'closed') ?? edits;
    });
    return [...new Map(sets.map((each) => [setKey(each), each])).values()];
  }
}

export function jointOver(
  through: readonly GroupExposure[],
  { protocol, from, to }: Pick<ClosingTarget, 'protocol' | 'from' | 'to'>,
): readonly JointTraffic[] {
  return jointOf(protocol, through).filter((each) => each.from <= to && from <= each.to);
}

function holds(
  { protocol, except, from, to }: ExposedTraffic,
  at: Pick<ClosingTarget, 'protocol' | 'from'>,
): boolean {
  const isOf = protocol === at.protocol || (protocol === null && !except.includes(at.protocol ?? -1));
  return isOf && from <= at.from && at.from <= to;
}

function isPart(part: readonly NetworkEdit[], edits: readonly NetworkEdit[]): boolean {
  const keys = new Set(edits.map((each) => setKey([each])));
  return part.every((each) => keys.has(setKey([each])));
}

/** Of a set its proper parts; the whole and nothing are none. */
function partsOf(edits: readonly NetworkEdit[]): readonly (readonly NetworkEdit[])[] {
  const all = 2 ** edits.length - 1;
  return Array.from({ length: Math.max(0, all - 1) }, (_, index) =>
    edits.filter((_each, place) => ((index + 1) >> place) % 2 === 1),
  );
}
