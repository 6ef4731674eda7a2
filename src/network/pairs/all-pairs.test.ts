import { describe, expect, test } from 'vitest';
import {
  aNatGateway,
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  aPeering,
  aPeeringSide,
  aPrefixList,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aVpc,
} from '../../../test/builders/network.ts';
import { openAcl, twoTiers } from '../../../test/network/two-tiers.ts';
import { unread } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { trafficText } from '../exposed/traffic-text.ts';
import { tracePacket } from '../trace-packet.ts';
import { AllPairs } from './all-pairs.ts';

/** `tcp 5432`, `udp 53 some pairs`, each confirmed by its packet. */
function between(from: string, to: string, ...changed: readonly Resource[]): readonly string[] {
  const pairs = new AllPairs(twoTiers(...changed));
  return pairs.between({ from: new Set([from]), to: new Set([to]) }).map((each) => {
    expect(tracePacket(pairs.network, each.packet).verdict).toBe(each.verdict);
    const marks = [
      each.verdict === 'unknown' ? 'unknown' : '',
      each.clientPorts === 'some' ? `to ${each.packet.sourcePort}` : '',
      each.isForAll || each.verdict === 'unknown' ? '' : 'some pairs',
    ];
    return [trafficText(each), ...marks].filter((mark) => mark !== '').join(' ');
  });
}

const database = (more: Partial<Parameters<typeof aSecurityGroup>[0]> = {}): Resource =>
  aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, 'sg-web')], egress: [], ...more });

test('by the group that a rule names, and by nothing else', () => {
  expect(between('eni-web', 'eni-db')).toEqual(['tcp 5432']);
  expect(between('eni-db', 'eni-web')).toEqual(['tcp 443']);
});

test('what the sender may not send does not get there', () => {
  const web = aSecurityGroup({
    id: 'sg-web',
    ingress: [],
    egress: [aRule('tcp', [5000, 5432], '10.0.2.0/24'), aRule('udp', 53, '0.0.0.0/0')],
  });
  expect(
    between('eni-web', 'eni-db', web, database({ ingress: [aRule('-1', null, '10.0.0.0/16')] })),
  ).toEqual(['tcp 5000-5432', 'udp 53']);
});

describe('network ACLs', () => {
  const acl = (...entries: readonly ReturnType<typeof anEntry>[]): Resource =>
    aNetworkAcl({
      id: 'acl-private',
      subnetIds: ['subnet-private'],
      entries: [
        ...entries,
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0'),
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0', { egress: true }),
      ],
    });

  test('stop what comes in', () =>
    expect(
      between('eni-web', 'eni-db', acl(anEntry(10, 'deny', 'tcp', [5432, 5432], '10.0.1.0/24'))),
    ).toEqual([]));

  test('stop answers to some client ports', () =>
    expect(
      between(
        'eni-web',
        'eni-db',
        acl(anEntry(10, 'deny', 'tcp', [1024, 49_999], '0.0.0.0/0', { egress: true })),
      ),
    ).toEqual(['tcp 5432 to 50000']));

  test('stop all answers', () =>
    expect(
      between(
        'eni-web',
        'eni-db',
        acl(anEntry(10, 'deny', 'tcp', [1024, 65_535], '0.0.0.0/0', { egress: true })),
      ),
    ).toEqual([]));

  test('that were not read may do either', () => {
    const { resources, listings } = twoTiers();
    const facts = { resources: resources.filter(({ id }) => id !== 'acl-private'), listings };
    const [found] = new AllPairs(facts).between({ from: new Set(['eni-web']), to: new Set(['eni-db']) });
    expect(found).toMatchObject({ verdict: 'unknown', protocol: 6, from: 5432, to: 5432 });
    expect(found?.missing[0]?.call).toBe('ec2:DescribeNetworkAcls');
  });
});

test('a prefix list that was not read may hold anybody', () => {
  const group = database({ ingress: [aRule('tcp', 22, 'pl-1'), aRule('tcp', 5432, 'sg-web')] });
  const list = aPrefixList({ cidrs: unread('ec2:GetManagedPrefixListEntries', 'AccessDenied: no') });
  expect(between('eni-web', 'eni-db', group, list)).toEqual(['tcp 5432', 'tcp 22 unknown']);
});

const PEER: readonly Resource[] = [
  aVpc({ id: 'vpc-peer', cidrBlocks: ['10.1.0.0/16'] }),
  aSubnet({ id: 'subnet-peer', vpcId: 'vpc-peer', cidrBlock: '10.1.1.0/24' }),
  openAcl('acl-peer', ['subnet-peer']),
  aSecurityGroup({ id: 'sg-peer', vpcId: 'vpc-peer', ingress: [], egress: [aRule('-1', null, '0.0.0.0/0')] }),
  aNetworkInterface({
    id: 'eni-peer',
    vpcId: 'vpc-peer',
    subnetId: 'subnet-peer',
    securityGroupIds: ['sg-peer'],
    privateIpAddresses: [{ privateIpAddress: '10.1.1.10', primary: true, publicIp: null }],
  }),
  aPeering({ accepter: aPeeringSide({ vpcId: 'vpc-peer', cidrBlocks: ['10.1.0.0/16'] }) }),
];

test('by a peering with routes on both sides, groups of the other side named', () => {
  const there = aRouteTable({
    id: 'rtb-peer',
    vpcId: 'vpc-peer',
    routes: [aRoute('10.1.0.0/16', 'local', ''), aRoute('10.0.0.0/16', 'vpc-peering-connection', 'pcx-1')],
  });
  const back = aRouteTable({
    id: 'rtb-main',
    routes: [aRoute('10.0.0.0/16', 'local', ''), aRoute('10.1.0.0/16', 'vpc-peering-connection', 'pcx-1')],
  });
  const group = database({ ingress: [aRule('tcp', 5432, 'sg-peer')] });
  expect(between('eni-peer', 'eni-db', ...PEER, there, back, group)).toEqual(['tcp 5432']);
  expect(between('eni-peer', 'eni-db', ...PEER, there, group)).toEqual([]);
});

test('by a middlebox, no rule that names a group of the other side lets anything out', () => {
  const middlebox = aNetworkInterface({
    id: 'eni-middlebox',
    vpcId: 'vpc-peer',
    subnetId: 'subnet-peer',
    securityGroupIds: ['sg-open'],
    sourceDestCheck: false,
    privateIpAddresses: [{ privateIpAddress: '10.1.1.99', primary: true, publicIp: null }],
  });
  const open = aSecurityGroup({
    id: 'sg-open',
    vpcId: 'vpc-peer',
    ingress: [aRule('-1', null, '10.0.0.0/8')],
  });
  const there = aRouteTable({
    id: 'rtb-peer',
    vpcId: 'vpc-peer',
    routes: [aRoute('10.1.0.0/16', 'local', ''), aRoute('10.0.0.0/16', 'network-interface', 'eni-middlebox')],
  });
  const naming = (peer: string): Resource =>
    aSecurityGroup({ id: 'sg-peer', vpcId: 'vpc-peer', ingress: [], egress: [aRule('udp', 53, peer)] });
  const group = database({ ingress: [aRule('-1', null, '10.0.0.0/8')] });
  const others = PEER.filter(({ id }) => id !== 'sg-peer');
  const told = (peer: string) =>
    between('eni-peer', 'eni-db', ...others, middlebox, open, there, group, naming(peer));
  expect(told('10.0.2.20/32')).toEqual(['udp 53 unknown']);
  expect(told('sg-db')).toEqual([]);
});

test('each part of a delegated prefix that a route or an ACL tells apart', () => {
  const there = aRouteTable({
    id: 'rtb-peer',
    vpcId: 'vpc-peer',
    routes: [aRoute('10.1.0.0/16', 'local', ''), aRoute('10.0.2.72/29', 'vpc-peering-connection', 'pcx-1')],
  });
  const back = aRouteTable({
    id: 'rtb-main',
    routes: [aRoute('10.0.0.0/16', 'local', ''), aRoute('10.1.0.0/16', 'vpc-peering-connection', 'pcx-1')],
  });
  const group = database({ ingress: [aRule('tcp', 5432, 'sg-peer')] });
  const pods = aNetworkInterface({
    id: 'eni-db',
    subnetId: 'subnet-private',
    securityGroupIds: ['sg-db'],
    privateIpAddresses: [{ privateIpAddress: '10.0.2.20', primary: true, publicIp: null }],
    ipv4Prefixes: ['10.0.2.64/28'],
  });
  expect(between('eni-peer', 'eni-db', ...PEER, there, back, group)).toEqual([]);
  expect(between('eni-peer', 'eni-db', ...PEER, there, back, group, pods)).toEqual(['tcp 5432 some pairs']);
  const half = openAcl('acl-private', ['subnet-private']);
  const deny = anEntry(10, 'deny', 'tcp', [5432, 5432], '10.0.1.64/29');
  const web = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-web'],
    privateIpAddresses: [],
    ipv4Prefixes: ['10.0.1.64/28'],
  });
  const cut = { ...half, entries: [...half.entries, deny] };
  expect(between('eni-web', 'eni-db', web, cut)).toEqual(['tcp 5432 some pairs']);
});

describe('a NAT gateway', () => {
  const answered = (from: number, to = 65_535): Resource =>
    aNetworkAcl({
      id: 'acl-public',
      subnetIds: ['subnet-public'],
      entries: [
        anEntry(10, 'allow', '-1', null, '10.0.0.0/16'),
        anEntry(20, 'allow', 'tcp', [from, to], '0.0.0.0/0'),
        anEntry(10, 'allow', '-1', null, '0.0.0.0/0', { egress: true }),
      ],
    });
  const tcpOut = (...changed: readonly Resource[]): readonly string[] => {
    const pairs = new AllPairs(twoTiers(...changed));
    return pairs
      .toInternet(new Set(['eni-db']))
      .filter(({ protocol }) => protocol === 6)
      .map(({ verdict, clientPorts, packet }) => {
        expect(tracePacket(pairs.network, packet).verdict).toBe(verdict);
        return `${verdict} ${clientPorts}`;
      });
  };

  test('chooses the port that answers come to, whatever the client has', () => {
    expect(tcpOut(answered(1024))).toEqual(['reachable all']);
    expect(tcpOut(answered(32_768))).toEqual(['unknown null']);
    expect(tcpOut(answered(0, 1023))).toEqual([]);
  });

  test('hands them on to the port that the client has', () => {
    const open = openAcl('acl-private', ['subnet-private']);
    const deny = anEntry(10, 'deny', 'tcp', [1024, 49_999], '0.0.0.0/0');
    expect(tcpOut({ ...open, entries: [...open.entries, deny] })).toEqual(['reachable some']);
  });

  test('stands between the group that a rule names and its members: AWS does not say whether the rule lets that out', () => {
    const changed = (peer: string): readonly Resource[] => [
      aSecurityGroup({ id: 'sg-web', ingress: [], egress: [aRule('tcp', 5432, peer)] }),
      database({ ingress: [aRule('tcp', 5432, '10.0.0.0/16')] }),
      aRouteTable({
        id: 'rtb-public',
        main: false,
        subnetIds: ['subnet-public'],
        routes: [aRoute('10.0.0.0/16', 'local', ''), aRoute('10.0.2.0/24', 'nat-gateway', 'nat-far')],
      }),
      aSubnet({ id: 'subnet-far', cidrBlock: '10.0.3.0/24' }),
      openAcl('acl-far', ['subnet-far']),
      aNatGateway({
        id: 'nat-far',
        subnetId: 'subnet-far',
        connectivityType: 'private',
        addresses: [{ publicIp: null, privateIp: '10.0.3.5', networkInterfaceId: 'eni-far' }],
      }),
      aNetworkInterface({
        id: 'eni-far',
        interfaceType: 'nat_gateway',
        subnetId: 'subnet-far',
        securityGroupIds: [],
        privateIpAddresses: [{ privateIpAddress: '10.0.3.5', primary: true, publicIp: null }],
        attachment: null,
      }),
    ];
    expect(between('eni-web', 'eni-db', ...changed('sg-db'))).toEqual(['tcp 5432 unknown']);
    expect(between('eni-web', 'eni-db', ...changed('10.0.2.0/24'))).toEqual(['tcp 5432']);
  });

  test('opens no connection of its own', () =>
    expect(between('eni-nat', 'eni-web', openAcl('acl-public', ['subnet-public']))).toEqual([]));
});

test('what a Classic Load Balancer is answered crosses the ACL within the subnet, whoever else was asked about before', () => {
  const inPublic = (id: string, host: number, description: string): Resource =>
    aNetworkInterface({
      id,
      subnetId: 'subnet-public',
      securityGroupIds: ['sg-web'],
      privateIpAddresses: [{ privateIpAddress: `10.0.1.${host}`, primary: true, publicIp: null }],
      description,
      attachment: null,
    });
  const open = openAcl('acl-public', ['subnet-public']);
  const deny = anEntry(10, 'deny', 'tcp', [1024, 65_535], '10.0.1.0/24', { egress: true });
  const pairs = new AllPairs(
    twoTiers(
      { ...open, entries: [...open.entries, deny] },
      inPublic('eni-client', 40, ''),
      inPublic('eni-node', 41, 'ELB old-one'),
    ),
  );
  const told = (from: string): readonly string[] =>
    pairs.between({ from: new Set([from]), to: new Set(['eni-web']) }).map((each) => {
      expect(tracePacket(pairs.network, each.packet).verdict).toBe(each.verdict);
      return trafficText(each);
    });
  expect(told('eni-client')).toEqual(['tcp 443']);
  expect(told('eni-node')).toEqual([]);
  expect(told('eni-client')).toEqual(['tcp 443']);
});

test('between some of the interfaces of two sets', () => {
  const pairs = new AllPairs(twoTiers());
  const all = new Set(pairs.network.all('AWS::EC2::NetworkInterface').map(({ id }) => id));
  const found = pairs.between({ from: all, to: new Set(['eni-db']) });
  expect(found.map((each) => [trafficText(each), each.isForAll])).toEqual([['tcp 5432', false]]);
});

test('answered at all ports of some hosts, and at fewer of others: not for all', () => {
  const acl = openAcl('acl-public', ['subnet-public']);
  const denied = anEntry(1, 'deny', 'tcp', [0, 32_768], '192.0.2.0/25');
  const toInternet = (...changed: readonly Resource[]) =>
    new AllPairs(twoTiers(...changed))
      .toInternet(new Set(['eni-web']))
      .filter(({ protocol, family }) => protocol === 6 && family === 'ipv4')
      .map((each) => [trafficText(each), each.clientPorts, each.isForAll]);
  expect(toInternet()).toEqual([['tcp all ports', 'all', true]]);
  expect(toInternet({ ...acl, entries: [denied, ...acl.entries] })).toEqual([
    ['tcp all ports', 'all', false],
  ]);
});

test('the tables of groups, which a matrix is drawn from', () => {
  const pairs = new AllPairs(twoTiers());
  const { all, some, may, every } = pairs.outcomeOfGroups('sg-web', 'sg-db');
  expect(new Set([all, some, may, every]).size).toBe(1);
  expect(pairs.tables.portsOf(all, 6)).toEqual([5432, 5433]);
  expect(pairs.outcomeOfGroups('sg-db', 'sg-db').may).toBe(pairs.tables.none);
  expect(pairs.outcomeOfGroups('sg-none', 'sg-db').may).toBe(pairs.tables.none);
});

test('an interface whose subnet was not read is told', () => {
  const { resources, listings } = twoTiers();
  const facts = { resources: resources.filter(({ id }) => id !== 'subnet-private'), listings };
  const pairs = new AllPairs(facts);
  const ends = { from: new Set(['eni-web']), to: new Set(['eni-db']) };
  expect(pairs.between(ends)).toEqual([]);
  expect(pairs.missing(ends).map(({ call }) => call)).toEqual(['ec2:DescribeSubnets']);
});
