import { awsRateLimits, otherServices, type RateLimit } from '../lab/replay/rate-limits.ts';
import { depths } from './call-depth.ts';
import type { TracedCall } from './call-trace.ts';

/** What AWS meters together: one operation, or several of a service, of one account in one region. */
export interface MeteredLane {
  readonly name: string;
  readonly calls: number;
  readonly depth: number;
  /** No client, however clever, is done with these calls earlier. */
  readonly seconds: number;
}

/**
 * The longest chain of dependent calls under AWS's request rates, longest first. For every lane and every depth d,
 * the calls of the lane at d or deeper cannot start before d - 1 answers have come, one after another; from then
 * the lane admits its burst at once and the rest at its rate; the last of them takes one latency more. The largest of these
 * is the lane's bound, the largest over the lanes the scan's.
 */
export function longestChains(calls: readonly TracedCall[], latencySeconds: number): readonly MeteredLane[] {
  const depthOf = depths(calls);
  const lanes = Map.groupBy(calls, (call) => laneName(call));
  return [...lanes]
    .map(([name, members]): MeteredLane => {
      const first = members[0];
      const levels = members.map((call) => depthOf.get(call) ?? 1).sort((a, b) => b - a);
      const limit = first ? limitOf(first) : otherServices;
      const seconds = Math.max(
        // Sorted deepest first, the call at `index` is the last of index + 1 calls of its depth or deeper.
        ...levels.map(
          (depth, index) => depth * latencySeconds + Math.max(0, index + 1 - limit.burst) / limit.perSecond,
        ),
      );
      return { name, calls: members.length, depth: levels[0] ?? 1, seconds };
    })
    .sort((a, b) => b.seconds - a.seconds);
}

type Limit = Pick<RateLimit, 'bucket' | 'burst' | 'perSecond'>;

function limitOf({ service, operation }: TracedCall): Limit {
  const found = awsRateLimits.find(
    (each) => each.service === service && (each.operations?.test(operation) ?? true),
  );
  return found ?? otherServices;
}

function laneName(call: TracedCall): string {
  const limit = limitOf(call);
  const family =
    limit.bucket === 'operation' ? call.operation : `limit ${awsRateLimits.indexOf(limit as RateLimit)}`;
  return `${call.account} ${call.region} ${call.service} ${family}`;
}
