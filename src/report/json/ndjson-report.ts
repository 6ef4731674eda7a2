import type { Assessment } from '../../model/assessment.ts';
import type { Pieces } from '../pieces.ts';
import { inert } from './inert.ts';

/** A finding a line, for pipes and log stores. */
export function* ndjsonReport({ findings }: Assessment): Pieces {
  for (const finding of findings) yield `${inert(JSON.stringify(finding))}\n`;
}
