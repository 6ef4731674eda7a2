import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import { compilePolicySet } from '../compile-policy-set.ts';
import type { Decision, Effect, StatementRef } from '../decision.ts';
import type { PolicySet } from '../policy-set.ts';
import { ALLOW_ALL } from '../prove/replay.ts';
import type { AnswerHead, UnreadCall } from './answer-head.ts';
import { untoldKeys } from './untold-keys.ts';

/** A request, all that was read about it, and what was not. */
export interface Question {
  readonly request: AuthorizationRequest;
  readonly policies: PolicySet;
  readonly unread: MissingPolicies;
}

/** By what they could do if they were there. */
export interface MissingPolicies {
  /** Of who asks: could allow and deny. */
  readonly identity: readonly UnreadCall[];
  /** Of the resource, a key's grants included: could allow and deny. */
  readonly resource: readonly UnreadCall[];
  /** Boundaries and the organisation's: could only deny. */
  readonly guards: readonly UnreadCall[];
}

export const NOTHING_MISSING: MissingPolicies = { identity: [], resource: [], guards: [] };

/** What `rampart iam authorize` tells: the shape of docs/schema/iam-authorize.v1.json. */
export interface AuthorizeAnswer extends AnswerHead {
  /** `unknown`: what was not read could turn it round. */
  readonly answer: Effect | 'unknown';
  /** By what was read. */
  readonly effect: Effect;
  readonly request: AuthorizationRequest;
  readonly determining: readonly StatementRef[];
  readonly explanation: readonly string[];
  readonly assumptions: readonly string[];
  readonly unread: readonly UnreadCall[];
  /** It was asked to answer as if there were nothing but what was read. */
  readonly unreadIgnored: boolean;
}

export interface AuthorizeOptions {
  readonly ignoreUnread?: boolean;
}

/** Throws InvalidInput. */
export function authorizeAnswer(
  head: AnswerHead,
  question: Question,
  { ignoreUnread = false }: AuthorizeOptions = {},
): AuthorizeAnswer {
  const { request, policies, unread } = question;
  const { answer, decision } = decided(question, ignoreUnread);
  const { effect, determining, explanation, assumptions } = decision;
  return {
    ...head,
    answer,
    effect,
    request,
    determining,
    explanation,
    assumptions: [...assumptions, ...untoldKeys(request, compilePolicySet(policies))],
    unread: [...unread.identity, ...unread.resource, ...unread.guards].map(({ call, why }) => ({
      call,
      why,
    })),
    unreadIgnored: ignoreUnread,
  };
}

interface Decided {
  readonly answer: Effect | 'unknown';
  readonly decision: Decision;
}

/**
 * Whatever was not read may deny, so that an Allow is certain only if all was read; a denial is certain if it stands
 * even where all that was not read allows.
 */
export function decided({ request, policies, unread }: Question, ignoreUnread: boolean): Decided {
  const decision = authorize(request, policies);
  const isWhole = unread.identity.length + unread.resource.length + unread.guards.length === 0;
  if (isWhole || ignoreUnread) return { answer: decision.effect, decision };
  const atBest = authorize(request, withAllowed(policies, unread));
  if (atBest.effect === 'allow') return { answer: 'unknown', decision };
  return { answer: atBest.effect, decision: atBest.effect === decision.effect ? decision : atBest };
}

function withAllowed(policies: PolicySet, { identity, resource }: MissingPolicies): PolicySet {
  const { identityPolicies = [] } = policies;
  return {
    ...policies,
    ...(identity.length > 0 && {
      identityPolicies: [...identityPolicies, { name: 'policies that were not read', document: ALLOW_ALL }],
    }),
    ...(resource.length > 0 && {
      resourcePolicy: { name: 'a policy that was not read', document: ALLOW_ANYBODY },
    }),
  };
}

const ALLOW_ANYBODY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
});
