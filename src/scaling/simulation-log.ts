import type { BindingLimit, ScalingEvent, SimulatedMinutes } from '../model/simulation.ts';

type Series = { readonly [K in keyof SimulatedMinutes]: number[] };

/** What a simulation has told so far. */
export class SimulationLog {
  readonly minutes: Series;
  readonly events: ScalingEvent[] = [];
  readonly #bound = new Map<BindingLimit, number>();

  constructor(minutes: number) {
    const none = () => new Array<number>(minutes).fill(0);
    this.minutes = {
      offered: none(),
      filtered: none(),
      served: none(),
      lost: none(),
      capacity: none(),
      desired: none(),
      inService: none(),
      running: none(),
    };
  }

  add(event: ScalingEvent): void {
    this.events.push(event);
  }

  /** An event when a limit begins to bind, and again after a minute without. */
  bind(at: number, limit: BindingLimit, detail: string): void {
    const last = this.#bound.get(limit);
    this.#bound.set(limit, at);
    if (last === undefined || at - last > 60) {
      this.add({ at, kind: 'limit', limit, detail, reason: `The group cannot grow: ${detail}.` });
    }
  }

  /** What bound at or after a second. */
  boundSince(second: number): ReadonlySet<BindingLimit> {
    return new Set([...this.#bound].flatMap(([limit, at]) => (at >= second ? [limit] : [])));
  }
}
