import { describe, expect, test } from 'vitest';
import { ec2Defaults } from '../../test/builders/ec2.ts';
import { aListener, aLoadBalancer, aTargetGroup, forwardTo } from '../../test/builders/load-balancing.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEgressOnlyGateway,
  anEntry,
  anInternetGateway,
  aPeering,
  aPeeringSide,
  aPrefixList,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aTransitGateway,
  aTransitGatewayAttachment,
  aTransitGatewayRouteTable,
  aVpc,
  aVpcEndpoint,
  aVpnConnection,
  aVpnGateway,
} from '../../test/builders/network.ts';
import { ACCOUNT, REGION } from '../../test/inventory-of.ts';
import { openAcl, twoTiers } from '../../test/network/two-tiers.ts';
import { read, unread } from '../model/reading.ts';
import type { Resource } from '../model/resource-types.ts';
import { InvalidPacket } from './invalid-packet.ts';
import { Network } from './network.ts';
import { NETWORK_TYPES } from './network-types.ts';
import { bestOver, endsOf, type TraceQuestion, trace } from './trace.ts';

function ask(from: string, to: string, traffic: string, ...changed: readonly Resource[]) {
  const [protocol = '', port] = traffic.split('/');
  const question: TraceQuestion = { from, to, protocol, ...(port ? { toPort: Number(port) } : {}) };
  return trace(twoTiers(...changed), question);
}

test('with more packets to try than are tried, what none of them showed is not known', () => {
  const group = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, '192.0.43.0/24')], egress: [] });
  const over = (most: number, ...changed: readonly Resource[]) => {
    const network = new Network(twoTiers(...changed));
    const question = { from: 'internet', to: '203.0.113.10', protocol: 'tcp', toPort: 443 };
    const [ends] = endsOf(network, question.from, question.to);
    return ends && bestOver(network, question, ends, most);
  };
  expect(over(100, group)).toMatchObject({ verdict: 'reachable', clientPorts: 'all', missing: [] });
  const missing = [{ why: 'TooMany: more packets are told apart than the 1 that were tried' }];
  expect(over(1, group)).toMatchObject({ verdict: 'unknown', clientPorts: null, blockedAt: null, missing });
  expect(over(1)).toMatchObject({ verdict: 'reachable', clientPorts: 'some', missing: [] });
});

const LOCAL = aRoute('10.0.0.0/16', 'local', '');

describe('from the internet', () => {
  test('to a public address, hop by hop, and back', () => {
    const { verdict, forward, reply, clientPorts } = ask('internet', 'eni-web', 'tcp/443');
    expect({ verdict, clientPorts }).toEqual({ verdict: 'reachable', clientPorts: 'all' });
    expect(
      [...forward.hops, ...(reply?.hops ?? [])].map(({ leg, kind, id, packet }) => [leg, kind, id, packet]),
    ).toEqual([
      ['forward', 'internet-gateway', 'igw-1', 'tcp 198.51.100.1:49152 → 10.0.1.10:443'],
      ['forward', 'network-acl', 'acl-public', 'tcp 198.51.100.1:49152 → 10.0.1.10:443'],
      ['forward', 'security-group', 'sg-web', 'tcp 198.51.100.1:49152 → 10.0.1.10:443'],
      ['forward', 'network-interface', 'eni-web', 'tcp 198.51.100.1:49152 → 10.0.1.10:443'],
      ['reply', 'network-acl', 'acl-public', 'tcp 10.0.1.10:443 → 198.51.100.1:49152'],
      ['reply', 'route-table', 'rtb-public', 'tcp 10.0.1.10:443 → 198.51.100.1:49152'],
      ['reply', 'internet-gateway', 'igw-1', 'tcp 203.0.113.10:443 → 198.51.100.1:49152'],
      ['reply', 'internet', 'internet', 'tcp 203.0.113.10:443 → 198.51.100.1:49152'],
    ]);
  });

  test('by IPv6, where nothing is rewritten', () => {
    const { verdict, packet } = ask('internet', '2001:db8:1:1::10', 'tcp/443');
    expect(verdict).toBe('reachable');
    expect(packet.source.address).toBe('2001:db8::1');
  });

  test.each<[string, readonly Resource[], string]>([
    ['no internet gateway', [anInternetGateway({ vpcIds: ['vpc-other'] })], 'vpc'],
    [
      'no route back',
      [aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'] })],
      'route-table',
    ],
    [
      'a way back by the NAT gateway, which sent nothing',
      [
        aRouteTable({
          id: 'rtb-public',
          main: false,
          subnetIds: ['subnet-public'],
          routes: [LOCAL, aRoute('0.0.0.0/0', 'nat-gateway', 'nat-1')],
        }),
      ],
      'nat-gateway',
    ],
    [
      'an ACL that denies it',
      [aNetworkAcl({ id: 'acl-public', subnetIds: ['subnet-public'], entries: [] })],
      'network-acl',
    ],
    [
      'VPC Block Public Access',
      [
        ec2Defaults({
          vpcBlockPublicAccess: read({ internetGatewayBlockMode: 'block-ingress', exclusionsAllowed: null }),
        }),
      ],
      'vpc-block-public-access',
    ],
  ])('%s stops it', (_, changed, kind) => {
    const answer = ask('internet', '203.0.113.10', 'tcp/443', ...changed);
    expect(answer).toMatchObject({ verdict: 'blocked', blockedAt: { kind } });
  });

  test('some client is let in where only one office is, and it is the witness', () => {
    const office = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, 'pl-1')], egress: [] });
    const { verdict, packet } = ask(
      'internet',
      '203.0.113.10',
      'tcp/443',
      office,
      aPrefixList({ cidrs: read(['192.0.2.128/25']) }),
    );
    expect(verdict).toBe('reachable');
    expect(packet.source.address).toBe('192.0.2.129');
  });

  test('a second group lets in whom the first does not', () => {
    const both = aNetworkInterface({
      id: 'eni-web',
      subnetId: 'subnet-public',
      securityGroupIds: ['sg-web', 'sg-office'],
      privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
    });
    const office = aSecurityGroup({
      id: 'sg-office',
      ingress: [aRule('tcp', 22, '192.0.2.0/24')],
      egress: [],
    });
    const { verdict, packet } = ask('internet', '203.0.113.10', 'tcp/22', both, office);
    expect({ verdict, from: packet.source.address }).toEqual({ verdict: 'reachable', from: '192.0.2.1' });
  });

  test('an ACL that lets answers out to the upper ports alone: for some client ports', () => {
    const acl = aNetworkAcl({
      id: 'acl-public',
      subnetIds: ['subnet-public'],
      entries: [
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0'),
        anEntry(100, 'allow', 'tcp', [32_768, 65_535], '0.0.0.0/0', { egress: true }),
      ],
    });
    expect(ask('internet', '203.0.113.10', 'tcp/443', acl).clientPorts).toBe('some');
    const none = { ...acl, entries: acl.entries.filter((each) => !each.egress) };
    const closed = ask('internet', '203.0.113.10', 'tcp/443', none);
    expect(closed).toMatchObject({ verdict: 'blocked', clientPorts: 'none', blockedAt: { leg: 'reply' } });
  });

  test('UDP arrives though no answer leaves: reachable, and the reply says so', () => {
    const open = aSecurityGroup({ id: 'sg-web', ingress: [aRule('udp', 53, '0.0.0.0/0')], egress: [] });
    const acl = aNetworkAcl({
      id: 'acl-public',
      subnetIds: ['subnet-public'],
      entries: [anEntry(100, 'allow', '-1', null, '0.0.0.0/0')],
    });
    const answer = ask('internet', '203.0.113.10', 'udp/53', open, acl);
    expect(answer).toMatchObject({ verdict: 'reachable', reply: { outcome: 'stopped' } });
  });

  test('what a gateway sends to a firewall first is not known', () => {
    const edge = aRouteTable({
      id: 'rtb-edge',
      main: false,
      gatewayIds: ['igw-1'],
      routes: [aRoute('10.0.1.0/24', 'network-interface', 'eni-firewall')],
    });
    expect(ask('internet', '203.0.113.10', 'tcp/443', edge)).toMatchObject({
      verdict: 'unknown',
      missing: [{ why: expect.stringContaining('eni-firewall') }],
    });
  });
});

describe('within and between VPCs', () => {
  test('a group is named by the private address, not by the public one', () => {
    expect(ask('eni-web', 'eni-db', 'tcp/5432').verdict).toBe('reachable');
    const named = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, 'sg-db')], egress: [] });
    expect(ask('eni-db', '10.0.1.10', 'tcp/443', named).verdict).toBe('reachable');
    expect(ask('eni-db', '203.0.113.10', 'tcp/443', named)).toMatchObject({
      verdict: 'blocked',
      blockedAt: { kind: 'security-group', id: 'sg-web' },
    });
  });

  test('out by the NAT gateway, and nothing in by it', () => {
    const out = ask('eni-db', '192.0.2.7', 'tcp/443');
    expect(out.verdict).toBe('reachable');
    expect(out.forward.hops.map((each) => each.packet).at(-1)).toBe('tcp 203.0.113.5:49152 → 192.0.2.7:443');
    expect(ask('internet', '203.0.113.5', 'tcp/443')).toMatchObject({
      verdict: 'blocked',
      blockedAt: { kind: 'nat-gateway', id: 'nat-1' },
    });
  });

  test('an egress-only gateway lets IPv6 out and only its answers in', () => {
    const table = aRouteTable({
      id: 'rtb-public',
      main: false,
      subnetIds: ['subnet-public'],
      routes: [LOCAL, aRoute('::/0', 'egress-only-internet-gateway', 'eigw-1')],
    });
    const group = aSecurityGroup({
      id: 'sg-web',
      ingress: [aRule('-1', null, '::/0')],
      egress: [aRule('-1', null, '::/0')],
    });
    const changed = [table, group, anEgressOnlyGateway()];
    expect(ask('eni-web', '2001:db8:99::1', 'tcp/443', ...changed).verdict).toBe('reachable');
    expect(ask('internet', '2001:db8:1:1::10', 'tcp/443', ...changed)).toMatchObject({
      verdict: 'blocked',
      blockedAt: { leg: 'reply', kind: 'egress-only-internet-gateway' },
    });
  });

  const peerVpc = [
    aVpc({ id: 'vpc-peer', cidrBlocks: ['10.1.0.0/16'] }),
    aSubnet({ id: 'subnet-peer', vpcId: 'vpc-peer', cidrBlock: '10.1.0.0/24' }),
    openAcl('acl-peer', ['subnet-peer']),
    aSecurityGroup({ id: 'sg-peer', vpcId: 'vpc-peer', ingress: [aRule('tcp', 8080, 'sg-web')], egress: [] }),
    aNetworkInterface({
      id: 'eni-peer',
      vpcId: 'vpc-peer',
      subnetId: 'subnet-peer',
      securityGroupIds: ['sg-peer'],
      privateIpAddresses: [{ privateIpAddress: '10.1.0.9', primary: true, publicIp: null }],
      attachment: null,
    }),
  ];
  const toPeer = (kind: 'vpc-peering-connection' | 'transit-gateway', id: string) => [
    aRouteTable({
      id: 'rtb-public',
      main: false,
      subnetIds: ['subnet-public'],
      routes: [LOCAL, aRoute('10.1.0.0/16', kind, id)],
    }),
    aRouteTable({
      id: 'rtb-peer',
      vpcId: 'vpc-peer',
      routes: [aRoute('10.1.0.0/16', 'local', ''), aRoute('10.0.0.0/16', kind, id)],
    }),
  ];

  test('a peering in one region carries groups, one between regions does not', () => {
    const near = [...peerVpc, ...toPeer('vpc-peering-connection', 'pcx-1')];
    expect(ask('eni-web', 'eni-peer', 'tcp/8080', ...near, aPeering()).verdict).toBe('reachable');
    const accepter = aPeeringSide({ vpcId: 'vpc-peer', cidrBlocks: ['10.1.0.0/16'], region: 'eu-north-1' });
    expect(ask('eni-web', 'eni-peer', 'tcp/8080', ...near, aPeering({ accepter }))).toMatchObject({
      blockedAt: { kind: 'security-group' },
    });
    expect(
      ask('eni-web', 'eni-peer', 'tcp/8080', ...near, aPeering({ statusCode: 'deleted' })),
    ).toMatchObject({
      blockedAt: { kind: 'vpc-peering-connection', code: 'BAD_STATE' },
    });
  });

  const gateway = (securityGroupReferencing: boolean) => [
    ...peerVpc,
    ...toPeer('transit-gateway', 'tgw-1'),
    aTransitGateway({ securityGroupReferencing }),
    aTransitGatewayAttachment({ subnetIds: read(['subnet-public']) }),
    aTransitGatewayAttachment({
      id: 'tgw-attach-2',
      resourceId: 'vpc-peer',
      subnetIds: read(['subnet-peer']),
    }),
    aTransitGatewayRouteTable({
      routes: read([
        {
          destinationCidrBlock: '10.0.0.0/16',
          prefixListId: null,
          type: 'propagated',
          state: 'active',
          attachmentIds: ['tgw-attach-1'],
        },
        {
          destinationCidrBlock: '10.1.0.0/16',
          prefixListId: null,
          type: 'propagated',
          state: 'active',
          attachmentIds: ['tgw-attach-2'],
        },
      ]),
    }),
  ];

  test('a transit gateway carries groups where it is told to', () => {
    expect(ask('eni-web', 'eni-peer', 'tcp/8080', ...gateway(true)).verdict).toBe('reachable');
    expect(ask('eni-web', 'eni-peer', 'tcp/8080', ...gateway(false))).toMatchObject({
      blockedAt: { kind: 'security-group', id: 'sg-peer' },
    });
  });

  test('a zone without an attachment subnet has no way into the transit gateway', () => {
    const elsewhere = aTransitGatewayAttachment({ subnetIds: read(['subnet-private']) });
    expect(
      ask(
        'eni-web',
        'eni-peer',
        'tcp/8080',
        ...gateway(true).filter((each) => each.id !== elsewhere.id),
        elsewhere,
      ),
    ).toMatchObject({
      blockedAt: { code: 'TGW_ROUTE_AZ_RESTRICTION' },
    });
  });

  test('a static route of the VPN is known, what BGP would announce may be anything', () => {
    const table = aRouteTable({ id: 'rtb-main', routes: [LOCAL, aRoute('0.0.0.0/0', 'gateway', 'vgw-1')] });
    const changed = [table, aVpnGateway(), aVpnConnection()];
    expect(ask('eni-db', '192.168.5.5', 'tcp/22', ...changed).verdict).toBe('reachable');
    expect(ask('eni-db', '172.16.5.5', 'tcp/22', ...changed).blockedAt).toMatchObject({
      kind: 'vpn-gateway',
    });
    const dynamic = aVpnConnection({ staticRoutesOnly: false });
    expect(ask('eni-db', '172.16.5.5', 'tcp/22', table, aVpnGateway(), dynamic).verdict).toBe('reachable');
  });

  test('S3 by its gateway endpoint: TCP alone', () => {
    const table = aRouteTable({
      id: 'rtb-main',
      routes: [LOCAL, aRoute('pl-1', 'gateway', 'vpce-1')],
    });
    const changed = [table, aVpcEndpoint(), aPrefixList({ cidrs: read(['192.0.2.0/24']) })];
    expect(ask('eni-db', '192.0.2.9', 'tcp/443', ...changed).verdict).toBe('reachable');
    expect(ask('eni-db', '192.0.2.9', 'udp/443', ...changed).blockedAt).toMatchObject({
      code: 'VPCE_GATEWAY_PROTOCOL_RESTRICTION',
    });
  });

  test('a router that checks addresses drops what is for others; one that does not decides by itself', () => {
    const table = aRouteTable({
      id: 'rtb-main',
      routes: [LOCAL, aRoute('0.0.0.0/0', 'network-interface', 'eni-web')],
    });
    const group = aSecurityGroup({ id: 'sg-web', ingress: [aRule('-1', null, '10.0.0.0/16')], egress: [] });
    expect(ask('eni-db', '192.0.2.9', 'tcp/443', table, group).blockedAt).toMatchObject({
      code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION',
    });
    const router = aNetworkInterface({
      id: 'eni-web',
      subnetId: 'subnet-public',
      sourceDestCheck: false,
      privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
    });
    expect(ask('eni-db', '192.0.2.9', 'tcp/443', table, group, router).verdict).toBe('unknown');
  });
});

describe('behind a load balancer', () => {
  const targets = read([
    { id: '10.0.2.20', port: 5432, availabilityZone: `${REGION}b`, state: 'healthy', reason: null },
  ]);
  const balancer = aLoadBalancer({
    arn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/net/front/0123456789abcdef`,
    loadBalancerType: 'network',
    attributes: read({ 'load_balancing.cross_zone.enabled': 'true' }),
  });
  const node = aNetworkInterface({
    id: 'eni-node',
    interfaceType: 'network_load_balancer',
    description: 'ELB net/front/0123456789abcdef',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-node'],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.50', primary: true, publicIp: '203.0.113.50' }],
    attachment: null,
  });
  const front = (preserved: string, admitted: string) => {
    const group = aTargetGroup({
      protocol: 'TCP',
      port: 5432,
      targetType: 'ip',
      attributes: read({ 'preserve_client_ip.enabled': preserved }),
      targets,
    });
    return [
      balancer,
      node,
      group,
      aListener({
        loadBalancerArn: balancer.arn,
        protocol: 'TCP',
        port: 443,
        defaultActions: [forwardTo(group.arn)],
        rules: read([]),
      }),
      aSecurityGroup({
        id: 'sg-node',
        ingress: [aRule('tcp', 443, '0.0.0.0/0')],
        egress: [aRule('-1', null, '0.0.0.0/0')],
      }),
      aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, admitted)], egress: [] }),
    ];
  };

  test.each([
    ['true', '10.0.1.0/24', 'stopped'],
    ['true', '0.0.0.0/0', 'delivered'],
    ['true', 'sg-node', 'delivered'],
    ['false', '10.0.1.0/24', 'delivered'],
    ['false', 'sg-node', 'delivered'],
  ])('client addresses kept: %s, %s admitted: %s', (preserved, admitted, outcome) => {
    const answer = ask('internet', '203.0.113.50', 'tcp/443', ...front(preserved, admitted));
    expect(answer.verdict).toBe('reachable');
    expect(answer.onward.targets).toMatchObject([{ address: '10.0.2.20', port: 5432, outcome }]);
  });

  test('a port without listener', () => {
    const answer = ask(
      'internet',
      '203.0.113.50',
      'tcp/22',
      ...front('true', 'sg-node').filter((each) => each.id !== 'sg-node'),
      aSecurityGroup({ id: 'sg-node', ingress: [aRule('-1', null, '0.0.0.0/0')] }),
    );
    expect(answer.blockedAt).toMatchObject({ kind: 'load-balancer', code: 'ELBV2_LISTENERS_MISMATCH' });
  });
});

describe('what was not read', () => {
  const denied = unread('ec2:DescribeRouteTables', 'AccessDenied: no');
  const facts = twoTiers();
  const types = NETWORK_TYPES;
  const listings = types.map((type) => ({
    account: ACCOUNT,
    region: REGION,
    type,
    gap: type === 'AWS::EC2::RouteTable' ? denied : null,
  }));
  const half = {
    resources: facts.resources.filter((each) => each.type !== 'AWS::EC2::RouteTable'),
    listings,
  };

  test('is unknown where it could matter, and there alone', () => {
    const known = { from: 'internet', protocol: 'tcp', toPort: 443 };
    expect(trace(half, { ...known, to: 'eni-web' })).toMatchObject({ verdict: 'unknown' });
    expect(trace(half, { ...known, to: 'eni-web', toPort: 22 })).toMatchObject({ verdict: 'unknown' });
    expect(trace(half, { ...known, to: '203.0.113.99' })).toMatchObject({ verdict: 'blocked' });
  });

  test('what is stopped behind a denied filter is stopped, what gets through may not have', () => {
    const acls = unread('ec2:DescribeNetworkAcls', 'AccessDenied: no');
    const blind = {
      resources: facts.resources.filter((each) => each.type !== 'AWS::EC2::NetworkAcl'),
      listings: listings.map((each) => ({
        ...each,
        gap: each.type === 'AWS::EC2::NetworkAcl' ? acls : null,
      })),
    };
    const known = { from: 'internet', to: '203.0.113.10', protocol: 'tcp' };
    expect(trace(blind, { ...known, toPort: 443 })).toMatchObject({
      verdict: 'unknown',
      missing: [acls],
    });
    expect(trace(blind, { ...known, toPort: 22 })).toMatchObject({
      verdict: 'blocked',
      blockedAt: { kind: 'security-group' },
    });
  });

  test('a group that is named and not there admits nobody for certain', () => {
    const facts = twoTiers(
      aNetworkInterface({
        id: 'eni-web',
        subnetId: 'subnet-public',
        securityGroupIds: ['sg-gone'],
        privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
      }),
    );
    expect(trace(facts, { from: 'internet', to: 'eni-web', protocol: 'tcp', toPort: 443 })).toMatchObject({
      verdict: 'unknown',
      missing: [{ why: expect.stringContaining('sg-gone') }],
    });
  });
});

test.each([
  ['eni-nobody', 'eni-web', 'tcp/443', /eni-nobody: no network interface or instance/],
  ['10.9.9.9', 'eni-web', 'tcp/443', /10\.9\.9\.9: no network interface/],
  ['internet', 'eni-web', 'tcp', /destination port/],
  ['internet', 'eni-web', 'gopher/70', /gopher/],
  ['2001:db8::7', '10.0.2.20', 'tcp/443', /one family/],
])('%s → %s, %s is refused in words', (from, to, traffic, message) => {
  expect(() => ask(from, to, traffic)).toThrow(message);
  expect(() => ask(from, to, traffic)).toThrow(InvalidPacket);
});
