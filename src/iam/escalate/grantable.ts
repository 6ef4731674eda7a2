import { type CompiledPolicySet, compilePolicySet } from '../compile-policy-set.ts';
import type { GroupView, HeldPolicyView, IamView, ManagedPolicyView } from '../view/iam-view.ts';
import type { Actor } from './actor.ts';
import { ADMINISTRATOR_ACTIONS } from './administrator.ts';

interface Judging {
  /** Managed policies of an account that make an administrator of whom they are attached to, AWS's first. */
  readonly administratorPolicies: (account: string) => readonly HeldPolicyView[];
  readonly isAdministrator: (actor: Actor) => boolean;
  /** Actions of all techniques. */
  readonly actions: readonly string[];
}

/** What a view has that permissions can be made of; each account is looked through once. */
export class Grantable {
  readonly isAdministrator: (actor: Actor) => boolean;
  readonly #judging: Judging;
  readonly #managed: ReadonlyMap<string, ManagedPolicyView>;
  readonly #managedOf: ReadonlyMap<string, readonly ManagedPolicyView[]>;
  readonly #groupsOf: ReadonlyMap<string, readonly GroupView[]>;
  readonly #strong = new Map<string, readonly HeldPolicyView[]>();
  readonly #giving = new Map<string, ReadonlySet<GroupView>>();
  readonly #listed = new Map<string, readonly GroupView[]>();

  constructor({ managedPolicies, groups }: IamView, judging: Judging) {
    this.#judging = judging;
    this.isAdministrator = judging.isAdministrator;
    this.#managed = new Map(managedPolicies.map((each) => [`${each.account} ${each.arn}`, each]));
    this.#managedOf = Map.groupBy(managedPolicies, ({ account }) => account);
    this.#groupsOf = Map.groupBy(groups, ({ account }) => account);
  }

  administratorPolicies(account: string): readonly HeldPolicyView[] {
    const known = this.#strong.get(account) ?? this.#judging.administratorPolicies(account);
    this.#strong.set(account, known);
    return known;
  }

  managed(account: string, arn: string): ManagedPolicyView | undefined {
    return this.#managed.get(`${account} ${arn}`);
  }

  managedPolicies(account: string): readonly ManagedPolicyView[] {
    return this.#managedOf.get(account) ?? [];
  }

  /** Groups that let their users do something that a technique takes, and their own groups. */
  groupsFor({ principal: { account, user } }: Actor): readonly GroupView[] {
    return this.#groups(account, this.#judging.actions, user?.groups ?? []);
  }

  /** Groups without which nobody becomes an administrator by a group, and their own groups. */
  strongGroupsFor({ principal: { account, user } }: Actor): readonly GroupView[] {
    return this.#groups(account, ADMINISTRATOR_ACTIONS, user?.groups ?? []);
  }

  /** Users of the same groups share the answer. */
  #groups(account: string, actions: readonly string[], own: readonly string[]): readonly GroupView[] {
    const key = [account, actions.length, ...own].join(' ');
    const known = this.#listed.get(key);
    if (known) return known;
    const all = this.#groupsOf.get(account) ?? [];
    const [giving, held] = [this.#givingSome(account, actions), new Set(own)];
    const listed = all.filter((group) => giving.has(group) || held.has(group.arn));
    this.#listed.set(key, listed);
    return listed;
  }

  #givingSome(account: string, actions: readonly string[]): ReadonlySet<GroupView> {
    const key = `${account} ${actions.length}`;
    const known = this.#giving.get(key);
    if (known) return known;
    const all = this.#groupsOf.get(account) ?? [];
    const giving = new Set(all.filter((group) => allowsAny(compiledOf(group), actions)));
    this.#giving.set(key, giving);
    return giving;
  }
}

function compiledOf({ policies }: GroupView): CompiledPolicySet {
  return compilePolicySet({ identityPolicies: policies.map(({ document }) => document) });
}

function allowsAny({ identity }: CompiledPolicySet, actions: readonly string[]): boolean {
  return identity.some(({ policy }) =>
    actions.some((action) => policy.about(action.toLowerCase()).some(({ isAllow }) => isAllow)),
  );
}
