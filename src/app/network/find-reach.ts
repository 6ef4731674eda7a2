import { eachOnce, type Unread } from '../../model/reading.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { trafficText } from '../../network/exposed/traffic-text.ts';
import { flightText } from '../../network/flight.ts';
import { interfacesNamed, isSetName } from '../../network/interface-set.ts';
import { InvalidPacket } from '../../network/invalid-packet.ts';
import type { Network } from '../../network/network.ts';
import { AllPairs, type PairTraffic } from '../../network/pairs/all-pairs.ts';
import { type Reach, reach } from '../../network/reach.ts';
import type { ReachDocument } from '../../network/reach-document.ts';
import { flightOf } from '../../network/trace-packet.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { reachText } from '../../report/network/reach-text.ts';
import { EXIT } from '../exit-code.ts';
import { headOf } from '../iam/answer-head.ts';
import type { Terminal } from '../output-targets.ts';
import { asUsage } from './as-usage.ts';
import { networkOf } from './network-of.ts';

/** Between two places, or two sets of interfaces. Throws `UsageError` for what names nothing that was read. */
export function findReach(snapshot: Snapshot, from: string, to: string): ReachDocument {
  const network = networkOf(snapshot);
  return asUsage(() =>
    isSetName(from) || isSetName(to) || to === 'internet'
      ? betweenSets(snapshot, new AllPairs(network), from, to)
      : betweenPlaces(snapshot, network, from, to),
  );
}

function betweenPlaces(snapshot: Snapshot, network: Network, from: string, to: string): ReachDocument {
  const found = reach(network, { from, to });
  const pairs = found.map(({ source, destination, traffic }) => ({
    family: destination.includes(':') ? ('ipv6' as const) : ('ipv4' as const),
    from: source?.address ?? null,
    to: destination,
    traffic: traffic.map((each) => told({ ...each, isForAll: true })),
  }));
  return documentOf(
    snapshot,
    { from, to },
    pairs,
    found.flatMap(({ traffic }) => traffic.flatMap((each) => each.missing)),
  );
}

function betweenSets(snapshot: Snapshot, pairs: AllPairs, from: string, to: string): ReachDocument {
  if (from === 'internet')
    throw new InvalidPacket(`internet: rampart network exposed tells what the internet reaches of ${to}`);
  const { network } = pairs;
  const isOut = to === 'internet';
  const ends = {
    from: interfacesNamed(network, from),
    to: isOut ? new Set<string>() : interfacesNamed(network, to),
  };
  const traffic = isOut ? pairs.toInternet(ends.from) : pairs.between(ends);
  const gap = network.anyGap('AWS::EC2::NetworkInterface');
  const missing = [...traffic.flatMap((each) => each.missing), ...pairs.missing(ends), ...(gap ? [gap] : [])];
  const families = (['ipv4', 'ipv6'] as const).map((family) => ({
    family,
    from,
    to,
    traffic: traffic.filter((each) => each.family === family).map(told),
  }));
  const shown = families.filter((each) => each.family === 'ipv4' || each.traffic.length > 0);
  return documentOf(snapshot, { from, to }, shown, missing);
}

function documentOf(
  snapshot: Snapshot,
  question: ReachDocument['question'],
  pairs: ReachDocument['pairs'],
  missing: readonly Unread[],
): ReachDocument {
  const unread = eachOnce(missing).map(({ call, why }) => ({ call, why }));
  return { ...headOf(snapshot), question, pairs, unread };
}

function told(each: ReachedTraffic | PairTraffic): ReachDocument['pairs'][number]['traffic'][number] {
  const { protocol, from, to, verdict, clientPorts, isForAll, packet } = each;
  const shown = flightText(flightOf(packet));
  return { traffic: trafficText(each), protocol, from, to, verdict, clientPorts, isForAll, packet: shown };
}

type ReachedTraffic = Reach['traffic'][number] & { readonly isForAll: boolean };

export function reachExitCode({ pairs, unread }: ReachDocument): number {
  const isKnown =
    unread.length === 0 &&
    pairs.every(({ traffic }) => traffic.every(({ verdict }) => verdict === 'reachable'));
  return isKnown ? EXIT.clean : EXIT.incomplete;
}

export function printedReach(answer: ReachDocument, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : reachText(answer, terminal);
}
