import type { FaultKind } from './faults.ts';
import type { Call } from './organisation.ts';

/** What the server saw since it started, or since reset(). */
export type ReplayStats = {
  requests: number;
  /** By `account/region/service:Operation`. */
  readonly calls: Map<string, number>;
  throttled: number;
  denied: number;
  expired: number;
  /** Calls answered by the fallback, by `service:Operation`. */
  readonly fellBack: Map<string, number>;
  /** Calls nobody could answer, by `service:Operation`. */
  readonly unanswered: Map<string, number>;
  readonly faults: Record<FaultKind, number>;
  concurrency: number;
  peakConcurrency: number;
  reset(): void;
};

export function createStats(): ReplayStats {
  const faults = { dropped: 0, html: 0, throttled: 0, serverError: 0, shortBody: 0, cutBody: 0 };
  const stats: ReplayStats = {
    requests: 0,
    calls: new Map(),
    throttled: 0,
    denied: 0,
    expired: 0,
    fellBack: new Map(),
    unanswered: new Map(),
    faults: { ...faults },
    concurrency: 0,
    peakConcurrency: 0,
    reset() {
      Object.assign(stats, {
        requests: 0,
        throttled: 0,
        denied: 0,
        expired: 0,
        peakConcurrency: stats.concurrency,
      });
      Object.assign(stats.faults, faults);
      for (const counts of [stats.calls, stats.fellBack, stats.unanswered]) counts.clear();
    },
  };
  return stats;
}

export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export const placeOf = (call: Call): string =>
  `${call.account}/${call.region}/${call.service}:${call.operation}`;
