import { z } from 'zod';
import type { LintAnswer } from '../../../iam/answers/lint-answer.ts';
import { LINT_RULES, LINT_SEVERITIES, type LintRuleId } from '../../../iam/lint/lint-rules.ts';
import { answerHead, unreadCalls } from './answer-head.ts';

const count = z.int().min(0);

/** Fields are added, never changed, within a version. */
export const lintSchema = z.strictObject({
  ...answerHead,
  summary: z.strictObject({ policies: count, error: count, warning: count, suggestion: count }),
  findings: z.array(
    z.strictObject({
      policy: z.string().describe("A file's path, or the policy's name"),
      resource: z.string().nullable().describe('ARN of what it is of, or held by; null: it is a file'),
      account: z.string().nullable(),
      line: z.int().min(1).describe("From 1; of AWS's text where the policy was not read from a file"),
      column: z.int().min(1),
      pointer: z.string().describe('JSON pointer (RFC 6901): /Statement/0/Action'),
      rule: z.enum(Object.keys(LINT_RULES) as LintRuleId[]),
      severity: z.enum(LINT_SEVERITIES),
      message: z.string(),
      fix: z.string(),
    }),
  ),
  unread: unreadCalls,
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (answer: z.infer<typeof lintSchema>): LintAnswer => answer;
void sameShape;
