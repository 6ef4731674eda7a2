import { z } from 'zod';
import type { AdminsAnswer, EscalationsAnswer } from '../../../iam/answers/escalations-answer.ts';
import { answerHead, unreadCalls } from './answer-head.ts';
import { requestSchema, statements } from './request-schema.ts';

const count = z.int().min(0);

const who = { principal: z.string().describe('ARN'), account: z.string() };

const requests = z
  .array(z.strictObject({ request: requestSchema, determining: statements }).readonly())
  .readonly()
  .describe('Requests that AWS would allow, each with the statements that let it through');

const assumes = z
  .array(z.string())
  .readonly()
  .describe('What nobody read and it hangs on; empty: it is certain');

const doubts = unreadCalls.describe('What was not read and could take it away; empty: nothing could');

const about = {
  notKnown: z
    .array(z.strictObject({ ...who, call: z.string(), why: z.string() }))
    .readonly()
    .describe('Principals of whom more may be true than the rest says'),
  unread: unreadCalls,
};

/** Fields are added, never changed, within a version. */
export const adminsSchema = z.strictObject({
  ...answerHead,
  summary: z.strictObject({ principals: count, administrators: count }),
  administrators: z
    .array(z.strictObject({ ...who, requests, doubts }))
    .describe('Whoever may write IAM without restriction'),
  ...about,
});

/** Fields are added, never changed, within a version. */
export const escalationsSchema = z.strictObject({
  ...answerHead,
  principal: z.string().nullable().describe('ARN of whom alone it was asked about'),
  summary: z.strictObject({
    principals: count,
    administrators: count,
    canBecomeAdministrator: count.describe('Principals that are none and have a path that is certain'),
    mayBecomeAdministrator: count.describe('Of the others, those with a path that assumes something'),
    paths: count,
    powers: count,
  }),
  administrators: z.array(z.string()).describe('ARNs'),
  paths: z
    .array(
      z.strictObject({
        ...who,
        technique: z.string().describe("The first step's"),
        steps: z
          .array(
            z.strictObject({
              technique: z.string(),
              from: z.string(),
              to: z.string().describe('The same as from where it gives itself rights'),
              does: z.string(),
              requests,
            }),
          )
          .readonly(),
        assumes,
        doubts,
      }),
    )
    .describe('The shortest ways to an administrator, one for each first technique'),
  powers: z
    .array(z.strictObject({ ...who, technique: z.string(), does: z.string(), requests, assumes, doubts }))
    .describe('Rights to open some resource or to take MFA away: what they lead to hangs on what is there'),
  ...about,
});

/** Fail to compile when a schema and its type part ways. */
const sameShape = (answer: z.infer<typeof adminsSchema>): AdminsAnswer => answer;
const sameShapes = (answer: z.infer<typeof escalationsSchema>): EscalationsAnswer => answer;
void sameShape;
void sameShapes;
