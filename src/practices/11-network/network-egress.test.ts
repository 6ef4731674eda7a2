import { expect, test } from 'vitest';
import {
  aNatGateway,
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  aPrefixList,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
} from '../../../test/builders/network.ts';
import { deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { NetworkAclEntry } from '../../model/resources/ec2.ts';
import { networkEgress as check } from './network-egress.ts';

const subnet = aSubnet();
const nat = aRoute('0.0.0.0/0', 'nat-gateway', 'nat-1');
const eigw = aRoute('::/0', 'egress-only-internet-gateway', 'eigw-1');
const openGroup = aSecurityGroup({ egress: [aRule('-1', null, '0.0.0.0/0')] });
const aclOf = (...entries: readonly NetworkAclEntry[]) =>
  aNetworkAcl({ entries: entries.map((entry) => ({ ...entry, egress: true })) });
const openAcl = aclOf(
  anEntry(100, 'allow', '-1', null, '0.0.0.0/0'),
  anEntry(101, 'allow', '-1', null, '::/0'),
);

/** A private subnet where nothing limits what is sent out, part by part replaceable. */
const parts = {
  table: aRouteTable({ routes: [nat] }),
  gateway: aNatGateway(),
  acl: openAcl,
  eni: aNetworkInterface(),
  group: openGroup,
} as const;

const withParts = (changes: { readonly [K in keyof typeof parts]?: Resource | null }) => ({
  resources: Object.values({ ...parts, ...changes }).filter((part): part is Resource => part !== null),
});

test('fails when neither group nor ACL limits what goes out', () => {
  const [outcome] = evaluate(check, subnet, withParts({}));
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: { egress: ['NAT gateway'], unrestricted: ['eni-1'], unrestrictedCount: 1 },
  });
});

test.each<readonly [string, Parameters<typeof withParts>[0], string]>([
  ['a group that limits', { group: aSecurityGroup() }, 'pass'],
  ['every TCP port', { group: aSecurityGroup({ egress: [aRule('tcp', [0, 65535], '0.0.0.0/0')] }) }, 'fail'],
  ['open over IPv6 only', { group: aSecurityGroup({ egress: [aRule('-1', null, '::/0')] }) }, 'pass'],
  ['no interface', { eni: null }, 'pass'],
  ['an endpoint only', { eni: aNetworkInterface({ interfaceType: 'vpc_endpoint' }) }, 'pass'],
  [
    'a load balancer only',
    { eni: aNetworkInterface({ requesterManaged: true, description: 'ELB app/web/50dc6c495c0c9188' }) },
    'pass',
  ],
  [
    'a function, whose interface is managed too',
    {
      eni: aNetworkInterface({
        requesterManaged: true,
        interfaceType: 'lambda',
        description: 'AWS Lambda VPC ENI',
      }),
    },
    'fail',
  ],
  [
    'a user who describes an interface as if it were a load balancer',
    { eni: aNetworkInterface({ requesterManaged: false, description: 'ELB app/web/1' }) },
    'fail',
  ],
  ['an unattached interface', { eni: aNetworkInterface({ status: 'available', attachment: null }) }, 'pass'],
  ['an interface elsewhere', { eni: aNetworkInterface({ subnetId: 'subnet-2' }) }, 'pass'],
  ['an interface without groups', { eni: aNetworkInterface({ securityGroupIds: [] }) }, 'pass'],
  ['an ACL for HTTPS', { acl: aclOf(anEntry(100, 'allow', 'tcp', [443, 443], '0.0.0.0/0')) }, 'pass'],
  [
    'an ACL with one port denied',
    {
      acl: aclOf(
        anEntry(90, 'deny', 'tcp', [25, 25], '0.0.0.0/0'),
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0'),
      ),
    },
    'pass',
  ],
  ['an ACL for all TCP', { acl: aclOf(anEntry(100, 'allow', 'tcp', null, '0.0.0.0/0')) }, 'fail'],
  [
    'an ACL that denies private addresses',
    {
      acl: aclOf(
        anEntry(90, 'deny', '-1', null, '10.0.0.0/8'),
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0'),
      ),
    },
    'fail',
  ],
  ['a private NAT gateway', { gateway: aNatGateway({ connectivityType: 'private' }) }, 'not-applicable'],
  ['no default route', { table: aRouteTable() }, 'not-applicable'],
  [
    'a public subnet',
    { table: aRouteTable({ routes: [aRoute('0.0.0.0/0', 'gateway', 'igw-1')] }) },
    'not-applicable',
  ],
  ['a dead route', { table: aRouteTable({ routes: [{ ...nat, state: 'blackhole' }] }) }, 'not-applicable'],
  [
    'a group that lets everything out in halves',
    {
      group: aSecurityGroup({ egress: [aRule('-1', null, '0.0.0.0/1'), aRule('-1', null, '128.0.0.0/1')] }),
    },
    'fail',
  ],
  ['IPv6 with an IPv4 group', { table: aRouteTable({ routes: [eigw] }) }, 'pass'],
  [
    'IPv6 with an IPv6 group',
    {
      table: aRouteTable({ routes: [eigw] }),
      group: aSecurityGroup({ egress: [aRule('-1', null, '::/0')] }),
    },
    'fail',
  ],
])('%s', (_, changes, status) => {
  expect(statuses(check, subnet, withParts(changes))).toEqual([status]);
});

test("the subnet's own route table comes before the VPC's main one", () => {
  const own = aRouteTable({ id: 'rtb-2', main: false, subnetIds: ['subnet-1'] });
  const { resources } = withParts({});
  expect(statuses(check, subnet, { resources: [...resources, own] })).toEqual(['not-applicable']);
});

const needed: readonly (readonly [ResourceType, keyof typeof parts])[] = [
  ['AWS::EC2::RouteTable', 'table'],
  ['AWS::EC2::NatGateway', 'gateway'],
  ['AWS::EC2::NetworkAcl', 'acl'],
  ['AWS::EC2::NetworkInterface', 'eni'],
  ['AWS::EC2::SecurityGroup', 'group'],
];

test.each(needed)('is unknown when %s could not be listed', (type, part) => {
  const [outcome] = evaluate(check, subnet, { ...withParts({ [part]: null }), denied: [type] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing(type)] });
});

test.each(['table', 'gateway', 'acl', 'group'] as const)('is unknown when the %s is not listed', (part) => {
  expect(statuses(check, subnet, withParts({ [part]: null }))).toEqual(['unknown']);
});

test('is unknown when a prefix list is missing, unless the ACL limits anyway', () => {
  const group = aSecurityGroup({ egress: [aRule('-1', null, 'pl-1')] });
  const denied = ['AWS::EC2::PrefixList'] as const;
  expect(statuses(check, subnet, { ...withParts({ group }), denied })).toEqual(['unknown']);
  expect(statuses(check, subnet, { resources: [...withParts({ group }).resources, aPrefixList()] })).toEqual([
    'pass',
  ]);
  const acl = aclOf(anEntry(100, 'allow', 'tcp', [443, 443], '0.0.0.0/0'));
  expect(statuses(check, subnet, { ...withParts({ group, acl }), denied })).toEqual(['pass']);
});

test('without the ACL a limiting group is enough', () => {
  const changes = { acl: null, group: aSecurityGroup() };
  const denied = ['AWS::EC2::NetworkAcl'] as const;
  expect(statuses(check, subnet, { ...withParts(changes), denied })).toEqual(['pass']);
});
