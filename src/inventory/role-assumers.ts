import type { AccountView, AllowedRequest, PolicyDocument, PrincipalView } from '../iam/index.ts';
import type { TrustedPrincipal } from '../iam/trust-policy.ts';
import { eachOnce, type Reading, read, thenReading, type Unread } from '../model/reading.ts';
import type { Role } from '../model/resources/iam.ts';
import { accountsNotEnteredThatMayAssume } from './accounts-not-entered.ts';
import { type Askers, type Asking, askersAt } from './askers.ts';
import { isBeyondDoubt, judgedIn } from './escalations-of.ts';
import type { Inventory } from './inventory.ts';
import { notProved } from './not-known.ts';
import { type RequestDoubts, requestDoubts } from './request-doubts.ts';
import { ASSUME, Candidate, SharedRequest } from './role-candidates.ts';
import { roleTrust, trustPolicy } from './trust/role-trust.ts';
import { viewPrincipals } from './view-principals.ts';

/** A user or role that may assume a role. */
export interface Assumer {
  readonly principal: PrincipalView;
  readonly allowed: AllowedRequest;
  /** What was not read and could hold the request off; empty: it is so. */
  readonly doubts: readonly Unread[];
}

/** The first few. `missing`: what was not read, so that there may be one where none was found. */
export interface Assumers {
  readonly found: readonly Assumer[];
  readonly missing: readonly Unread[];
}

export interface AssumerQuestion {
  readonly asOf: string;
  /** Whose requests count. */
  readonly who: (principal: PrincipalView) => boolean;
  /** Whether they carry MFA, where somebody has a device. */
  readonly mfa: boolean;
}

/** More are not looked for. */
const MOST = 5;

/**
 * Who of the accounts that were read may assume a role by its trust policy and his own, administrators aside: they may
 * do all that a role of their account may do.
 */
export function roleAssumers(inventory: Inventory, role: Role, question: AssumerQuestion): Reading<Assumers> {
  const finder = inventory.derive(`assumers at ${question.asOf}`, () => new Finder(inventory, question.asOf));
  return thenReading(trustPolicy(inventory, role), (trust) => read(finder.find(role, trust, question)));
}

class Finder {
  readonly #inventory: Inventory;
  readonly #asOf: string;
  readonly #askers: Askers;
  readonly #accounts: ReadonlyMap<string, AccountView>;
  readonly #doubts: RequestDoubts;
  readonly #candidates = new Map<string, Candidates>();

  constructor(inventory: Inventory, asOf: string) {
    this.#inventory = inventory;
    this.#asOf = asOf;
    this.#askers = askersAt(inventory, asOf);
    this.#accounts = viewPrincipals(inventory).accounts;
    this.#doubts = requestDoubts(inventory);
  }

  find(role: Role, trust: PolicyDocument, { who, mfa }: AssumerQuestion): Assumers {
    const found: Assumer[] = [];
    const accounts = this.#accountsTrusted(role);
    const missing = [
      ...accounts.flatMap((account) => this.#accounts.get(account)?.gaps ?? []),
      ...accountsNotEnteredThatMayAssume(this.#inventory, role.arn),
    ];
    const wish = {
      action: ASSUME,
      resource: role.arn,
      resourceTags: role.tags ?? null,
      resourcePolicy: trust,
    };
    const request = new SharedRequest(this.#askers.permissions, wish);
    for (const candidate of this.#candidatesFor(role, accounts, mfa)) {
      const { principal, standing } = candidate.judged;
      const may = who(principal) ? request.by(candidate) : null;
      if (!may) continue;
      if (may.answer === 'unsure') missing.push(notProved(may.reason));
      if (may.answer !== 'allowed') missing.push(...principal.unread);
      else {
        const doubts = [...this.#doubts.about([may.allowed]), ...(standing.administrator?.doubts ?? [])];
        found.push({ principal, allowed: may.allowed, doubts: eachOnce(doubts) });
        if (found.filter((each) => each.doubts.length === 0).length === MOST) break;
      }
    }
    return { found, missing: eachOnce(missing) };
  }

  /** Those that the trust policy tells, or all where it tells none. */
  #accountsTrusted(role: Role): readonly string[] {
    const told = this.#told(role);
    return told.some(({ account }) => account === null)
      ? [...this.#accounts.keys()]
      : [...new Set(told.flatMap(({ account }) => account ?? []))];
  }

  #told(role: Role): readonly TrustedPrincipal[] {
    const trusted = roleTrust(this.#inventory, role);
    return (trusted.status === 'read' ? trusted.value : []).filter(isOfAnAccount);
  }

  /** In the order of the view: who may assume some role by his own policies, or is named. */
  *#candidatesFor(role: Role, accounts: readonly string[], mfa: boolean): Iterable<Candidate> {
    const named = new Set(this.#told(role).map(({ value }) => value));
    for (const account of accounts) {
      const { assuming, others } = this.#candidatesIn(account, { account: role.account, mfa });
      const joining = [...named].flatMap((arn) => others.get(arn) ?? []);
      for (const { candidate } of inOrder(assuming, joining))
        if (candidate.judged.principal.arn !== role.arn) yield candidate;
    }
  }

  /** Users and roles of an account, but for those who are certainly administrators. */
  #candidatesIn(account: string, asking: Asking): Candidates {
    const key = `${account} ${asking.account} ${asking.mfa}`;
    const known = this.#candidates.get(key);
    if (known) return known;
    const all = judgedIn(this.#inventory, this.#asOf, account)
      .filter(({ standing }) => !isBeyondDoubt(standing.administrator))
      .map((judged, place): Placed => ({ place, candidate: new Candidate(judged, this.#askers, asking) }));
    const others = all.filter(({ candidate }) => !candidate.allowsAssuming);
    const found = {
      assuming: all.filter(({ candidate }) => candidate.allowsAssuming),
      others: Map.groupBy(others, ({ candidate }) => candidate.judged.principal.arn),
    };
    this.#candidates.set(key, found);
    return found;
  }
}

/** A candidate and where the view has it. */
interface Placed {
  readonly place: number;
  readonly candidate: Candidate;
}

interface Candidates {
  /** Who may assume some role by his own policies. */
  readonly assuming: readonly Placed[];
  /** By their ARNs: asked where a trust policy names them. */
  readonly others: ReadonlyMap<string, readonly Placed[]>;
}

/** The one list, which is in order, with the few of the other. */
function inOrder(placed: readonly Placed[], few: readonly Placed[]): readonly Placed[] {
  return few.length === 0 ? placed : [...placed, ...few].sort((a, b) => a.place - b.place);
}

function isOfAnAccount({ kind }: TrustedPrincipal): boolean {
  return kind !== 'service' && kind !== 'federated' && kind !== 'unique-id';
}
