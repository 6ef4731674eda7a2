import { type Ability, abilityOf, needsOf, type Wanted, type Wisher } from '../iam/answers/ability.ts';
import type { UnreadCall } from '../iam/answers/answer-head.ts';
import type { Question } from '../iam/answers/authorize-answer.ts';
import type { WhoCan, WhoCanAnswer, WhoKind, WhoMight } from '../iam/answers/who-can-answer.ts';
import { authorize } from '../iam/authorize.ts';
import { compilePolicySet } from '../iam/compile-policy-set.ts';
import { Actor } from '../iam/escalate/actor.ts';
import { settledKeys } from '../iam/escalate/circumstances.ts';
import { type AccountView, externalAccess, type PolicySet, type PrincipalView } from '../iam/index.ts';
import { ALLOW_ALL } from '../iam/prove/replay.ts';
import { parseArn } from '../model/arn.ts';
import { eachOnce, type Unread, unreadAmong } from '../model/reading.ts';
import type { Inventory } from './inventory.ts';
import { type NamedInPolicy, type NamedOutsider, namedInPolicy } from './named-outsiders.ts';
import { policyAtResource } from './policy-at-resource.ts';
import { questionOf } from './question-of.ts';
import { viewPrincipals } from './view-principals.ts';

export type WhoCanFound = Pick<WhoCanAnswer, 'principals' | 'outsiders' | 'notKnown' | 'unread'>;

/** Everybody who may do an action on a resource, or on some of those that a pattern matches. Throws InvalidInput. */
export function whoCan(inventory: Inventory, action: string, resource: string): WhoCanFound {
  return new WhoCanOf(inventory, action, resource).found();
}

/** Whom the resource's own policy lets in besides the accounts that were read. Throws InvalidInput. */
export function whoCanOutside(
  inventory: Inventory,
  action: string,
  resource: string,
): Pick<WhoCanFound, 'outsiders' | 'notKnown'> {
  return new WhoCanOf(inventory, action, resource).foundOutside();
}

type Verdict = { readonly can: WhoCan } | { readonly might: WhoMight } | null;

class WhoCanOf {
  readonly #inventory: Inventory;
  readonly #action: string;
  readonly #resource: string;
  readonly #accounts: ReadonlyMap<string, AccountView>;
  readonly #wanted: Wanted;

  constructor(inventory: Inventory, action: string, resource: string) {
    this.#inventory = inventory;
    this.#action = action;
    this.#resource = resource;
    this.#accounts = viewPrincipals(inventory).accounts;
    const { resourceAccount = null } = this.#question('*').request;
    this.#wanted = { action, resource, resourceAccount };
  }

  found(): WhoCanFound {
    const { view } = viewPrincipals(this.#inventory);
    const own = [
      ...view.accounts.map((account) => this.#root(account)),
      ...view.principals.map((principal) => this.#held(principal)),
    ];
    const { outsiders, notKnown } = this.foundOutside();
    return {
      principals: own.flatMap((each) => (each && 'can' in each ? each.can : [])),
      outsiders,
      notKnown: [...own.flatMap((each) => (each && 'might' in each ? each.might : [])), ...notKnown],
      unread: this.#unread(),
    };
  }

  foundOutside(): Pick<WhoCanFound, 'outsiders' | 'notKnown'> {
    const outside = this.#outside();
    return {
      outsiders: outside.flatMap((each) => (each && 'can' in each ? each.can : [])),
      notKnown: outside.flatMap((each) => (each && 'might' in each ? each.might : [])),
    };
  }

  /** What the answer hangs on as a whole, said once and not of each principal. */
  #unread(): readonly UnreadCall[] {
    const { policy, grants } = policyAtResource(this.#inventory, this.#action, this.#resource);
    const accounts = [...this.#accounts.values()];
    const guards = accounts.flatMap((each) => [each.serviceControlPolicies, each.resourceControlPolicies]);
    return distinct([
      ...unreadAmong([policy, ...(grants ? [grants] : []), ...guards]),
      ...accounts.flatMap(({ gaps }) => gaps),
    ]);
  }

  #question(principal: string): Question {
    const request = { principal, action: this.#action, resource: this.#resource };
    return questionOf(this.#inventory, request);
  }

  #held(principal: PrincipalView): Verdict {
    const { kind, arn, account, unread } = principal;
    const own = this.#accounts.get(account);
    if (!own) return null;
    const actor = Actor.itself(principal, own);
    const circumstances = { actor, action: this.#action, given: {}, resourceTags: null };
    const wisher: Wisher = {
      principal: arn,
      policies: this.#question(arn).policies,
      settle: (keys) => settledKeys(keys, { ...circumstances, asOf: this.#inventory.asOf }),
      mfa: actor.stance.mfa,
    };
    return this.#judged({ kind, principal: arn, account }, wisher, unread);
  }

  #root({ account, partition, organizationId }: AccountView): Verdict {
    const principal = `arn:${partition}:iam::${account}:root`;
    const { policies } = this.#question(principal);
    const settle = this.#settling(organizationId === null ? [] : [['aws:principalorgid', organizationId]]);
    return this.#judged({ kind: 'root', principal, account }, { principal, policies, settle, mfa: true }, []);
  }

  /** Whoever asks from outside has all that its own account can give. */
  #outside(): readonly Verdict[] {
    const { policies } = this.#question('*');
    const named = namedInPolicy(policies, this.#action, (account) => this.#accounts.has(account));
    return [
      ...named.outsiders.map((each) => this.#outsider(each)),
      ...(named.anyone ? [this.#anyone(named)] : []),
      ...named.canonicalUsers.map((id) => mightBe('account', id, 'whose account it is, nobody tells')),
    ];
  }

  #outsider({ kind, principal, account, asks }: NamedOutsider): Verdict {
    const { policies } = this.#question(asks);
    const wisher = {
      principal: asks,
      policies: { ...policies, identityPolicies: [ALLOW_ALL] },
      settle: this.#settling([]),
      mfa: kind !== 'service',
    };
    const verdict = this.#judged({ kind, principal, account }, wisher, []);
    return verdict && 'can' in verdict
      ? { can: { ...verdict.can, determining: withoutOwn(verdict.can.determining) } }
      : verdict;
  }

  /** Somebody whom the policy does not name, of another account or of none. */
  #anyone({ outsiders }: NamedInPolicy): Verdict {
    const { policies, request } = this.#question('*');
    const { resourcePolicy, resourceControlPolicies, managementAccount } = policies;
    const account = request.resourceAccount ?? parseArn(this.#resource)?.account ?? '';
    if (!resourcePolicy) return null;
    const verdict = externalAccess(
      resourcePolicy,
      { type: '', arn: this.#resource, account },
      {
        asked: [this.#action],
        askedResources: [this.#resource],
        trustedAccounts: [...this.#accounts.keys(), ...outsiders.flatMap((each) => each.account ?? [])],
        resourceControlPolicies,
        managementAccount,
        actions: 'known',
      },
    );
    if (verdict.answer === 'proved') return null;
    if (verdict.answer === 'unknown') return mightBe('anyone', '*', verdict.reason);
    const set = compilePolicySet({ ...policies, identityPolicies: [ALLOW_ALL] });
    const determining = withoutOwn(authorize(verdict.witness, set).determining);
    const needs = needsOf(verdict.witness, new Map(), set);
    return {
      can: {
        kind: 'anyone',
        principal: '*',
        account: null,
        request: verdict.witness,
        determining,
        needs,
        unread: [],
      },
    };
  }

  #settling(more: readonly (readonly [string, string])[]): Wisher['settle'] {
    const { asOf } = this.#inventory;
    const settled = [
      ['aws:currenttime', asOf],
      ['aws:epochtime', String(Math.floor(Date.parse(asOf) / 1000))],
      ...more,
    ] as const;
    return (keys) => new Map(settled.filter(([key]) => keys.has(key)));
  }

  #judged(
    who: Pick<WhoCan, 'kind' | 'principal' | 'account'>,
    wisher: Wisher,
    missing: readonly Unread[],
  ): Verdict {
    const ability = this.#ability(wisher);
    if (ability.answer === 'can') {
      const { request, determining, needs } = ability;
      return { can: { ...who, request, determining, needs, unread: distinct(missing) } };
    }
    if (ability.answer === 'unsure') return { might: { ...who, why: ability.reason } };
    const [first] = missing;
    if (!first) return null;
    const atBest = this.#ability({ ...wisher, policies: withAllPolicies(wisher.policies) });
    return atBest.answer === 'cannot' ? null : { might: { ...who, why: `${first.call}: ${first.why}` } };
  }

  #ability(wisher: Wisher): Ability {
    return abilityOf(wisher, this.#wanted);
  }
}

/** As if whatever it holds and nobody read allowed everything. */
function withAllPolicies(policies: PolicySet): PolicySet {
  return { ...policies, identityPolicies: [...(policies.identityPolicies ?? []), ALLOW_ALL] };
}

/** What an outsider's own account gives it is none of what was read. */
function withoutOwn(determining: WhoCan['determining']): WhoCan['determining'] {
  return determining.filter(({ source }) => source !== 'identityPolicies');
}

function mightBe(kind: WhoKind, principal: string, why: string): Verdict {
  return { might: { kind, principal, account: null, why } };
}

function distinct(calls: readonly Unread[]): readonly UnreadCall[] {
  return eachOnce(calls).map(({ call, why }) => ({ call, why }));
}
