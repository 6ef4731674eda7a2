import { type Address, addressText } from './address.ts';
import { hasPorts, isIcmp, protocolName } from './protocol.ts';

/** A packet on its way: gateways and load balancers rewrite it. */
export interface Flight {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: number;
  /** Null: neither TCP nor UDP. */
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  /** Null: neither ICMP nor ICMPv6. */
  readonly icmp: { readonly type: number; readonly code: number } | null;
}

const ANSWERS: ReadonlyMap<number, number> = new Map([
  [8, 0],
  [128, 129],
]);

/** The answer to a packet as it was delivered: echo replies to echo requests, otherwise ends swapped. */
export function replyTo(flight: Flight): Flight {
  const { icmp } = flight;
  return {
    source: flight.destination,
    destination: flight.source,
    protocol: flight.protocol,
    sourcePort: flight.destinationPort,
    destinationPort: flight.sourcePort,
    icmp: icmp && { type: ANSWERS.get(icmp.type) ?? icmp.type, code: icmp.code },
  };
}

/** `tcp 203.0.113.9:49152 → 10.0.0.7:443` */
export function flightText(flight: Flight): string {
  const [from, to] = [flight.source, flight.destination].map((each) => {
    const text = addressText(each);
    return each.family === 'ipv6' && hasPorts(flight.protocol) ? `[${text}]` : text;
  });
  const port = (number: number | null): string => (number === null ? '' : `:${number}`);
  const icmp = isIcmp(flight.protocol) && flight.icmp ? ` type ${flight.icmp.type}` : '';
  return `${protocolName(flight.protocol)}${icmp} ${from}${port(flight.sourcePort)} → ${to}${port(flight.destinationPort)}`;
}
