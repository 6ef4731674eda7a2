import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { aRouteTable, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { evaluate } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { Instance } from '../../model/resources/ec2.ts';
import { webInstanceNotDirectlyExposed as check } from './web-instance-not-directly-exposed.ts';

interface World {
  readonly changed?: readonly Resource[];
  readonly denied?: readonly ResourceType[];
  readonly instance?: Partial<Instance>;
}

function outcome({ changed = [], denied = [], instance = {} }: World) {
  const web = anInstance({
    id: 'i-web',
    networkInterfaceIds: ['eni-web'],
    privateIpAddress: '10.0.1.10',
    ...instance,
  });
  const resources = twoTiers(...changed).resources.filter(({ type }) => !denied.includes(type));
  return evaluate(check, web, { resources, denied })[0];
}

const admitting = (port: number, block: string): Resource =>
  aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', port, block)], egress: [] });

test('fails for a server that strangers reach on a public port, with the packet and the rule', () => {
  expect(outcome({ changed: [admitting(443, '0.0.0.0/0')] })).toMatchObject({
    status: 'fail',
    summary: 'i-web serves the internet by itself: tcp 443 at 203.0.113.10.',
    evidence: {
      exposed: [{ packet: 'tcp 198.51.100.1:49152 → 10.0.1.10:443' }],
      rules: [{ groupId: 'sg-web', traffic: 'tcp 443' }],
    },
  });
});

test.each<[string, World, string]>([
  ['another port', { changed: [admitting(22, '0.0.0.0/0')] }, 'pass'],
  ['an office', { changed: [admitting(443, '203.0.113.0/24')] }, 'pass'],
  ['a load balancer', { changed: [admitting(443, '10.0.0.0/16')] }, 'pass'],
  [
    'no way back',
    { changed: [aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'] })] },
    'pass',
  ],
  ['no address of the internet', { instance: { id: 'i-db', networkInterfaceIds: ['eni-db'] } }, 'pass'],
  ['interfaces denied', { denied: ['AWS::EC2::NetworkInterface'] }, 'unknown'],
  ['groups denied', { denied: ['AWS::EC2::SecurityGroup'] }, 'unknown'],
  ['routes denied', { denied: ['AWS::EC2::RouteTable'] }, 'unknown'],
])('%s: %s', (_, world, status) => {
  expect(outcome(world)?.status).toBe(status);
});
