import type { Membership } from '../strings/common-text.ts';
import type { TextSet } from '../strings/text-set.ts';

/** Values that a condition operator asks for, or some of a request's own kind. */
export type Region = TextRegion | EdgedRegion;

export interface TextRegion {
  readonly kind: 'text';
  readonly set: TextSet;
}

/** What holds for one value between two edges holds for every value between them. */
export interface EdgedRegion {
  readonly kind: EdgedKind;
  readonly has: (value: string) => boolean;
  /** Numbers, dates or blocks of addresses, as texts. */
  readonly edges: readonly string[];
}

export type EdgedKind = 'number' | 'date' | 'address';

/** A value lies in the region, or not. */
export interface Constraint {
  readonly region: Region;
  readonly negated: boolean;
}

export function textRegion(set: TextSet): TextRegion {
  return { kind: 'text', set };
}

/** Those that only texts are about; null: some are about other kinds of values too. */
export function memberships(constraints: readonly Constraint[]): readonly Membership[] | null {
  const all: Membership[] = [];
  for (const { region, negated } of constraints) {
    if (region.kind !== 'text') return null;
    all.push({ set: region.set, negated });
  }
  return all;
}
