import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import type { CompiledStatement } from '../compile-policy.ts';
import { type CompiledPolicySet, compilePolicySet, type PlacedPolicy } from '../compile-policy-set.ts';
import type { StatementRef } from '../decision.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { canReach } from '../prove/can-reach.ts';
import { policySetOf } from '../view/policy-set-of.ts';
import type { Actor } from './actor.ts';
import { AlikeQuestions } from './alike-questions.ts';
import { asCondition, keysLookedAt, type Settled, settledKeys, tellsResources } from './circumstances.ts';
import { isOfTarget } from './told.ts';
import { type Names, NO_NAMES, namesOf, USER_NAME } from './user-name.ts';
import type { Wish } from './wish.ts';

/** A request that AWS would allow, with the statements that let it through. */
export interface AllowedRequest {
  readonly request: AuthorizationRequest;
  readonly determining: readonly StatementRef[];
}

export type May =
  | { readonly answer: 'allowed'; readonly allowed: AllowedRequest }
  | { readonly answer: 'denied' }
  | { readonly answer: 'unsure'; readonly reason: string };

/** What a wish is weighed by. */
interface Weighed {
  readonly keys: ReadonlySet<string>;
  readonly settled: Settled;
  /** The resource's own policy and an endpoint's; null: neither is asked. */
  readonly trust: CompiledPolicySet | null;
  /** With the resource's. */
  readonly set: CompiledPolicySet;
}

const DENIED: May = { answer: 'denied' };

/** Answers whether an actor could make a request, by some choice of what is his to choose. */
export class Permissions {
  readonly #asOf: string;
  readonly #keys = new WeakMap<CompiledPolicySet, Map<string, ReadonlySet<string>>>();
  readonly #resources = new WeakMap<CompiledPolicySet, Map<string, boolean>>();
  readonly #allows = new WeakMap<CompiledPolicySet, Map<string, boolean>>();
  readonly #alike = new AlikeQuestions();
  readonly #proofs = new Map<string, May>();
  readonly #trusts = new WeakMap<PolicyDocument, CompiledPolicySet>();

  /** `asOf`: ISO 8601, when the requests are made. */
  constructor(asOf: string) {
    this.#asOf = asOf;
  }

  may(actor: Actor, asked: Wish): May {
    const { action } = asked;
    const trust = this.#trustOf(asked);
    if (!trust && !this.#mayEver(actor, asked)) return DENIED;
    const own = this.#keysOf(actor.set, action);
    const keys = trust ? new Set([...own, ...this.#keysOf(trust, action)]) : own;
    const settled = settledKeys(keys, {
      actor,
      action,
      given: asked.context ?? {},
      resourceTags: asked.resourceTags ?? null,
      asOf: this.#asOf,
    });
    const set = trust ? { ...actor.set, resource: trust.resource, endpoint: trust.endpoint } : actor.set;
    const wish = !trust && !this.#tellsResources(actor.set, action) ? onAny(asked) : asked;
    if (!isPattern(wish.resource)) {
      for (const mfa of signInsOf(actor, keys)) {
        const request = requestOf(actor, wish, keys, new Map([...mfa, ...settled]));
        const decision = authorize(request, set);
        if (decision.effect === 'allow') return allowedBy(request, decision.determining);
      }
      if (isSettled(keys, settled)) return DENIED;
    }
    return this.#proved(actor, wish, { keys, settled, trust, set });
  }

  /** What was found for another of whom the same is asked: a request is made his own and decided again. */
  #proved(actor: Actor, wish: Wish, { keys, settled, trust, set }: Weighed): May {
    const text = this.#alike.textOf(actor, wish, trust, { keys, settled });
    const known = this.#proofs.get(text);
    if (known?.answer === 'allowed') {
      const request = { ...known.allowed.request, principal: actor.arn };
      const decision = authorize(request, set);
      if (decision.effect === 'allow') return allowedBy(request, decision.determining);
    } else if (known) return known;
    const found = prove(actor, wish, settled, set);
    if (found.answer !== 'unsure') this.#proofs.set(text, found);
    return found;
  }

  /**
   * Whether each kind of its policies has an Allow statement about the action and none denies it altogether: without,
   * no policy of its own lets it.
   */
  allowsSome({ set }: Actor, action: string): boolean {
    let byAction = this.#allows.get(set);
    if (!byAction) this.#allows.set(set, (byAction = new Map()));
    let allows = byAction.get(action);
    if (allows === undefined) byAction.set(action, (allows = mayEver(set, action.toLowerCase())));
    return allows;
  }

  /** Whether some policy tells what an action is asked about apart, by its name or its tags. */
  tellsTargets({ set }: Actor, action: string): boolean {
    return this.#tellsResources(set, action) || [...this.#keysOf(set, action)].some(isOfTarget);
  }

  /**
   * Equal for those of whom a resource's policy lets all do an action or none: one that looks at no key of who asks,
   * and names none of them one by one.
   */
  kindOf(actor: Actor, action: string): string {
    const keys = this.#keysOf(actor.set, action);
    const settled = settledKeys(keys, { actor, action, given: {}, resourceTags: null, asOf: this.#asOf });
    return this.#alike.kindOf(actor, action, { keys, settled });
  }

  /** Whether a resource's policy looks at who asks, but for whom it names. */
  tellsAskers(policy: PolicyDocument, action: string): boolean {
    return [...this.#keysOf(this.#compiledTrust(policy), action)].some((key) =>
      /^aws:(principal|user)/.test(key),
    );
  }

  /** By his name too, where nothing else is left to choose. */
  #mayEver(actor: Actor, wish: Wish): boolean {
    if (!this.allowsSome(actor, wish.action) || !mayAllow(actor, wish)) return false;
    const keys = this.#keysOf(actor.set, wish.action);
    const isByName = keys.has(USER_NAME) && !isPattern(wish.resource) && isSettled(keys, NOTHING_SETTLED);
    return !isByName || mayAllow(actor, wish, namesOf(actor));
  }

  #keysOf(set: CompiledPolicySet, action: string): ReadonlySet<string> {
    let byAction = this.#keys.get(set);
    if (!byAction) this.#keys.set(set, (byAction = new Map()));
    let keys = byAction.get(action);
    if (!keys) byAction.set(action, (keys = keysLookedAt(set, action)));
    return keys;
  }

  #tellsResources(set: CompiledPolicySet, action: string): boolean {
    let byAction = this.#resources.get(set);
    if (!byAction) this.#resources.set(set, (byAction = new Map()));
    let tells = byAction.get(action);
    if (tells === undefined) byAction.set(action, (tells = tellsResources(set, action)));
    return tells;
  }

  /** The resource's own policy, and that of the endpoint; null: neither is asked. */
  #trustOf({ resourcePolicy, vpcEndpointPolicy }: Wish): CompiledPolicySet | null {
    if (!vpcEndpointPolicy) return resourcePolicy ? this.#compiledTrust(resourcePolicy) : null;
    const policies = { ...(resourcePolicy && { resourcePolicy }), vpcEndpointPolicies: [vpcEndpointPolicy] };
    return compilePolicySet(policies);
  }

  #compiledTrust(document: PolicyDocument): CompiledPolicySet {
    const known = this.#trusts.get(document);
    if (known) return known;
    const compiled = compilePolicySet({ resourcePolicy: document });
    this.#trusts.set(document, compiled);
    return compiled;
  }
}

/** An account that service control policies do not bind, or may not, is taken for one that they do not. */
function mayEver({ identity, boundaries }: CompiledPolicySet, action: string): boolean {
  const allows = ({ policy }: PlacedPolicy) => policy.about(action).some(({ isAllow }) => isAllow);
  const denies = ({ policy }: PlacedPolicy) => policy.about(action).some(isDenial);
  return identity.some(allows) && boundaries.every(allows) && ![...identity, ...boundaries].some(denies);
}

/** Of everything, in all circumstances. */
function isDenial({ isAllow, statement: { resources, conditions } }: CompiledStatement): boolean {
  return !isAllow && conditions.length === 0 && resources?.includes('*') === true;
}

/** A sound look at the resources of its Allow statements, before all that they say is weighed. */
function mayAllow({ set }: Actor, { action, resource }: Wish, names: Names = NO_NAMES): boolean {
  const name = action.toLowerCase();
  const isAny = isPattern(resource);
  for (const { policy } of set.identity)
    for (const { isAllow, statement, resources } of policy.about(name)) {
      if (!isAllow) continue;
      if (isAny || statement.resources?.some(names.isOpen)) return true;
      if (statement.notResources || resources(resource, names)) return true;
    }
  return false;
}

function isPattern(resource: string): boolean {
  return /[*?]/.test(resource) && resource !== '*';
}

/** Where no policy tells resources of an action apart, one that fits the pattern stands for all. */
function onAny(wish: Wish): Wish {
  if (!isPattern(wish.resource)) return wish;
  const [arn = '', partition = '', service = '', region = '', ...rest] = wish.resource.split(':');
  const resource = [arn, partition, service, region.replace('*', 'us-east-1'), ...rest].join(':');
  return { ...wish, resource: resource.replaceAll('*', 'any') };
}

function allowedBy(request: AuthorizationRequest, determining: readonly StatementRef[]): May {
  return { answer: 'allowed', allowed: { request, determining } };
}

/** With every key that AWS always fills in, so that a Deny that looks at one is weighed as AWS would. */
function requestOf(
  actor: Actor,
  { action, resource }: Wish,
  keys: ReadonlySet<string>,
  settled: Settled,
): AuthorizationRequest {
  const context: Record<string, string> = {};
  for (const [key, value] of usualKeys(resource)) if (keys.has(key)) context[key] = value;
  for (const [key, value] of settled) if (value !== null) context[key] = value;
  return {
    principal: actor.arn,
    action,
    resource,
    ...(Object.keys(context).length > 0 && { context }),
  };
}

function usualKeys(resource: string): readonly (readonly [string, string])[] {
  return [
    ['aws:securetransport', 'true'],
    ['aws:viaawsservice', 'false'],
    ['aws:requestedregion', resource.split(':')[3] || 'us-east-1'],
  ];
}

/**
 * Sessions with MFA, sessions without, and access keys, whose requests say nothing of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
function signInsOf({ stance }: Actor, keys: ReadonlySet<string>): readonly Settled[] {
  if (!keys.has(MFA_PRESENT)) return [new Map()];
  const values = stance.mfa ? ['true', 'false', null] : ['false', null];
  return values.map((value) => new Map([[MFA_PRESENT, value]]));
}

const MFA_PRESENT = 'aws:multifactorauthpresent';

/** Told by the principal and the resource themselves, or tried one by one. */
const ASKED: ReadonlySet<string> = new Set([
  MFA_PRESENT,
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:principaltype',
  'aws:resourceaccount',
  'aws:username',
]);

const NOTHING_SETTLED: Settled = new Map();

/** Nothing is left to choose: one request has told it all. */
function isSettled(keys: ReadonlySet<string>, settled: Settled): boolean {
  for (const key of keys) if (!settled.has(key) && !ASKED.has(key)) return false;
  return true;
}

function prove(actor: Actor, wish: Wish, settled: Settled, set: CompiledPolicySet): May {
  const { action, resource, resourcePolicy, vpcEndpointPolicy } = wish;
  const policies = {
    ...policySetOf({ ...actor.principal, ...actor.stance }, actor.account),
    ...(resourcePolicy && { resourcePolicy }),
    ...(vpcEndpointPolicy && { vpcEndpointPolicies: [vpcEndpointPolicy] }),
  };
  const condition = asCondition(settled, actor.stance.mfa);
  const target = {
    principal: actor.arn,
    actions: [action],
    resources: [resource],
    condition,
  };
  const verdict = canReach(policies, target, { actions: 'known' });
  if (verdict.answer === 'proved') return DENIED;
  if (verdict.answer === 'unknown') return { answer: 'unsure', reason: verdict.reason };
  return allowedBy(verdict.witness, authorize(verdict.witness, set).determining);
}
