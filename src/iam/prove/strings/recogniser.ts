import type { Budget } from '../budget.ts';

/** Nothing that follows can match. */
export const DEAD = 0;
/** Everything that follows matches. */
export const ALL = 1;

/** A deterministic automaton over characters and symbols; states are numbers of its own, but for `DEAD` and `ALL`. */
export interface Recogniser {
  /** Its own: `nextNumber`. */
  readonly number: number;
  readonly start: number;
  step(state: number, code: number, budget: Budget): number;
  accepts(state: number): boolean;
  /** Characters after which it may go on otherwise than after those that it does not name. */
  letters(state: number): readonly number[];
  /** It goes on with none but its letters. */
  isForced(state: number): boolean;
}

let recognisers = 0;

export function nextNumber(): number {
  recognisers += 1;
  return recognisers;
}

export function matches(recogniser: Recogniser, text: string, budget: Budget): boolean {
  let state = recogniser.start;
  for (let at = 0; at < text.length && state > ALL; at += 1)
    state = recogniser.step(state, text.charCodeAt(at), budget);
  return recogniser.accepts(state);
}
