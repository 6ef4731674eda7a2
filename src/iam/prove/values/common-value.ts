import type { Budget } from '../budget.ts';
import type { Preference } from '../solve/universe.ts';
import { mayHaveCommonText } from '../strings/common-text.ts';
import { textOf } from '../strings/pattern.ts';
import { readableText } from '../strings/readable-text.ts';
import type { TextSet } from '../strings/text-set.ts';
import { valuesAround } from './edge-values.ts';
import { type Constraint, type EdgedKind, memberships } from './region.ts';

/** `unsure`: the constraints mix kinds of values in a way that is not decided here. */
export type Found = { readonly value: string } | 'none' | 'unsure';

/** A value that meets all of them, the one that reads best. No constraint holds symbols. */
export function commonValue(
  constraints: readonly Constraint[],
  { texts: preferred, sets }: Preference,
  budget: Budget,
): Found {
  const wished = preferred.find((each) => isAsSaid(each, constraints, budget));
  if (wished !== undefined) return { value: wished };
  const texts = memberships(constraints);
  if (texts) {
    const value = readableText(texts, sets, budget);
    return value === null ? 'none' : { value };
  }
  const value = candidates(constraints).find((each) => isAsSaid(each, constraints, budget));
  if (value !== undefined) return { value };
  return isDecidedByCandidates(constraints) ? 'none' : 'unsure';
}

/** Whether there may be such a value for some values of the symbols: "no" is sure, "yes" is not. */
export function mayHaveCommonValue(constraints: readonly Constraint[], budget: Budget): boolean {
  const texts = memberships(constraints);
  if (texts) return mayHaveCommonText(texts, budget);
  if (!isDecidedByCandidates(constraints)) return true;
  return candidates(constraints).some((each) => isAsSaid(each, constraints, budget));
}

/** Values at the edges of each kind, and the texts that are named. */
function candidates(constraints: readonly Constraint[]): readonly string[] {
  const named = constraints.flatMap(({ region }) => (region.kind === 'text' ? namedTexts(region.set) : []));
  const around = kindsOf(constraints).flatMap((kind) => {
    const edges = constraints.flatMap(({ region }) => (region.kind === kind ? region.edges : []));
    return valuesAround(kind, kind === 'date' ? edges : [...edges, ...named]);
  });
  return [...around, ...named];
}

/** Of one kind, beside texts that are listed: then the candidates stand for all values of that kind. */
function isDecidedByCandidates(constraints: readonly Constraint[]): boolean {
  const areListed = constraints.every(({ region }) => region.kind !== 'text' || region.set.texts !== null);
  return areListed && kindsOf(constraints).length === 1;
}

function kindsOf(constraints: readonly Constraint[]): readonly EdgedKind[] {
  const kinds = constraints.flatMap(({ region }) => (region.kind === 'text' ? [] : [region.kind]));
  return [...new Set(kinds)];
}

function namedTexts({ texts, patterns }: TextSet): readonly string[] {
  return texts ?? patterns.map(({ places }) => textOf(places.filter((place) => place > 0)));
}

function isAsSaid(value: string, constraints: readonly Constraint[], budget: Budget): boolean {
  return constraints.every(
    ({ region, negated }) =>
      (region.kind === 'text' ? region.set.has(value, budget) : region.has(value)) !== negated,
  );
}
