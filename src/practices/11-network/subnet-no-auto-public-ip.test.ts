import { expect, test } from 'vitest';
import { aSubnet } from '../../../test/builders/network.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { subnetNoAutoPublicIp as check } from './subnet-no-auto-public-ip.ts';

test('is about the IPv4 setting', () => {
  expect(statuses(check, aSubnet())).toEqual(['pass']);
  expect(statuses(check, aSubnet({ mapPublicIpOnLaunch: true }))).toEqual(['fail']);
  expect(statuses(check, aSubnet({ assignIpv6AddressOnCreation: true }))).toEqual(['pass']);
});
