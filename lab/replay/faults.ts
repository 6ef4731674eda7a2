import { createHash } from 'node:crypto';
import type { Call } from './organisation.ts';
import { namesOfService } from './service-catalog.ts';

export type DeniedCall = {
  /** `s3:GetBucketPolicy`; the service by its package's suffix, IAM prefix or signing name. */
  readonly operation: string;
  readonly account?: string;
  readonly region?: string;
};

/** What goes wrong, as shares of the requests from 0 to 1, decided in this order. */
export type Faults = {
  /** The socket is destroyed without an answer. */
  dropped: number;
  /** A page of HTML with status 200, as from a captive portal. */
  html: number;
  /** A throttling error, on top of the rate limits. */
  throttled: number;
  /** An internal error of the service. */
  serverError: number;
  /** Content-Length promises more than is sent before the connection closes. */
  shortBody: number;
  /** The body ends in its middle, its length consistent. */
  cutBody: number;
  denied: readonly (string | DeniedCall)[];
  /** The credentials stop working after that many requests, or from that time (milliseconds since 1970). */
  expired?: { readonly afterRequests?: number; readonly from?: number };
  seed: number;
};

export type FaultKind = 'dropped' | 'html' | 'throttled' | 'serverError' | 'shortBody' | 'cutBody';

export const noFaults = (): Faults => ({
  dropped: 0,
  html: 0,
  throttled: 0,
  serverError: 0,
  shortBody: 0,
  cutBody: 0,
  denied: [],
  seed: 1,
});

const order: readonly FaultKind[] = ['dropped', 'html', 'throttled', 'serverError', 'shortBody', 'cutBody'];

/**
 * Which fault meets a request. The draw depends on the seed, the call and how often it was made before, not on
 * the order in which concurrent requests arrive: the same run meets the same faults.
 */
export function drawFault(faults: Faults, call: Call, key: string, attempt: number): FaultKind | undefined {
  let draw = fraction([faults.seed, call.account, call.region, call.service, call.operation, key, attempt]);
  for (const kind of order) {
    if (draw < faults[kind]) return kind;
    draw -= faults[kind];
  }
  return undefined;
}

function fraction(parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join('\u0000')).digest().readUInt32BE(0) / 2 ** 32;
}

export function isDenied(faults: Faults, call: Call): boolean {
  return faults.denied.some((denied) => {
    const entry: DeniedCall = typeof denied === 'string' ? { operation: denied } : denied;
    const names = namesOfService(call.service).map((name) => `${name}:${call.operation}`);
    const here =
      (entry.account ?? call.account) === call.account && (entry.region ?? call.region) === call.region;
    return here && names.includes(entry.operation);
  });
}

export function isExpired(faults: Faults, requests: number, nowMs: number): boolean {
  const { afterRequests = Number.POSITIVE_INFINITY, from = Number.POSITIVE_INFINITY } = faults.expired ?? {};
  return requests > afterRequests || nowMs >= from;
}
