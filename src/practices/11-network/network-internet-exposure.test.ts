import { describe, expect, test } from 'vitest';
import { anInstance, ec2Defaults } from '../../../test/builders/ec2.ts';
import { aClassicListener, aClassicLoadBalancer } from '../../../test/builders/load-balancing.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
} from '../../../test/builders/network.ts';
import { deniedCall, evaluate } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { NetworkInterface, SecurityGroupRule } from '../../model/resources/ec2.ts';
import { networkInternetExposure as checks } from './network-internet-exposure.ts';

const SHORT: Readonly<Record<string, string>> = {
  'network-internet-exposure-all-ports': 'all',
  'network-internet-exposure-admin-ports': 'admin',
  'network-internet-exposure-sensitive-ports': 'sensitive',
  'network-internet-exposure': 'other',
};

interface World {
  readonly changed?: readonly Resource[];
  readonly denied?: readonly ResourceType[];
  readonly id?: string;
}

/** What each row says of an interface in a network of two tiers. */
function outcomes({ changed = [], denied = [], id = 'eni-web' }: World) {
  const resources = twoTiers(...changed).resources.filter(({ type }) => !denied.includes(type));
  const subject = resources.find((each): each is NetworkInterface => each.id === id);
  if (!subject) throw new Error(`no ${id}`);
  return checks.flatMap((check) =>
    evaluate(check, subject, { resources, denied }).map((each) => ({ row: SHORT[check.id], ...each })),
  );
}

function failing(world: World): readonly (string | undefined)[] {
  return outcomes(world).flatMap((each) => (each.status === 'fail' ? [each.row] : []));
}

function admitting(...ingress: readonly SecurityGroupRule[]): Resource {
  return aSecurityGroup({ id: 'sg-web', ingress, egress: [] });
}

test.each<[string, readonly SecurityGroupRule[], readonly string[]]>([
  ['public ports', [aRule('tcp', 443, '0.0.0.0/0'), aRule('tcp', 80, '::/0')], []],
  ['SSH', [aRule('tcp', 22, '0.0.0.0/0')], ['admin']],
  ['RDP by IPv6', [aRule('tcp', 3389, '::/0')], ['admin']],
  ['a database', [aRule('tcp', 5432, '0.0.0.0/0')], ['sensitive']],
  ['memcached by UDP', [aRule('udp', 11_211, '0.0.0.0/0')], ['sensitive']],
  ['another port', [aRule('tcp', 8443, '0.0.0.0/0')], ['other']],
  ['UDP on a public port', [aRule('udp', 443, '0.0.0.0/0')], ['other']],
  ['another protocol', [aRule('47', null, '0.0.0.0/0')], ['other']],
  ['ICMP', [aRule('icmp', [8, -1], '0.0.0.0/0')], []],
  ['every TCP port', [aRule('tcp', [0, 65_535], '0.0.0.0/0')], ['all']],
  ['everything', [aRule('-1', null, '0.0.0.0/0')], ['all', 'other']],
  ['a range with SSH and databases', [aRule('tcp', [20, 6000], '0.0.0.0/0')], ['admin']],
  ['an office', [aRule('tcp', 22, '203.0.113.0/24')], []],
  ['half of the internet', [aRule('tcp', 22, '0.0.0.0/1')], ['admin']],
  [
    'four quarters',
    ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'].map((block) => aRule('tcp', 22, block)),
    ['admin'],
  ],
  ['a group', [aRule('tcp', 22, 'sg-db')], []],
])('%s', (_, rules, rows) => {
  expect(failing({ changed: [admitting(...rules)] })).toEqual(rows);
});

test('two groups together', () => {
  const both = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-web', 'sg-more'],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
  });
  const lower = admitting(
    ...Array.from({ length: 128 }, (_, index) => aRule('tcp', 22, `${index * 2}.0.0.0/17`)),
  );
  const more = aSecurityGroup({ id: 'sg-more', ingress: [aRule('tcp', 22, '9.0.0.0/17')], egress: [] });
  expect(failing({ changed: [both, admitting(aRule('tcp', 22, '9.0.128.0/17')), more] })).toEqual([]);
  expect(failing({ changed: [both, lower, more] })).toEqual(['admin']);
});

test('every port, whichever group opens which', () => {
  const both = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-web', 'sg-more'],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
  });
  const more = aSecurityGroup({ id: 'sg-more', ingress: [aRule('tcp', 3306, '0.0.0.0/0')], egress: [] });
  const lower = admitting(aRule('tcp', [0, 8000], '0.0.0.0/0'), aRule('tcp', [8001, 65_535], '0.0.0.0/0'));
  expect(failing({ changed: [both, more, lower] })).toEqual(['all']);
});

describe('open groups that nothing reaches', () => {
  const open = admitting(aRule('-1', null, '0.0.0.0/0'), aRule('-1', null, '::/0'));

  test.each<[string, readonly Resource[]]>([
    ['no route back', [aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'] })]],
    [
      'an ACL that lets nothing in',
      [aNetworkAcl({ id: 'acl-public', subnetIds: ['subnet-public'], entries: [] })],
    ],
    [
      'VPC Block Public Access',
      [
        ec2Defaults({
          vpcBlockPublicAccess: {
            status: 'read',
            value: { internetGatewayBlockMode: 'block-bidirectional', exclusionsAllowed: null },
          },
        }),
      ],
    ],
  ])('%s', (_, changed) => {
    const all = outcomes({ changed: [open, ...changed] });
    const isUdp = changed.some((each) => each.type === 'AWS::EC2::RouteTable');
    // Without a way back TCP opens nothing; one packet of UDP arrives all the same.
    expect(all.flatMap((each) => (each.status === 'fail' ? [each.row] : []))).toEqual(
      isUdp ? ['all', 'other'] : [],
    );
    expect(JSON.stringify(all)).not.toContain('tcp all ports');
  });

  test('an interface without an address of the internet is no subject', () => {
    const group = aSecurityGroup({ id: 'sg-db', ingress: [aRule('-1', null, '0.0.0.0/0')], egress: [] });
    expect(outcomes({ changed: [group], id: 'eni-db' }).map((each) => each.status)).toEqual(
      Array(4).fill('not-applicable'),
    );
  });
});

test('the evidence: the address, the path there and back, and the rules to take away', () => {
  const found = outcomes({
    changed: [admitting(aRule('tcp', 22, '0.0.0.0/0'), aRule('tcp', 443, '0.0.0.0/0'))],
  }).find((each) => each.status === 'fail');
  expect(found).toMatchObject({
    summary: 'eni-web of i-web answers the internet on administration ports: tcp 22 at 203.0.113.10.',
    evidence: {
      exposed: [
        {
          address: '203.0.113.10',
          traffic: 'tcp 22',
          clientPorts: 'all',
          groupIds: ['sg-web'],
          packet: 'tcp 198.51.100.1:49152 → 10.0.1.10:22',
        },
      ],
      rules: [{ groupId: 'sg-web', traffic: 'tcp 22', ipPermission: { IpProtocol: 'tcp', FromPort: 22 } }],
    },
  });
  expect(JSON.stringify(found)).toContain('"leg":"reply","kind":"route-table","id":"rtb-public"');
});

test('what does not run now is reached as soon as it does, and is told as it is', () => {
  const changed = [admitting(aRule('tcp', 22, '0.0.0.0/0')), anInstance({ id: 'i-web', state: 'stopped' })];
  const found = outcomes({ changed }).find((each) => each.status === 'fail');
  expect(found).toMatchObject({ summary: expect.stringContaining('eni-web of i-web (stopped) answers') });
});

test('answers that go to an appliance may get back: unknown where they matter', () => {
  const table = aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [aRoute('0.0.0.0/0', 'gateway', 'vpce-firewall')],
  });
  const statuses = (port: number): readonly string[] =>
    outcomes({ changed: [table, admitting(aRule('tcp', port, '0.0.0.0/0'))] }).map(
      ({ row, status }) => `${row} ${status}`,
    );
  expect(statuses(22)).toEqual(['all pass', 'admin unknown', 'sensitive pass', 'other pass']);
  expect(statuses(443)).toEqual(['all pass', 'admin pass', 'sensitive pass', 'other pass']);
});

test('an office beside an appliance is no stranger', () => {
  const table = aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [
      aRoute('203.0.113.0/24', 'gateway', 'igw-1'),
      aRoute('0.0.0.0/0', 'network-interface', 'eni-fw'),
    ],
  });
  const all = outcomes({ changed: [table, admitting(aRule('tcp', 22, '0.0.0.0/0'))] });
  expect(all.find(({ row }) => row === 'admin')).toMatchObject({ status: 'unknown' });
});

describe('what was not read', () => {
  test.each<ResourceType>([
    'AWS::EC2::RouteTable',
    'AWS::EC2::NetworkAcl',
    'AWS::EC2::SecurityGroup',
    'AWS::EC2::Subnet',
    'AWS::EC2::VPC',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::AccountDefaults',
  ])('%s', (type) => {
    const all = outcomes({ denied: [type], changed: [admitting(aRule('tcp', 22, '0.0.0.0/0'))] });
    expect(new Set(all.map((each) => each.status))).not.toContain('fail');
    expect(all.map((each) => each.status)).toContain('unknown');
  });

  test('Block Public Access alone', () => {
    const unread = ec2Defaults({
      vpcBlockPublicAccess: deniedCall('ec2:DescribeVpcBlockPublicAccessOptions'),
    });
    const all = outcomes({ changed: [unread, admitting(aRule('tcp', 22, '0.0.0.0/0'))] });
    expect(all.find((each) => each.row === 'admin')).toMatchObject({
      status: 'unknown',
      unread: [deniedCall('ec2:DescribeVpcBlockPublicAccessOptions')],
    });
  });
});

test("a load balancer's node answers on its listeners' ports alone", () => {
  const node = aNetworkInterface({
    id: 'eni-node',
    description: 'ELB old-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-node'],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.60', primary: true, publicIp: '203.0.113.60' }],
    attachment: null,
  });
  const group = aSecurityGroup({ id: 'sg-node', ingress: [aRule('-1', null, '0.0.0.0/0')], egress: [] });
  const balancer = aClassicLoadBalancer({
    listeners: [aClassicListener(), aClassicListener({ loadBalancerPort: 3306, protocol: 'TCP' })],
  });
  expect(failing({ changed: [node, group, balancer], id: 'eni-node' })).toEqual(['sensitive']);
});
