import * as fc from 'fast-check';

/** Random decisions that fast-check can repeat and shrink: towards the first of a list, and towards no. */
export interface Dice {
  /** From 0 to `max`. */
  readonly upTo: (max: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly one: <T>(of: readonly [T, ...T[]]) => T;
  /** Null of an empty list. */
  readonly any: <T>(of: readonly T[]) => T | null;
  /** Each with this chance, in their order. */
  readonly some: <T>(of: readonly T[], percent: number) => readonly T[];
}

/** Each number as likely as the next, or chances would not be what they say. */
function number(max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.nat({ max }));
}

/** `rolled(build)`: an arbitrary of whatever a function makes of dice. */
export function rolled<T>(build: (dice: Dice) => T): fc.Arbitrary<T> {
  return fc.gen().map((draw) => {
    const upTo = (max: number) => draw(number, max);
    const chance = (percent: number) => upTo(99) >= 100 - percent;
    return build({
      upTo,
      chance,
      one: (of) => of[upTo(of.length - 1)] ?? of[0],
      any: (of) => (of.length === 0 ? null : (of[upTo(of.length - 1)] ?? null)),
      some: (of, percent) => of.filter(() => chance(percent)),
    });
  });
}
