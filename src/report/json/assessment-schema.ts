import { z } from 'zod';
import type { Assessment } from '../../model/assessment.ts';
import { REQUIREMENT_COVERAGES, REQUIREMENT_STATES } from '../../model/compliance.ts';
import { FINDING_STATUSES, SEVERITIES } from '../../model/finding.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';

const count = z.int().min(0);
const statusCounts = { fail: count, unknown: count, pass: count, suppressed: count };
const suppression = {
  rule: z.string().describe('The file and place of the rule'),
  reason: z.string(),
  expires: z.iso.date().nullable().describe('The last day on which it hides; null: it never ends'),
};
const severity = z.enum(SEVERITIES);
const practice = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
const json: z.ZodType<JsonValue> = z.json();
const unread = z.strictObject({
  status: z.literal('unread'),
  call: z.string().describe('The API operation that gave no answer, s3:GetBucketPolicy'),
  why: z.string().describe("AWS's error code and message, or why the call was not made"),
});
const accountCoverage = z.strictObject({
  account: z.string(),
  name: z.string().exactOptional().describe("The organisation's name for it"),
  partition: z.string(),
  callerArn: z.string(),
  regions: z.array(z.string()),
  skippedRegions: z.array(z.strictObject({ region: z.string(), why: z.string() })),
});

const changeEvent = z.strictObject({
  time: z.iso.datetime(),
  eventId: z.string(),
  source: z.string().describe('ec2.amazonaws.com'),
  name: z.string().describe('AuthorizeSecurityGroupIngress'),
  account: z.string().nullable(),
  region: z.string().nullable(),
  principal: z
    .string()
    .nullable()
    .describe('The role behind a session, else the user, the service or the id'),
  sessionName: z.string().nullable(),
  sourceIdentity: z.string().nullable(),
  accessKeyId: z.string().nullable(),
  invokedBy: z.string().nullable().describe('The service that called for somebody'),
  sourceIpAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  file: z.string().describe('The log file that holds the event: evidence'),
});
const introduction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('event'),
    event: changeEvent,
    names: z.string().describe('What the event names, by which it was found: an ARN, an id, an account'),
    earlier: z.array(changeEvent).describe('Those before it, the latest first, as many as are kept'),
    earlierCount: count,
  }),
  z.strictObject({
    kind: z.literal('not-found'),
    from: z.iso.datetime().nullable().describe('null: the lake has no event of that account and region'),
    to: z.iso.datetime().nullable(),
  }),
  z.strictObject({ kind: z.literal('by-no-event') }).describe("Nobody's call makes it fail"),
]);

const finding = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{20}$/)
    .describe('Fingerprint of check, resource and sub-key, stable over runs'),
  check: z.string(),
  practice,
  status: z.enum(FINDING_STATUSES),
  severity,
  account: z.string(),
  region: z.string().describe('An AWS region, or global'),
  resource: z.strictObject({
    type: z.string().describe('CloudFormation resource type'),
    id: z.string(),
    arn: z.string(),
    name: z.string().nullable(),
    tags: z.record(z.string(), z.string()).nullable(),
  }),
  title: z.string(),
  summary: z.string().describe('One sentence with the facts'),
  evidence: z.record(z.string(), json),
  unread: z.array(unread).describe('The calls that were missing; empty unless status is unknown'),
  controls: z.array(z.string()),
  remediation: z.string(),
  suppressed: z.strictObject(suppression).exactOptional().describe('Of failures alone'),
  introducedBy: introduction
    .exactOptional()
    .describe('Of failures alone, where a trail was asked: the latest change that can have made it'),
});

const requirement = z.strictObject({
  id: z.string().describe('As its framework writes it'),
  title: z.string(),
  section: z.string(),
  level: z.literal([1, 2]).exactOptional(),
  assessment: z.enum(['automated', 'manual']).exactOptional(),
  state: z.enum(REQUIREMENT_STATES),
  coverage: z.enum(REQUIREMENT_COVERAGES).describe('How much of it the checks answer'),
  note: z.string().nullable().describe('Partial: what is not looked at; none: why no check answers it'),
  why: z.string().nullable().describe('What makes the state, where the counts do not tell'),
  checks: z.array(z.string()),
  worst: severity.nullable(),
  ...statusCounts,
  failingAccounts: z.array(z.string()),
  failures: z
    .array(z.string())
    .exactOptional()
    .describe('Ids of the findings that break it by its own numbers, not by the settings of the scan'),
});

/** The published shape of an assessment, version 1; fields are added, never changed, within a version. */
export const assessmentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  asOf: z.iso.datetime(),
  source: z.string(),
  checks: z.array(z.string()).describe('Ids of the checks that were run'),
  settings: z.record(z.string(), json).describe('The thresholds and lists that it was judged by'),
  accounts: z.array(accountCoverage),
  coverage: z.strictObject({
    calls: count,
    denied: z.array(
      z.strictObject({
        call: z.string(),
        account: z.string(),
        regions: z.array(z.string()),
        failed: count,
        why: z.string(),
      }),
    ),
    regions: z.array(z.string()),
    skipped: z.array(z.strictObject({ account: z.string(), region: z.string(), why: z.string() })),
    notEntered: z
      .array(
        z.strictObject({
          account: z.string(),
          name: z.string().exactOptional(),
          roleArn: z.string(),
          why: z.string(),
        }),
      )
      .describe('Accounts that were asked for and could not be entered: every check of them is unknown'),
    leftOut: z
      .array(z.strictObject({ account: z.string(), name: z.string(), why: z.string() }))
      .describe('Accounts of the organisation that were not asked for: excluded, or closed'),
    complete: z.boolean(),
    incompleteReason: z.string().nullable(),
  }),
  summary: z.strictObject({
    ...statusCounts,
    resources: count,
    checks: count,
    bySeverity: z.record(severity, count),
    practices: z.array(
      z.strictObject({ ...statusCounts, practice, title: z.string(), worst: severity.nullable() }),
    ),
  }),
  findings: z.array(finding),
  suppressions: z.array(
    z.strictObject({
      ...suppression,
      state: z.enum(['active', 'expired', 'unmatched']),
      findings: count,
    }),
  ),
  errors: z.array(z.strictObject({ check: z.string(), resource: z.string(), message: z.string() })),
  frameworks: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        scope: z.string(),
        counts: z.record(z.enum(REQUIREMENT_STATES), count),
        requirements: z.array(requirement),
      }),
    )
    .exactOptional()
    .describe('Those that were asked for'),
  trail: z
    .strictObject({
      folder: z.string(),
      periods: z.array(
        z.strictObject({
          account: z.string(),
          region: z.string(),
          from: z.iso.datetime(),
          to: z.iso.datetime(),
          events: count,
        }),
      ),
      without: z
        .array(z.strictObject({ account: z.string(), regions: z.array(z.string()) }))
        .describe('Accounts and regions that were judged, and of which the lake has no event'),
    })
    .exactOptional()
    .describe('What the lake has that failures are attributed by, where one was asked'),
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (assessment: z.infer<typeof assessmentSchema>): Assessment => assessment;
void sameShape;

export function assessmentJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(assessmentSchema, { target: 'draft-2020-12' }) as JsonObject;
  return { ...schema, $id: 'urn:rampart:assessment:1', title: 'Rampart assessment, version 1' };
}
