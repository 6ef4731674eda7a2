import { z } from 'zod';
import { trailAnswer } from './trail-answer.ts';

/** `docs/schema/trail-query.v1.json`. */
export const querySchema = z.strictObject({
  ...trailAnswer,
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() }).readonly()).readonly(),
  rows: z
    .array(z.array(z.json()).readonly())
    .readonly()
    .describe('Values in the order of the columns; 64-bit numbers and times as texts'),
  isCut: z.boolean().describe('There are more rows'),
});
