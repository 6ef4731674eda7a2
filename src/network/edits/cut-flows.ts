import type { Family } from '../../model/address-range.ts';
import type { Packet } from '../../model/network-facts.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { Network } from '../network.ts';
import { hasPorts, ICMP, ICMPV6, isIcmp } from '../protocol.ts';
import { tracePacket } from '../trace-packet.ts';
import type { NetworkEdit } from './edit.ts';
import type { ClosingTarget } from './edits-against.ts';
import { addressIn, endId, type FlowEnd, type Kind, kindsOf, sourceOf } from './flow-ends.ts';
import { type Asked, askedBeyond, askedWithin } from './flow-questions.ts';
import type { Neighbours } from './neighbours.ts';
import type { Touched } from './touched.ts';

/** Traffic from inside or on premises that gets through, and would not any more. */
export interface CutFlow {
  /** An interface, or the gateway that leads to on premises. */
  readonly from: string;
  /** Interfaces that are like it: in its subnet, with its groups; itself counts. */
  readonly alike: number;
  /** An interface, the gateway that leads to on premises, or `internet`. */
  readonly to: string;
  /** One that gets through before. */
  readonly packet: Packet;
  /** `all`: no answer comes back; `some`: none to some of the ports that clients use. */
  readonly cut: 'all' | 'some';
}

export interface FlowsQuestion {
  /** Of these interfaces, as it would be: what decides about flows between them, to the internet and to on premises. */
  readonly after: (interfaces: readonly NetworkInterface[]) => Network;
  readonly edits: readonly NetworkEdit[];
  readonly touched: Touched;
  readonly target: ClosingTarget;
}

/** Which other flows some edits cut. All pairs at once may answer it in the place of single packets. */
export type FlowsCut = (question: FlowsQuestion) => {
  readonly flows: readonly CutFlow[];
  readonly isBounded: boolean;
};

/** Of the VPCs with themselves and the internet, and of them with their neighbours: neither takes up the other's. */
const MOST_WITHIN = 150;
const MOST_BEYOND = 300;

/** Asks one packet for each pair of kinds and what the edits are about, before and after. */
export function flowsCutIn(before: Network, neighbours: Neighbours): FlowsCut {
  const around = new Around(before, neighbours);
  const known = new Map<string, boolean>();
  return ({ after, ...question }) => {
    const vpcIds = vpcsOf(question);
    const edits = { ...question, before, vpc: vpcIds.flatMap((each) => around.kindsIn(each)) };
    const within = onceEach(askedWithin(edits), MOST_WITHIN);
    const beyond = onceEach(askedBeyond(edits, around.others(vpcIds)), MOST_BEYOND);
    const isBounded = within.isBounded || beyond.isBounded;
    const asked = [...within.some, ...beyond.some].flatMap((each) => through(before, each, known));
    if (asked.length === 0) return { flows: [], isBounded };
    const edited = after(interfacesOf(asked));
    const flows = asked.flatMap((each) => cutFlow(edited, each) ?? []);
    return { flows, isBounded };
  };
}

/**
 * The target's, and others whose interfaces the edits change: a security group may be associated with several.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
 */
function vpcsOf({
  target,
  touched,
  edits,
}: Pick<FlowsQuestion, 'target' | 'touched' | 'edits'>): readonly string[] {
  return [...new Set([target.networkInterface, ...touched.by(edits)].map(({ vpcId }) => vpcId))];
}

/** Who is in a VPC, and who stands around it, each looked up once. */
class Around {
  readonly #neighbours: Neighbours;
  readonly #byVpc: ReadonlyMap<string, readonly NetworkInterface[]>;
  readonly #kinds = new Map<string, readonly Kind[]>();
  readonly #others = new Map<string, readonly FlowEnd[]>();

  constructor(network: Network, neighbours: Neighbours) {
    this.#neighbours = neighbours;
    this.#byVpc = Map.groupBy(network.all('AWS::EC2::NetworkInterface'), (each) => each.vpcId);
  }

  kindsIn(vpcId: string): readonly Kind[] {
    const known = this.#kinds.get(vpcId) ?? kindsOf(this.#byVpc.get(vpcId) ?? []);
    this.#kinds.set(vpcId, known);
    return known;
  }

  /** On-premises networks first, then one kind of every other VPC before the second of any. */
  others(vpcIds: readonly string[]): readonly FlowEnd[] {
    const key = vpcIds.join(' ');
    const known = this.#others.get(key);
    if (known) return known;
    const beyond = vpcIds.flatMap((each) => this.#neighbours.beyond(each));
    const joined = new Set(vpcIds.flatMap((each) => this.#neighbours.of(each)));
    const vpcs = [...joined].filter((each) => !vpcIds.includes(each));
    const found = [
      ...beyond.map((each) => ({ kind: 'on-premises', ...each }) as const),
      ...inTurn(vpcs.map((each) => this.kindsIn(each))),
    ];
    this.#others.set(key, found);
    return found;
  }
}

function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((each) => each.length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((each) => each.slice(index, index + 1)),
  ).flat();
}

function interfacesOf(asked: readonly Through[]): readonly NetworkInterface[] {
  const ends = asked.flatMap(({ asked: { from, to } }) => [from, to]);
  return [...new Set(ends.flatMap((each) => (each.kind === 'interfaces' ? [each.one] : [])))];
}

/** Those of pairs that have addresses, as many as are asked. */
function onceEach(
  asked: Iterable<Asked>,
  most: number,
): { readonly some: readonly Asked[]; readonly isBounded: boolean } {
  const some = new Map<string, Asked>();
  for (const each of asked) {
    if (packetsOf(each).length === 0) continue;
    const key = keyOf(each);
    if (some.has(key)) continue;
    if (some.size === most) return { some: [...some.values()], isBounded: true };
    some.set(key, each);
  }
  return { some: [...some.values()], isBounded: false };
}

function keyOf({ from, to, family, protocol, port, clientPorts }: Asked): string {
  return [endId(from), endId(to), family, protocol, port, ...clientPorts].join(' ');
}

/** The packets of a question that get through: by each of the client's ports that may make a difference. */
interface Through {
  readonly asked: Asked;
  readonly packets: readonly Packet[];
}

function through(before: Network, asked: Asked, known: Map<string, boolean>): readonly Through[] {
  const packets = packetsOf(asked).filter((each) => {
    const key = `${keyOf(asked)} ${each.sourcePort}`;
    const isThrough = known.get(key) ?? getsThrough(before, each, asked.to);
    known.set(key, isThrough);
    return isThrough;
  });
  return packets.length === 0 ? [] : [{ asked, packets }];
}

/** To the end that was asked about: where VPCs share addresses, somebody else may take it. */
function getsThrough(network: Network, packet: Packet, to: FlowEnd): boolean {
  const { verdict, forward } = tracePacket(network, packet);
  if (verdict !== 'reachable') return false;
  return to.kind !== 'interfaces' || ('id' in forward.end && forward.end.id === to.one.id);
}

function cutFlow(after: Network, { asked, packets }: Through): CutFlow | null {
  const stopped = packets.filter((each) => tracePacket(after, each).verdict === 'blocked');
  const [first] = stopped;
  if (!first) return null;
  const { from, to } = asked;
  return {
    from: endId(from),
    alike: from.kind === 'interfaces' ? from.count : 1,
    to: endId(to),
    packet: first,
    cut: stopped.length === packets.length ? 'all' : 'some',
  };
}

/** None: it is the same, or one of both has no such address. */
function packetsOf({ from, to, family, protocol, port, clientPorts }: Asked): readonly Packet[] {
  const [source, destination] = [sourceOf(from, family), addressIn(to, family)];
  if (endId(from) === endId(to) || source === null || destination === null) return [];
  const ported = hasPorts(protocol);
  const number = isIcmp(protocol) ? (family === 'ipv4' ? ICMP : ICMPV6) : protocol;
  return (ported ? clientPorts : [null]).map((sourcePort) => ({
    source,
    destination,
    protocol: number,
    sourcePort,
    destinationPort: ported ? port : null,
    icmp: isIcmp(number) ? ECHO[family] : null,
  }));
}

const ECHO: Readonly<Record<Family, { readonly type: number; readonly code: number }>> = {
  ipv4: { type: 8, code: 0 },
  ipv6: { type: 128, code: 0 },
};
