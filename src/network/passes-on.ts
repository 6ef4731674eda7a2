import type { NetworkInterface } from '../model/resources/ec2.ts';

const KINDS: ReadonlySet<string> = new Set([
  'nat_gateway',
  'transit_gateway',
  'gateway_load_balancer_endpoint',
]);

/** It passes on what others send, which crosses its subnet; by itself it neither sends nor takes anything. */
export function passesOn({ interfaceType }: Pick<NetworkInterface, 'interfaceType'>): boolean {
  return KINDS.has(interfaceType);
}
