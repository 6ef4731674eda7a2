import type { Assessment } from '../../../model/assessment.ts';
import type { Markup } from '../markup.ts';
import type { Tally } from '../tally.ts';

/** One page of the report, written out so that it stands without the script and on paper. */
export interface Section {
  /** What the address calls it: `#view=coverage`. */
  readonly view: string;
  readonly title: string;
  /** A number beside the title; null: none. */
  readonly badge: number | null;
  readonly body: Markup;
}

/** Null: this assessment has nothing for it. */
export type SectionMaker = (assessment: Assessment, tally: Tally) => Section | null;
