import type { Family } from '../../model/address-range.ts';
import type { IntentTraffic } from '../../model/network-intent.ts';
import { LAST_NUMBER, unnamedProtocol } from '../met.ts';
import type { Network } from '../network.ts';
import { ICMP, ICMPV6, protocolNumber, TCP, UDP } from '../protocol.ts';
import type { ProbedTraffic } from './probes.ts';

/** The traffic that an intent is about, in ranges, without what its exceptions let through. */
export function wantedTraffic(
  network: Network,
  family: Family,
  traffic: readonly IntentTraffic[],
  exempt: readonly IntentTraffic[],
): readonly ProbedTraffic[] {
  const named = namedProtocols(network);
  const ranges = traffic.flatMap((each) => rangesOf(each, family, named));
  const cuts = exempt.flatMap((each) => rangesOf(each, family, named));
  return cuts.reduce<readonly ProbedTraffic[]>(
    (left, cut) => left.flatMap((each) => cutFrom(each, cut)),
    ranges,
  );
}

function rangesOf(
  { protocol, ports }: IntentTraffic,
  family: Family,
  named: readonly number[],
): readonly ProbedTraffic[] {
  const icmp = family === 'ipv4' ? ICMP : ICMPV6;
  const range = ports ?? { from: 0, to: LAST_NUMBER };
  if (protocol === 'tcp') return [{ protocol: TCP, ...range }];
  if (protocol === 'udp') return [{ protocol: UDP, ...range }];
  const all =
    protocol === 'icmp'
      ? [icmp]
      : [TCP, UDP, icmp, ...named, unnamedProtocol([TCP, UDP, ICMP, ICMPV6, ...named])];
  return all.map((number) => ({ protocol: number, ...range }));
}

function cutFrom(whole: ProbedTraffic, cut: ProbedTraffic): readonly ProbedTraffic[] {
  const { protocol, from, to } = whole;
  if (protocol !== cut.protocol || cut.to < from || to < cut.from) return [whole];
  return [
    ...(from < cut.from ? [{ protocol, from, to: cut.from - 1 }] : []),
    ...(cut.to < to ? [{ protocol, from: cut.to + 1, to }] : []),
  ];
}

/** Besides TCP, UDP and ICMP, every protocol that some rule or entry names. */
function namedProtocols(network: Network): readonly number[] {
  const rules = network
    .all('AWS::EC2::SecurityGroup')
    .flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const entries = network.all('AWS::EC2::NetworkAcl').flatMap((each) => each.entries);
  const numbers = [...rules, ...entries].flatMap(({ protocol }) => protocolNumber(protocol) ?? []);
  return [...new Set(numbers)]
    .filter((each) => ![TCP, UDP, ICMP, ICMPV6].includes(each))
    .sort((a, b) => a - b);
}
