import { ApiError } from './api-error.ts';
import { Silence } from './silence.ts';

/** The API of one service in one region of one account: AWS meters each by itself. */
export interface LaneKey {
  /** `<account> <region> <service>` */
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
  /** Share of each lane's rate and burst to use: 0.5 leaves half to others, Infinity is for local sources. */
  readonly rateFactor?: number;
  /** Milliseconds without any answer after which a lane, or the scan, is given up. */
  readonly silenceMs?: number;
  /** Told, perhaps often, when nobody answers any more; the last call's error says how. */
  readonly onSilence?: (error: ApiError) => void;
}

interface Waiting {
  readonly start: () => Promise<void>;
  readonly cancel: (error: ApiError) => void;
}

interface Lane {
  readonly fullRate: number;
  readonly burst: number;
  readonly queue: Waiting[];
  rate: number;
  tokens: number;
  refilledAt: number;
  slowedAt: number;
  inFlight: number;
  timer: NodeJS.Timeout | null;
  readonly silence: Silence;
  /** Set when the lane is given up: nothing more is sent. */
  dead: ApiError | null;
}

const MAX_BACKOFF_MS = 10_000;
const SLOW_DOWN = 0.7;
const SPEED_UP = 0.02;
const SLOWEST = 0.05;
/** Calls without an answer before a lane counts as unreachable, and all of AWS, over several services. */
const LANE_SILENCE = { failures: 8, services: 1 };
const TOTAL_SILENCE = { failures: 20, services: 3 };

/**
 * Runs every call of a scan: a token bucket a lane whose rate falls when AWS throttles and climbs back with
 * every answer, bounded requests in flight, repeats with backoff, and cancellation.
 */
export class Scheduler {
  readonly #options: Required<SchedulerOptions>;
  readonly #lanes = new Map<string, Lane>();
  /** The lanes with calls that wait: of an organisation's hundred thousand lanes few at a time. */
  readonly #queued = new Set<Lane>();
  readonly #silence: Silence;
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
      rateFactor: 1,
      silenceMs: 30_000,
      onSilence: () => {},
      ...options,
    };
    this.#silence = new Silence({ ...TOTAL_SILENCE, milliseconds: this.#options.silenceMs });
    const { signal } = options;
    const stop = (): void => this.#stop(new ApiError('Cancelled', reasonOf(signal), 'cancelled'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  }

  get progress(): SchedulerProgress {
    const lanes = [...this.#queued];
    return {
      done: this.#done,
      waiting: lanes.reduce((sum, lane) => sum + lane.queue.length, 0),
      inFlight: this.#inFlight,
      throttled: this.#throttled,
      secondsLeft: lanes.reduce((worst, lane) => Math.max(worst, lane.queue.length / lane.rate), 0),
    };
  }

  /** Lets go of an account's lanes, once nothing more is asked of it. */
  forget(account: string): void {
    for (const id of this.#lanes.keys()) if (id.startsWith(`${account} `)) this.#lanes.delete(id);
  }

  /** Resolves with the answer, or rejects with the `ApiError` of the last try. */
  async run<T>(key: LaneKey, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    let deadline = Number.POSITIVE_INFINITY;
    // Each kind by itself: a call that was throttled often may still meet a broken connection.
    const tries = { throttled: 0, transient: 0 };
    for (;;) {
      try {
        return await this.#once(key, call);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.kind !== 'throttled' && error.kind !== 'transient') throw error;
        if (error.kind === 'throttled') this.#slow(this.#lane(key));
        if (deadline === Number.POSITIVE_INFINITY) deadline = Date.now() + this.#options.callDeadlineMs; // waiting in the queue does not count
        const pause = this.#pauseBefore(++tries[error.kind], error.kind);
        if (pause === null || this.#stopped || this.#lane(key).dead || Date.now() + pause > deadline)
          throw error;
        await this.#sleep(pause);
      }
    }
  }

  #once<T>(key: LaneKey, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const lane = this.#lane(key);
    const refusal = this.#stopped ?? lane.dead;
    if (refusal) return Promise.reject(refusal);
    return new Promise<T>((resolve, reject) => {
      const start = (): Promise<void> => {
        const startedAt = Date.now();
        return call(this.#options.signal).then(
          (value) => {
            this.#done++;
            this.#answered(lane);
            lane.rate = Math.min(lane.fullRate, lane.rate + lane.fullRate * SPEED_UP);
            resolve(value);
          },
          (error: unknown) => {
            this.#done++;
            if (error instanceof ApiError) this.#listen(lane, key, error, startedAt);
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      };
      lane.queue.push({ start, cancel: reject });
      this.#queued.add(lane);
      this.#pump(lane);
    });
  }

  #answered(lane: Lane): void {
    lane.silence.answered();
    this.#silence.answered();
  }

  /** Calls to somebody who does not answer would each be repeated for seconds: after a while there is no point. */
  #listen(lane: Lane, key: LaneKey, error: ApiError, startedAt: number): void {
    if (error.kind === 'cancelled') return;
    if (!isUnanswered(error)) return this.#answered(lane);
    const service = key.id.slice(key.id.lastIndexOf(' ') + 1);
    if (lane.silence.failed(service, startedAt)) {
      lane.dead ??= error;
      this.#cancel(lane, error);
    }
    if (this.#silence.failed(service, startedAt)) this.#options.onSilence(error);
  }

  /** Null: not worth a repeat. */
  #pauseBefore(attempt: number, kind: 'throttled' | 'transient'): number | null {
    const { throttledAttempts, transientAttempts, backoffMs } = this.#options;
    if (attempt >= (kind === 'throttled' ? throttledAttempts : transientAttempts)) return null;
    return Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
  }

  #lane(key: LaneKey): Lane {
    const known = this.#lanes.get(key.id);
    if (known) return known;
    const now = Date.now();
    const fullRate = key.rate * this.#options.rateFactor;
    const burst = Math.max(1, key.burst * this.#options.rateFactor);
    const lane: Lane = {
      fullRate,
      burst,
      queue: [],
      rate: fullRate,
      tokens: burst,
      refilledAt: now,
      slowedAt: 0,
      inFlight: 0,
      timer: null,
      silence: new Silence({ ...LANE_SILENCE, milliseconds: this.#options.silenceMs }),
      dead: null,
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
    lane.rate = Math.max(lane.fullRate * SLOWEST, lane.rate * SLOW_DOWN);
  }

  #pump(lane: Lane): void {
    if (lane.queue.length === 0) return;
    const now = Date.now();
    const elapsed = (now - lane.refilledAt) / 1000;
    if (elapsed > 0) lane.tokens = Math.min(lane.burst, lane.tokens + elapsed * lane.rate);
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
    if (lane.queue.length === 0) this.#queued.delete(lane);
    this.#inFlight++;
    lane.inFlight++;
    void next.start().finally(() => {
      const wasFull = this.#inFlight >= this.#options.concurrency;
      this.#inFlight--;
      lane.inFlight--;
      this.#pump(lane);
      if (wasFull) for (const other of this.#queued) if (other !== lane) this.#pump(other);
    });
  }

  #stop(error: ApiError): void {
    this.#stopped = error;
    for (const lane of this.#queued) {
      if (lane.timer) clearTimeout(lane.timer);
      lane.timer = null;
      this.#cancel(lane, error);
    }
  }

  #cancel(lane: Lane, error: ApiError): void {
    this.#queued.delete(lane);
    for (const waiting of lane.queue.splice(0)) waiting.cancel(error);
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

const NOT_FROM_AWS = new Set(['NotAnAwsAnswer', 'EmptyAnswer']);

/** Nothing came, or what came was not from AWS. */
function isUnanswered(error: ApiError): boolean {
  return error.kind === 'transient' && (error.httpStatus === null || NOT_FROM_AWS.has(error.code));
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'the scan was stopped';
}
