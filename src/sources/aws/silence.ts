/** How long, over how many calls, of how many services nobody must have answered. */
export interface SilenceLimits {
  readonly milliseconds: number;
  readonly failures: number;
  readonly services: number;
}

/** Notices that nobody answers any more: the network is gone, or a service cannot be reached from here. */
export class Silence {
  readonly #limits: SilenceLimits;
  readonly #services = new Set<string>();
  #failures = 0;
  #since = 0;
  #answeredAt = 0;

  constructor(limits: SilenceLimits) {
    this.#limits = limits;
  }

  /** Any answer of AWS's counts, an error too. */
  answered(): void {
    this.#answeredAt = Date.now();
    this.#failures = 0;
    this.#services.clear();
  }

  /** A call that started then got no answer. True: that is silence. */
  failed(service: string, startedAt: number): boolean {
    if (this.#failures === 0) this.#since = Math.max(this.#answeredAt, startedAt);
    this.#failures++;
    this.#services.add(service);
    const { milliseconds, failures, services } = this.#limits;
    return (
      this.#failures >= failures &&
      this.#services.size >= services &&
      Date.now() - this.#since >= milliseconds
    );
  }
}
