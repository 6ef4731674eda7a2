import type { Budget } from '../budget.ts';
import { commonText, type Membership } from '../strings/common-text.ts';
import { literalPattern, type Place } from '../strings/pattern.ts';
import { shortestWord } from '../strings/shortest-word.ts';
import { symbolValues } from '../strings/symbol-values.ts';
import { keyOf, symbolOf } from '../strings/symbols.ts';
import { TextSet } from '../strings/text-set.ts';
import { commonValue, mayHaveCommonValue } from '../values/common-value.ts';
import { type Constraint, memberships, textRegion } from '../values/region.ts';
import { type Box, type Side, valuesAskedOf } from './box.ts';
import type { Outcome } from './search.ts';
import type { Consequences, Universe } from './universe.ts';

/** A request's values, by key. Keys that are not here are absent. */
export type Assignment = ReadonlyMap<string, readonly string[]>;

/** Past this many values of a variable the rest is left unsure. */
const TRIED_VALUES = 40;
const LIKELY_VALUES = 3;

/**
 * Values for every key that a box asks for. Variables tie keys to each other: their keys are valued first, by all
 * values where they can be listed, else by some that are likely.
 */
export function assign(box: Box, universe: Universe, budget: Budget): Outcome<Assignment> {
  return new Assigning(universe, budget).settle(box.sides, new Set());
}

type Sides = ReadonlyMap<string, Side>;

class Assigning {
  readonly #universe: Universe;
  readonly #budget: Budget;

  constructor(universe: Universe, budget: Budget) {
    this.#universe = universe;
    this.#budget = budget;
  }

  /** `chosen`: keys whose values have been chosen, with their consequences. */
  settle(sides: Sides, chosen: ReadonlySet<string>): Outcome<Assignment> {
    const asked = [...sides.values()].flatMap(valuesAskedOf);
    if (!asked.every((constraints) => mayHaveCommonValue(constraints, this.#budget))) return 'unmet';
    const symbols = symbolsIn(asked);
    const symbol = symbols.find((each) => this.#isIndependent(sides, each)) ?? symbols[0];
    if (symbol !== undefined && !this.#hasValue(sides, symbol))
      return this.settle(
        mapTexts(sides, symbol, (set) => set.withoutValue(symbol)),
        chosen,
      );
    const next = symbol === undefined ? leading(sides, chosen) : keyOf(symbol);
    return next === null ? this.#value(sides) : this.#tryValues(sides, chosen, next);
  }

  /** Its key's own values hang on no other variable. */
  #isIndependent(sides: Sides, symbol: Place): boolean {
    return symbolsIn(valuesAskedOf(this.#side(sides, keyOf(symbol)))).length === 0;
  }

  /** Whatever asks for the variable's value asks for the variable's key too. */
  #hasValue(sides: Sides, symbol: Place): boolean {
    return valuesAskedOf(this.#side(sides, keyOf(symbol))).length > 0;
  }

  #value(sides: Sides): Outcome<Assignment> {
    const values = new Map<string, readonly string[]>();
    for (const [key, side] of sides) {
      const its: string[] = [];
      for (const constraints of valuesAskedOf(side)) {
        const found = commonValue(constraints, side.dimension.preference, this.#budget);
        if (found === 'none') return 'unmet';
        if (found === 'unsure') return { unsure: `the values of ${key} are compared in too many ways` };
        its.push(found.value);
      }
      if (its.length > 0) values.set(key, [...new Set(its)]);
    }
    return { met: values };
  }

  #tryValues(sides: Sides, chosen: ReadonlySet<string>, key: string): Outcome<Assignment> {
    const symbol = symbolOf(key);
    const own = this.#ownTexts(sides, symbol);
    if (!own) return { unsure: `the values of ${key} are compared in too many ways` };
    const common = someTexts(own, this.#budget);
    if (common.length === 0) return 'unmet';
    const listed = fewest(own) ?? this.#told(sides, key);
    const { texts } = this.#side(sides, key).dimension.preference;
    const tried = [...new Set(listed ?? [...texts, ...this.#read(sides, symbol), ...common])];
    let outcome: Outcome<Assignment> = 'unmet';
    let isPartial = listed === null || tried.length > TRIED_VALUES;
    for (const value of tried.slice(0, TRIED_VALUES)) {
      const { follow, partial } = this.#universe.consequences(key, value);
      const valued = this.#withValue(sides, key, value, follow);
      const settled = this.settle(valued, new Set(chosen).add(key));
      if (settled !== 'unmet' && 'met' in settled) return settled;
      if (settled !== 'unmet') outcome = settled;
      isPartial ||= partial;
    }
    if (outcome !== 'unmet' || !isPartial) return outcome;
    return { unsure: `no value of ${key} was found that would do, nor shown that there is none` };
  }

  /** What is asked of the variable's own key and of those that have to equal it; null: not only texts. */
  #ownTexts(sides: Sides, symbol: Place): readonly Membership[] | null {
    const own = this.#side(sides, keyOf(symbol));
    const asked = [own.every, ...valuesAskedOf(own)];
    for (const side of sides.values())
      asked.push(...valuesAskedOf(side).filter((each) => each.some((one) => isJust(one, symbol))));
    return memberships(asked.flat())?.filter(({ set }) => set.symbols.size === 0) ?? null;
  }

  #told(sides: Sides, key: string): readonly string[] | null {
    const setsOf = (other: string) =>
      valuesAskedOf(this.#side(sides, other)).flatMap((constraints) =>
        constraints.flatMap(({ region, negated }) =>
          !negated && region.kind === 'text' ? [region.set] : [],
        ),
      );
    return this.#universe.told(key, setsOf);
  }

  /** Values by which texts that the other keys have to have can be read. */
  #read(sides: Sides, symbol: Place): readonly string[] {
    return [...sides.values()].flatMap((side) =>
      valuesAskedOf(side).flatMap((constraints) => {
        const texts = memberships(constraints)?.filter(({ negated }) => !negated) ?? [];
        return this.#readBy(texts, side.dimension.preference.texts, symbol);
      }),
    );
  }

  #readBy(texts: readonly Membership[], wishes: readonly string[], symbol: Place): readonly string[] {
    const patterns = texts.flatMap(({ set }) => set.patterns.filter(({ places }) => places.includes(symbol)));
    if (patterns.length === 0) return [];
    const lifted = texts.map(({ set, negated }) => ({
      recognisers: set.liftable.map((glob) => glob.lifted),
      negated,
    }));
    const word = shortestWord(lifted, this.#budget);
    const examples = [
      ...wishes,
      ...texts.flatMap(({ set }) => set.texts ?? []),
      ...(word === null ? [] : [word]),
    ];
    return patterns.flatMap((pattern) =>
      examples.flatMap((text) => symbolValues(pattern, text, this.#budget)?.get(symbol) ?? []),
    );
  }

  #withValue(sides: Sides, key: string, value: string, follow: Consequences['follow']): Sides {
    const symbol = symbolOf(key);
    const valued = mapTexts(sides, symbol, (set) => set.withValue(symbol, value));
    const exactly = { region: textRegion(new TextSet([literalPattern(value)])), negated: false };
    for (const { key: of, constraint } of [{ key, constraint: exactly }, ...follow]) {
      const side = valued.get(of) ?? this.#side(sides, of);
      valued.set(of, { ...side, some: [...side.some, constraint], every: [...side.every, constraint] });
    }
    return valued;
  }

  #side(sides: Sides, key: string): Side {
    const known = sides.get(key);
    if (known) return known;
    const dimension = this.#universe.dimension(key);
    return { dimension, some: [], every: dimension.base };
  }
}

/** A key that other keys follow, and of which a value is asked and not chosen yet. */
function leading(sides: Sides, chosen: ReadonlySet<string>): string | null {
  for (const [key, side] of sides)
    if (side.dimension.leads && !chosen.has(key) && valuesAskedOf(side).length > 0) return key;
  return null;
}

function symbolsIn(asked: readonly (readonly Constraint[])[]): readonly Place[] {
  const symbols = asked.flatMap((constraints) =>
    constraints.flatMap(({ region }) => (region.kind === 'text' ? [...region.set.symbols] : [])),
  );
  return [...new Set(symbols)];
}

function isJust({ region, negated }: Constraint, symbol: Place): boolean {
  if (negated || region.kind !== 'text' || region.set.patterns.length !== 1) return false;
  const [pattern] = region.set.patterns;
  return pattern?.places.length === 1 && pattern.places[0] === symbol && !pattern.fold;
}

/** The shortest, the shortest but that one, and so on. */
function someTexts(texts: readonly Membership[], budget: Budget): readonly string[] {
  const found: string[] = [];
  while (found.length < LIKELY_VALUES) {
    const taken = { set: new TextSet(found.map(literalPattern)), negated: true };
    const text = commonText([...texts, taken], budget);
    if (text === null) break;
    found.push(text);
  }
  return found;
}

function fewest(texts: readonly Membership[]): readonly string[] | null {
  const lists = texts.flatMap(({ set, negated }) => (!negated && set.texts ? [set.texts] : []));
  return lists.sort((a, b) => a.length - b.length)[0] ?? null;
}

function mapTexts(sides: Sides, symbol: Place, map: (set: TextSet) => TextSet): Map<string, Side> {
  const mapConstraint = (constraint: Constraint): Constraint => {
    const { region } = constraint;
    if (region.kind !== 'text' || !region.set.symbols.has(symbol)) return constraint;
    return { ...constraint, region: textRegion(map(region.set)) };
  };
  const mapped = new Map<string, Side>();
  for (const [key, side] of sides)
    mapped.set(key, { ...side, some: side.some.map(mapConstraint), every: side.every.map(mapConstraint) });
  return mapped;
}
