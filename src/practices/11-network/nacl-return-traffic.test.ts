import { expect, test } from 'vitest';
import { ec2Defaults } from '../../../test/builders/ec2.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  anInternetGateway,
  aPeering,
  aPeeringSide,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aVpc,
  aVpnGateway,
} from '../../../test/builders/network.ts';
import { deniedListing, type EvaluateOptions, evaluate } from '../../../test/inventory-of.ts';
import { openAcl, twoTiers } from '../../../test/network/two-tiers.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { NetworkAcl } from '../../model/resources/ec2.ts';
import { naclReturnTraffic } from './nacl-return-traffic.ts';

function judged(acl: NetworkAcl, changed: readonly Resource[] = [], options: EvaluateOptions = {}) {
  const { resources } = twoTiers(acl, ...changed);
  const others = resources.filter((each) => each !== acl);
  const [outcome] = evaluate(naclReturnTraffic, acl, { resources: [...others, ec2Defaults()], ...options });
  return outcome;
}

const EVERYONE = '0.0.0.0/0';
const inward = (ports: readonly [number, number] | null, block = EVERYONE, number = 100) =>
  anEntry(number, 'allow', 'tcp', ports, block);
const outward = (ports: readonly [number, number] | null, block = EVERYONE, number = 100) =>
  anEntry(number, 'allow', 'tcp', ports, block, { egress: true });

const onPrivate = (...entries: NetworkAcl['entries']): NetworkAcl =>
  aNetworkAcl({ id: 'acl-private', subnetIds: ['subnet-private'], entries });
const onPublic = (...entries: NetworkAcl['entries']): NetworkAcl =>
  aNetworkAcl({ id: 'acl-public', subnetIds: ['subnet-public'], entries });

/** Nothing leaves the database's subnet but answers. */
const quiet = aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, 'sg-web')], egress: [] });

test('an ACL that lets everything through', () => {
  expect(judged(openAcl('acl-public', ['subnet-public']))).toMatchObject({
    status: 'pass',
    summary: 'Network ACL acl-public stops no answer to what it lets through.',
  });
});

test('one that lets answers out at the ports of clients alone', () => {
  const acl = onPrivate(inward([5432, 5432], '10.0.1.0/24'), outward([1024, 65_535], '10.0.1.0/24'));
  expect(judged(acl, [quiet])).toMatchObject({ status: 'pass' });
  const half = onPrivate(inward([5432, 5432], '10.0.1.0/24'), outward([32_768, 65_535], '10.0.1.0/24'));
  expect(judged(half, [quiet])).toMatchObject({ status: 'pass' });
});

test('answers to a neighbour do not get out', () => {
  const acl = onPrivate(inward([5432, 5432], '10.0.1.0/24'), outward([443, 443]));
  expect(judged(acl, [quiet])).toMatchObject({
    status: 'fail',
    summary:
      'Network ACL acl-private drops the answers to tcp 10.0.1.10:49152 → 10.0.2.20:5432: no outbound rule allows them.',
    evidence: {
      direction: 'egress',
      egress: true,
      lostCount: 1,
      lost: [{ ruleNumber: null, path: expect.arrayContaining([expect.objectContaining({ leg: 'reply' })]) }],
    },
  });
});

test('or get out to some clients alone', () => {
  const acl = onPrivate(inward([5432, 5432]), outward([49_152, 65_535]));
  expect(judged(acl, [quiet])).toMatchObject({
    status: 'fail',
    summary:
      'Network ACL acl-private drops the answers to tcp 10.0.1.10:32768 → 10.0.2.20:5432: no outbound rule allows them.',
  });
});

test('answers to the internet', () => {
  const inside = [inward(null, '10.0.0.0/16', 10), outward(null, '10.0.0.0/16', 10)];
  const acl = onPublic(...inside, inward([443, 443]), outward([443, 443]));
  const web = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, EVERYONE)], egress: [] });
  const closed = aSecurityGroup({ id: 'sg-db', ingress: [], egress: [] });
  expect(judged(acl, [web, closed])).toMatchObject({
    status: 'fail',
    evidence: {
      direction: 'egress',
      lost: [{ packet: expect.stringMatching(/^tcp \S+:49152 → 203.0.113.10:443$/) }],
    },
  });
  const shut = aSecurityGroup({ id: 'sg-web', ingress: [], egress: [] });
  expect(judged(acl, [shut, closed])).toMatchObject({ status: 'pass' });
});

test('answers to what the subnet asks for itself', () => {
  const acl = onPrivate(inward(null, '10.0.0.0/16'), outward(null));
  expect(judged(acl)).toMatchObject({
    status: 'fail',
    evidence: { direction: 'ingress', lost: [{ packet: expect.stringMatching(/^tcp 10.0.2.20:49152 → /) }] },
  });
});

test("answers to a NAT gateway in the ACL's subnet, which chooses its port", () => {
  const inside = [inward(null, '10.0.0.0/16', 10), outward(null)];
  const web = aSecurityGroup({ id: 'sg-web', ingress: [], egress: [] });
  expect(judged(onPublic(...inside, inward([1024, 65_535])), [web])).toMatchObject({ status: 'pass' });
  expect(judged(onPublic(...inside, inward([443, 443])), [web])).toMatchObject({
    status: 'fail',
    evidence: { direction: 'ingress' },
  });
  expect(judged(onPublic(...inside, inward([32_768, 65_535])), [web])).toMatchObject({
    status: 'unknown',
    unread: [{ call: 'rampart/network' }],
  });
});

/** Another VPC of the account, whose one interface asks by a peering, or by its own address over the internet. */
const FAR: readonly Resource[] = [
  aVpc({ id: 'vpc-far', cidrBlocks: ['10.1.0.0/16'], ipv6CidrBlocks: ['2001:db8:2::/56'] }),
  anInternetGateway({ id: 'igw-far', vpcIds: ['vpc-far'] }),
  aSubnet({
    id: 'subnet-far',
    vpcId: 'vpc-far',
    cidrBlock: '10.1.0.0/24',
    ipv6CidrBlocks: ['2001:db8:2:1::/64'],
  }),
  { ...openAcl('acl-far', ['subnet-far']), vpcId: 'vpc-far' },
  aRouteTable({
    id: 'rtb-far',
    vpcId: 'vpc-far',
    routes: [
      aRoute('10.1.0.0/16', 'local', ''),
      aRoute('10.0.0.0/16', 'vpc-peering-connection', 'pcx-1'),
      aRoute('2001:db8:2::/56', 'local', ''),
      aRoute('::/0', 'gateway', 'igw-far'),
    ],
  }),
  aSecurityGroup({
    id: 'sg-far',
    vpcId: 'vpc-far',
    ingress: [],
    egress: [aRule('-1', null, EVERYONE), aRule('-1', null, '::/0')],
  }),
  aNetworkInterface({
    id: 'eni-far',
    vpcId: 'vpc-far',
    subnetId: 'subnet-far',
    securityGroupIds: ['sg-far'],
    privateIpAddresses: [{ privateIpAddress: '10.1.0.10', primary: true, publicIp: null }],
    ipv6Addresses: ['2001:db8:2:1::10'],
  }),
  aPeering({ accepter: aPeeringSide({ vpcId: 'vpc-far', cidrBlocks: ['10.1.0.0/16'] }) }),
];

test('answers to another VPC by a peering', () => {
  const acl = onPrivate(inward([5432, 5432], '10.1.0.0/16'), outward([443, 443]));
  const group = aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, '10.1.0.0/16')], egress: [] });
  const routes = [
    aRoute('10.0.0.0/16', 'local', ''),
    aRoute('10.1.0.0/16', 'vpc-peering-connection', 'pcx-1'),
  ];
  const table = aRouteTable({ id: 'rtb-main', routes });
  expect(judged(acl, [group, table, ...FAR])).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('the answers to tcp 10.1.0.10:49152 → 10.0.2.20:5432: no outbound rule'),
  });
  const unjoined = FAR.filter(({ type }) => type !== 'AWS::EC2::VPCPeeringConnection');
  expect(
    judged(acl, [group, table, ...unjoined], { denied: ['AWS::EC2::VPCPeeringConnection'] }),
  ).toMatchObject({ status: 'unknown' });
});

test('answers to an interface of another VPC over the internet, by its own address', () => {
  const acl = onPublic(inward([443, 443], '2001:db8:2::/56'), outward([443, 443], '2001:db8:2::/56'));
  const web = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, '2001:db8:2::/56')], egress: [] });
  expect(judged(acl, [web, ...FAR])).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining(
      'the answers to tcp [2001:db8:2:1::10]:49152 → [2001:db8:1:1::10]:443 and to',
    ),
  });
});

test('answers to on-premises networks', () => {
  const vpn = aVpnGateway({ vpcIds: ['vpc-1'] });
  const group = aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, '192.168.0.0/16')], egress: [] });
  const acl = onPrivate(inward([5432, 5432]), outward([443, 443]));
  expect(judged(acl, [group])).toMatchObject({ status: 'pass' });
  expect(judged(acl, [group, vpn])).toMatchObject({ status: 'fail', evidence: { direction: 'egress' } });
});

test('who is shut out altogether is meant to be', () => {
  const deny = anEntry(50, 'deny', '-1', null, '198.51.100.0/24');
  const open = openAcl('acl-public', ['subnet-public']);
  expect(judged({ ...open, entries: [deny, ...open.entries] })).toMatchObject({ status: 'pass' });
  const everyone = anEntry(50, 'deny', 'tcp', [1024, 65_535], EVERYONE);
  expect(judged({ ...open, entries: [everyone, ...open.entries] })).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('inbound rule 50 denies them'),
  });
});

test('unknown while lists are missing, or an entry cannot be read', () => {
  const acl = onPrivate(inward([5432, 5432], '10.0.1.0/24'), outward([443, 443]));
  const closed = aSecurityGroup({ id: 'sg-db', ingress: [], egress: [] });
  expect(judged(acl, [closed])).toMatchObject({ status: 'pass' });
  expect(judged(acl, [closed], { denied: ['AWS::EC2::NetworkInterface'] })).toMatchObject({
    status: 'unknown',
    unread: [deniedListing('AWS::EC2::NetworkInterface')],
  });
  for (const type of ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::EC2::VPC'] as const)
    expect(judged(acl, [closed], { denied: [type] }), type).toMatchObject({ status: 'unknown' });
  const torn = onPrivate({ ...inward(null), cidrBlock: null });
  expect(judged(torn)).toMatchObject({ status: 'unknown', unread: [{ call: 'ec2:DescribeNetworkAcls' }] });
});

test('an ACL on no subnet has nothing to answer', () => {
  expect(judged(aNetworkAcl({ id: 'acl-idle', subnetIds: [] }))).toMatchObject({ status: 'not-applicable' });
});
