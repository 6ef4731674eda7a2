/** IANA's numbers for the protocols that security groups and network ACLs name: https://www.iana.org/assignments/protocol-numbers */
export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMPV6 = 58;

const NUMBERS: Readonly<Record<string, number>> = { tcp: TCP, udp: UDP, icmp: ICMP, icmpv6: ICMPV6 };
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(NUMBERS).map(([name, number]) => [number, name]),
);

/** A rule's protocol as a number; null: `-1`, all of them. */
export function protocolNumber(text: string): number | null {
  const number = NUMBERS[text.toLowerCase()] ?? Number(text);
  return number === -1 ? null : number;
}

export function protocolName(number: number): string {
  return NAMES.get(number) ?? `protocol ${number}`;
}

/** TCP and UDP: the only protocols whose ports groups and ACLs look at. */
export function hasPorts(protocol: number): boolean {
  return protocol === TCP || protocol === UDP;
}

export function isIcmp(protocol: number): boolean {
  return protocol === ICMP || protocol === ICMPV6;
}

/** Ports that clients use. https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports */
export const FIRST_CLIENT_PORT = 1024;
/** Of IANA's ephemeral ports the first, which every system uses. https://www.rfc-editor.org/rfc/rfc6335#section-6 */
export const USUAL_CLIENT_PORT = 49_152;
/** As a half-open range. */
export const CLIENT_PORTS: readonly number[] = [FIRST_CLIENT_PORT, 65_536];

/** A NAT gateway "uses ports 1024–65535". https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
export const NAT_PORTS: readonly number[] = [1024, 65_536];

/** Some protocol that nobody writes rules for: 253 is kept for experiments. https://www.rfc-editor.org/rfc/rfc3692 */
export const UNNAMED = 253;
