import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import { type CompiledPolicySet, compilePolicySet, type PlacedPolicy, refOf } from '../compile-policy-set.ts';
import type { StatementRef } from '../decision.ts';
import { asCondition, keysLookedAt, type Settled } from '../escalate/circumstances.ts';
import type { PolicySet } from '../policy-set.ts';
import { type ConditionBlock, canReach } from '../prove/can-reach.ts';

/** Somebody who may want something, with all that AWS weighs. */
export interface Wisher {
  readonly principal: string;
  readonly sessionIssuer?: string | undefined;
  readonly policies: PolicySet;
  /** What is settled about some keys of its requests, whatever it does. */
  readonly settle: (keys: ReadonlySet<string>) => Settled;
  /** Its requests may carry MFA. */
  readonly mfa: boolean;
}

export interface Wanted {
  readonly action: string;
  /** An ARN, `*`, or a pattern: any that it matches will do. */
  readonly resource: string;
  readonly resourceAccount: string | null;
}

export type Ability =
  | {
      readonly answer: 'can';
      readonly request: AuthorizationRequest;
      readonly determining: readonly StatementRef[];
      readonly needs: readonly Need[];
    }
  | { readonly answer: 'cannot' }
  | { readonly answer: 'unsure'; readonly reason: string };

/** A condition key that an ordinary request lacks, and by whose value it is allowed. */
export interface Need {
  readonly key: string;
  /** Of the request that is shown. */
  readonly values: readonly string[];
  /** What statements about the action ask of it. */
  readonly clauses: readonly NeedClause[];
}

export interface NeedClause {
  readonly statement: StatementRef;
  readonly operator: string;
  readonly values: readonly string[];
}

const CANNOT: Ability = { answer: 'cannot' };

/** Whether somebody could make a request that is allowed: as it is, or under conditions of his choice. */
export function abilityOf(wisher: Wisher, wanted: Wanted): Ability {
  const set = compilePolicySet(wisher.policies);
  const keys = keysLookedAt(set, wanted.action);
  const settled = wisher.settle(keys);
  const ordinary = ordinaryKeys(settled, wanted, keys);
  const isPattern = wanted.resource !== '*' && /[*?]/.test(wanted.resource);
  if (!isPattern) {
    const request = requestOf(wisher, wanted, ordinary);
    const { effect, determining } = authorize(request, set);
    if (effect === 'allow') return { answer: 'can', request, determining, needs: [] };
  }
  const verdict = canReach(
    wisher.policies,
    {
      principal: wisher.principal,
      sessionIssuer: wisher.sessionIssuer,
      actions: [wanted.action],
      resources: [wanted.resource],
      condition: conditionOf(settled, wisher.mfa, wanted),
    },
    { actions: 'known' },
  );
  if (verdict.answer === 'proved') return CANNOT;
  if (verdict.answer === 'unknown') return { answer: 'unsure', reason: verdict.reason };
  const { witness: request } = verdict;
  if (isPattern) {
    const plain = requestOf(wisher, { ...wanted, resource: request.resource }, ordinary);
    const decision = authorize(plain, set);
    if (decision.effect === 'allow')
      return { answer: 'can', request: plain, determining: decision.determining, needs: [] };
  }
  const { determining } = authorize(request, set);
  return { answer: 'can', request, determining, needs: needsOf(request, ordinary, set) };
}

/** Those that the policies look at and that any request has, or that are settled. */
function ordinaryKeys(
  settled: Settled,
  { resource }: Wanted,
  keys: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const usual = [
    ['aws:securetransport', 'true'],
    ['aws:viaawsservice', 'false'],
    ['aws:requestedregion', resource.split(':')[3] || 'us-east-1'],
  ] as const;
  const told = [...settled].flatMap(([key, value]) => (value === null ? [] : ([[key, value]] as const)));
  return new Map([...usual, ...told].filter(([key]) => keys.has(key)));
}

function requestOf(
  { principal, sessionIssuer }: Wisher,
  { action, resource, resourceAccount }: Wanted,
  keys: ReadonlyMap<string, string>,
): AuthorizationRequest {
  return {
    principal,
    ...(sessionIssuer !== undefined && { sessionIssuer }),
    action,
    resource,
    ...(resourceAccount !== null && !tellsAccount(resource) && { resourceAccount }),
    ...(keys.size > 0 && { context: Object.fromEntries(keys) }),
  };
}

function tellsAccount(resource: string): boolean {
  return resource === '*' || /^arn:[^:]+:[^:]+:[^:]*:\d{12}:/.test(resource);
}

function conditionOf(settled: Settled, mfa: boolean, { resource, resourceAccount }: Wanted): ConditionBlock {
  const block = asCondition(settled, mfa);
  if (resourceAccount === null || tellsAccount(resource)) return block;
  return { ...block, StringEquals: { ...block['StringEquals'], 'aws:resourceaccount': resourceAccount } };
}

/** `ordinary`: keys, in lower case, whose values are nothing that it needs. */
export function needsOf(
  { action, context = {} }: AuthorizationRequest,
  ordinary: ReadonlyMap<string, string>,
  set: CompiledPolicySet,
): readonly Need[] {
  return Object.entries(context)
    .filter(([key, value]) => ordinary.get(key.toLowerCase()) !== value)
    .map(([key, value]) => ({
      key,
      values: typeof value === 'string' ? [value] : value,
      clauses: clausesOn(key.toLowerCase(), action, set),
    }));
}

function clausesOn(key: string, action: string, set: CompiledPolicySet): readonly NeedClause[] {
  const { identity, boundaries, session, resource, scps, rcps, endpoint } = set;
  const all: readonly PlacedPolicy[] = [
    ...[...scps, ...rcps].flat(),
    ...resource,
    ...identity,
    ...boundaries,
    ...session,
    ...endpoint,
  ];
  return all.flatMap((placed) =>
    placed.policy
      .about(action.toLowerCase())
      .flatMap((statement) =>
        statement.statement.conditions
          .filter((clause) => clause.key.toLowerCase() === key)
          .map(({ operator, values }) => ({ statement: refOf(placed, statement), operator, values })),
      ),
  );
}
