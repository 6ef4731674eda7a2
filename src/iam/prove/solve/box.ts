import type { Budget } from '../budget.ts';
import { mayHaveCommonValue } from '../values/common-value.ts';
import type { Constraint } from '../values/region.ts';
import type { Atom } from './formula.ts';
import type { Dimension, Universe } from './universe.ts';

/** What has been said of a key. */
export interface Side {
  readonly dimension: Dimension;
  /** Some value meets it: one value for each, but for a key that has one value only. */
  readonly some: readonly Constraint[];
  /** Every value meets them. */
  readonly every: readonly Constraint[];
}

const WORK = 'weighing conditions';

/** The requests of which some atoms hold: a set of values for each key, independently. */
export class Box {
  readonly #universe: Universe;
  readonly #budget: Budget;
  readonly #sides: ReadonlyMap<string, Side>;
  readonly #tried = new Map<Atom, Side | null>();

  private constructor(universe: Universe, budget: Budget, sides: ReadonlyMap<string, Side>) {
    this.#universe = universe;
    this.#budget = budget;
    this.#sides = sides;
  }

  static all(universe: Universe, budget: Budget): Box {
    return new Box(universe, budget, new Map());
  }

  get sides(): ReadonlyMap<string, Side> {
    return this.#sides;
  }

  /** Null: it holds of none of them. */
  with(atom: Atom): Box | null {
    const side = this.#try(atom);
    if (!side) return null;
    if (side === this.#sides.get(atom.key)) return this;
    return new Box(this.#universe, this.#budget, new Map(this.#sides).set(atom.key, side));
  }

  /** It holds of some of them, as far as is known. */
  allows(atom: Atom): boolean {
    return this.#try(atom) !== null;
  }

  #try(atom: Atom): Side | null {
    this.#budget.spend(1, WORK);
    const known = this.#tried.get(atom);
    if (known !== undefined) return known;
    const side = this.#sides.get(atom.key) ?? sideOf(this.#universe.dimension(atom.key));
    const narrowed = narrow(side, atom);
    const tried = narrowed === side || isPossible(narrowed, this.#budget) ? narrowed : null;
    this.#tried.set(atom, tried);
    return tried;
  }
}

function sideOf(dimension: Dimension): Side {
  return { dimension, some: [], every: dimension.base };
}

function narrow(side: Side, { constraint, negated }: Atom): Side {
  if (negated) {
    const opposite = { region: constraint.region, negated: !constraint.negated };
    return side.every.some((each) => isSame(each, opposite))
      ? side
      : { ...side, every: [...side.every, opposite] };
  }
  return side.some.some((each) => isSame(each, constraint))
    ? side
    : { ...side, some: [...side.some, constraint] };
}

function isSame(one: Constraint, other: Constraint): boolean {
  return one.region === other.region && one.negated === other.negated;
}

function isPossible(side: Side, budget: Budget): boolean {
  return valuesAskedOf(side).every((constraints) => mayHaveCommonValue(constraints, budget));
}

/** What each value that the key has to have must meet; none: the key may be absent. */
export function valuesAskedOf({ dimension, some, every }: Side): readonly (readonly Constraint[])[] {
  if (some.length === 0) return dimension.always ? [every] : [];
  if (!dimension.multivalued) return [[...some, ...every].filter((each) => !isTrue(each))];
  return some.map((each) => [each, ...every].filter((one) => !isTrue(one)));
}

function isTrue({ region, negated }: Constraint): boolean {
  return region.kind === 'text' && !negated && region.set.isAll;
}
