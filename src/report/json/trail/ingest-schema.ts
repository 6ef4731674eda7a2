import { z } from 'zod';
import { trailTool } from './trail-answer.ts';

const count = z.int().min(0);

/** `docs/schema/trail-ingest.v1.json`. */
export const ingestSchema = z.strictObject({
  ...trailTool,
  source: z.string(),
  lake: z.string(),
  isStopped: z.boolean().describe('Interrupted: the next run goes on where this one ended'),
  files: z
    .strictObject({
      known: count.describe('Taken in before'),
      log: count,
      digest: count,
      insight: count,
      empty: count,
      foreign: count.describe("Not CloudTrail's"),
      quarantined: count,
      unread: count,
    })
    .readonly(),
  events: count,
  duplicates: count.describe('Events that were there before'),
  quarantined: z.array(z.strictObject({ file: z.string(), reason: z.string() }).readonly()).readonly(),
  setAside: z
    .array(
      z
        .strictObject({
          file: z.string(),
          index: z.int().min(0).nullable().describe("Place among the file's records"),
          eventId: z.string().nullable(),
          reason: z.string(),
        })
        .readonly(),
    )
    .readonly()
    .describe('Records that did not go in while the rest of their file did; the first hundred of each file'),
  setAsideRecords: count,
  unread: z
    .array(z.strictObject({ file: z.string(), why: z.string() }).readonly())
    .readonly()
    .describe('Files that could not be had; the next run tries again'),
});
