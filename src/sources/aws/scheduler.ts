import { ApiError } from './api-error.ts';

/** The API of one service in one region of one account: AWS meters each by itself. */
export interface LaneKey {
  readonly id: string;
  /** Requests a second. */
  readonly rate: number;
  readonly burst: number;
}

export interface SchedulerProgress {
  readonly done: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly throttled: number;
  /** At the present rates, for what is queued now; more may come. */
  readonly secondsLeft: number;
}

export interface SchedulerOptions {
  readonly signal: AbortSignal;
  /** Requests in flight over all lanes. */
  readonly concurrency?: number;
  readonly laneConcurrency?: number;
  /** Milliseconds after its first failure in which a call is repeated. */
  readonly callDeadlineMs?: number;
  /** Tries of a call that AWS throttles, and of one that meets a server or network fault. */
  readonly throttledAttempts?: number;
  readonly transientAttempts?: number;
  /** First pause before a repeat, milliseconds; doubled each time, with jitter. */
  readonly backoffMs?: number;
}

interface Waiting {
  readonly start: () => Promise<void>;
  readonly cancel: (error: ApiError) => void;
}

interface Lane {
  readonly key: LaneKey;
  readonly queue: Waiting[];
  rate: number;
  tokens: number;
  refilledAt: number;
  slowedAt: number;
  inFlight: number;
  timer: NodeJS.Timeout | null;
}

const MAX_BACKOFF_MS = 10_000;
const SLOW_DOWN = 0.7;
const SPEED_UP = 0.02;
const SLOWEST = 0.05;

/**
 * Runs every call of a scan: a token bucket a lane whose rate falls when AWS throttles and climbs back with
 * every answer, bounded requests in flight, repeats with backoff, and cancellation.
 */
export class Scheduler {
  readonly #options: Required<SchedulerOptions>;
  readonly #lanes = new Map<string, Lane>();
  #inFlight = 0;
  #done = 0;
  #throttled = 0;
  #stopped: ApiError | null = null;

  constructor(options: SchedulerOptions) {
    this.#options = {
      concurrency: 128,
      laneConcurrency: 24,
      callDeadlineMs: 180_000,
      throttledAttempts: 15,
      transientAttempts: 6,
      backoffMs: 100,
      ...options,
    };
    const { signal } = options;
    const stop = (): void => this.#stop(new ApiError('Cancelled', reasonOf(signal), 'cancelled'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  }

  get progress(): SchedulerProgress {
    const lanes = [...this.#lanes.values()];
    return {
      done: this.#done,
      waiting: lanes.reduce((sum, lane) => sum + lane.queue.length, 0),
      inFlight: this.#inFlight,
      throttled: this.#throttled,
      secondsLeft: lanes.reduce((worst, lane) => Math.max(worst, lane.queue.length / lane.rate), 0),
    };
  }

  /** Resolves with the answer, or rejects with the `ApiError` of the last try. */
  async run<T>(key: LaneKey, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    let deadline = Number.POSITIVE_INFINITY;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(key, call);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.kind === 'throttled') this.#slow(this.#lane(key));
        if (attempt === 1) deadline = Date.now() + this.#options.callDeadlineMs; // waiting in the queue does not count
        const pause = this.#pauseBefore(attempt, error);
        if (pause === null || this.#stopped || Date.now() + pause > deadline) throw error;
        await this.#sleep(pause);
      }
    }
  }

  #once<T>(key: LaneKey, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#stopped) return Promise.reject(this.#stopped);
    return new Promise<T>((resolve, reject) => {
      const lane = this.#lane(key);
      const start = (): Promise<void> =>
        call(this.#options.signal).then(
          (value) => {
            this.#done++;
            lane.rate = Math.min(key.rate, lane.rate + key.rate * SPEED_UP);
            resolve(value);
          },
          (error: unknown) => {
            this.#done++;
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      lane.queue.push({ start, cancel: reject });
      this.#pump(lane);
    });
  }

  /** Null: not worth a repeat. */
  #pauseBefore(attempt: number, error: ApiError): number | null {
    const { throttledAttempts, transientAttempts, backoffMs } = this.#options;
    const attempts =
      error.kind === 'throttled' ? throttledAttempts : error.kind === 'transient' ? transientAttempts : 1;
    if (attempt >= attempts) return null;
    return Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
  }

  #lane(key: LaneKey): Lane {
    const known = this.#lanes.get(key.id);
    if (known) return known;
    const now = Date.now();
    const lane: Lane = {
      key,
      queue: [],
      rate: key.rate,
      tokens: key.burst,
      refilledAt: now,
      slowedAt: 0,
      inFlight: 0,
      timer: null,
    };
    this.#lanes.set(key.id, lane);
    return lane;
  }

  /** A burst of throttled answers is one event: the rate falls at most once a second. */
  #slow(lane: Lane): void {
    this.#throttled++;
    lane.tokens = Math.min(lane.tokens, 0);
    const now = Date.now();
    if (now - lane.slowedAt < 1000) return;
    lane.slowedAt = now;
    lane.rate = Math.max(lane.key.rate * SLOWEST, lane.rate * SLOW_DOWN);
  }

  #pump(lane: Lane): void {
    const now = Date.now();
    lane.tokens = Math.min(lane.key.burst, lane.tokens + ((now - lane.refilledAt) / 1000) * lane.rate);
    lane.refilledAt = now;
    while (lane.queue.length > 0 && lane.tokens >= 1 && this.#hasRoom(lane)) {
      lane.tokens -= 1;
      this.#start(lane);
    }
    if (lane.queue.length > 0 && lane.tokens < 1 && lane.timer === null) {
      const wait = Math.ceil(((1 - lane.tokens) / lane.rate) * 1000);
      lane.timer = setTimeout(() => {
        lane.timer = null;
        this.#pump(lane);
      }, wait);
    }
  }

  #hasRoom(lane: Lane): boolean {
    return this.#inFlight < this.#options.concurrency && lane.inFlight < this.#options.laneConcurrency;
  }

  #start(lane: Lane): void {
    const next = lane.queue.shift();
    if (!next) return;
    this.#inFlight++;
    lane.inFlight++;
    void next.start().finally(() => {
      const wasFull = this.#inFlight >= this.#options.concurrency;
      this.#inFlight--;
      lane.inFlight--;
      this.#pump(lane);
      if (wasFull) for (const other of this.#lanes.values()) if (other !== lane) this.#pump(other);
    });
  }

  #stop(error: ApiError): void {
    this.#stopped = error;
    for (const lane of this.#lanes.values()) {
      if (lane.timer) clearTimeout(lane.timer);
      lane.timer = null;
      for (const waiting of lane.queue.splice(0)) waiting.cancel(error);
    }
  }

  #sleep(ms: number): Promise<void> {
    const { signal } = this.#options;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'the scan was stopped';
}
