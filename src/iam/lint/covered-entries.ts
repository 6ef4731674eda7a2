import { patternCovers } from '../patterns-meet.ts';

export interface CoveredEntry {
  readonly index: number;
  /** Another entry that has all of it. */
  readonly wider: string;
}

/** The entries of a list that another entry has already; of equal ones the first stays. */
export function coveredEntries(
  values: readonly string[],
  normal: (text: string) => string,
): readonly CoveredEntry[] {
  const texts = values.map(normal);
  const first = new Map<string, number>();
  for (const [index, text] of texts.entries()) if (!first.has(text)) first.set(text, index);
  const patterns = [...first].filter(([text]) => text.includes('*'));
  return texts.flatMap((text, index) => {
    const same = first.get(text);
    const wider =
      same === index
        ? patterns.find(
            ([pattern, at]) => at !== index && pattern !== text && patternCovers(pattern, text),
          )?.[1]
        : same;
    return wider === undefined ? [] : [{ index, wider: values[wider] ?? '' }];
  });
}
