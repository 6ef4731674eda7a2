import fc from 'fast-check';
import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { NetworkAclEntry, SecurityGroupRule } from '../../src/model/resources/ec2.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
} from '../builders/network.ts';
import { openAcl, twoTiers } from './two-tiers.ts';

const BLOCKS = ['0.0.0.0/0', '0.0.0.0/0', '192.0.2.0/24', '0.0.0.0/1', '::/0', '2001:db8:99::/48'];

const block = fc.constantFrom(...BLOCKS);
const ports = fc.constantFrom<readonly [number, number]>(
  [22, 22],
  [443, 443],
  [20, 25],
  [400, 1100],
  [0, 65_535],
);

const rule: fc.Arbitrary<SecurityGroupRule> = fc
  .tuple(fc.constantFrom('-1', 'tcp', 'tcp', 'udp', 'icmp'), ports, block)
  .map(([protocol, range, peer]) =>
    aRule(protocol, protocol === '-1' ? null : protocol === 'icmp' ? [8, -1] : range, peer),
  );

const entry: fc.Arbitrary<NetworkAclEntry> = fc
  .tuple(
    fc.constantFrom('-1', 'tcp', 'udp'),
    ports,
    block,
    fc.integer({ min: 1, max: 30 }),
    fc.constantFrom<'allow' | 'deny'>('allow', 'deny'),
    fc.boolean(),
  )
  .map(([protocol, range, cidr, number, action, egress]) =>
    anEntry(number, action, protocol, protocol === '-1' ? null : range, cidr, { egress }),
  );

const once = <T>(all: readonly T[], key: (each: T) => string): readonly T[] => [
  ...new Map(all.map((each) => [key(each), each])).values(),
];

/** Three interfaces with addresses of the internet, which share groups, a subnet, an ACL and a table by twos. */
export const sharingWorld: fc.Arbitrary<NetworkFacts> = fc
  .record({
    web: fc.array(rule, { minLength: 1, maxLength: 3 }),
    more: fc.array(rule, { maxLength: 2 }),
    entries: fc.array(entry, { maxLength: 3 }),
    first: fc.constantFrom(1, 2, 100),
    halves: fc.boolean(),
    isNarrow: fc.boolean(),
  })
  .map(({ web, more, entries, first, halves, isNarrow }) => {
    const open = ['0.0.0.0/0', '::/0'].flatMap((cidr, index) => [
      anEntry(first + index, 'allow', '-1', null, cidr),
      anEntry(first + index, 'allow', isNarrow ? 'tcp' : '-1', isNarrow ? [1024, 40_000] : null, cidr, {
        egress: true,
      }),
    ]);
    const outside = halves ? ['0.0.0.0/1', '128.0.0.0/1', '::/0'] : ['0.0.0.0/0', '::/0'];
    const routes = [
      aRoute('10.0.0.0/16', 'local', ''),
      aRoute('2001:db8:1::/56', 'local', ''),
      ...outside.map((each) => aRoute(each, 'gateway', 'igw-1')),
    ].map((each) => (each.target.kind === 'local' ? { ...each, origin: 'CreateRouteTable' } : each));
    return twoTiers(
      aSecurityGroup({ id: 'sg-web', ingress: web, egress: [aRule('-1', null, '0.0.0.0/0')] }),
      aSecurityGroup({ id: 'sg-more', ingress: more, egress: [] }),
      aNetworkAcl({
        id: 'acl-public',
        subnetIds: ['subnet-public'],
        entries: once([...entries, ...open], (each) => `${each.egress} ${each.ruleNumber}`),
      }),
      openAcl('acl-far', ['subnet-far']),
      aSubnet({ id: 'subnet-far', cidrBlock: '10.0.3.0/24' }),
      aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public', 'subnet-far'], routes }),
      webInterface('eni-web', 'subnet-public', ['sg-web', 'sg-more'], '10', '2001:db8:1:1::10'),
      webInterface('eni-near', 'subnet-public', ['sg-web'], '11', null),
      webInterface('eni-far', 'subnet-far', ['sg-more'], '12', null),
    );
  });

function webInterface(
  id: string,
  subnetId: string,
  securityGroupIds: readonly string[],
  host: string,
  ipv6: string | null,
) {
  const net = subnetId === 'subnet-far' ? '10.0.3' : '10.0.1';
  return aNetworkInterface({
    id,
    subnetId,
    securityGroupIds,
    privateIpAddresses: [
      { privateIpAddress: `${net}.${host}`, primary: true, publicIp: `203.0.113.${host}` },
    ],
    ipv6Addresses: ipv6 === null ? [] : [ipv6],
    attachment: { instanceId: `i-${id}`, instanceOwnerId: null, status: 'attached' },
  });
}
