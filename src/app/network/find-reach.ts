import { eachOnce } from '../../model/reading.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { trafficText } from '../../network/exposed/traffic-text.ts';
import { flightText } from '../../network/flight.ts';
import { type ReachedTraffic, reach } from '../../network/reach.ts';
import type { ReachDocument } from '../../network/reach-document.ts';
import { flightOf } from '../../network/trace-packet.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { reachText } from '../../report/network/reach-text.ts';
import { EXIT } from '../exit-code.ts';
import { headOf } from '../iam/answer-head.ts';
import type { Terminal } from '../output-targets.ts';
import { asUsage } from './as-usage.ts';
import { networkOf } from './network-of.ts';

/** Throws `UsageError` for what names nothing that was read. */
export function findReach(snapshot: Snapshot, from: string, to: string): ReachDocument {
  const found = asUsage(() => reach(networkOf(snapshot), { from, to }));
  const missing = eachOnce(found.flatMap(({ traffic }) => traffic.flatMap((each) => each.missing)));
  return {
    ...headOf(snapshot),
    question: { from, to },
    pairs: found.map(({ source, destination, traffic }) => ({
      from: source?.address ?? null,
      to: destination,
      traffic: traffic.map(told),
    })),
    unread: missing.map(({ call, why }) => ({ call, why })),
  };
}

function told(each: ReachedTraffic): ReachDocument['pairs'][number]['traffic'][number] {
  const { protocol, from, to, verdict, clientPorts, packet } = each;
  const shown = flightText(flightOf(packet));
  return { traffic: trafficText(each), protocol, from, to, verdict, clientPorts, packet: shown };
}

export function reachExitCode({ pairs }: ReachDocument): number {
  const isKnown = pairs.every(({ traffic }) => traffic.every(({ verdict }) => verdict === 'reachable'));
  return isKnown ? EXIT.clean : EXIT.incomplete;
}

export function printedReach(answer: ReachDocument, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : reachText(answer, terminal);
}
