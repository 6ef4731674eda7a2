import { InvalidInput } from '../invalid-input.ts';
import { isPolicyError, type PolicyDocument, policyDocumentOf } from '../policy-document.ts';
import type { PolicySet } from '../policy-set.ts';
import { anybody, onePrincipal } from './callers.ts';
import { reach } from './reach.ts';
import { type ProofOptions, type ProofVerdict, prove, readingsOf } from './verdicts.ts';

/** What is asked for. */
export interface ReachTarget {
  /** As in a policy: `iam:*`, `s3:GetObject`; by default all but `notActions`. */
  readonly actions?: readonly string[] | undefined;
  readonly notActions?: readonly string[] | undefined;
  /** As in a policy; by default all but `notResources`. */
  readonly resources?: readonly string[] | undefined;
  readonly notResources?: readonly string[] | undefined;
  /** As a policy's Condition: what is known of the requests, say `{ Bool: { 'aws:SecureTransport': 'true' } }`. */
  readonly condition?: ConditionBlock | undefined;
  /** Who asks, as `AuthorizationRequest` names it; by default anybody. */
  readonly principal?: string | undefined;
  readonly sessionIssuer?: string | undefined;
}

export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * Whether policies together let nobody (or not the principal) do any of the actions on any of the resources: proved,
 * or refuted by a request that reaches. Policies of identities are those of whoever asks. Throws InvalidInput.
 */
export function canReach(policies: PolicySet, target: ReachTarget, options: ProofOptions = {}): ProofVerdict {
  const question = { policies, callers: callersOf(target), target: targetDocument(target), except: null };
  return prove(options, readingsOf(options, 'typed'), (working) => reach(question, working));
}

/**
 * Whether every request that reaches the target meets a condition, say that it was made with MFA: proved, or refuted
 * by one that reaches and does not.
 */
export function requires(
  policies: PolicySet,
  target: ReachTarget,
  condition: ConditionBlock,
  options: ProofOptions = {},
): ProofVerdict {
  const except = targetDocument({ condition });
  const question = { policies, callers: callersOf(target), target: targetDocument(target), except };
  return prove(options, readingsOf(options, 'typed'), (working) => reach(question, working));
}

function callersOf({ principal, sessionIssuer }: ReachTarget): Parameters<typeof reach>[0]['callers'] {
  if (principal === undefined) return ({ accounts }) => anybody(accounts);
  const one = onePrincipal(principal, sessionIssuer ?? null);
  return () => one;
}

/** A policy whose one statement is about the target. */
export function targetDocument(target: ReachTarget): PolicyDocument {
  const { actions, notActions, resources, notResources, condition } = target;
  const document = policyDocumentOf({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      ...(actions && { Action: actions }),
      ...(notActions && { NotAction: notActions }),
      ...(!actions && !notActions && { Action: '*' }),
      ...(resources && { Resource: resources }),
      ...(notResources && { NotResource: notResources }),
      ...(!resources && !notResources && { Resource: '*' }),
      ...(condition && { Condition: condition }),
    },
  });
  if (isPolicyError(document)) throw new InvalidInput(`what is asked for: ${document.error}`);
  return document;
}
