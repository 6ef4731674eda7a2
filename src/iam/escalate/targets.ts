import type { WorkloadView } from '../view/iam-view.ts';
import type { Actor } from './actor.ts';
import { becomingText, namedBy, providersOf, trustNamesOf } from './alike.ts';
import type { Told } from './told.ts';

type Groups = readonly (readonly Actor[])[];

const NOBODY_APART: ReadonlySet<Actor> = new Set();

/** Principals to become, so arranged that nobody looks at all of those that are alike to him. */
export class Targets {
  readonly #all: readonly Actor[];
  readonly #kinds: ReadonlyMap<Actor, number>;
  readonly #places: ReadonlyMap<Actor, number>;
  /** Their own ARNs, and those of what runs under them and of the providers that they trust. */
  readonly #arns: ReadonlyMap<Actor, readonly string[]>;
  readonly #byArn: ReadonlyMap<string, readonly Actor[]>;
  /** By those whom their trust policies name one by one. */
  readonly #byTrusted: ReadonlyMap<string, readonly Actor[]>;
  /** By what policies tell apart, which many have in common. */
  readonly #alike = new Map<string, Groups>();
  readonly #some = new Map<string, readonly Actor[]>();

  /** `stateOf`: what else tells them apart. */
  constructor(
    all: readonly Actor[],
    workloads: ReadonlyMap<string, readonly WorkloadView[]>,
    stateOf: (target: Actor) => string,
  ) {
    const runningUnder = ({ arn }: Actor) => workloads.get(arn) ?? [];
    const numbers = new Map<string, number>();
    const kindOf = (target: Actor): number => {
      const text = `${stateOf(target)} ${becomingText(target.principal, runningUnder(target))}`;
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return number;
    };
    this.#all = all;
    this.#kinds = new Map(all.map((target) => [target, kindOf(target)]));
    this.#places = new Map(all.map((target, place) => [target, place]));
    this.#arns = new Map(
      all.map((target) => [
        target,
        [target.arn, ...runningUnder(target).map(({ arn }) => arn), ...providersOf(target.principal)],
      ]),
    );
    this.#byArn = indexed(all, (target) => this.#arns.get(target) ?? []);
    this.#byTrusted = indexed(all, ({ principal }) => namedBy(principal));
  }

  /** Those whose trust policies name him. */
  naming({ principal }: Actor): ReadonlySet<Actor> {
    return new Set(trustNamesOf(principal).flatMap((name) => this.#byTrusted.get(name) ?? []));
  }

  /** Each whom his policies name, or whose trust policy names him, and enough of those alike; null: all. */
  for(actor: Actor, told: Told | null): readonly Actor[] {
    if (!told) return this.#all;
    const apart = new Set([...this.naming(actor), ...told.arns.flatMap((arn) => this.#byArn.get(arn) ?? [])]);
    if (apart.size === 0) return this.#someAlikeTo(told);
    const others = this.#alikeTo(told).flatMap((alike) => someOf(alike, apart));
    return this.#inPlace([...apart, ...others]);
  }

  /** The same for all who name none of them and are named by none. */
  #someAlikeTo(told: Told): readonly Actor[] {
    const known = this.#some.get(told.text);
    if (known) return known;
    const some = this.#inPlace(this.#alikeTo(told).flatMap((alike) => someOf(alike, NOBODY_APART)));
    this.#some.set(told.text, some);
    return some;
  }

  #inPlace(targets: readonly Actor[]): readonly Actor[] {
    return [...new Set(targets)].sort((a, b) => this.#placeOf(a) - this.#placeOf(b));
  }

  #alikeTo({ text, matches }: Told): Groups {
    const known = this.#alike.get(text);
    if (known) return known;
    const toldOf = (target: Actor): string =>
      (this.#arns.get(target) ?? []).map((arn) => matches.map((match) => Number(match(arn))).join('')).join();
    const groups = Map.groupBy(this.#all, (target) => `${this.#kinds.get(target)} ${toldOf(target)}`);
    const alike = [...groups.values()];
    this.#alike.set(text, alike);
    return alike;
  }

  #placeOf(target: Actor): number {
    return this.#places.get(target) ?? 0;
  }
}

function indexed(
  targets: readonly Actor[],
  textsOf: (target: Actor) => readonly string[],
): ReadonlyMap<string, readonly Actor[]> {
  const index = new Map<string, Actor[]>();
  for (const target of targets)
    for (const text of new Set(textsOf(target))) {
      const known = index.get(text);
      if (known) known.push(target);
      else index.set(text, [target]);
    }
  return index;
}

/** The first two and the last two, one of which may be who asks. */
function someOf(alike: readonly Actor[], apart: ReadonlySet<Actor>): readonly Actor[] {
  return [...twoOf(alike, 1, apart), ...twoOf(alike, -1, apart)];
}

function twoOf(alike: readonly Actor[], step: 1 | -1, apart: ReadonlySet<Actor>): readonly Actor[] {
  const found: Actor[] = [];
  for (let at = step === 1 ? 0 : alike.length - 1; found.length < 2 && at in alike; at += step) {
    const target = alike[at];
    if (target && !apart.has(target)) found.push(target);
  }
  return found;
}
