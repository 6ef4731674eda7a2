import type { Budget } from '../budget.ts';
import { commonText, type Membership } from './common-text.ts';
import { exampleTexts } from './example-texts.ts';
import type { TextSet } from './text-set.ts';

/**
 * A text that is as all of them say; null: there is none. An example of what has to match, the shortest text of one of
 * the preferred sets, or else the shortest there is.
 */
export function readableText(
  memberships: readonly Membership[],
  preferred: readonly TextSet[],
  budget: Budget,
): string | null {
  const examples = memberships.flatMap(({ set, negated }) =>
    negated ? [] : set.patterns.flatMap(exampleTexts),
  );
  const fitting = examples.filter((text) =>
    memberships.every(({ set, negated }) => set.has(text, budget) !== negated),
  );
  for (const set of preferred) {
    const example = fitting.find((text) => set.has(text, budget));
    if (example !== undefined) return example;
    const shortest = commonText([...memberships, { set, negated: false }], budget);
    if (shortest !== null) return shortest;
  }
  return fitting[0] ?? commonText(memberships, budget);
}
