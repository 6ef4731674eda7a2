import { type Dimension, NO_PREFERENCE } from '../solve/universe.ts';
import { ALL_TEXTS, type TextSet } from '../strings/text-set.ts';
import { exactly } from '../strings/text-sets.ts';
import { type Constraint, textRegion } from '../values/region.ts';

export function within(set: TextSet): Constraint {
  return { region: textRegion(set), negated: false };
}

export function outside(set: TextSet): Constraint {
  return { region: textRegion(set), negated: true };
}

/** A key that has any value or none. */
export const ANY: Dimension = {
  multivalued: false,
  always: false,
  leads: false,
  base: [],
  preference: NO_PREFERENCE,
};

/** A key that no request has. */
export const NEVER: Dimension = { ...ANY, base: [outside(ALL_TEXTS)] };

/** A key that each request has, with that value. */
export function always(value: string): Dimension {
  return { ...ANY, always: true, base: [within(exactly(value))] };
}

export function reading(...texts: readonly string[]): Pick<Dimension, 'preference'> {
  return { preference: { texts, sets: [] } };
}
