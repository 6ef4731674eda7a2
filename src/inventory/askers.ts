import { Actor } from '../iam/escalate/actor.ts';
import { Permissions } from '../iam/escalate/may.ts';
import type { Inventory } from './inventory.ts';
import { type ViewPrincipals, viewPrincipals } from './view-principals.ts';

/** How somebody asks. */
export interface Asking {
  /** Whose resource it is, and whose resource control policies bind the request: twelve digits. */
  readonly account: string;
  /** Whether the request may carry MFA, where somebody has a device. */
  readonly mfa: boolean;
}

/** Users and roles as they ask, each made ready once. */
export class Askers {
  readonly permissions: Permissions;
  readonly #view: ViewPrincipals;
  readonly #actors = new Map<string, Actor>();

  constructor(inventory: Inventory, asOf: string) {
    this.permissions = new Permissions(asOf);
    this.#view = viewPrincipals(inventory);
  }

  /** Undefined: nobody of that ARN was read, or not the account that is asked. */
  actor(arn: string, { account, mfa }: Asking): Actor | undefined {
    const key = `${arn} ${account} ${mfa}`;
    const known = this.#actors.get(key);
    if (known) return known;
    const principal = this.#view.byArn.get(arn);
    const own = this.#view.accounts.get(principal?.account ?? '');
    const asked = this.#view.accounts.get(account);
    if (!principal || !own || !asked) return undefined;
    const { resourceControlPolicies } = asked;
    const itself = Actor.itself(principal, own === asked ? own : { ...own, resourceControlPolicies });
    const actor = mfa ? itself : itself.with({ mfa: false });
    this.#actors.set(key, actor);
    return actor;
  }
}

/** `asOf`: ISO 8601, when they ask. */
export function askersAt(inventory: Inventory, asOf: string): Askers {
  return inventory.derive(`askers at ${asOf}`, () => new Askers(inventory, asOf));
}
