import type { Packet } from '../../model/network-facts.ts';
import type { NetworkIntent, NetworkIntents } from '../../model/network-intent.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { IntentParties, type Parties, type Party } from '../intents/intent-parties.ts';
import type { Refutation } from '../intents/intent-verdict.ts';
import { IntentJudge } from '../intents/judge-intent.ts';
import type { Network } from '../network.ts';
import { tracePacket } from '../trace-packet.ts';

/** An intent's `allow` that holds, and would not any more between two kinds of ends. */
export interface BrokenIntent {
  /** As it was written. */
  readonly text: string;
  /** An interface, or `internet`. */
  readonly from: string;
  readonly to: string;
  /** How many pairs are of this kind. */
  readonly pairs: number;
  /** One that gets through before; null: an end has no address for the other any more. */
  readonly packet: Packet | null;
}

export interface IntentsBroken {
  readonly intents: readonly BrokenIntent[];
  /** Not asked: there were too many sets of edits. */
  readonly isBounded: boolean;
  /** Why of some intents it is not known whether they still hold. */
  readonly missing: readonly Unread[];
}

/** Of these interfaces, as it would be: what decides about traffic between them, to the internet and from there. */
type After = (interfaces: readonly NetworkInterface[]) => Network;

/** Which intents some edits break. */
export type IntentsBrokenBy = (after: After) => IntentsBroken;

const MOST_SETS = 200;
const NONE: IntentsBroken = { intents: [], isBounded: false, missing: [] };

/** Those that hold are judged once more, with the interfaces that they mean today: an edit changes no meaning. */
export function intentsBrokenIn(network: Network, intents: NetworkIntents): IntentsBrokenBy {
  const parties = new IntentParties(network, intents);
  let kept: readonly Kept[] | null = null;
  let asked = 0;
  return (after) => {
    kept ??= keptIn(new IntentJudge(network, intents, parties), intents);
    if (kept.length === 0) return NONE;
    asked += 1;
    if (asked > MOST_SETS) return { ...NONE, isBounded: true };
    const edited = after(meantBy(parties, kept));
    const judge = new IntentJudge(edited, intents, partiesIn(edited, parties, network));
    const all = kept.map((each) => ({ ...each, verdict: judge.judge(each.intent) }));
    return {
      intents: all.flatMap(({ intent, isProved, verdict }) =>
        verdict.answer !== 'refuted'
          ? []
          : verdict.refutations
              .filter(({ trace }) => (trace ? getsThrough(network, trace.packet) : isProved))
              .map((each) => broken(intent, each)),
      ),
      isBounded: false,
      missing: eachOnce(
        all.flatMap(({ isProved, verdict }) =>
          isProved && verdict.answer === 'unknown' ? verdict.missing : [],
        ),
      ),
    };
  };
}

/** An intent that nothing refutes; not proved: of whom it means not all is known. */
interface Kept {
  readonly intent: NetworkIntent;
  readonly isProved: boolean;
}

function keptIn(judge: IntentJudge, { rules }: NetworkIntents): readonly Kept[] {
  const allowing = rules.filter((each) => each.effect === 'allow' && judge.mistakeIn(each) === null);
  return allowing.flatMap((intent) => {
    const { answer } = judge.judge(intent);
    return answer === 'proved' || answer === 'unknown' ? [{ intent, isProved: answer === 'proved' }] : [];
  });
}

function getsThrough(network: Network, packet: Packet): boolean {
  return tracePacket(network, packet).verdict === 'reachable';
}

function meantBy(parties: Parties, kept: readonly Kept[]): readonly NetworkInterface[] {
  const ends = kept.flatMap(({ intent }) => [parties.of(intent.from), parties.of(intent.to)]);
  return [...new Set(ends.flatMap(({ interfaces }) => interfaces))];
}

/** The same interfaces, as they would be. */
function partiesIn(edited: Network, parties: Parties, before: Network): Parties {
  const found = ({ id }: NetworkInterface, network: Network) =>
    network.find('AWS::EC2::NetworkInterface', id);
  return {
    of: (end): Party => {
      const party = parties.of(end);
      return { ...party, interfaces: party.interfaces.flatMap((each) => found(each, edited) ?? []) };
    },
    holds: (end, each) => {
      const known = found(each, before);
      return known !== null && parties.holds(end, known);
    },
  };
}

function broken({ text }: NetworkIntent, { from, to, pairs, trace }: Refutation): BrokenIntent {
  return { text, from, to, pairs, packet: trace?.packet ?? null };
}
