import { z } from 'zod';
import type { JsonObject } from '../../model/json.ts';
import { assessmentSchema } from './assessment-schema.ts';

const { practice, severity } = assessmentSchema.shape.findings.element.shape;

/** The published shape of a check, version 1: what `checks show` prints, and `checks list` in a list. */
const checkSchema = z.strictObject({
  id: z.string(),
  title: z.string().describe('The good condition'),
  practice,
  severity,
  resource: z.string().describe('CloudFormation resource type that it judges'),
  reads: z.array(z.string()).readonly().describe('API operations whose answers the verdict hangs on'),
  controls: z.array(z.string()).readonly().describe('Requirements that it answers, cis-aws-5.0.0:2.19'),
  equivalents: z.array(z.string()).readonly().describe('The same check elsewhere: prowler:…, config:…'),
  rationale: z.string(),
  remediation: z.string(),
  fix: z
    .strictObject({ cli: z.string().nullable(), terraform: z.string().nullable() })
    .readonly()
    .nullable()
    .describe(
      'Templates: {id}, {arn}, {name}, {account}, {region}, {partition} and {evidence.path} are filled in',
    ),
  optIn: z
    .boolean()
    .describe('Costs extra calls, or needs a trail, and runs only when it is asked for, or with a trail'),
  page: z.string().describe("The check's page, within the package"),
});

export type CheckDocument = Readonly<z.infer<typeof checkSchema>>;

export function checkJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(checkSchema, { target: 'draft-2020-12' }) as JsonObject;
  return { ...schema, $id: 'urn:rampart:check:1', title: 'A check of Rampart, version 1' };
}
