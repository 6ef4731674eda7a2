import { z } from 'zod';
import { trailTool } from './trail-answer.ts';

const count = z.int().min(0);

const spans = z
  .array(
    z
      .strictObject({
        account: z.string(),
        region: z.string(),
        trail: z.string().describe('Its name; empty: the digests do not have it'),
        from: z.iso.datetime(),
        to: z.iso.datetime(),
      })
      .readonly(),
  )
  .readonly();

/** `docs/schema/trail-verify.v1.json`. */
export const verifySchema = z.strictObject({
  ...trailTool,
  source: z.string(),
  digests: z.strictObject({ valid: count, faulty: count }).readonly(),
  logs: z
    .strictObject({
      valid: count,
      faulty: count,
      notYetDigested: count.describe('Delivered after the last digest: the next tells of them'),
    })
    .readonly(),
  faults: z
    .array(
      z
        .strictObject({
          file: z.string(),
          kind: z.enum(['digest', 'log']),
          account: z.string().nullable(),
          region: z.string().nullable(),
          fault: z
            .enum(['missing', 'changed', 'unsigned', 'unproved'])
            .describe('unproved: nothing shows that it is right, nor that it is wrong'),
          why: z.string(),
        })
        .readonly(),
    )
    .readonly(),
  covered: spans.describe('By account, region and trail, the times that valid digests tell of'),
  gaps: spans.describe(
    'Between these, and after the last where others of the same trail go on, times of which none does',
  ),
  since: spans.describe(
    'Of a bucket, times after the last digest of the whole trail: it has ended, or the newest were taken away',
  ),
});
