import {
  type AccountView,
  type AllowedRequest,
  type IamView,
  type PrincipalView,
  type RequestContext,
} from '../iam/index.ts';
import { parseArn } from '../model/arn.ts';
import { eachOnce, type Unread, unreadAmong } from '../model/reading.ts';
import { boundByRcps } from './bound-by-rcps.ts';
import { iamView } from './iam-view.ts';
import type { Inventory } from './inventory.ts';

/** Made once. */
export function requestDoubts(inventory: Inventory): RequestDoubts {
  return inventory.derive(requestDoubts, () => new RequestDoubts(iamView(inventory)));
}

/** What was not read, and could hold requests off that all else allows: a Deny, a boundary, the organisation's policies. */
export class RequestDoubts {
  readonly #accounts: ReadonlyMap<string, AccountView>;
  readonly #principals: ReadonlyMap<string, PrincipalView>;

  constructor({ accounts, principals }: Pick<IamView, 'accounts' | 'principals'>) {
    this.#accounts = new Map(accounts.map((each) => [each.account, each]));
    this.#principals = new Map(principals.map((each) => [each.arn, each]));
  }

  about(requests: readonly AllowedRequest[]): readonly Unread[] {
    const doubts = requests.flatMap(({ request: { principal, action, resource, context = {} } }) => {
      const own = parseArn(principal)?.account ?? '';
      const target = parseArn(resource)?.account ?? '';
      const asker = this.#bound(own)?.serviceControlPolicies;
      const asked = boundByRcps(action) ? this.#bound(target || own)?.resourceControlPolicies : undefined;
      const guards = [asker, asked].filter((each) => each !== undefined);
      const asking = this.#principals.get(principal);
      const devices = asking?.user && carriesMfa(context) ? [asking.user.mfaDevices] : [];
      return [...(asking?.unread ?? []), ...unreadAmong([...guards, ...devices])];
    });
    return eachOnce(doubts);
  }

  /**
   * No policy of its organisation binds the management account.
   * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
   */
  #bound(account: string): AccountView | undefined {
    const found = this.#accounts.get(account);
    return found?.managementAccount === account ? undefined : found;
  }
}

function carriesMfa(context: RequestContext): boolean {
  return Object.keys(context).some((key) => /^aws:multifactorauth/i.test(key));
}
