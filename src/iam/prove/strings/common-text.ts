import type { Budget } from '../budget.ts';
import type { Glob } from './glob.ts';
import { type Recognition, shortestWord } from './shortest-word.ts';
import type { TextSet } from './text-set.ts';

/** A text is in the set, or not in it. */
export interface Membership {
  readonly set: TextSet;
  readonly negated: boolean;
}

/** The shortest text that is as all of them say; null: there is none. They hold no symbols. */
export function commonText(memberships: readonly Membership[], budget: Budget): string | null {
  let shortest: string | null = null;
  for (const text of commonTexts(memberships, budget))
    if (shortest === null || text.length < shortest.length) shortest = text;
  return shortest;
}

/** Whether there is such a text. */
export function haveCommonText(memberships: readonly Membership[], budget: Budget): boolean {
  for (const _ of commonTexts(memberships, budget)) return true;
  return false;
}

/** Whether there may be such a text for some values of the symbols: "no" is sure, "yes" is not. */
export function mayHaveCommonText(memberships: readonly Membership[], budget: Budget): boolean {
  const known = knownOf(budget);
  const key = memberships
    .map(({ set, negated }) => (negated ? -set.number : set.number))
    .sort((a, b) => a - b)
    .join();
  const found = known.get(key);
  if (found !== undefined) return found;
  const may = decide(memberships, budget);
  known.set(key, may);
  return may;
}

/** The same is asked again and again within one question: for other callers, for other actions. */
function knownOf(budget: Budget): Map<string, boolean> {
  const known = answers.get(budget) ?? new Map<string, boolean>();
  answers.set(budget, known);
  return known;
}

const answers = new WeakMap<Budget, Map<string, boolean>>();

function decide(memberships: readonly Membership[], budget: Budget): boolean {
  const fixed = memberships.filter(({ set }) => set.symbols.size === 0);
  if (!haveCommonText(fixed, budget)) return false;
  if (fixed.length === memberships.length) return true;
  const listed = fewestTexts(memberships);
  if (listed && !listed.some((text) => mayBeAsSaid(text, memberships, budget))) return false;
  const symbolic = memberships.filter(({ set, negated }) => !negated && set.symbols.size > 0);
  return symbolic.every((main) => mayMeetRest(main, memberships, budget));
}

/** Of each pattern of the narrowest set that the text has to be in, the shortest text that does. */
function* commonTexts(memberships: readonly Membership[], budget: Budget): Iterable<string> {
  if (memberships.some(({ set, negated }) => negated && set.isAll)) return;
  const needed = memberships.filter(({ set, negated }) => negated || !set.isAll);
  const main = narrowest(needed);
  if (!main) {
    const word = shortestWord(needed.map(whole), budget);
    if (word !== null) yield word;
    return;
  }
  for (const text of main.set.texts ?? []) if (isAsSaid(text, needed, budget)) yield text;
  if (main.set.texts) return;
  const rest = needed.filter((each) => each !== main);
  for (const trie of main.set.tries)
    yield* shortest({ recognisers: [trie], negated: false }, rest.map(whole), budget);
  for (const glob of main.set.globs) {
    const near = rest.map((each) => around(glob, each));
    if (near.every((each) => each !== null))
      yield* shortest({ recognisers: [glob.automaton], negated: false }, near, budget);
  }
}

function* shortest(main: Recognition, rest: readonly Recognition[], budget: Budget): Iterable<string> {
  const word = shortestWord([main, ...rest], budget);
  if (word !== null) yield word;
}

/** Whether some text of the main set may be as the others say; its symbols are characters of it. */
function mayMeetRest(main: Membership, memberships: readonly Membership[], budget: Budget): boolean {
  const rest = memberships.filter((each) => each !== main);
  const lifted = rest.map((each) => (each.negated ? whole(each) : liftedWhole(each)));
  const meets = (recognisers: Recognition['recognisers'], others: readonly Recognition[]) =>
    shortestWord([{ recognisers, negated: false }, ...others], budget, main.set.symbols) !== null;
  return (
    main.set.tries.some((trie) => meets([trie], lifted)) ||
    main.set.globs.some((glob) => {
      const near = rest.map((each) => (each.negated ? around(glob, each) : liftedAround(glob, each)));
      return near.every((each) => each !== null) && meets([glob.automaton], near);
    })
  );
}

/** What a membership asks of the texts of a pattern; null: none is as it says. */
function around(glob: Glob, { set, negated }: Membership): Recognition | null {
  if (set.globs.some((each) => each.surelyCovers(glob))) return negated ? null : ANYTHING;
  const near = set.globs.filter((each) => each.mayMeet(glob)).map((each) => each.automaton);
  return { recognisers: [...set.tries, ...near], negated };
}

const ANYTHING: Recognition = { recognisers: [], negated: true };

function liftedAround(glob: Glob, { set, negated }: Membership): Recognition {
  const near = set.liftable.filter((each) => each.mayMeet(glob));
  return { recognisers: near.map((each) => each.lifted), negated };
}

function whole({ set, negated }: Membership): Recognition {
  return { recognisers: [...set.tries, ...set.globs.map((each) => each.automaton)], negated };
}

function liftedWhole({ set, negated }: Membership): Recognition {
  return { recognisers: set.liftable.map((each) => each.lifted), negated };
}

/** Of the sets that a text has to be in, the one that tells most of how it begins, and then that with fewest patterns. */
function narrowest(memberships: readonly Membership[]): Membership | null {
  let found: Membership | null = null;
  for (const each of memberships)
    if (!each.negated && (!found || isNarrower(each.set, found.set))) found = each;
  return found;
}

function isNarrower(one: TextSet, other: TextSet): boolean {
  if (one.texts && other.texts) return one.texts.length < other.texts.length;
  if (one.texts || other.texts) return one.texts !== null;
  return one.told === other.told ? one.patterns.length < other.patterns.length : one.told > other.told;
}

function fewestTexts(memberships: readonly Membership[]): readonly string[] | null {
  return narrowest(memberships.filter(({ set }) => set.texts !== null))?.set.texts ?? null;
}

function isAsSaid(text: string, memberships: readonly Membership[], budget: Budget): boolean {
  return memberships.every(({ set, negated }) => set.has(text, budget) !== negated);
}

/** A set with symbols leaves out a given text for some values of them, for all that is known here. */
function mayBeAsSaid(text: string, memberships: readonly Membership[], budget: Budget): boolean {
  return memberships.every(({ set, negated }) =>
    negated ? !set.has(text, budget) : set.mayHave(text, budget),
  );
}
