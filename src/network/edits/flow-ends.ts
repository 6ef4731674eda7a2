import type { Family } from '../../model/address-range.ts';
import type { PacketSource } from '../../model/network-facts.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { passesOn } from '../passes-on.ts';
import { type Beyond, SOMEBODY } from './neighbours.ts';

/** Interfaces that no filter and no route tells apart. */
export interface Kind {
  readonly kind: 'interfaces';
  readonly one: NetworkInterface;
  readonly count: number;
}

/** Where traffic sets out, or ends. */
export type FlowEnd = Kind | ({ readonly kind: 'on-premises' } & Beyond) | { readonly kind: 'internet' };

export const INTERNET: FlowEnd = { kind: 'internet' };

export function kindsOf(interfaces: readonly NetworkInterface[]): readonly Kind[] {
  const speaking = interfaces.filter((each) => !passesOn(each));
  const byKind = Map.groupBy(speaking, kindOf);
  return [...byKind.values()].flatMap((all) =>
    all[0] ? [{ kind: 'interfaces', one: all[0], count: all.length } as const] : [],
  );
}

function kindOf(each: NetworkInterface): string {
  const { subnetId, securityGroupIds, interfaceType, privateIpAddresses, ipv6Addresses } = each;
  const hasPublic = privateIpAddresses.some(({ publicIp }) => publicIp !== null);
  return [subnetId, [...securityGroupIds].sort(), interfaceType, hasPublic, ipv6Addresses.length > 0].join(
    ' ',
  );
}

/** An interface, the gateway that leads to on premises, or `internet`. */
export function endId(end: FlowEnd): string {
  switch (end.kind) {
    case 'interfaces':
      return end.one.id;
    case 'on-premises':
      return end.gatewayId;
    case 'internet':
      return end.kind;
  }
}

export function addressIn(end: FlowEnd, family: Family): string | null {
  switch (end.kind) {
    case 'interfaces':
      return addressOf(end.one, family);
    case 'on-premises':
      return end.addresses[family];
    case 'internet':
      return SOMEBODY[family];
  }
}

/** Null: it has no address of the family. */
export function sourceOf(end: FlowEnd, family: Family): PacketSource | null {
  const address = addressIn(end, family);
  if (address === null) return null;
  switch (end.kind) {
    case 'interfaces':
      return { kind: 'interface', networkInterfaceId: end.one.id, address };
    case 'on-premises':
      return { kind: 'on-premises', gatewayId: end.gatewayId, address };
    case 'internet':
      return { kind: 'internet', address };
  }
}

function addressOf({ privateIpAddresses, ipv6Addresses }: NetworkInterface, family: Family): string | null {
  const all = family === 'ipv4' ? privateIpAddresses.map((each) => each.privateIpAddress) : ipv6Addresses;
  return all[0] ?? null;
}
