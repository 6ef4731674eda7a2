import type { Snapshot } from '../../model/snapshot.ts';
import { flightText } from '../../network/flight.ts';
import { type TraceQuestion, trace } from '../../network/trace.ts';
import type { TraceDocument } from '../../network/trace-document.ts';
import { flightOf } from '../../network/trace-packet.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { traceText } from '../../report/network/trace-text.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-code.ts';
import { headOf } from '../iam/answer-head.ts';
import type { Terminal } from '../output-targets.ts';
import { asUsage } from './as-usage.ts';
import { networkOf } from './network-of.ts';

export interface TraceOptions {
  readonly from: string;
  readonly to: string;
  /** `tcp/443`, `udp/53`, `icmp`, `47`. */
  readonly traffic: string;
  /** The client's port. */
  readonly fromPort?: number;
}

/** Throws `UsageError` for what names nothing that was read, and for what is no traffic. */
export function findTrace(snapshot: Snapshot, options: TraceOptions): TraceDocument {
  const { from, to, traffic } = options;
  const question = { from, to, ...trafficOf(options) };
  const { verdict, clientPorts, packet, forward, reply, onward, blockedAt, missing } = asUsage(() =>
    trace(networkOf(snapshot), question),
  );
  return {
    ...headOf(snapshot),
    question: { from, to, traffic },
    verdict,
    clientPorts,
    packet: flightText(flightOf(packet)),
    forward,
    reply,
    onward,
    blockedAt,
    unread: missing.map(({ call, why }) => ({ call, why })),
  };
}

type Traffic = Pick<TraceQuestion, 'protocol' | 'fromPort' | 'toPort'>;

function trafficOf({ traffic, fromPort }: TraceOptions): Traffic {
  const [, protocol = '', port] = /^([a-z0-9]+)(?:\/(\d+))?$/i.exec(traffic) ?? [];
  const isPorted = /^(tcp|udp|6|17)$/i.test(protocol);
  const isWrong = protocol === '' || isPorted !== (port !== undefined) || Number(port ?? 0) > 65_535;
  if (isWrong)
    throw new UsageError(
      `${traffic} is no traffic: expected tcp/443, udp/53, icmp, icmpv6 or a protocol's number`,
    );
  return {
    protocol,
    ...(port === undefined ? {} : { toPort: Number(port) }),
    ...(fromPort === undefined ? {} : { fromPort }),
  };
}

export function traceExitCode({ verdict }: TraceDocument): number {
  return verdict === 'unknown' ? EXIT.incomplete : EXIT.clean;
}

export function printedTrace(answer: TraceDocument, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : traceText(answer, terminal);
}
