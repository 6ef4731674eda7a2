import { eachOnce, type Unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { Exposure, InternetExposure } from '../exposed/exposed.ts';
import { type HandedOn, type HandedTraffic, handedOn } from '../exposed/handed-on.ts';
import { type JointTraffic, together } from '../exposed/together.ts';
import type { Network } from '../network.ts';

/** What a load balancer hands on of the internet's traffic, and could not any more though it still takes it. */
export interface LostTarget {
  readonly node: NetworkInterface;
  /** Of the node, that the internet sends to. */
  readonly address: string;
  readonly traffic: JointTraffic;
  /** As it is registered. */
  readonly targetId: string;
  readonly networkInterfaceId: string;
  readonly targetAddress: string;
  readonly port: number;
}

export interface LostTargets {
  readonly lost: readonly LostTarget[];
  /** What was not read: more may be lost. */
  readonly missing: readonly Unread[];
}

/** An interface of the edited network, and what the internet reaches there. */
export type After = (interfaces: readonly NetworkInterface[]) => InternetExposure;

interface Handing {
  readonly exposure: Exposure;
  readonly traffic: JointTraffic;
  readonly found: HandedTraffic;
}

/** Whoever it is that a target admits. */
const NARROWEST = 129;

/** What all load balancers hand on, asked once; what edits take of it, node by node. */
export class HandedTargets {
  readonly #internet: InternetExposure;
  #byNode: ReadonlyMap<string, readonly Handing[]> | null = null;

  constructor(internet: InternetExposure) {
    this.#internet = internet;
  }

  /** By edits that touch these interfaces: of nodes among them, and of nodes that hand on to them. */
  lost(touched: readonly NetworkInterface[], after: After): LostTargets {
    const ids = new Set(touched.map((each) => each.id));
    const concerned = [...this.#handings()].filter(
      ([nodeId, all]) =>
        ids.has(nodeId) ||
        all.some(({ found }) => found.handed.some((each) => ids.has(each.networkInterfaceId))),
    );
    if (concerned.length === 0) return { lost: [], missing: [] };
    const handings = concerned.flatMap(([, all]) => all);
    const handed = handings.flatMap(({ found }) => found.handed);
    const nodes = handings.map(({ exposure }) => exposure.networkInterface);
    const involved = involvedIn(this.#internet.network, handed);
    const edited = after([...new Set([...nodes, ...involved])]);
    const each = handings.map((handing) => lostOf(handing, edited));
    return {
      lost: each.flatMap(({ lost }) => lost),
      missing: eachOnce(each.flatMap(({ missing }) => missing)),
    };
  }

  #handings(): ReadonlyMap<string, readonly Handing[]> {
    this.#byNode ??= new Map(
      this.#internet.network
        .all('AWS::EC2::NetworkInterface')
        .filter(({ description }) => description.startsWith('ELB '))
        .map((node) => [node.id, this.#handingsOf(node)] as const),
    );
    return this.#byNode;
  }

  #handingsOf(node: NetworkInterface): readonly Handing[] {
    return this.#internet.of(node).flatMap((exposure) =>
      together(exposure).map((traffic) => ({
        exposure,
        traffic,
        found: handedOn(this.#internet, exposure, traffic, NARROWEST),
      })),
    );
  }
}

/** The nodes, and everything that is registered with them, taken or not. */
export function involvedIn(network: Network, handed: readonly HandedOn[]): readonly NetworkInterface[] {
  const registered = new Set(
    handed.flatMap(({ networkInterfaceId, trace }) => [
      networkInterfaceId,
      ...trace.onward.targets.map((each) => each.targetId),
    ]),
  );
  const targets = network
    .all('AWS::EC2::NetworkInterface')
    .filter(({ id, attachment }) => registered.has(id) || registered.has(attachment?.instanceId ?? ''));
  return [...new Set([...handed.map(({ exposure }) => exposure.networkInterface), ...targets])];
}

/** Where the node itself is closed nothing is said: that it is, is told already. */
function lostOf({ exposure, traffic, found }: Handing, edited: InternetExposure): LostTargets {
  const node = edited.network.find('AWS::EC2::NetworkInterface', exposure.networkInterface.id);
  const open = node ? edited.of(node).find((each) => each.address === exposure.address) : undefined;
  const still = open ? together(open).filter((each) => isSame(each, traffic)) : [];
  if (!open || still.length === 0) return { lost: [], missing: [] };
  const left = still.map((each) => handedOn(edited, open, each, NARROWEST));
  const missing = left.flatMap((each) => each.missing);
  const ids = new Set(left.flatMap(({ handed }) => handed.map(placeOf)));
  const gone = found.handed.filter((each) => !ids.has(placeOf(each)));
  return missing.length > 0 && gone.length > 0
    ? { lost: [], missing }
    : { lost: gone.map((each) => lostTarget(each)), missing: [] };
}

/** A listener's port is one. */
function isSame(a: JointTraffic, b: JointTraffic): boolean {
  return a.protocol === b.protocol && a.from === b.from;
}

function placeOf({ networkInterfaceId, target }: HandedOn): string {
  return `${networkInterfaceId} ${target.address} ${target.port}`;
}

function lostTarget({ exposure, traffic, networkInterfaceId, target }: HandedOn): LostTarget {
  const { networkInterface: node, address } = exposure;
  const { targetId, address: targetAddress, port } = target;
  return { node, address, traffic, targetId, networkInterfaceId, targetAddress, port };
}
