import { globMatcher, isGlob } from '../model/glob.ts';
import { kept } from './kept.ts';
import { LiteralFinder } from './literal-finder.ts';

/** Longer literals tell no more apart and make the finder large. */
const LONGEST = 16;

interface Tried {
  readonly glob: number;
  readonly fits: (text: string) => boolean;
}

/**
 * Many globs, held against many texts. Each glob is tried only on texts in which one literal of its own stands, that
 * which the fewest others share; all literals are found in one pass. Globs without a literal are tried on all texts.
 */
export class GlobSet {
  readonly #exact = new Map<string, number[]>();
  readonly #finder: LiteralFinder;
  /** By literal of the finder. */
  readonly #having: readonly (readonly Tried[])[];
  readonly #others: Tried[] = [];

  constructor(globs: readonly string[]) {
    const sharing = sharersOf(globs);
    const having = new Map<string, Tried[]>();
    for (const [place, glob] of globs.entries()) {
      if (!isGlob(glob)) {
        kept(this.#exact, glob, () => []).push(place);
        continue;
      }
      const tried = { glob: place, fits: globMatcher(glob) };
      const literal = tellingLiteral(glob, sharing);
      if (literal === null) this.#others.push(tried);
      else kept(having, literal, () => []).push(tried);
    }
    this.#finder = new LiteralFinder([...having.keys()]);
    this.#having = [...having.values()];
  }

  /** Places of the globs that fit, each once, in no order. */
  fitting(text: string): readonly number[] {
    const fitting = [...(this.#exact.get(text) ?? [])];
    for (const { glob, fits } of this.#others) if (fits(text)) fitting.push(glob);
    const found = this.#finder.in(text);
    for (const literal of found.length > 1 ? new Set(found) : found)
      for (const { glob, fits } of this.#having[literal] ?? []) if (fits(text)) fitting.push(glob);
    return fitting;
  }
}

/** What a text must have somewhere for the glob to fit it. */
function literalsOf(glob: string): readonly string[] {
  return glob
    .split(/[*?]+/)
    .flatMap((part) => (part === '' ? [] : [part.slice(0, LONGEST), part.slice(-LONGEST)]));
}

/** How many globs have each literal. */
function sharersOf(globs: readonly string[]): ReadonlyMap<string, number> {
  const sharers = new Map<string, number>();
  for (const glob of globs)
    for (const literal of new Set(literalsOf(glob))) sharers.set(literal, (sharers.get(literal) ?? 0) + 1);
  return sharers;
}

/** Null: the glob is wildcards alone. */
function tellingLiteral(glob: string, sharers: ReadonlyMap<string, number>): string | null {
  const count = (literal: string): number => sharers.get(literal) ?? 0;
  const [best = null] = literalsOf(glob).toSorted((a, b) => count(a) - count(b) || b.length - a.length);
  return best;
}
