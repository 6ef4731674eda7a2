import type { Exposure } from './exposed.ts';
import type { ExposedTraffic, GroupExposure } from './group-exposure.ts';
import { type Intervals, NOTHING, union } from './intervals.ts';

/** What an interface's groups let through together. */
export interface JointTraffic {
  readonly protocol: number | null;
  readonly from: number;
  readonly to: number;
  readonly addresses: Intervals;
  readonly clientPorts: 'all' | 'some' | null;
  readonly groupIds: readonly string[];
  /** One group's part of it, of which there is a witness. */
  readonly part: ExposedTraffic;
}

/** The union over the groups of one interface, multiplied out: port ranges apart and ascending, protocol by protocol. */
export function together({ by }: Pick<Exposure, 'by'>): readonly JointTraffic[] {
  const protocols = new Set(by.flatMap(({ traffic }) => traffic.map((each) => each.protocol)));
  return [...protocols].flatMap((protocol) => jointOf(protocol, by));
}

interface Part {
  readonly groupId: string | null;
  readonly traffic: ExposedTraffic;
}

/** Of one protocol, whether the groups name it or let it through with all others. */
export function jointOf(protocol: number | null, by: readonly GroupExposure[]): readonly JointTraffic[] {
  const parts = by.flatMap(({ groupId, traffic }) =>
    traffic.filter((each) => isOf(protocol, each)).map((each) => ({ groupId, traffic: each })),
  );
  const edges = [...new Set(parts.flatMap(({ traffic }) => [traffic.from, traffic.to + 1]))].sort(
    (a, b) => a - b,
  );
  const joint: JointTraffic[] = [];
  for (const [index, from] of edges.entries()) {
    const next = edges[index + 1];
    if (next === undefined) break;
    const holding = parts.filter(({ traffic }) => traffic.from <= from && next - 1 <= traffic.to);
    const one = joined(protocol, from, next - 1, holding);
    const last = joint.at(-1);
    if (one && last && isContinued(last, one)) joint[joint.length - 1] = continued(last, one);
    else if (one) joint.push(one);
  }
  return joint;
}

/** A group that does not name the protocol lets it through as it does all others. */
function isOf(protocol: number | null, { protocol: own, except }: ExposedTraffic): boolean {
  return own === protocol || (own === null && protocol !== null && !except.includes(protocol));
}

function joined(
  protocol: number | null,
  from: number,
  to: number,
  holding: readonly Part[],
): JointTraffic | null {
  const [first] = holding;
  if (!first) return null;
  const widest = holding.find(({ traffic }) => traffic.clientPorts === 'all') ?? first;
  return {
    protocol,
    from,
    to,
    addresses: holding.reduce<Intervals>((sum, { traffic }) => union(sum, traffic.addresses), NOTHING),
    clientPorts: widest.traffic.clientPorts,
    groupIds: holding.flatMap(({ groupId }) => groupId ?? []),
    part: { ...widest.traffic, protocol, from },
  };
}

/** From the same clients: one range, whichever group lets through which part of it. */
function isContinued(last: JointTraffic, next: JointTraffic): boolean {
  return (
    last.to + 1 === next.from &&
    last.clientPorts === next.clientPorts &&
    String(last.addresses) === String(next.addresses)
  );
}

function continued(last: JointTraffic, next: JointTraffic): JointTraffic {
  return { ...last, to: next.to, groupIds: [...new Set([...last.groupIds, ...next.groupIds])] };
}
