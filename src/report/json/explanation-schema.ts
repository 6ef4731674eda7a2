import { z } from 'zod';
import type { Explanation } from '../../assess/explanation.ts';
import type { JsonObject } from '../../model/json.ts';
import { assessmentSchema } from './assessment-schema.ts';

/** The published shape of an explanation, version 1; fields are added, never changed, within a version. */
const explanationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.datetime(),
  source: z.string(),
  finding: assessmentSchema.shape.findings.element,
  practiceTitle: z.string(),
  calls: z
    .array(z.strictObject({ call: z.string(), why: z.string().nullable() }))
    .describe('The calls that the check hangs on; why is null for those that were answered'),
  check: z
    .strictObject({
      rationale: z.string(),
      equivalents: z.array(z.string()).describe('The same check elsewhere: prowler:…, config:…'),
      page: z.string().describe("The check's page, within the package"),
    })
    .nullable()
    .describe('null: another version made the assessment, and this one has no such check'),
  fix: z
    .strictObject({ cli: z.string().nullable(), terraform: z.string().nullable() })
    .nullable()
    .describe(
      'Filled in for this very resource; <NAME> stands for what the finding cannot tell; of failures alone',
    ),
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (explanation: z.infer<typeof explanationSchema>): Explanation => explanation;
void sameShape;

export function explanationJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(explanationSchema, { target: 'draft-2020-12' }) as JsonObject;
  return { ...schema, $id: 'urn:rampart:explanation:1', title: 'Rampart explanation, version 1' };
}
