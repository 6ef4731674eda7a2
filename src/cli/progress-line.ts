import type { CollectProgress } from '../sources/aws/collect.ts';

const DRAW_EVERY_MS = 100;

/** One line on standard error that is drawn over itself while AWS is read; silent where there is no terminal. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #enabled: boolean;
  #drawnAt = 0;
  #last: CollectProgress | null = null;
  readonly #startedAt = Date.now();

  constructor(stream: NodeJS.WriteStream, quiet: boolean) {
    this.#stream = stream;
    this.#enabled = stream.isTTY && !quiet;
  }

  readonly update = (progress: CollectProgress): void => {
    this.#last = progress;
    const now = Date.now();
    if (!this.#enabled || now - this.#drawnAt < DRAW_EVERY_MS) return;
    this.#drawnAt = now;
    this.#stream.write(`\r\u001b[2K${progressText(progress).slice(0, (this.#stream.columns || 80) - 1)}`);
  };

  /** Clears the line; says in a sentence what was read. */
  end(): void {
    if (!this.#enabled || this.#last === null) return;
    const seconds = ((Date.now() - this.#startedAt) / 1000).toFixed(1);
    this.#stream.write(`\r\u001b[2KRead ${this.#last.done.toLocaleString('en-US')} calls in ${seconds} s.\n`);
  }
}

export function progressText({
  done,
  waiting,
  inFlight,
  throttled,
  secondsLeft,
  collectors,
  collectorsDone,
  accounts,
  accountsDone,
}: CollectProgress): string {
  const open = waiting + inFlight;
  const which = accounts > 1 ? `${accountsDone} of ${accounts} accounts, ` : '';
  const share = collectors === 0 ? 0 : Math.floor((100 * collectorsDone) / collectors);
  const slowed = throttled > 0 ? `, ${throttled} throttled` : '';
  const left = secondsLeft >= 1 ? `, about ${Math.ceil(secondsLeft)} s left for what is queued` : '';
  return `Reading AWS: ${which}${share} % of ${collectors} lists, ${done.toLocaleString('en-US')} calls done, ${open} open${slowed}${left}`;
}
