import type { AdmittingRule, StrangersTraffic } from '../inventory/internet-exposure.ts';
import { SENSITIVE_PORTS } from '../inventory/ports.ts';
import { ruleEvidence } from '../inventory/security-group-rules.ts';
import type { JsonObject } from '../model/json.ts';
import type { Unread } from '../model/reading.ts';
import { trafficText } from '../network/exposed/traffic-text.ts';
import type { Hop } from '../network/hop.ts';
import type { Trace } from '../network/trace-packet.ts';

/** What gets through to an address, and the packet that shows it. */
export interface ShownTraffic {
  readonly at: StrangersTraffic;
  readonly traffic: StrangersTraffic['traffic'][number];
  /** Null: there was nothing to send. */
  readonly trace: Trace | null;
}

/** Why more may get through than is confirmed. */
export function notKnown(
  exposures: readonly StrangersTraffic[],
  found: readonly ShownTraffic[],
): readonly Unread[] {
  return [
    ...exposures.flatMap(({ exposure }) => exposure.missing),
    ...found.flatMap(({ traffic, trace }) => [
      ...(traffic.part.hangsOn ? [traffic.part.hangsOn] : []),
      ...(trace?.missing ?? []),
    ]),
  ];
}

/** `tcp 22 at 203.0.113.10, tcp 3389 at 203.0.113.10` */
export function shownText(found: readonly ShownTraffic[]): string {
  return found.map(({ at, traffic }) => `${trafficText(traffic)} at ${at.exposure.address}`).join(', ');
}

export function shownEvidence({ at, traffic, trace }: ShownTraffic): JsonObject {
  const service = serviceAt(traffic);
  return {
    address: at.exposure.address,
    networkInterfaceId: at.exposure.networkInterface.id,
    traffic: trafficText(traffic),
    ...(service ? { service } : {}),
    share: Number(traffic.share.toPrecision(3)),
    clientPorts: traffic.clientPorts,
    groupIds: traffic.groupIds,
    verdict: trace?.verdict ?? 'unknown',
    ...packetEvidence(trace ? [...trace.forward.hops, ...(trace.reply?.hops ?? [])] : []),
  };
}

/** What usually listens there. */
function serviceAt({ from, to }: ShownTraffic['traffic']): string | undefined {
  return from === to ? SENSITIVE_PORTS.find(({ port }) => port === from)?.service : undefined;
}

/** The packet as it comes in, and its way there and back, with what it becomes on it. */
export function packetEvidence(hops: readonly Hop[]): JsonObject {
  return {
    packet: hops[0]?.packet ?? null,
    path: hops.map(({ leg, kind, id, says, packet }, index) => {
      const before = hops[index - 1];
      const isOther = leg === 'forward' && before !== undefined && before.packet !== packet;
      return { leg, kind, id, says, ...(isOther ? { packet } : {}) };
    }),
  };
}

/** Rules to take away, each once, with what revokes it. */
export function rulesEvidence(rules: readonly AdmittingRule[]): readonly JsonObject[] {
  const once = new Map(rules.map((each) => [each.rule, each]));
  return [...once.values()].map(({ groupId, rule }) => ({ groupId, ...ruleEvidence(rule) }));
}
