import { assumptionsOf } from './assumptions.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { ActionCatalogue } from './catalogue/action-catalogue.ts';
import { CATALOGUE } from './catalogue/catalogue.ts';
import { type CompiledPolicySet, compilePolicySet } from './compile-policy-set.ts';
import type { Decision, Effect, StatementRef } from './decision.ts';
import { determiningOf } from './determining.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import type { PolicySet } from './policy-set.ts';
import { ResolvedRequest } from './resolve-request.ts';

/**
 * AWS's decision on one request. Throws InvalidInput for what is no request or no policy. Its words are put together
 * when they are read.
 */
export function authorize(
  request: AuthorizationRequest,
  policies: PolicySet | CompiledPolicySet,
  catalogue: ActionCatalogue = CATALOGUE,
): Decision {
  const set = 'compiled' in policies ? policies : compilePolicySet(policies);
  const resolved = new ResolvedRequest(request, catalogue);
  const rcpsBind =
    set.rcps.length > 0 && (catalogue.service(resolved.service)?.resourceControlPolicies ?? false);
  const evaluation = evaluate(resolved, set, rcpsBind);
  return new Decided(resolved, set, evaluation, rcpsBind, catalogue);
}

/** Its words are getters of the class, so that a decision costs none; JSON has them all the same. */
class Decided implements Decision {
  readonly effect: Effect;
  readonly #request: ResolvedRequest;
  readonly #set: CompiledPolicySet;
  readonly #evaluation: Evaluation;
  readonly #rcpsBind: boolean;
  readonly #catalogue: ActionCatalogue;
  #determining: readonly StatementRef[] | null = null;

  constructor(
    request: ResolvedRequest,
    set: CompiledPolicySet,
    evaluation: Evaluation,
    rcpsBind: boolean,
    catalogue: ActionCatalogue,
  ) {
    this.effect = evaluation.outcome.effect;
    this.#request = request;
    this.#set = set;
    this.#evaluation = evaluation;
    this.#rcpsBind = rcpsBind;
    this.#catalogue = catalogue;
  }

  get determining(): readonly StatementRef[] {
    this.#determining ??= determiningOf(this.#evaluation);
    return this.#determining;
  }

  get explanation(): readonly string[] {
    return explain(this.#request, this.#set, this.#evaluation);
  }

  get assumptions(): readonly string[] {
    return assumptionsOf(this.#request.given, this.#set, this.#rcpsBind, this.#catalogue);
  }

  toJSON(): Decision {
    const { effect, determining, explanation, assumptions } = this;
    return { effect, determining, explanation, assumptions };
  }
}
