import type { Family } from '../../model/address-range.ts';
import { eachOnce, type Unread, unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { Exposure, InternetExposure } from '../exposed/exposed.ts';
import { handedOn } from '../exposed/handed-on.ts';
import { type JointTraffic, together } from '../exposed/together.ts';
import { tracePacket } from '../trace-packet.ts';
import type { PairVerdict } from './pair-verdict.ts';
import type { ProbedTraffic } from './probes.ts';

type Wanted = (family: Family) => readonly ProbedTraffic[];

/** None of the traffic gets in from the whole internet: all flows at once, and a packet that confirms one. */
export function noneFromInternet(
  internet: InternetExposure,
  networkInterface: NetworkInterface,
  wanted: Wanted,
): PairVerdict {
  const exposures = internet.of(networkInterface);
  const missing: Unread[] = exposures.flatMap((each) => each.missing);
  for (const exposure of exposures) {
    const sure = together(exposure).flatMap((each) => overlaps(each, wanted(exposure.family)));
    const unsure = together({ by: exposure.unsure }).flatMap((each) =>
      overlaps(each, wanted(exposure.family)),
    );
    missing.push(...unsure.flatMap(({ part }) => part.hangsOn ?? []));
    for (const { part } of sure) {
      const packet = internet.witness(exposure, part);
      const trace = packet && tracePacket(internet.network, packet);
      if (trace?.verdict === 'reachable') return { answer: 'refuted', trace };
      missing.push(...(trace ? notConfirmed(trace.missing, exposure) : []));
    }
  }
  return missing.length > 0 ? { answer: 'unknown', missing: eachOnce(missing) } : { answer: 'proved' };
}

function notConfirmed(missing: readonly Unread[], { address }: Exposure): readonly Unread[] {
  if (missing.length > 0) return missing;
  return [
    unread(
      'rampart/network',
      `NotConfirmed: what seems to get through to ${address} could not be shown by a packet`,
    ),
  ];
}

/** What of it is wanted, range by range. */
function overlaps(traffic: JointTraffic, wanted: readonly ProbedTraffic[]): readonly JointTraffic[] {
  return wanted.flatMap(({ protocol, from, to }) => {
    const isSame =
      traffic.protocol === null ? !traffic.part.except.includes(protocol) : traffic.protocol === protocol;
    const range = { from: Math.max(from, traffic.from), to: Math.min(to, traffic.to) };
    if (!isSame || range.from > range.to) return [];
    return [{ ...traffic, protocol, ...range, part: { ...traffic.part, protocol, ...range } }];
  });
}

/** What a Network Load Balancer hands on of what the internet sends. */
export interface Balanced {
  readonly targetInterfaceId: string;
  readonly targetId: string;
  readonly protocol: number | null;
  readonly port: number;
  readonly trace: ReturnType<typeof tracePacket>;
}

const EVERY_BLOCK = 128;

/** A Network Load Balancer hands the client's own connection on, whatever address the target sees; others make a new one. */
export function balancedInto(internet: InternetExposure): {
  readonly all: readonly Balanced[];
  readonly missing: readonly Unread[];
} {
  const nodes = internet.network
    .all('AWS::EC2::NetworkInterface')
    .filter(({ description }) => description.startsWith('ELB net/'));
  const found = nodes.flatMap((node) =>
    internet
      .of(node)
      .flatMap((exposure) => [
        { handed: [], missing: exposure.missing },
        ...together(exposure).map((traffic) => handedOn(internet, exposure, traffic, EVERY_BLOCK)),
      ]),
  );
  return {
    all: found.flatMap(({ handed }) =>
      handed.map(({ networkInterfaceId, target, trace, traffic }) => ({
        targetInterfaceId: networkInterfaceId,
        targetId: target.targetId,
        protocol: traffic.protocol,
        port: target.port,
        trace,
      })),
    ),
    missing: eachOnce(found.flatMap(({ missing }) => missing)),
  };
}
