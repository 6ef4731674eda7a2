import { eachOnce, type Unread, unread } from '../../model/reading.ts';
import type { Network } from '../network.ts';
import type { Trace } from '../trace-packet.ts';
import { type ProbedTraffic, probes, type Side } from './probes.ts';

/** Whether traffic gets from one side to another: none of it, all of it, or a packet that shows otherwise. */
export type PairVerdict =
  | { readonly answer: 'proved' }
  | { readonly answer: 'refuted'; readonly trace: Trace | null }
  | { readonly answer: 'unknown'; readonly missing: readonly Unread[] };

interface Pair {
  readonly sender: Side;
  readonly receiver: Side;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports */
const ANY_CLIENT = { from: 1024, to: 65_535 };

/**
 * Ports that clients of every common system use: Linux has 32768 to 60999, Windows and IANA 49152 to 65535.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const USUAL_CLIENTS = { from: 49_152, to: 60_999 };

/** None of the traffic gets through, from whichever port. */
export function noneGetsThrough(
  network: Network,
  pair: Pair,
  traffic: readonly ProbedTraffic[],
): PairVerdict {
  const gets = (trace: Trace): boolean => trace.verdict === 'reachable' && arrives(pair.receiver, trace);
  return overAll(
    traffic.map((each) => () => verdictOf(network, { ...pair, ...each, clients: ANY_CLIENT }, gets)),
  );
}

/** All of the traffic gets through, from every port that clients usually have. */
export function allGetsThrough(network: Network, pair: Pair, traffic: readonly ProbedTraffic[]): PairVerdict {
  const fails = (trace: Trace): boolean =>
    trace.verdict === 'blocked' ||
    (trace.verdict === 'reachable' && !arrives(pair.receiver, trace) && !isServed(pair.receiver, trace));
  return overAll(
    traffic.map((each) => () => verdictOf(network, { ...pair, ...each, clients: USUAL_CLIENTS }, fails)),
  );
}

function verdictOf(
  network: Network,
  question: Parameters<typeof probes>[1],
  refutes: (trace: Trace) => boolean,
): PairVerdict {
  const { traces, isWhole } = probes(network, question, refutes);
  const trace = traces.find(refutes);
  if (trace) return { answer: 'refuted', trace };
  const missing = eachOnce(traces.flatMap((each) => (each.verdict === 'unknown' ? each.missing : [])));
  const tooMany = isWhole
    ? []
    : [
        unread(
          'rampart/network',
          `TooMany: more packets are told apart than the ${traces.length} that were tried`,
        ),
      ];
  if (missing.length + tooMany.length > 0) return { answer: 'unknown', missing: [...missing, ...tooMany] };
  return { answer: 'proved' };
}

/** The first refutation, or else what is unknown, or else proved. */
export function overAll(verdicts: readonly (() => PairVerdict)[]): PairVerdict {
  const missing: Unread[] = [];
  for (const next of verdicts) {
    const verdict = next();
    if (verdict.answer === 'refuted') return verdict;
    if (verdict.answer === 'unknown') missing.push(...verdict.missing);
  }
  return missing.length > 0 ? { answer: 'unknown', missing: eachOnce(missing) } : { answer: 'proved' };
}

/** A packet may also end elsewhere: at another that has the address, at an endpoint of a service. */
function arrives(receiver: Side, { forward: { end } }: Trace): boolean {
  if (receiver.kind === 'internet') return end.kind === 'internet';
  return (
    (end.kind === 'network-interface' || end.kind === 'load-balancer') &&
    end.id === receiver.networkInterfaceId
  );
}

/** A service's own address may be reached by an endpoint rather than by the internet. */
function isServed(receiver: Side, { forward: { end } }: Trace): boolean {
  return receiver.kind === 'internet' && end.kind === 'vpc-endpoint';
}
