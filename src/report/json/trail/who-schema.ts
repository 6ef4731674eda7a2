import { z } from 'zod';
import { asked, trailAnswer, trailEvent } from './trail-answer.ts';

/** `docs/schema/trail-who.v1.json`. */
export const whoSchema = z.strictObject({
  ...trailAnswer,
  resource: z.string(),
  ...asked,
  changes: z
    .array(
      z
        .strictObject({
          ...trailEvent,
          named: z
            .array(z.string())
            .readonly()
            .describe('Where the event names the resource: requestParameters.groupId'),
        })
        .readonly(),
    )
    .readonly()
    .describe('The latest first'),
  isCut: z.boolean().describe('Older ones were left out'),
});
