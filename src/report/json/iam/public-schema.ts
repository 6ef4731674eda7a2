import { z } from 'zod';
import type { PublicAnswer } from '../../../iam/answers/public-answer.ts';
import { answerHead, unreadCalls } from './answer-head.ts';
import { requestSchema, statements } from './request-schema.ts';

const count = z.int().min(0);

const access = z
  .strictObject({
    answer: z.enum(['yes', 'no', 'unknown']),
    request: requestSchema.nullable().describe('One that gets through'),
    determining: statements,
    reason: z.string().nullable().describe('Why it is unknown'),
  })
  .readonly();

/** Fields are added, never changed, within a version. */
export const publicSchema = z.strictObject({
  ...answerHead,
  summary: z.strictObject({ policies: count, public: count, external: count, unknown: count }),
  resources: z
    .array(
      z.strictObject({
        type: z.string().describe('CloudFormation resource type'),
        arn: z.string(),
        account: z.string(),
        public: access.describe('Strangers, whom no policy tells'),
        external: access.describe('Anybody of none of the accounts and organisations that are trusted'),
        aws: z
          .strictObject({ public: z.boolean(), because: z.string() })
          .readonly()
          .nullable()
          .describe("What S3's Block Public Access calls it; null: it is about S3 alone"),
        difference: z.string().nullable().describe('Why the two differ'),
        unread: unreadCalls.describe(
          'What was not read and could keep them out, or show that they are none of outside',
        ),
      }),
    )
    .describe('Public ones first, then those that let others in'),
  unread: unreadCalls,
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (answer: z.infer<typeof publicSchema>): PublicAnswer => answer;
void sameShape;
