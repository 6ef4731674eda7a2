import { otherServices, type RateLimit } from './rate-limits.ts';

/** A token bucket: full at first, refilled steadily, never fuller than its burst. */
export type TokenBucket = { take(nowMs: number): boolean };

export function tokenBucket(burst: number, perSecond: number): TokenBucket {
  let tokens = burst;
  let updated = Number.NEGATIVE_INFINITY;
  return {
    take(nowMs) {
      if (updated !== Number.NEGATIVE_INFINITY) tokens += ((nowMs - updated) / 1000) * perSecond;
      tokens = Math.min(tokens, burst);
      updated = nowMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

export type Throttle = {
  /** Whether this call is still within the rates of its account and region. */
  admits(
    call: { account: string; region: string; service: string; operation: string },
    nowMs: number,
  ): boolean;
};

export function createThrottle(limits: readonly RateLimit[] | 'none'): Throttle {
  const buckets = new Map<string, TokenBucket>();
  return {
    admits(call, nowMs) {
      if (limits === 'none') return true;
      const limit = limits.find((each) => applies(each, call)) ?? otherServices;
      const family =
        limit.bucket === 'operation' ? call.operation : String(limits.findIndex((each) => each === limit));
      const key = [call.account, call.region, call.service, family].join('/');
      const bucket = buckets.get(key) ?? tokenBucket(limit.burst, limit.perSecond);
      buckets.set(key, bucket);
      return bucket.take(nowMs);
    },
  };
}

function applies(limit: RateLimit, call: { service: string; operation: string }): boolean {
  return limit.service === call.service && (limit.operations?.test(call.operation) ?? true);
}
