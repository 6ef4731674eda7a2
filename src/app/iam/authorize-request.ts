import {
  type AuthorizeAnswer,
  type AuthorizeOptions,
  authorizeAnswer,
  NOTHING_MISSING,
} from '../../iam/answers/authorize-answer.ts';
import type { AuthorizationRequest, PolicySet } from '../../iam/index.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { type GivenPolicies, questionOf } from '../../inventory/question-of.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { authorizeText } from '../../report/iam/authorize-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { headOf, OF_FILES } from './answer-head.ts';
import { namedPrincipal } from './named-principal.ts';
import { asUsage } from './policy-file.ts';

/** By policies of files alone: what is not given is not there. Throws a `UsageError`. */
export function authorizeByFiles(request: AuthorizationRequest, policies: PolicySet): AuthorizeAnswer {
  return asUsage(() => authorizeAnswer(OF_FILES, { request, policies, unread: NOTHING_MISSING }));
}

/** By all that a snapshot has. Throws a `UsageError`. */
export function authorizeInAccounts(
  snapshot: Snapshot,
  request: AuthorizationRequest,
  given: GivenPolicies,
  options: AuthorizeOptions,
): AuthorizeAnswer {
  const inventory = new Inventory(snapshot);
  const principal = namedPrincipal(inventory, request.principal);
  return asUsage(() => {
    const question = questionOf(inventory, { ...request, principal }, given);
    return authorizeAnswer(headOf(snapshot), question, options);
  });
}

export const EXPECTATIONS = ['allow', 'deny'] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

/** Without an expectation any answer that is known is 0. */
export function authorizeExitCode({ answer }: AuthorizeAnswer, expected: Expectation | undefined): number {
  if (answer === 'unknown') return EXIT.incomplete;
  const isAllowed = answer === 'allow';
  return expected === undefined || isAllowed === (expected === 'allow') ? EXIT.clean : EXIT.findings;
}

export function printedDecision(
  answer: AuthorizeAnswer,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : authorizeText(answer, terminal);
}
