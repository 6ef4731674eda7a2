import { expect, test } from 'vitest';
import { aDbInstance } from '../../../test/builders/data-stores.ts';
import { aNetworkInterface, aRouteTable, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { evaluate } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { DbInstance } from '../../model/resources/data-stores.ts';
import { rdsNotPublic as check } from './rds-not-public.ts';

const ADDRESS = { privateIpAddress: '10.0.1.30', primary: true, publicIp: '203.0.113.30' };

const ofRds = aNetworkInterface({
  id: 'eni-rds',
  requesterId: 'amazon-rds',
  description: 'RDSNetworkInterface',
  subnetId: 'subnet-public',
  securityGroupIds: ['sg-orders'],
  privateIpAddresses: [ADDRESS],
  attachment: null,
});

const PUBLIC = {
  publiclyAccessible: true,
  subnetIds: ['subnet-public', 'subnet-private'],
  securityGroupIds: ['sg-orders'],
};

function open(...blocks: readonly string[]): Resource {
  return aSecurityGroup({
    id: 'sg-orders',
    ingress: blocks.map((block) => aRule('tcp', 5432, block)),
    egress: [],
  });
}

interface World {
  readonly instance?: Partial<DbInstance>;
  readonly changed: readonly Resource[];
  readonly denied?: readonly ResourceType[];
}

function outcome({ instance = PUBLIC, changed, denied = [] }: World) {
  const resources = twoTiers(...changed).resources.filter(({ type }) => !denied.includes(type));
  return evaluate(check, aDbInstance(instance), { resources, denied })[0];
}

test('public, routed and admitted: it answers strangers, with the packet and the way', () => {
  expect(outcome({ changed: [ofRds, open('0.0.0.0/0')] })).toMatchObject({
    status: 'fail',
    summary: 'Database instance orders answers the internet at 203.0.113.30, port 5432.',
    evidence: {
      exposed: [{ networkInterfaceId: 'eni-rds', packet: 'tcp 198.51.100.1:49152 → 10.0.1.30:5432' }],
      rules: [{ groupId: 'sg-orders', traffic: 'tcp 5432' }],
    },
  });
});

test.each<[string, World]>([
  ['no public address', { instance: { publiclyAccessible: false }, changed: [ofRds, open('0.0.0.0/0')] }],
  ['an office alone', { changed: [ofRds, open('203.0.113.0/24')] }],
  ['no rule', { changed: [ofRds, open()] }],
  [
    'another port',
    {
      changed: [
        ofRds,
        aSecurityGroup({ id: 'sg-orders', ingress: [aRule('tcp', 443, '0.0.0.0/0')], egress: [] }),
      ],
    },
  ],
  [
    'no route',
    {
      changed: [
        ofRds,
        open('0.0.0.0/0'),
        aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'] }),
      ],
    },
  ],
])('%s: pass', (_, world) => {
  expect(outcome(world)?.status).toBe('pass');
});

test.each<[string, World]>([
  ['no interface of its own', { changed: [open('0.0.0.0/0')] }],
  ['no endpoint yet', { instance: { ...PUBLIC, endpoint: null }, changed: [ofRds, open('0.0.0.0/0')] }],
  ['interfaces denied', { changed: [ofRds, open('0.0.0.0/0')], denied: ['AWS::EC2::NetworkInterface'] }],
  ['routes denied', { changed: [ofRds, open('0.0.0.0/0')], denied: ['AWS::EC2::RouteTable'] }],
  ['groups denied', { changed: [ofRds, open('0.0.0.0/0')], denied: ['AWS::EC2::SecurityGroup'] }],
])('%s: unknown', (_, world) => {
  expect(outcome(world)?.status).toBe('unknown');
});
