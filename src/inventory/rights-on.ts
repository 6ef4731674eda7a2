import { compilePolicySet } from '../iam/compile-policy-set.ts';
import type { Actor } from '../iam/escalate/actor.ts';
import type { AllowedRequest, NamedPolicy, PolicyDocument, PrincipalView } from '../iam/index.ts';
import { documentOf } from '../iam/prove/document-of.ts';
import { eachOnce, type Reading, type Unread } from '../model/reading.ts';
import type { Tags } from '../model/resource.ts';
import { type Askers, askersAt } from './askers.ts';
import type { Inventory } from './inventory.ts';
import { accountNotRead, notProved } from './not-known.ts';
import { requestDoubts } from './request-doubts.ts';
import { viewPrincipals } from './view-principals.ts';

/** An action on a resource, with what decides beside who asks. */
export interface ResourceRight {
  readonly action: string;
  /** An ARN, or a pattern: any that it matches will do. */
  readonly resource: string;
  /** Of the resource: twelve digits. */
  readonly account: string;
  readonly tags: Tags | null;
  /** The resource's own; null: it has none. */
  readonly policy: Reading<NamedPolicy | null>;
  /** What requests for it tell; null: what they do not. */
  readonly context?: Readonly<Record<string, string | null>>;
  /** Of the VPC endpoint that they come through. */
  readonly vpcEndpointPolicy?: PolicyDocument;
}

/** A user or role that has some of the rights. */
export interface RightHolder {
  readonly principal: PrincipalView;
  readonly actions: readonly string[];
  /** A request for each of them. */
  readonly allowed: readonly AllowedRequest[];
  /** What was not read and could hold the surest of them off; empty: it is so. */
  readonly doubts: readonly Unread[];
}

export interface RightHolders {
  readonly found: readonly RightHolder[];
  /** What was not read, or not settled, so that there may be more. */
  readonly missing: readonly Unread[];
}

export interface HolderQuestion {
  readonly asOf: string;
  readonly mfa: boolean;
  /** Whose rights count. */
  readonly who: (principal: PrincipalView) => boolean;
  /** Nobody of other accounts is looked for; by default in all that the resource's policy names. */
  readonly accounts?: ReadonlySet<string>;
}

/** Who of the accounts that were read has one of some rights, by its own policies or the resource's. */
export function holdersOf(
  inventory: Inventory,
  rights: readonly ResourceRight[],
  question: HolderQuestion,
): RightHolders {
  const finder = new HolderFinder(inventory, question);
  for (const right of rights) finder.look(right);
  return finder.holders();
}

/** The resource's policy, and whether it lets users or roles do it by itself. */
interface Asked {
  readonly document: PolicyDocument | null;
  readonly namesPeople: boolean;
}

interface Held {
  readonly principal: PrincipalView;
  readonly requests: {
    readonly action: string;
    readonly allowed: AllowedRequest;
    readonly doubts: readonly Unread[];
  }[];
}

class HolderFinder {
  readonly #inventory: Inventory;
  readonly #question: HolderQuestion;
  readonly #askers: Askers;
  readonly #held = new Map<string, Held>();
  readonly #missing: Unread[] = [];

  constructor(inventory: Inventory, question: HolderQuestion) {
    this.#inventory = inventory;
    this.#question = question;
    this.#askers = askersAt(inventory, question.asOf);
  }

  look(right: ResourceRight): void {
    const { policy, account, action } = right;
    if (policy.status === 'unread') this.#missing.push(policy);
    const document = policy.status === 'read' && policy.value ? documentOf(policy.value.document) : null;
    const named = document ? namedAccounts(document, action) : [];
    const everybody = [...viewPrincipals(this.#inventory).accounts.keys()];
    const asked = new Set([account, ...(named === 'anybody' ? everybody : named)]);
    const { accounts = asked } = this.#question;
    for (const each of asked)
      if (accounts.has(each)) this.#lookIn(each, right, { document, namesPeople: named.length > 0 });
  }

  #lookIn(account: string, right: ResourceRight, { document, namesPeople }: Asked): void {
    const { action, resource, tags, context, vpcEndpointPolicy } = right;
    const { accounts, byAccount } = viewPrincipals(this.#inventory);
    const of = accounts.get(account);
    if (!of) return void this.#missing.push(accountNotRead(account));
    this.#missing.push(...of.gaps);
    const { permissions } = this.#askers;
    const wish = {
      action,
      resource,
      context,
      resourceTags: tags,
      vpcEndpointPolicy,
      ...(document && { resourcePolicy: document }),
    };
    for (const principal of byAccount.get(account) ?? []) {
      const actor = this.#question.who(principal) ? this.#actor(principal, right) : undefined;
      if (!actor) continue;
      const may = namesPeople || permissions.allowsSome(actor, action) ? permissions.may(actor, wish) : null;
      if (may?.answer === 'allowed') this.#add(principal, right, may.allowed);
      else this.#missing.push(...principal.unread);
      if (may?.answer === 'unsure') this.#missing.push(notProved(may.reason));
    }
  }

  #actor(principal: PrincipalView, { account }: ResourceRight): Actor | undefined {
    return this.#askers.actor(principal.arn, { account, mfa: this.#question.mfa });
  }

  #add(principal: PrincipalView, { action, policy }: ResourceRight, allowed: AllowedRequest): void {
    const held = this.#held.get(principal.arn) ?? { principal, requests: [] };
    const doubts = [
      ...requestDoubts(this.#inventory).about([allowed]),
      ...(policy.status === 'unread' ? [policy] : []),
    ];
    held.requests.push({ action, allowed, doubts });
    this.#held.set(principal.arn, held);
  }

  holders(): RightHolders {
    const found = [...this.#held.values()].map(({ principal, requests }): RightHolder => {
      const certain = requests.filter(({ doubts }) => doubts.length === 0);
      const shown = certain.length > 0 ? certain : requests;
      return {
        principal,
        actions: shown.map(({ action }) => action),
        allowed: shown.map(({ allowed }) => allowed),
        doubts: certain.length > 0 ? [] : eachOnce(requests.flatMap(({ doubts }) => doubts)),
      };
    });
    return { found, missing: eachOnce(this.#missing) };
  }
}

/** Accounts of users and roles that the Allow statements about an action name. */
function namedAccounts(document: PolicyDocument, action: string): readonly string[] | 'anybody' {
  const [placed] = compilePolicySet({ resourcePolicy: document }).resource;
  const allowing = (placed?.policy.about(action.toLowerCase()) ?? []).filter(({ isAllow }) => isAllow);
  const named = allowing
    .flatMap(({ statement }) => statement.principals ?? [])
    .filter(({ type }) => type === 'AWS');
  if (allowing.some(({ statement }) => statement.notPrincipals) || named.some(({ value }) => value === '*'))
    return 'anybody';
  return named.flatMap(({ value }) => /(?:^|:)(\d{12})(?::|$)/.exec(value)?.[1] ?? []);
}
