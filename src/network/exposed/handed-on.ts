import type { Family } from '../../model/address-range.ts';
import type { Packet } from '../../model/network-facts.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';
import { addressText, blockOf, parseAddress } from '../address.ts';
import { blocksOnTheWay, publicAddresses } from '../address-classes.ts';
import type { OnwardTarget } from '../onward.ts';
import { type Trace, tracePacket } from '../trace-packet.ts';
import type { Exposure, InternetExposure } from './exposed.ts';
import type { JointTraffic } from './together.ts';

/** What a load balancer hands on to an interface behind it of what the internet sends. */
export interface HandedOn {
  /** Of the load balancer's node. */
  readonly exposure: Exposure;
  readonly traffic: JointTraffic;
  readonly networkInterfaceId: string;
  readonly trace: Trace;
  readonly target: OnwardTarget;
}

export interface HandedTraffic {
  readonly handed: readonly HandedOn[];
  /** What was not read: there may be more. */
  readonly missing: readonly Unread[];
}

/**
 * Where what gets in at a load balancer's node ends. A target that sees the client's address may tell clients apart:
 * besides the first, one of each block that something on the way names is tried, if no narrower than `widest`.
 */
export function handedOn(
  internet: InternetExposure,
  exposure: Exposure,
  traffic: JointTraffic,
  widest: number,
): HandedTraffic {
  const packet = internet.witness(exposure, traffic.part);
  if (packet === null) return { handed: [], missing: [] };
  const first = tracePacket(internet.network, packet);
  const others = first.onward.targets.some(({ outcome }) => outcome === 'stopped')
    ? otherClients(internet, exposure, traffic, first, widest)
    : [];
  const traces = [first, ...others.map((address) => tracePacket(internet.network, from(packet, address)))];
  const handed = new Map<string, HandedOn>();
  for (const trace of traces)
    for (const target of trace.onward.targets)
      if (
        trace.verdict === 'reachable' &&
        target.outcome === 'delivered' &&
        target.networkInterfaceId !== null
      )
        handed.set(target.networkInterfaceId, {
          exposure,
          traffic,
          networkInterfaceId: target.networkInterfaceId,
          trace,
          target,
        });
  const missing = [
    ...(traffic.part.hangsOn ? [traffic.part.hangsOn] : []),
    ...first.missing,
    ...first.onward.missing,
    ...first.onward.targets.flatMap((each) => each.missing),
  ];
  return { handed: [...handed.values()], missing: eachOnce(missing) };
}

function from(packet: Packet, address: string): Packet {
  return { ...packet, source: { kind: 'internet', address } };
}

function otherClients(
  internet: InternetExposure,
  { family }: Exposure,
  { addresses }: JointTraffic,
  { onward }: Trace,
  widest: number,
): readonly string[] {
  const hops = onward.targets.flatMap((each) => each.hops);
  return wide(blocksOnTheWay(internet.network, hops), family, widest).filter((text) => {
    const address = parseAddress(text);
    return address !== null && internet.includes(address, addresses);
  });
}

function wide(blocks: readonly string[], family: Family, widest: number): readonly string[] {
  const broad = blocks.filter((cidr) => {
    const block = blockOf(cidr);
    return block !== null && block.family === family && block.bits.length < widest;
  });
  return publicAddresses(family, broad).map(addressText);
}
