import type { Unread } from '../model/reading.ts';
import type { NetworkInterface } from '../model/resources/ec2.ts';
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

/** Of instances and NAT gateways. An instance's addresses are its own since its launch. */
export function ownAddresses(
  inventory: Inventory,
  account: string,
): { readonly addresses: readonly OwnAddress[]; readonly missing: readonly Unread[] } {
  const interfaces = inventory.of('AWS::EC2::NetworkInterface').filter((each) => each.account === account);
  return {
    addresses: interfaces.flatMap((each) => addressesOf(inventory, each)),
    missing: (['AWS::EC2::NetworkInterface', 'AWS::EC2::Instance', 'AWS::EC2::NatGateway'] as const).flatMap(
      (type) => inventory.gaps(type, { account }),
    ),
  };
}

function addressesOf(inventory: Inventory, each: NetworkInterface): readonly OwnAddress[] {
  const owner = ownerOf(inventory, each);
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
    ...each.ipv6Addresses.map((address) => ({ address, vpcId: null, ...owner })),
    ...privates.map((address) => ({ address, vpcId, ...owner })),
  ];
}

function ownerOf(
  inventory: Inventory,
  { account, region, attachment, id }: NetworkInterface,
): Pick<OwnAddress, 'id' | 'since'> | null {
  const instanceId = attachment?.instanceId ?? null;
  if (instanceId !== null) {
    const instance = inventory.byId('AWS::EC2::Instance', instanceId, { account, region });
    const since = instance.status === 'read' ? (instance.value?.launchTime ?? null) : null;
    return { id: instanceId, since };
  }
  const gateway = inventory
    .of('AWS::EC2::NatGateway')
    .find((each) => each.account === account && each.addresses.some((own) => own.networkInterfaceId === id));
  return gateway ? { id: gateway.id, since: null } : null;
}
