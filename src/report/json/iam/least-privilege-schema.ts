import { z } from 'zod';
import type { LeastPrivilegeDocument } from '../../../trail/answers/least-privilege-document.ts';
import { asked, trailAnswer } from '../trail/trail-answer.ts';
import { answerHead } from './answer-head.ts';

const proof = z
  .strictObject({
    answer: z.enum(['proved', 'refuted', 'unknown']),
    reason: z.string().nullable().describe('A request that refutes it, or why it is unknown'),
  })
  .readonly();

const calls = z
  .array(z.strictObject({ action: z.string(), resource: z.string().nullable() }).readonly())
  .readonly();

const names = z.array(z.string()).readonly();

const policy = z
  .strictObject({
    policies: z
      .array(z.strictObject({ policyName: z.string(), policyDocument: z.unknown() }).readonly())
      .readonly()
      .describe('In the place of all that the principal holds today; several where one would be too long'),
    kept: names.describe('The used actions that it allows'),
    unseen: names.describe(
      'Actions that it still allows because the lake cannot show whether they were used',
    ),
    removed: z
      .array(
        z
          .strictObject({
            service: z.string(),
            whole: z.boolean().describe('Nothing of the service is left'),
            actions: names,
          })
          .readonly(),
      )
      .readonly(),
    uncovered: calls.describe("Calls that were made and that no statement of today's policies allows"),
    noMore: proof.describe("It allows nothing that today's policies do not"),
    sufficient: proof.describe("It allows every used call wherever today's policies do"),
  })
  .readonly();

/** Fields are added, never changed, within a version. */
export const leastPrivilegeSchema = z.strictObject({
  ...answerHead,
  lake: trailAnswer.lake,
  ...asked,
  narrow: z.enum(['actions', 'resources']),
  principals: z
    .array(
      z
        .strictObject({
          principal: z.string(),
          usage: z
            .strictObject({
              events: z.int().min(0),
              denied: z.int().min(0).describe('Of these, calls that AWS denied'),
              firstUse: z.iso.datetime().nullable(),
              lastUse: z.iso.datetime().nullable(),
              unknownEvents: z
                .array(
                  z.strictObject({ source: z.string(), name: z.string(), events: z.int().min(1) }).readonly(),
                )
                .readonly()
                .describe('Events of which nobody documents the actions, so that they may be missing'),
            })
            .readonly(),
          dataEvents: names.describe('Services whose data events the lake has of the account'),
          policy: policy.nullable().describe('Null: its policies are not all known'),
          unread: z.array(z.strictObject({ call: z.string(), why: z.string() }).readonly()).readonly(),
        })
        .readonly(),
    )
    .readonly(),
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (answer: z.infer<typeof leastPrivilegeSchema>): LeastPrivilegeDocument => answer;
void sameShape;
