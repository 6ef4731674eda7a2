import { hasPorts, isIcmp, protocolName } from '../protocol.ts';
import type { JointTraffic } from './together.ts';
import { LAST_PORT } from './traffic-table.ts';

/** `tcp 22`, `udp 1000-2000`, `icmp all types`, `other protocols`. */
export function trafficText({ protocol, from, to }: Pick<JointTraffic, 'protocol' | 'from' | 'to'>): string {
  if (protocol === null) return 'other protocols';
  const name = protocolName(protocol);
  const isAll = from === 0 && to === LAST_PORT;
  if (isIcmp(protocol)) return isAll ? `${name} all types` : `${name} ${icmpText(from, to)}`;
  if (!hasPorts(protocol)) return name;
  if (isAll) return `${name} all ports`;
  return from === to ? `${name} ${from}` : `${name} ${from}-${to}`;
}

function icmpText(from: number, to: number): string {
  const [first, last] = [from >> 8, to >> 8];
  if (first !== last) return `types ${first}-${last}`;
  return from === to ? `type ${first} code ${from & 255}` : `type ${first}`;
}
