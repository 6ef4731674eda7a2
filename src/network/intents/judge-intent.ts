import type { Family } from '../../model/address-range.ts';
import type { IntentTraffic, NetworkIntent, NetworkIntents } from '../../model/network-intent.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { InternetExposure } from '../exposed/exposed.ts';
import type { Network } from '../network.ts';
import { balancedInto, noneFromInternet } from './from-internet.ts';
import { IntentParties, type Parties, type Party } from './intent-parties.ts';
import type { IntentVerdict } from './intent-verdict.ts';
import { type InterfaceClass, InterfaceClasses } from './interface-classes.ts';
import { allGetsThrough, noneGetsThrough, overAll, type PairVerdict } from './pair-verdict.ts';
import type { Side } from './probes.ts';
import { familyOf, hosts, internetParts, ownSides, shownSides, sidesFromInside } from './sides.ts';
import { Tally } from './tally.ts';
import { wantedTraffic } from './wanted-traffic.ts';

interface Ends {
  readonly from: Party;
  readonly to: Party;
}

/** Judges what an organisation wants of its network. Interfaces that nothing tells apart are judged as one. */
export class IntentJudge {
  readonly network: Network;
  readonly #parties: Parties;
  readonly #classes: InterfaceClasses;
  readonly #internet: InternetExposure;
  #balanced: ReturnType<typeof balancedInto> | null = null;

  constructor(
    network: Network,
    intents: NetworkIntents,
    parties: Parties = new IntentParties(network, intents),
  ) {
    this.network = network;
    this.#parties = parties;
    this.#classes = new InterfaceClasses(network);
    this.#internet = new InternetExposure(network);
  }

  /** Why an intent can be neither kept nor broken, whatever the network; null: it can. */
  mistakeIn({ from, to, except }: NetworkIntent): string | null {
    const ends = [from, to, ...except.map((each) => each.to)];
    const empty = ends.flatMap((end) =>
      end.kind === 'selector' && isEmpty(this.#parties.of(end)) ? end.name : [],
    );
    if (empty.length > 0)
      return `no network interface that was read is named by ${[...new Set(empty)].join(', ')}`;
    const hasInside = [from, to].some((end) => {
      const { interfaces, missing } = this.#parties.of(end);
      return interfaces.length + missing.length > 0;
    });
    return hasInside ? null : 'neither end names a network interface that was read';
  }

  /**
   * Of a VPC: by the interfaces there at which the traffic ends, or begins where it goes to the internet. Null: of the
   * whole network.
   */
  judge(intent: NetworkIntent, vpcId: string | null = null): IntentVerdict {
    const whole = { from: this.#parties.of(intent.from), to: this.#parties.of(intent.to) };
    const exceptions = intent.except.flatMap((each) => this.#parties.of(each.to).missing);
    const tally = new Tally(eachOnce([...whole.from.missing, ...whole.to.missing, ...exceptions]));
    for (const ends of vpcId === null ? [whole] : endsIn(vpcId, whole)) this.#judgeEnds(tally, intent, ends);
    return tally.verdict;
  }

  #judgeEnds(tally: Tally, intent: NetworkIntent, ends: Ends): void {
    for (const receivers of this.#receivers(intent, ends.to)) this.#into(tally, intent, ends.from, receivers);
    this.#throughBalancers(tally, intent, ends);
    const { internet } = ends.to;
    if (internet)
      for (const senders of this.#classes.of(ends.from.interfaces))
        if (!tally.isFull) this.#toInternet(tally, intent, senders, internet);
  }

  /** Exceptions tell receivers apart too. */
  #receivers(intent: NetworkIntent, { interfaces }: Party): readonly InterfaceClass[] {
    return this.#classes.of(interfaces, (each) => this.#exceptionsFor(intent, each).join());
  }

  /** By their place in the intent. */
  #exceptionsFor({ except }: NetworkIntent, networkInterface: NetworkInterface): readonly number[] {
    return except.flatMap(({ to }, index) => (this.#parties.holds(to, networkInterface) ? [index] : []));
  }

  #exemptAt(intent: NetworkIntent, networkInterface: NetworkInterface): readonly IntentTraffic[] {
    return this.#exceptionsFor(intent, networkInterface).flatMap(
      (index) => intent.except[index]?.traffic ?? [],
    );
  }

  #into(tally: Tally, intent: NetworkIntent, from: Party, receivers: InterfaceClass): void {
    for (const senders of this.#classes.of(from.interfaces))
      if (!tally.isFull) this.#between(tally, intent, senders, receivers);
    if (from.internet && !tally.isFull) this.#fromInternet(tally, intent, from.internet, receivers);
  }

  #between(tally: Tally, intent: NetworkIntent, senders: InterfaceClass, receivers: InterfaceClass): void {
    const [sender, receiver] = twoOf(senders, receivers);
    if (!sender || !receiver) return;
    const pairs = ownSides(this.network, sender).flatMap((from) =>
      sidesFromInside(this.network, receiver).map((to) => ({ from, to })),
    );
    const same = new Set(receivers.members);
    const both = senders.members.filter((each) => same.has(each)).length;
    tally.add(this.#overPairs(intent, pairs, this.#exemptAt(intent, receiver)), {
      from: sender.id,
      to: receiver.id,
      pairs: senders.members.length * receivers.members.length - both,
    });
  }

  #fromInternet(
    tally: Tally,
    intent: NetworkIntent,
    internet: NonNullable<Party['internet']>,
    { first, members }: InterfaceClass,
  ): void {
    const exempt = this.#exemptAt(intent, first);
    const verdict =
      intent.effect === 'deny' && internet.within === null
        ? noneFromInternet(this.#internet, first, (family) => this.#wanted(intent, family, exempt))
        : this.#overPairs(
            intent,
            shownSides(this.network, first).map((to) => ({
              from: hosts(familyOf(to), internet.within, []),
              to,
            })),
            exempt,
          );
    tally.add(verdict, { from: 'internet', to: first.id, pairs: members.length });
  }

  #toInternet(
    tally: Tally,
    intent: NetworkIntent,
    { first, members }: InterfaceClass,
    internet: NonNullable<Party['internet']>,
  ): void {
    const exceptions = intent.except.flatMap(({ to, traffic }) => {
      const within = this.#parties.of(to).internet?.within;
      return within === undefined ? [] : [{ within, traffic }];
    });
    const verdicts = internetParts(internet, exceptions).map(({ within, without, exempt }) => () => {
      const pairs = ownSides(this.network, first).map((from) => ({
        from,
        to: hosts(familyOf(from), within, without),
      }));
      return this.#overPairs(intent, pairs, exempt);
    });
    tally.add(overAll(verdicts), { from: first.id, to: 'internet', pairs: members.length });
  }

  /** What is denied, by every pair of addresses; what is allowed, by one of them. */
  #overPairs(
    intent: NetworkIntent,
    pairs: readonly { readonly from: Side; readonly to: Side }[],
    exempt: readonly IntentTraffic[],
  ): PairVerdict {
    const isDeny = intent.effect === 'deny';
    const verdicts = pairs.filter(isOfOneFamily).map(({ from, to }) => (): PairVerdict => {
      const wanted = this.#wanted(intent, familyOf(to), exempt);
      const pair = { sender: from, receiver: to };
      return (isDeny ? noneGetsThrough : allGetsThrough)(this.network, pair, wanted);
    });
    return isDeny ? overAll(verdicts) : bestOf(verdicts);
  }

  #wanted({ traffic }: NetworkIntent, family: Family, exempt: readonly IntentTraffic[]) {
    return wantedTraffic(this.network, family, traffic, exempt);
  }

  #throughBalancers(tally: Tally, intent: NetworkIntent, { from, to }: Ends): void {
    if (intent.effect === 'allow' || from.internet === null || to.interfaces.length === 0) return;
    this.#balanced ??= balancedInto(this.#internet);
    const { all, missing } = this.#balanced;
    tally.miss(missing);
    for (const { targetInterfaceId, targetId, protocol, port, trace } of all) {
      const receiver = to.interfaces.find(({ id }) => id === targetInterfaceId);
      if (!receiver || tally.isFull) continue;
      const wanted = this.#wanted(intent, 'ipv4', this.#exemptAt(intent, receiver));
      if (wanted.some((each) => each.protocol === protocol && each.from <= port && port <= each.to))
        tally.refute({
          from: 'internet',
          to: targetInterfaceId,
          pairs: 1,
          trace,
          through: { targetId, port },
        });
    }
  }
}

function isEmpty({ interfaces, internet, missing }: Party): boolean {
  return interfaces.length === 0 && internet === null && missing.length === 0;
}

const NOBODY = { interfaces: [], internet: null, missing: [] };

function endsIn(vpcId: string, { from, to }: Ends): readonly Ends[] {
  const here = ({ interfaces }: Party): Party => ({
    ...NOBODY,
    interfaces: interfaces.filter((each) => each.vpcId === vpcId),
  });
  if (to.internet === null || from.interfaces.length === 0) return [{ from, to: here(to) }];
  const outsiders = { from: { ...NOBODY, internet: from.internet }, to: here(to) };
  return [{ from: here(from), to }, ...(from.internet ? [outsiders] : [])];
}

/** One of each, and not the same: none speaks to itself through the network. */
function twoOf(
  senders: InterfaceClass,
  receivers: InterfaceClass,
): readonly (NetworkInterface | undefined)[] {
  const other = receivers.members.find((each) => each !== senders.first);
  if (other) return [senders.first, other];
  const sender = senders.members.find((each) => each !== receivers.first);
  return sender ? [sender, receivers.first] : [];
}

function isOfOneFamily({ from, to }: { readonly from: Side; readonly to: Side }): boolean {
  return familyOf(from) === familyOf(to) && !isNobody(from) && !isNobody(to);
}

function isNobody(side: Side): boolean {
  return side.kind === 'internet' && side.within?.length === 0;
}

/** Proved if one is, or else unknown if one is; without any there is no way. */
function bestOf(verdicts: readonly (() => PairVerdict)[]): PairVerdict {
  const missing: Unread[] = [];
  let refuted: PairVerdict = { answer: 'refuted', trace: null };
  for (const next of verdicts) {
    const verdict = next();
    if (verdict.answer === 'proved') return verdict;
    if (verdict.answer === 'unknown') missing.push(...verdict.missing);
    else if (refuted.answer === 'refuted' && refuted.trace === null) refuted = verdict;
  }
  return missing.length > 0 ? { answer: 'unknown', missing: eachOnce(missing) } : refuted;
}
