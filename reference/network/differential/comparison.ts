import type { NetworkFacts, Packet } from '../../../src/model/network-facts.ts';
import { InvalidPacket } from '../../../src/network/invalid-packet.ts';
import type { Network } from '../../../src/network/network.ts';
import { type Trace, tracePacket } from '../../../src/network/trace-packet.ts';
import { type Simulated, simulate } from '../simulate.ts';

/**
 * `same`; `open`: the engine leaves open what the oracle decides; `settled`: the oracle leaves open what the engine knows
 * (README.md); `different`: one of them is wrong.
 */
export type Agreement = 'same' | 'open' | 'settled' | 'different';

export interface Comparison {
  readonly agreement: Agreement;
  /** Null: it sets out from a gateway that is attached to nothing, which the engine refuses to follow. */
  readonly ours: Trace | null;
  readonly theirs: Simulated;
}

/** One packet, by the engine and by the oracle. */
export function compare(network: Network, facts: NetworkFacts, packet: Packet): Comparison {
  const [ours, theirs] = [traced(network, packet), simulate(facts, packet)];
  return { agreement: agreementOf(ours, theirs), ours, theirs };
}

export function traced(network: Network, packet: Packet): Trace | null {
  try {
    return tracePacket(network, packet);
  } catch (error) {
    if (error instanceof InvalidPacket) return null;
    throw error;
  }
}

function agreementOf(ours: Trace | null, theirs: Simulated): Agreement {
  if ((ours?.verdict ?? 'blocked') === theirs.verdict) return 'same';
  if (ours?.verdict === 'unknown') return 'open';
  if (theirs.verdict !== 'unknown') return 'different';
  // The oracle asks for the route before the group that admits nothing by any, and for lists where the engine needs one.
  return theirs.cause === 'not read' ? 'settled' : 'different';
}
