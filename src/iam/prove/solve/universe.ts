import type { TextSet } from '../strings/text-set.ts';
import type { Constraint } from '../values/region.ts';

/** What requests there can be at all: of each key, how many values it has and which. */
export interface Universe {
  dimension(key: string): Dimension;
  /** What a key's value means for other keys: an account for the ARN that it is part of. */
  consequences(key: string, value: string): Consequences;
  /**
   * The other way round: all values that other keys leave to this one, whose values have to be in those sets; null: they
   * cannot be listed.
   */
  told(key: string, setsOf: (other: string) => readonly TextSet[]): readonly string[] | null;
}

export interface Dimension {
  /** May have several values in one request. */
  readonly multivalued: boolean;
  /** Is in every request. */
  readonly always: boolean;
  /** Of each of its values. */
  readonly base: readonly Constraint[];
  /** Its values have consequences, so that one has to be chosen before those of other keys. */
  readonly leads: boolean;
  readonly preference: Preference;
}

/** Which of the values that would do reads best. */
export interface Preference {
  /** The best first. */
  readonly texts: readonly string[];
  /** Then, the shortest of these. */
  readonly sets: readonly TextSet[];
}

export interface Consequences {
  readonly follow: readonly { readonly key: string; readonly constraint: Constraint }[];
  /** They leave out other keys' values that would do too. */
  readonly partial: boolean;
}

export const NO_PREFERENCE: Preference = { texts: [], sets: [] };
export const NO_CONSEQUENCES: Consequences = { follow: [], partial: false };
