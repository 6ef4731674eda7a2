import { z } from 'zod';
import type { WhoCanAnswer } from '../../../iam/answers/who-can-answer.ts';
import { answerHead, unreadCalls } from './answer-head.ts';
import { requestSchema, statementSchema, statements } from './request-schema.ts';

const count = z.int().min(0);

const who = {
  kind: z.enum(['user', 'role', 'root', 'session', 'account', 'service', 'federated', 'anyone']),
  principal: z.string().describe('An ARN, a service, an account; *: anybody'),
  account: z.string().nullable(),
};

const need = z
  .strictObject({
    key: z.string().describe('A condition key that an ordinary request lacks'),
    values: z.array(z.string()).readonly().describe('Of the request that is shown'),
    clauses: z
      .array(
        z
          .strictObject({
            statement: statementSchema,
            operator: z.string(),
            values: z.array(z.string()).readonly(),
          })
          .readonly(),
      )
      .readonly()
      .describe('What statements about the action ask of the key'),
  })
  .readonly();

const whoCan = z.array(
  z.strictObject({
    ...who,
    request: requestSchema.describe('One that is allowed'),
    determining: statements,
    needs: z.array(need).readonly().describe('Empty: any ordinary request is allowed'),
    unread: unreadCalls.describe('Of its own, which could still deny it'),
  }),
);

/** Fields are added, never changed, within a version. */
export const whoCanSchema = z.strictObject({
  ...answerHead,
  action: z.string(),
  resource: z.string().describe('A pattern: some resource that it matches'),
  summary: z.strictObject({
    principals: count.describe('That were asked about: users, roles and root users'),
    can: count,
    underConditions: count.describe('Of those that can'),
    outsiders: count,
    notKnown: count,
  }),
  principals: whoCan.describe('Users, roles and root users of the accounts that were read'),
  outsiders: whoCan.describe("Whom the resource's own policy lets in besides"),
  notKnown: z.array(z.strictObject({ ...who, why: z.string() })),
  unread: unreadCalls,
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (answer: z.infer<typeof whoCanSchema>): WhoCanAnswer => answer;
void sameShape;
