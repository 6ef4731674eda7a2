/** Ctrl-C and SIGTERM end the reading, not the program: what was read is kept. A second one ends at once. */
export class Interruption {
  readonly #controller = new AbortController();
  #signal: NodeJS.Signals | null = null;

  constructor() {
    process.on('SIGINT', this.#stop);
    process.on('SIGTERM', this.#stop);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get happened(): boolean {
    return this.#signal !== null;
  }

  done(): void {
    process.off('SIGINT', this.#stop);
    process.off('SIGTERM', this.#stop);
  }

  readonly #stop = (signal: NodeJS.Signals): void => {
    if (this.#signal !== null) process.exit(130);
    this.#signal = signal;
    process.stderr.write('\nrampart: stopping; what was read is kept (once more to end at once)\n');
    this.#controller.abort(new Error(`interrupted by ${signal}; what was read before is kept`));
  };
}
