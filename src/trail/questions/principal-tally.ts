import type { DeniedUse, PrincipalUse, UsedAction, UsedEvent } from '../answers/used-document.ts';
import type { SummedCalls } from '../uses/summed-calls.ts';
import { isoTime } from './event-row.ts';

const LISTED = 50;
/** What a call names is who gets the role. */
const PASS_ROLE = 'iam:PassRole';

/** Adds up the calls of one principal. */
export class PrincipalTally {
  readonly #principal: string;
  #userType: string | null = null;
  readonly #accounts = new Set<string | null>();
  readonly #all = new Tally();
  readonly #actions = new Map<string, Tally>();
  readonly #unknown = new Map<string, Tally>();
  readonly #withoutPermission = new Map<string, Tally>();
  readonly #denied = new Map<string, Tally>();

  constructor(principal: string) {
    this.#principal = principal;
  }

  add(calls: SummedCalls): void {
    const { userType, source, outcome, kind, actions, resources } = calls;
    this.#accounts.add(calls.account);
    if (userType !== null && (this.#userType === null || userType < this.#userType))
      this.#userType = userType;
    this.#all.add(calls);
    const name = `${source} ${calls.name}`;
    if (outcome === 'denied') tallyOf(this.#denied, name).add(calls, { resources, actions });
    else if (kind === 'unknown') tallyOf(this.#unknown, name).add(calls);
    else if (kind === 'no-permission') tallyOf(this.#withoutPermission, name).add(calls);
    else
      for (const action of actions)
        tallyOf(this.#actions, action).add(calls, {
          resources: action === PASS_ROLE ? [] : resources,
          isFailed: outcome === 'failed',
        });
  }

  use(dataSources: ReadonlyMap<string | null, readonly string[]>): PrincipalUse {
    const actions = sorted(this.#actions).map(([action, tally]): UsedAction => tally.action(action));
    return {
      principal: this.#principal,
      userType: this.#userType,
      accounts: [...this.#accounts].filter((each) => each !== null).sort(),
      ...this.#all.use(),
      services: [...new Set(actions.map(({ action }) => action.slice(0, action.indexOf(':'))))],
      actions,
      unknown: sorted(this.#unknown).map(([name, tally]) => tally.event(name)),
      withoutPermission: sorted(this.#withoutPermission).map(([name, tally]) => tally.event(name)),
      denied: sorted(this.#denied).map(([name, tally]) => tally.deniedUse(name)),
      dataEventSources: [
        ...new Set([...this.#accounts].flatMap((each) => dataSources.get(each) ?? [])),
      ].sort(),
    };
  }
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? new Tally();
  tallies.set(name, tally);
  return tally;
}

function sorted(tallies: ReadonlyMap<string, Tally>): readonly (readonly [string, Tally])[] {
  return [...tallies].sort(([a], [b]) => (a < b ? -1 : 1));
}

interface Details {
  readonly resources?: readonly string[];
  readonly actions?: readonly string[];
  readonly isFailed?: boolean;
}

class Tally {
  #calls = 0;
  #failed = 0;
  #first = '9999';
  #last = '';
  readonly #resources = new Set<string>();
  readonly #actions = new Set<string>();

  add(
    { calls, firstUsed: first, lastUsed: last }: SummedCalls,
    { resources = [], actions = [], isFailed = false }: Details = {},
  ): void {
    this.#calls += calls;
    if (isFailed) this.#failed += calls;
    if (first < this.#first) this.#first = first;
    if (last > this.#last) this.#last = last;
    for (const each of resources) this.#resources.add(each);
    for (const each of actions) this.#actions.add(each);
  }

  use(): { readonly calls: number; readonly firstUsed: string; readonly lastUsed: string } {
    return { calls: this.#calls, firstUsed: isoTime(this.#first), lastUsed: isoTime(this.#last) };
  }

  action(action: string): UsedAction {
    return { action, ...this.use(), failed: this.#failed, ...this.#named() };
  }

  event(eventName: string): UsedEvent {
    const [source = '', name = ''] = eventName.split(' ');
    return { source, name, ...this.use() };
  }

  deniedUse(eventName: string): DeniedUse {
    return { ...this.event(eventName), actions: [...this.#actions].sort(), ...this.#named() };
  }

  #named(): { readonly resources: readonly string[]; readonly resourceCount: number } {
    return { resources: [...this.#resources].sort().slice(0, LISTED), resourceCount: this.#resources.size };
  }
}
