import type { CompiledPolicySet } from '../compile-policy-set.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { AccountView, HeldPolicyView, ManagedPolicyView, PrincipalView } from '../view/iam-view.ts';
import { compiledSetOf } from '../view/policy-set-of.ts';

/** What somebody changed about a principal, or lacks who acts as it. */
export interface Stance {
  readonly policies: readonly HeldPolicyView[];
  readonly boundary: ManagedPolicyView | null;
  /** Whether its requests may carry MFA: not those by a fresh access key, nor by code under a role. */
  readonly mfa: boolean;
}

/** A principal as somebody may act as it. INVARIANT: equal keys, equal rights. */
export class Actor {
  readonly principal: PrincipalView;
  readonly account: AccountView;
  readonly stance: Stance;
  #key: string | null = null;
  #set: CompiledPolicySet | null = null;

  constructor(principal: PrincipalView, account: AccountView, stance: Stance) {
    this.principal = principal;
    this.account = account;
    this.stance = stance;
  }

  static itself(principal: PrincipalView, account: AccountView): Actor {
    const { policies, boundary } = principal;
    return new Actor(principal, account, { policies, boundary, mfa: canHaveMfa(principal) });
  }

  /** Made when it is asked for: most actors are tries that lead nowhere. */
  get key(): string {
    this.#key ??= keyOf(this);
    return this.#key;
  }

  get set(): CompiledPolicySet {
    this.#set ??= compiledSetOf({ ...this.principal, ...this.stance }, this.account);
    return this.#set;
  }

  /** With its own policies and boundary. */
  get isItself(): boolean {
    const { policies, boundary } = this.principal;
    return this.stance.policies === policies && this.stance.boundary === boundary;
  }

  get arn(): string {
    return this.principal.arn;
  }

  /** As itself but for its MFA, which the very principal's own stance bounds. */
  with(change: Partial<Stance>): Actor {
    return new Actor(this.principal, this.account, { ...this.stance, ...change });
  }

  /** `policy` in the place of `replaced`, or beside all that it has. */
  holding(policies: readonly HeldPolicyView[], replaced: HeldPolicyView | null = null): Actor {
    const kept = this.stance.policies.filter((each) => each !== replaced);
    return this.with({ policies: [...kept, ...policies] });
  }
}

function keyOf({ principal, stance: { mfa, policies, boundary } }: Actor): string {
  return [
    principal.arn,
    mfa ? 'mfa' : '',
    ...(policies === principal.policies ? [] : policies.map(idOf)),
    boundary === principal.boundary ? '' : `boundary ${boundary?.arn}`,
  ].join('\n');
}

/** A user has to have a device; nobody tells of a role's sessions, unless services alone make them. */
function canHaveMfa({ user, role }: PrincipalView): boolean {
  if (user) return user.mfaDevices.status === 'unread' || user.mfaDevices.value > 0;
  return role?.trust.status === 'unread' || (role?.trust.value.statements.some(namesPeople) ?? true);
}

function namesPeople({ principals, notPrincipals }: PolicyDocument['statements'][number]): boolean {
  return notPrincipals !== null || (principals?.some(({ type }) => type !== 'Service') ?? false);
}

/** A principal holds no two policies of one name in one way. */
function idOf({ name, arn, group }: HeldPolicyView): string {
  return `${group ?? ''} ${arn ?? ''} ${name}`;
}
