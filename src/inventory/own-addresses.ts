import type { Unread } from '../model/reading.ts';
import type { NatGateway, NetworkInterface } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';

/** An address of the account's own machines, from which calls come. */
export interface OwnAddress {
  /** Public; or private to a VPC, which the endpoint then tells. */
  readonly address: string;
  /** Null: the address is public. */
  readonly vpcId: string | null;
  /** `i-…`, or `nat-…` in front of instances without an address. */
  readonly id: string;
  /** Nobody else had it since; null: not told, it may have been another's. */
  readonly since: string | null;
}

export interface OwnAddresses {
  readonly byAddress: ReadonlyMap<string, readonly OwnAddress[]>;
  readonly missing: readonly Unread[];
}

/**
 * Of instances and NAT gateways. A public address that AWS lends is an instance's since its last start; all others stay.
 * Found once for all who ask. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
 */
export function ownAddresses(inventory: Inventory, account: string): OwnAddresses {
  return inventory.derive(`own addresses of ${account}`, () => found(inventory, account));
}

function found(inventory: Inventory, account: string): OwnAddresses {
  const isOwn = (each: { readonly account: string }): boolean => each.account === account;
  const gateways = gatewaysByInterface(inventory.of('AWS::EC2::NatGateway').filter(isOwn));
  const interfaces = inventory.of('AWS::EC2::NetworkInterface').filter(isOwn);
  const elastic = new Set(
    inventory
      .of('AWS::EC2::EIP')
      .filter(isOwn)
      .map(({ publicIp }) => publicIp),
  );
  const addresses = interfaces
    .flatMap((each) => addressesOf(inventory, each, gateways))
    .map((each) => (each.vpcId === null && elastic.has(each.address) ? { ...each, since: null } : each));
  return {
    byAddress: Map.groupBy(addresses, ({ address }) => address),
    missing: TYPES.flatMap((type) => inventory.gaps(type, { account })),
  };
}

const TYPES = [
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::Instance',
  'AWS::EC2::NatGateway',
  'AWS::EC2::EIP',
] as const;

function gatewaysByInterface(gateways: readonly NatGateway[]): ReadonlyMap<string | null, string> {
  return new Map(
    gateways.flatMap(({ id, addresses }) =>
      addresses.map(({ networkInterfaceId }) => [networkInterfaceId, id] as const),
    ),
  );
}

function addressesOf(
  inventory: Inventory,
  each: NetworkInterface,
  gateways: ReadonlyMap<string | null, string>,
): readonly OwnAddress[] {
  const owner = ownerOf(inventory, each, gateways);
  if (!owner) return [];
  const { vpcId } = each;
  const privates = [
    ...each.privateIpAddresses.map(({ privateIpAddress }) => privateIpAddress),
    ...each.ipv6Addresses,
  ];
  return [
    ...each.privateIpAddresses.flatMap(({ publicIp }) =>
      publicIp === null ? [] : [{ address: publicIp, vpcId: null, ...owner }],
    ),
    ...each.ipv6Addresses.map((address) => ({ ...owner, address, vpcId: null, since: null })),
    ...privates.map((address) => ({ ...owner, address, vpcId, since: null })),
  ];
}

function ownerOf(
  inventory: Inventory,
  { account, region, attachment, id }: NetworkInterface,
  gateways: ReadonlyMap<string | null, string>,
): Pick<OwnAddress, 'id' | 'since'> | null {
  const instanceId = attachment?.instanceId ?? null;
  if (instanceId !== null) {
    const instance = inventory.byId('AWS::EC2::Instance', instanceId, { account, region });
    const since = instance.status === 'read' ? (instance.value?.launchTime ?? null) : null;
    return { id: instanceId, since };
  }
  const gateway = gateways.get(id);
  return gateway === undefined ? null : { id: gateway, since: null };
}
