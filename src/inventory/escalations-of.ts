import { isServiceLinked } from '../iam/escalate/service-linked.ts';
import {
  type Administrator,
  type AllowedRequest,
  type EscalationPath,
  escalations,
  type IamView,
  type Power,
  type PrincipalView,
} from '../iam/index.ts';
import { eachOnce, type Unread, unread } from '../model/reading.ts';
import { AccountsNotEntered } from './accounts-not-entered.ts';
import { greatestView, missingOf } from './greatest-view.ts';
import { iamView } from './iam-view.ts';
import type { Inventory } from './inventory.ts';
import { type RequestDoubts, requestDoubts } from './request-doubts.ts';

/** What a principal is, and what it can become. */
export interface Standing {
  /** Null: it is none. */
  readonly administrator: Shown<Administrator> | null;
  /** Certain ways to an administrator, shortest first; none of who is one, or goes in by `door`. */
  readonly paths: readonly Shown<EscalationPath>[];
  /** Ways that hang on what nobody reads, shortest first: each is among `mayBecome` too. */
  readonly assumed: readonly EscalationPath[];
  /** An administrator role that it may assume with MFA, while nothing makes it an administrator without. */
  readonly door: Shown<EscalationPath> | null;
  /** Rights that open resources to others, or take MFA away. */
  readonly powers: readonly Shown<Power>[];
  /** What of its own was not read, or not settled, so that it may be more than is said here. */
  readonly unsure: readonly Unread[];
  /** What of others was not read, or hangs on what nobody reads, so that it may become more than is said here. */
  readonly mayBecome: readonly Unread[];
}

/** A user or role, and what it is. */
export interface Judged {
  readonly principal: PrincipalView;
  readonly standing: Standing;
}

/** Found by what was read. */
export interface Shown<T> {
  readonly found: T;
  /** What was not read and could take it away; empty: it is so. */
  readonly doubts: readonly Unread[];
}

/** What was not read could not change it. */
export function isBeyondDoubt(shown: Shown<unknown> | null): boolean {
  return shown?.doubts.length === 0;
}

/** Every user and role of the accounts that were read, but for service-linked ones, by ARN; found once. */
export function escalationsOf(inventory: Inventory, asOf: string): ReadonlyMap<string, Judged> {
  return inventory.derive(`escalations at ${asOf}`, () => new Standings(inventory, asOf).all());
}

/** The users and roles of an account. */
export function judgedIn(inventory: Inventory, asOf: string, account: string): readonly Judged[] {
  const byAccount = inventory.derive(`escalations by account at ${asOf}`, () =>
    Map.groupBy(escalationsOf(inventory, asOf).values(), ({ principal }) => principal.account),
  );
  return byAccount.get(account) ?? [];
}

class Standings {
  readonly #view: IamView;
  readonly #doubts: RequestDoubts;
  readonly #notEntered: AccountsNotEntered;
  readonly #administrators: ReadonlyMap<string, readonly Administrator[]>;
  readonly #paths: ReadonlyMap<string, readonly EscalationPath[]>;
  readonly #pathsWithoutMfa: ReadonlyMap<string, readonly EscalationPath[]>;
  readonly #powers: ReadonlyMap<string, readonly Power[]>;
  readonly #notKnown: ReadonlyMap<string, readonly { readonly why: Unread }[]>;
  readonly #greatest: ReadonlyMap<string, readonly EscalationPath[]>;
  readonly #greatestWithoutMfa: ReadonlyMap<string, readonly EscalationPath[]>;
  readonly #missing: ReadonlyMap<string, readonly Unread[]>;

  constructor(inventory: Inventory, asOf: string) {
    const view = iamView(inventory);
    const found = escalations(view, asOf);
    const greatestOne = greatestView(view);
    const greatest = greatestOne && escalations(greatestOne, asOf);
    this.#view = view;
    this.#doubts = requestDoubts(inventory);
    this.#notEntered = new AccountsNotEntered(inventory, view);
    this.#administrators = byPrincipal(found.administrators);
    this.#paths = byPrincipal(found.paths);
    this.#pathsWithoutMfa = byPrincipal(found.pathsWithoutMfa);
    this.#powers = byPrincipal(found.powers);
    this.#notKnown = byPrincipal(found.notKnown);
    this.#greatest = byPrincipal(greatest?.paths ?? []);
    this.#greatestWithoutMfa = byPrincipal(greatest?.pathsWithoutMfa ?? []);
    this.#missing = new Map(view.principals.map((each) => [each.arn, missingOf(each)]));
  }

  all(): ReadonlyMap<string, Judged> {
    const gaps = new Map(this.#view.accounts.map((each) => [each.account, each.gaps]));
    const judged = this.#view.principals
      .filter((principal) => !isServiceLinked(principal))
      .map((principal) => {
        const standing = this.#standing(principal, gaps.get(principal.account) ?? []);
        return [principal.arn, { principal, standing }] as const;
      });
    return new Map(judged);
  }

  #standing(principal: PrincipalView, gaps: readonly Unread[]): Standing {
    const { arn } = principal;
    const [administrator] = this.#administrators.get(arn) ?? [];
    const withMfa = this.#paths.get(arn) ?? [];
    const without = this.#pathsWithoutMfa.get(arn) ?? [];
    const door = without.some(isCertain) ? undefined : withMfa.find(isDoor);
    const paths = shortestFirst(door || without.some(isCertain) ? without : withMfa);
    const certain = paths.filter(isCertain);
    const assumed = paths.filter((each) => !isCertain(each));
    const greatest = (door ? this.#greatestWithoutMfa : this.#greatest).get(arn) ?? [];
    const hidden = greatest.filter(isCertain).flatMap((each) => this.#missingOn(each));
    return {
      administrator: administrator ? this.#shown(administrator, administrator.requests) : null,
      paths: certain.map((path) => this.#shownPath(path)),
      assumed,
      door: door ? this.#shownPath(door) : null,
      powers: (this.#powers.get(arn) ?? []).map((power) => this.#shown(power, power.requests)),
      unsure: (this.#notKnown.get(arn) ?? []).map(({ why }) => why),
      mayBecome: eachOnce([
        ...gaps,
        ...assumed.map(assumption),
        ...(certain.length > 0 ? [] : hidden),
        ...this.#notEntered.reachedBy(principal),
      ]),
    };
  }

  #shownPath(path: EscalationPath): Shown<EscalationPath> {
    return this.#shown(
      path,
      path.steps.flatMap(({ requests }) => requests),
    );
  }

  #shown<T>(found: T, requests: readonly AllowedRequest[]): Shown<T> {
    return { found, doubts: this.#doubts.about(requests) };
  }

  /** What was not read of the principals that a path leads through. */
  #missingOn({ steps }: EscalationPath): readonly Unread[] {
    const through = steps.flatMap(({ to }) => this.#missing.get(to) ?? []);
    return through.length > 0 ? through : [...this.#missing.values()].flat();
  }
}

/** Somebody who asks for an administrator role, and for nothing else, is let in by its trust policy. */
function isDoor(path: EscalationPath): boolean {
  return isCertain(path) && path.steps.length === 1 && path.technique === 'sts-assume-role';
}

function isCertain({ assumes }: EscalationPath): boolean {
  return assumes.length === 0;
}

function shortestFirst(paths: readonly EscalationPath[]): readonly EscalationPath[] {
  return paths.toSorted((a, b) => a.steps.length - b.steps.length);
}

function assumption({ technique, assumes }: EscalationPath): Unread {
  return unread('rampart/iam', `Assumed: by ${technique}, if ${assumes.join(', and ')}`);
}

function byPrincipal<T extends { readonly principal: string }>(
  all: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(all, ({ principal }) => principal);
}
