import type { Family, Prefix } from '../../model/address-range.ts';
import type { TransitGatewayAttachment } from '../../model/resources/ec2.ts';
import { addressText, blockOf, DOCUMENTATION } from '../address.ts';
import type { Network } from '../network.ts';

/** A way to on premises, with somebody there in each family that routes lead to; null: none does. */
export interface Beyond {
  /** A virtual private gateway, or a transit gateway's attachment. */
  readonly gatewayId: string;
  readonly addresses: Readonly<Record<Family, string | null>>;
}

/** Which VPCs and on-premises networks a VPC may speak with, by peerings and transit gateways, whatever their routes say. */
export class Neighbours {
  readonly #network: Network;
  /** By the id of a VPC or transit gateway, what stands next to it. */
  readonly #peered: Links;
  readonly #attached: Links;
  readonly #gateways: Links;
  readonly #joined = new Map<string, readonly string[]>();

  constructor(network: Network) {
    this.#network = network;
    const attachments = network.all('AWS::EC2::TransitGatewayAttachment');
    const peerings = network.all('AWS::EC2::VPCPeeringConnection');
    this.#peered = linksOf(peerings.map(({ requester, accepter }) => [requester.vpcId, accepter.vpcId]));
    this.#attached = linksOf(
      attachments.filter(isOfVpc).map((each) => [each.resourceId, each.transitGatewayId]),
    );
    this.#gateways = linksOf(
      attachments
        .filter(({ resourceType }) => resourceType === 'peering')
        .flatMap((each) =>
          [each.resourceId, ...network.attachmentsNamed(each.id).map((end) => end.transitGatewayId)].map(
            (other) => [each.transitGatewayId, other] as const,
          ),
        ),
    );
  }

  /** Every VPC that traffic between it and others may pass, itself among them: the order is the same for all of them. */
  joined(vpcId: string): readonly string[] {
    const known = this.#joined.get(vpcId);
    if (known) return known;
    const all = reached([vpcId], [this.#peered, this.#attached, this.#gateways]);
    const vpcIds = [...all].filter((id) => !id.startsWith('tgw-')).toSorted();
    for (const each of vpcIds) this.#joined.set(each, vpcIds);
    return vpcIds;
  }

  /** Those whose packets may come to it: peered with it, or attached to transit gateways that lead to its own. */
  of(vpcId: string): readonly string[] {
    const attached = [...this.#transitOf(vpcId)].flatMap((id) => [...(this.#attached.get(id) ?? [])]);
    const found = new Set([...(this.#peered.get(vpcId) ?? []), ...attached]);
    return [...found].filter((id) => id !== vpcId).toSorted();
  }

  /** Its own virtual private gateways, and what of its transit gateways leads to no VPC. */
  beyond(vpcId: string): readonly Beyond[] {
    return [...this.#privateGateways(vpcId), ...this.#outerAttachments(vpcId)].filter(
      ({ addresses }) => addresses.ipv4 !== null || addresses.ipv6 !== null,
    );
  }

  #transitOf(vpcId: string): ReadonlySet<string> {
    return reached([...(this.#attached.get(vpcId) ?? [])], [this.#gateways]);
  }

  #privateGateways(vpcId: string): readonly Beyond[] {
    const tables = this.#network.all('AWS::EC2::RouteTable').filter((each) => each.vpcId === vpcId);
    const routes = tables.flatMap((each) => each.routes);
    return this.#network
      .all('AWS::EC2::VPNGateway')
      .filter(({ vpcIds }) => vpcIds.includes(vpcId))
      .map(({ id }) => {
        const own = routes.filter(({ target }) => target.id === id);
        const blocks = own.flatMap((each) => [each.destinationCidrBlock, each.destinationIpv6CidrBlock]);
        return { gatewayId: id, addresses: someoneIn(blocks) };
      });
  }

  #outerAttachments(vpcId: string): readonly Beyond[] {
    const gatewayIds = this.#transitOf(vpcId);
    const tables = this.#network.all('AWS::EC2::TransitGatewayRouteTable');
    const routes = tables.flatMap((each) => (each.routes.status === 'read' ? each.routes.value : []));
    return this.#network
      .all('AWS::EC2::TransitGatewayAttachment')
      .filter((each) => gatewayIds.has(each.transitGatewayId) && isOuter(each))
      .map(({ id }) => {
        const own = routes.filter(({ attachmentIds }) => attachmentIds.includes(id));
        const blocks = own.map((each) => each.destinationCidrBlock);
        return { gatewayId: id, addresses: someoneIn(blocks) };
      });
  }
}

type Links = ReadonlyMap<string, ReadonlySet<string>>;

function isOfVpc({ resourceType }: TransitGatewayAttachment): boolean {
  return resourceType === 'vpc';
}

function isOuter({ resourceType }: TransitGatewayAttachment): boolean {
  return resourceType !== 'vpc' && resourceType !== 'peering';
}

/** Both ways. */
function linksOf(pairs: readonly (readonly [string, string])[]): Links {
  const links = new Map<string, Set<string>>();
  for (const [a, b] of pairs)
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = links.get(from) ?? new Set<string>();
      known.add(to);
      links.set(from, known);
    }
  return links;
}

function reached(from: readonly string[], links: readonly Links[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) for (const each of links) for (const next of each.get(id) ?? []) found.add(next);
  return found;
}

function someoneIn(blocks: readonly (string | null)[]): Beyond['addresses'] {
  const some = blocks.flatMap((block) => (block === null ? [] : (blockOf(block) ?? [])));
  const of = (family: Family): string | null => {
    const block = some.find((each) => each.family === family);
    return block ? someone(block) : null;
  };
  return { ipv4: of('ipv4'), ipv6: of('ipv6') };
}

const LENGTH: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

/** Not the first address, which names the block. Of everyone: who stands for the internet. */
function someone({ family, bits }: Prefix): string {
  if (bits === '') return SOMEBODY[family];
  const length = LENGTH[family];
  return addressText({
    family,
    bits: `${bits.padEnd(length, '0').slice(0, -1)}${bits.length < length ? 1 : bits.slice(-1)}`,
  });
}

/** Out of the blocks that are kept for documentation. */
export const SOMEBODY: Readonly<Record<Family, string>> = {
  ipv4: DOCUMENTATION.ipv4.replace('.0/24', '.1'),
  ipv6: DOCUMENTATION.ipv6.replace('/32', '1'),
};
