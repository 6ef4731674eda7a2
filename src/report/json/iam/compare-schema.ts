import { z } from 'zod';
import type { CompareAnswer } from '../../../iam/answers/compare-answer.ts';
import { answerHead } from './answer-head.ts';
import { requestSchema, statements } from './request-schema.ts';

const compared = z
  .strictObject({
    request: requestSchema,
    allowedBy: statements,
    deniedBy: statements.describe('Of the other policy; empty: no statement of it allows the request'),
    nearMisses: z
      .array(z.string())
      .readonly()
      .describe('Statements of the other policy that would allow it but for one thing'),
  })
  .nullable();

/** Fields are added, never changed, within a version. */
export const compareSchema = z.strictObject({
  ...answerHead,
  answer: z
    .enum(['equivalent', 'narrower', 'no-new-access', 'new-access', 'unknown'])
    .describe(
      'narrower: the new policy allows less; no-new-access: whether it allows less is not known. The first three prove that nothing is new',
    ),
  old: z.string(),
  new: z.string(),
  policyType: z.enum(['identity', 'resource']),
  actions: z.enum(['future', 'known']).describe('future: actions that AWS may add count too'),
  resources: z
    .enum(['any', 'typed'])
    .describe('any: an action may be asked of any ARN; typed: only of resources that it works on'),
  gained: compared.describe('A request that the new policy alone allows'),
  lost: compared.describe('A request that the old policy alone allows'),
  reason: z.string().nullable().describe('What could not be proved, and why'),
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (answer: z.infer<typeof compareSchema>): CompareAnswer => answer;
void sameShape;
