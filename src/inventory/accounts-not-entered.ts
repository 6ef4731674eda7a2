import { allowing } from '../iam/escalate/everything.ts';
import { type AccountView, canReach, type IamView, type PrincipalView, policySetOf } from '../iam/index.ts';
import type { PolicyDocument } from '../iam/policy-document.ts';
import { type Unread, unread } from '../model/reading.ts';
import { allowsAssuming } from './allows-assuming.ts';
import type { Inventory } from './inventory.ts';
import { accountNotRead } from './not-known.ts';
import { outsideTrust } from './trust/outside-trust.ts';

/**
 * Accounts that were asked for and let nobody in, those whose users or roles were not listed, and those that a
 * principal's own policies name and nobody read: as far as principals may go into them, what is there nobody knows.
 */
export class AccountsNotEntered {
  /** By account. */
  readonly #gaps: ReadonlyMap<string, readonly Unread[]>;
  readonly #accounts: ReadonlyMap<string, AccountView>;

  constructor({ snapshot }: Inventory, view: IamView) {
    this.#accounts = new Map(view.accounts.map((each) => [each.account, each]));
    this.#gaps = new Map([
      ...view.accounts
        .filter(({ gaps }) => gaps.length > 0)
        .map(({ account, gaps }) => [account, gaps] as const),
      ...snapshot.header.notEntered.map(
        ({ account, why }) => [account, [unread('sts:AssumeRole', why)]] as const,
      ),
    ]);
  }

  /** Those of which a principal's policies let it assume some role. */
  reachedBy(principal: PrincipalView): readonly Unread[] {
    if (!principal.policies.some(allowsAssuming)) return [];
    const named = principal.policies.flatMap(({ document }) => accountsNamed(document));
    const accounts = new Set([...this.#gaps.keys(), ...named.filter((each) => !this.#accounts.has(each))]);
    accounts.delete(principal.account);
    return [...accounts]
      .filter((account) => this.#mayAssumeIn(account, principal))
      .flatMap((account) => this.#gaps.get(account) ?? [accountNotRead(account)]);
  }

  #mayAssumeIn(account: string, principal: PrincipalView): boolean {
    const own = this.#accounts.get(principal.account);
    const resourcePolicy = allowing(principal.account, 'sts:AssumeRole');
    const target = {
      principal: principal.arn,
      actions: ['sts:AssumeRole'],
      resources: [`arn:*:iam::${account}:role/*`],
    };
    return canReach({ ...policySetOf(principal, own), resourcePolicy }, target).answer !== 'proved';
  }
}

/** Of roles among a policy's resources. */
function accountsNamed({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ resources }) =>
    (resources ?? []).flatMap((resource) => /:iam::(\d{12}):role\//.exec(resource)?.[1] ?? []),
  );
}

/** Those from which somebody may assume a role. */
export function accountsNotEnteredThatMayAssume(inventory: Inventory, roleArn: string): readonly Unread[] {
  const { notEntered } = inventory.snapshot.header;
  const role = inventory.byArn('AWS::IAM::Role', roleArn);
  if (notEntered.length === 0 || role.status === 'unread' || !role.value) return [];
  const outsiders = outsideTrust(inventory, role.value);
  if (outsiders.status === 'unread') return [outsiders];
  return notEntered
    .filter(({ account }) =>
      outsiders.value.some((each) => each.account === account || each.account === null),
    )
    .map(({ why }) => unread('sts:AssumeRole', why));
}
