import type { Box } from './box.ts';
import { type Choice, type Formula, not } from './formula.ts';

/** What a search comes to; `M` is what shows that the formula can be met. */
export type Outcome<M> = { readonly met: M } | 'unmet' | { readonly unsure: string };

/** Settles what a box of requests comes to in which all choices have been made. */
export type Settle<M> = (box: Box) => Outcome<M>;

/**
 * Looks for requests of which the formula holds: takes what has to hold, strikes out the choices that it leaves no
 * room for, and tries those that remain one after the other, of the most promising choice first.
 */
export function search<M>(formula: Formula, box: Box, settle: Settle<M>): Outcome<M> {
  return explore([formula], [], box, settle);
}

function explore<M>(must: Formula[], choices: readonly Choice[], box: Box, settle: Settle<M>): Outcome<M> {
  const narrowed = narrow(must, choices, box);
  if (!narrowed) return 'unmet';
  const [choice] = narrowed.choices;
  if (!choice) return settle(narrowed.box);
  const rest = narrowed.choices.slice(1);
  let outcome: Outcome<M> = 'unmet';
  for (const possibility of choice.of) {
    const tried = explore([possibility], rest, narrowed.box, settle);
    if (tried === 'unmet') continue;
    if ('met' in tried) return tried;
    outcome = tried;
  }
  return outcome;
}

interface Narrowed {
  readonly box: Box;
  /** Each with two possibilities at least, the most promising first. */
  readonly choices: readonly Choice[];
}

function narrow(must: readonly Formula[], given: readonly Choice[], from: Box): Narrowed | null {
  let box = from;
  let choices = given;
  let pending = must;
  while (pending.length > 0) {
    const taken = take(pending, box);
    if (!taken) return null;
    box = taken.box;
    const weighed = weigh([...taken.choices, ...choices], box);
    if (!weighed) return null;
    ({ choices, must: pending } = weighed);
  }
  return { box, choices: choices.toSorted((a, b) => promise(b) - promise(a)) };
}

/** The more each possibility asks for and the fewer there are, the more a choice tells of the others. */
function promise({ of }: Choice): number {
  const asked = of.reduce((sum, each) => sum + askedBy(each), 0);
  return asked / of.length ** 2;
}

/** How much narrower a formula makes a box, roughly: what must be says more than what must not. */
function askedBy(formula: Formula): number {
  const known = asked.get(formula);
  if (known !== undefined) return known;
  const found = weighed(formula);
  asked.set(formula, found);
  return found;
}

const asked = new WeakMap<Formula, number>();
const MUST = 4;

function weighed(formula: Formula): number {
  switch (formula.kind) {
    case 'and':
      return formula.of.reduce((sum, each) => sum + askedBy(each), 0);
    case 'or':
      return Math.min(...formula.of.map(askedBy));
    case 'some':
      return formula.negated ? 1 : MUST;
    case 'true':
    case 'false':
      return 0;
  }
}

/** Narrows the box by the atoms, and sets the choices aside. */
function take(must: readonly Formula[], from: Box): { box: Box; choices: readonly Choice[] } | null {
  const choices: Choice[] = [];
  const pending = [...must];
  let box = from;
  for (let formula = pending.pop(); formula; formula = pending.pop()) {
    if (formula.kind === 'false') return null;
    if (formula.kind === 'and') pending.push(...formula.of);
    else if (formula.kind === 'or') choices.push(formula);
    else if (formula.kind === 'some') {
      const narrowed = box.with(formula);
      if (!narrowed) return null;
      box = narrowed;
    }
  }
  return { box, choices };
}

/** Drops the choices that are met anyhow and the possibilities that are none; null: a choice has none left. */
function weigh(
  choices: readonly Choice[],
  box: Box,
): { choices: readonly Choice[]; must: readonly Formula[] } | null {
  const open: Choice[] = [];
  const must: Formula[] = [];
  for (const choice of choices) {
    if (choice.of.some((each) => isSure(each, box))) continue;
    const possible = choice.of.filter((each) => isPossible(each, box));
    const [only] = possible;
    if (!only) return null;
    if (possible.length === 1) must.push(only);
    else open.push(possible.length === choice.of.length ? choice : { kind: 'or', of: possible });
  }
  return { choices: open, must };
}

function isPossible(formula: Formula, box: Box): boolean {
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'some':
      return box.allows(formula);
    case 'and':
      return formula.of.every((each) => isPossible(each, box));
    case 'or':
      return formula.of.some((each) => isPossible(each, box));
  }
}

function isSure(formula: Formula, box: Box): boolean {
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'some':
      return !isPossible(not(formula), box);
    case 'and':
      return formula.of.every((each) => isSure(each, box));
    case 'or':
      return formula.of.some((each) => isSure(each, box));
  }
}
