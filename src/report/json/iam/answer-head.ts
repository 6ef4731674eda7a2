import { z } from 'zod';
import type { JsonObject } from '../../../model/json.ts';

export const answerHead = {
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  source: z
    .string()
    .describe('files, or where the snapshot came from: aws, aws-json, authorization-details, recording'),
  asOf: z.iso.datetime().nullable().describe('When the accounts were read; null: nothing but files was read'),
};

export const unreadCalls = z
  .array(z.strictObject({ call: z.string(), why: z.string() }))
  .readonly()
  .describe('Calls without answer: more may be true than the rest says');

/** `name`: of the command, `iam lint`. */
export function answerJsonSchema(name: string, schema: z.ZodType): JsonObject {
  return {
    ...(z.toJSONSchema(schema, { target: 'draft-2020-12' }) as JsonObject),
    $id: `urn:rampart:${name.replace(' ', '-')}:1`,
    title: `Answer of rampart ${name}, version 1`,
  };
}
