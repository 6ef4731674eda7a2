import { expect, test } from 'vitest';
import {
  aNetworkInterface,
  anEntry,
  aPrefixList,
  aRouteTable,
  aRule,
  aSecurityGroup,
} from '../../../test/builders/network.ts';
import { evaluate } from '../../../test/inventory-of.ts';
import { openAcl, twoTiers } from '../../../test/network/two-tiers.ts';
import { read } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { SecurityGroupRule } from '../../model/resources/ec2.ts';
import { securityGroupAdminFromOrigin as check } from './security-group-admin-from-origin.ts';

const ORIGINS = ['192.0.43.0/24', '2001:db8:f::/48'];

interface World {
  readonly rules: readonly SecurityGroupRule[];
  readonly changed?: readonly Resource[];
  readonly denied?: readonly ResourceType[];
  readonly origins?: readonly string[];
}

function outcome({ rules, changed = [], denied = [], origins = ORIGINS }: World) {
  const group = aSecurityGroup({ id: 'sg-web', ingress: rules, egress: [] });
  const resources = twoTiers(group, ...changed).resources.filter(
    (each) => each !== group && !denied.includes(each.type),
  );
  return evaluate(check, group, { resources, denied, settings: { administrationOrigins: origins } })[0];
}

test('fails with the packet of somebody who is no origin', () => {
  expect(outcome({ rules: [aRule('tcp', 22, '0.0.0.0/0')] })).toMatchObject({
    status: 'fail',
    summary: expect.stringMatching(
      /^sg-web lets \S+, no origin of administration, reach port 22 at 203\.0\.113\.10\.$/,
    ),
    evidence: { rules: [{ groupId: 'sg-web', traffic: 'tcp 22' }] },
  });
});

test.each<[string, World, string]>([
  ['the origin', { rules: [aRule('tcp', 22, '192.0.43.0/24')] }, 'pass'],
  ['a part of the origin', { rules: [aRule('tcp', 22, '192.0.43.7/32')] }, 'pass'],
  ['twice the origin', { rules: [aRule('tcp', 22, '192.0.42.0/23')] }, 'fail'],
  ['another office', { rules: [aRule('tcp', 3389, '192.0.44.0/24')] }, 'fail'],
  ['another port', { rules: [aRule('tcp', 443, '0.0.0.0/0')] }, 'pass'],
  ['a range with the port', { rules: [aRule('tcp', [20, 22], '192.0.44.0/24')] }, 'fail'],
  ['a range to the port before', { rules: [aRule('tcp', [1, 21], '192.0.44.0/24')] }, 'pass'],
  ['all protocols', { rules: [aRule('-1', null, '192.0.44.0/24')] }, 'fail'],
  ['UDP', { rules: [aRule('udp', 22, '192.0.44.0/24')] }, 'pass'],
  ['IPv6', { rules: [aRule('tcp', 22, '::/0')] }, 'fail'],
  ['the IPv6 origin', { rules: [aRule('tcp', 22, '2001:db8:f::/48')] }, 'pass'],
  ['a bastion', { rules: [aRule('tcp', 22, 'sg-bastion'), aRule('tcp', 22, '10.0.0.0/8')] }, 'pass'],
  [
    'a list with more than the origin',
    {
      rules: [aRule('tcp', 22, 'pl-1')],
      changed: [aPrefixList({ cidrs: read([...ORIGINS, '192.0.45.0/24']) })],
    },
    'fail',
  ],
  ['a list that was not read', { rules: [aRule('tcp', 22, 'pl-1')] }, 'unknown'],
  [
    'stopped by the ACL',
    {
      rules: [aRule('tcp', 22, '192.0.44.0/24')],
      changed: [
        {
          ...openAcl('acl-public', ['subnet-public']),
          entries: [
            anEntry(1, 'deny', 'tcp', [22, 22], '0.0.0.0/0'),
            ...openAcl('acl-public', ['subnet-public']).entries,
          ],
        },
      ],
    },
    'pass',
  ],
  [
    'no way back',
    {
      rules: [aRule('tcp', 22, '0.0.0.0/0')],
      changed: [aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'] })],
    },
    'pass',
  ],
  [
    'no public address',
    {
      rules: [aRule('tcp', 22, '0.0.0.0/0')],
      changed: [aNetworkInterface({ id: 'eni-web', subnetId: 'subnet-public' })],
    },
    'pass',
  ],
  [
    'interfaces denied',
    { rules: [aRule('tcp', 22, '0.0.0.0/0')], denied: ['AWS::EC2::NetworkInterface'] },
    'unknown',
  ],
  ['routes denied', { rules: [aRule('tcp', 22, '0.0.0.0/0')], denied: ['AWS::EC2::RouteTable'] }, 'unknown'],
  ['no origins configured', { rules: [aRule('tcp', 22, '0.0.0.0/0')], origins: [] }, 'not-applicable'],
])('%s: %s', (_, world, status) => {
  expect(outcome(world)?.status).toBe(status);
});
