import { z } from 'zod';
import { DIFF_CLASSES, DIFF_NOTE_KINDS, DIFF_STATUSES, type Diff } from '../../model/diff.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { assessmentSchema } from './assessment-schema.ts';

const count = z.int().min(0);
const severity = z.enum(SEVERITIES);
const finding = assessmentSchema.shape.findings.element.shape;

const answer = z.strictObject({
  status: z
    .enum(DIFF_STATUSES)
    .describe(
      'no-resource: no finding names the resource, it is not there; no-finding: the resource is there, what was found on it is not; not-judged: nobody asked',
    ),
  asOf: z.iso.datetime().describe('Of the assessment that says so'),
  severity: severity.nullable().describe('null: that assessment has no finding of this id'),
  summary: z.string().nullable(),
  suppressed: finding.suppressed.unwrap().nullable(),
  unread: finding.unread,
  why: z.string().nullable().describe('Why it is unknown or not judged'),
});

const entry = z.strictObject({
  class: z.enum(DIFF_CLASSES).describe('docs/guides/diff.md defines each'),
  id: finding.id,
  check: z.string(),
  practice: finding.practice,
  severity: severity.describe('Of the newer side that has the finding'),
  account: z.string(),
  region: finding.region,
  resource: finding.resource,
  title: z.string(),
  before: answer.describe('The last earlier assessment that knows; where none does, the last one'),
  after: answer,
  failingSince: z.iso
    .datetime()
    .nullable()
    .describe('The first assessment since which it fails without a known break; null: it does not fail now'),
  changes: z
    .array(z.enum(['severity', 'suppressed', 'unsuppressed']))
    .describe('What changed about a failure that is still one'),
});

const side = z.strictObject({
  name: z.string().describe("The file's path, as it was given"),
  asOf: z.iso.datetime(),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  source: z.string(),
  accounts: z.array(z.string()),
  complete: z.boolean(),
});

const counts = z.strictObject({
  total: count,
  suppressed: count.describe('Suppressed failures are counted here, not by severity'),
  critical: count,
  high: count,
  medium: count,
  low: count,
  info: count,
});

/** The published shape of a comparison, version 1; fields are added, never changed, within a version. */
const diffSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  old: z.array(side).min(1).describe('Oldest first'),
  new: side,
  notes: z
    .array(z.strictObject({ kind: z.enum(DIFF_NOTE_KINDS), text: z.string() }))
    .describe('What differs besides the accounts themselves, or weakens the comparison'),
  summary: z.strictObject({
    classes: z.record(z.enum(DIFF_CLASSES), counts),
    changes: z.strictObject({ severity: count, suppressed: count, unsuppressed: count }),
    others: count.describe('Findings that fail on neither side and did not become unknown: not listed'),
  }),
  findings: z.array(entry),
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (diff: z.infer<typeof diffSchema>): Diff => diff;
void sameShape;

export function diffJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(diffSchema, { target: 'draft-2020-12' }) as JsonObject;
  return { ...schema, $id: 'urn:rampart:diff:1', title: 'Rampart diff, version 1' };
}
