import type { PolicyKind } from '../lint/lint-finding.ts';
import { lintPolicy } from '../lint/lint-policy.ts';
import type { LintRuleId, LintSeverity } from '../lint/lint-rules.ts';
import type { AnswerHead, UnreadCall } from './answer-head.ts';

/** A policy's text and what to call it. */
export interface LintedText {
  /** A file's path, or the policy's name. */
  readonly name: string;
  /** ARN of what it is of, or held by; null: it is a file. */
  readonly resource: string | null;
  /** Null: a file's. */
  readonly account: string | null;
  /** Absent: guessed from the policy itself. */
  readonly kind?: PolicyKind | undefined;
  readonly text: string;
}

/** What `rampart iam lint` tells: the shape of docs/schema/iam-lint.v1.json. */
export interface LintAnswer extends AnswerHead {
  readonly summary: Readonly<Record<'policies' | LintSeverity, number>>;
  readonly findings: readonly LintAnswerFinding[];
  readonly unread: readonly UnreadCall[];
}

export interface LintAnswerFinding {
  readonly policy: string;
  readonly resource: string | null;
  readonly account: string | null;
  /** Count from 1, as editors do; of a policy that was not read from a file, in its text as AWS keeps it. */
  readonly line: number;
  readonly column: number;
  /** JSON pointer. */
  readonly pointer: string;
  readonly rule: LintRuleId;
  readonly severity: LintSeverity;
  readonly message: string;
  readonly fix: string;
}

export function lintAnswer(
  head: AnswerHead,
  texts: readonly LintedText[],
  unread: readonly UnreadCall[] = [],
): LintAnswer {
  const findings = texts.flatMap(({ name: policy, resource, account, kind, text }) =>
    lintPolicy(text, { kind }).map(
      ({ id: rule, severity, message, fix, place: { line, column, pointer } }): LintAnswerFinding => ({
        policy,
        resource,
        account,
        line,
        column,
        pointer,
        rule,
        severity,
        message,
        fix,
      }),
    ),
  );
  const count = (severity: LintSeverity): number =>
    findings.filter((each) => each.severity === severity).length;
  return {
    ...head,
    summary: {
      policies: texts.length,
      error: count('error'),
      warning: count('warning'),
      suggestion: count('suggestion'),
    },
    findings,
    unread,
  };
}
