import { z } from 'zod';
import type { AuthorizeAnswer } from '../../../iam/answers/authorize-answer.ts';
import { answerHead, unreadCalls } from './answer-head.ts';
import { requestSchema, statements } from './request-schema.ts';

const sentences = z.array(z.string()).readonly();

/** Fields are added, never changed, within a version. */
export const authorizeSchema = z.strictObject({
  ...answerHead,
  answer: z
    .enum(['allow', 'explicit-deny', 'implicit-deny', 'unknown'])
    .describe('unknown: what was not read could turn it round'),
  effect: z.enum(['allow', 'explicit-deny', 'implicit-deny']).describe('By what was read'),
  request: requestSchema.describe('With what the accounts tell of who asks: tags, organisation'),
  determining: statements.describe(
    'Every Deny that applies, or else the Allow statements that let the request through; empty: nothing allows it',
  ),
  explanation: sentences.describe("One a guard, in AWS's order; the last is the answer"),
  assumptions: sentences.describe('What had to be taken for granted'),
  unread: unreadCalls,
  unreadIgnored: z.boolean().describe('It was asked to answer as if there were nothing but what was read'),
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (answer: z.infer<typeof authorizeSchema>): AuthorizeAnswer => answer;
void sameShape;
