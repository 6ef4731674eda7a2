import type { CallOutcome } from '../answers/event.ts';
import type { EventActions } from '../event-actions.ts';
import { BETWEEN_ACTIONS } from './uses-table.ts';

/** What summed calls have in common; of calls of AWS services on their own the last six are null. */
export interface AlikeCalls {
  readonly account: string | null;
  /** `2026-11-27` */
  readonly date: string;
  readonly source: string;
  readonly isData: boolean;
  readonly principal: string | null;
  readonly userType: string | null;
  readonly name: string | null;
  readonly outcome: CallOutcome | null;
  readonly kind: EventActions['kind'] | null;
  readonly actions: readonly string[] | null;
}

export const OF_A_SERVICE = {
  principal: null,
  userType: null,
  name: null,
  outcome: null,
  kind: null,
  actions: null,
} as const;

export class UseSum {
  readonly alike: AlikeCalls;
  calls = 0;
  /** As DuckDB prints it. */
  firstUsed: string | null = null;
  lastUsed: string | null = null;
  readonly resources = new Set<string>();

  constructor(alike: AlikeCalls) {
    this.alike = alike;
  }

  add(calls: number, first: string, last: string): void {
    this.calls += calls;
    if (this.firstUsed === null || first < this.firstUsed) this.firstUsed = first;
    if (this.lastUsed === null || last > this.lastUsed) this.lastUsed = last;
  }

  addNames(names: readonly string[]): void {
    for (const each of names) this.resources.add(each);
  }
}

/** Calls of some parts of the lake, as `trail used` wants them. */
export class UseSums {
  readonly #sums = new Map<string, UseSum>();

  of(alike: AlikeCalls): UseSum {
    const key = keyOf(alike);
    const sum = this.#sums.get(key) ?? new UseSum(alike);
    this.#sums.set(key, sum);
    return sum;
  }

  /** In an order that does not depend on that in which they were found. */
  all(): readonly UseSum[] {
    return [...this.#sums]
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([, sum]) => sum);
  }
}

function keyOf(alike: AlikeCalls): string {
  const { account, date, source, isData, principal, userType, name, outcome, kind, actions } = alike;
  const texts = [account, date, principal, userType, source, name, outcome, kind, isData ? 'data' : ''];
  return [...texts, actions?.join(BETWEEN_ACTIONS)].join('\n');
}
