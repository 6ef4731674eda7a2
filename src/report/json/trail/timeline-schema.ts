import { z } from 'zod';
import { asked, trailAnswer, trailEvent } from './trail-answer.ts';

/** `docs/schema/trail-timeline.v1.json`. */
export const timelineSchema = z.strictObject({
  ...trailAnswer,
  principal: z.string().nullable(),
  ip: z.string().nullable(),
  key: z.string().nullable(),
  ...asked,
  events: z.array(z.strictObject(trailEvent).readonly()).readonly().describe('The earliest first'),
  isCut: z.boolean().describe('Earlier ones were left out'),
});
