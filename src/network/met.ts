import type { Hop } from './hop.ts';
import { balancerAt } from './load-balancer.ts';
import type { Network } from './network.ts';
import { isIcmp, protocolNumber } from './protocol.ts';

/** The last port; and of ICMP 256 × type + code of the last. */
export const LAST_NUMBER = 65_535;

/** What the groups, ACLs and load balancers on the way tell apart. */
export class Met {
  readonly protocols = new Set<number>();
  readonly edges = new Set([0, LAST_NUMBER + 1]);
  readonly #network: Network;
  readonly #known = new Set<string>();

  constructor(network: Network) {
    this.#network = network;
  }

  add(hops: readonly Hop[]): void {
    for (const { kind, id, others } of hops)
      for (const each of [id, ...others]) {
        const key = `${kind} ${each}`;
        if (this.#known.has(key)) continue;
        this.#known.add(key);
        if (kind === 'security-group') this.#group(each);
        if (kind === 'network-acl') this.#acl(each);
        if (kind === 'load-balancer') this.#listeners(each);
      }
  }

  #group(id: string): void {
    const group = this.#network.find('AWS::EC2::SecurityGroup', id);
    for (const { protocol, fromPort, toPort } of [...(group?.ingress ?? []), ...(group?.egress ?? [])])
      this.#line(protocolNumber(protocol), fromPort, toPort);
  }

  #acl(id: string): void {
    for (const { protocol, portRange, icmpTypeCode } of this.#network.find('AWS::EC2::NetworkAcl', id)
      ?.entries ?? [])
      this.#line(
        protocolNumber(protocol),
        portRange?.from ?? icmpTypeCode?.type ?? null,
        portRange?.to ?? icmpTypeCode?.code ?? null,
      );
  }

  /** What a node is for begins and ends at each port that its load balancer listens on. */
  #listeners(nodeId: string): void {
    const node = this.#network.find('AWS::EC2::NetworkInterface', nodeId);
    const balancer = node && balancerAt(this.#network, node);
    if (balancer?.status !== 'read' || balancer.value?.listeners.status !== 'read') return;
    for (const { port } of balancer.value.listeners.value) this.edges.add(port).add(port + 1);
  }

  #line(protocol: number | null, first: number | null, last: number | null): void {
    if (protocol === null) return;
    this.protocols.add(protocol);
    if (first === null || first < 0) return;
    const [from, to] = isIcmp(protocol) ? icmpRange(first, last) : [first, last ?? first];
    this.edges.add(from).add(to + 1);
  }
}

function icmpRange(type: number, code: number | null): readonly [from: number, to: number] {
  return code === null || code < 0 ? [type * 256, type * 256 + 255] : [type * 256 + code, type * 256 + code];
}

/** 253 is kept for experiments: https://www.rfc-editor.org/rfc/rfc3692 */
export function unnamedProtocol(named: readonly number[]): number {
  for (let number = 253; number > 0; number -= 1) if (!named.includes(number)) return number;
  return 0;
}
