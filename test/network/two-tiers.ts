import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import type { NetworkAcl } from '../../src/model/resources/ec2.ts';
import { aLoadBalancer } from '../builders/load-balancing.ts';
import {
  aNatGateway,
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  anInternetGateway,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aVpc,
} from '../builders/network.ts';
import { REGION } from '../inventory-of.ts';

const LOCAL = aRoute('10.0.0.0/16', 'local', '');

/** Lets everything through, as a VPC's first ACL does. */
export function openAcl(id: string, subnetIds: readonly string[]): NetworkAcl {
  return aNetworkAcl({
    id,
    subnetIds,
    entries: ['0.0.0.0/0', '::/0'].flatMap((block, index) => [
      anEntry(100 + index, 'allow', '-1', null, block),
      anEntry(100 + index, 'allow', '-1', null, block, { egress: true }),
    ]),
  });
}

const NETWORK: readonly Resource[] = [
  aVpc({ ipv6CidrBlocks: ['2001:db8:1::/56'] }),
  anInternetGateway(),
  aSubnet({ id: 'subnet-public', cidrBlock: '10.0.1.0/24', ipv6CidrBlocks: ['2001:db8:1:1::/64'] }),
  aSubnet({ id: 'subnet-private', cidrBlock: '10.0.2.0/24', availabilityZone: `${REGION}b` }),
  openAcl('acl-public', ['subnet-public']),
  openAcl('acl-private', ['subnet-private']),
  aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [
      LOCAL,
      aRoute('0.0.0.0/0', 'gateway', 'igw-1'),
      aRoute('2001:db8:1::/56', 'local', ''),
      aRoute('::/0', 'gateway', 'igw-1'),
    ],
  }),
  aRouteTable({ id: 'rtb-main', routes: [LOCAL, aRoute('0.0.0.0/0', 'nat-gateway', 'nat-1')] }),
  aSecurityGroup({
    id: 'sg-web',
    ingress: [aRule('tcp', 443, '0.0.0.0/0'), aRule('tcp', 443, '::/0')],
    egress: [aRule('-1', null, '0.0.0.0/0')],
  }),
  aSecurityGroup({
    id: 'sg-db',
    ingress: [aRule('tcp', 5432, 'sg-web')],
    egress: [aRule('-1', null, '0.0.0.0/0')],
  }),
];

const INTERFACES: readonly Resource[] = [
  aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-web'],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
    ipv6Addresses: ['2001:db8:1:1::10'],
    attachment: { instanceId: 'i-web', instanceOwnerId: null, status: 'attached' },
  }),
  aNetworkInterface({
    id: 'eni-db',
    subnetId: 'subnet-private',
    availabilityZone: `${REGION}b`,
    securityGroupIds: ['sg-db'],
    privateIpAddresses: [{ privateIpAddress: '10.0.2.20', primary: true, publicIp: null }],
    attachment: { instanceId: 'i-db', instanceOwnerId: null, status: 'attached' },
  }),
  aNetworkInterface({
    id: 'eni-nat',
    interfaceType: 'nat_gateway',
    subnetId: 'subnet-public',
    securityGroupIds: [],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.5', primary: true, publicIp: '203.0.113.5' }],
    attachment: null,
  }),
  aNatGateway({
    addresses: [{ publicIp: '203.0.113.5', privateIp: '10.0.1.5', networkInterfaceId: 'eni-nat' }],
  }),
];

/** A load balancer with a node in `subnet-private`, `eni-node`, whose group lets everything in; without a listener. */
export const OPEN_BALANCER: readonly Resource[] = [
  aLoadBalancer(),
  aNetworkInterface({
    id: 'eni-node',
    subnetId: 'subnet-private',
    securityGroupIds: ['sg-node'],
    description: 'ELB app/web/0123456789abcdef',
    privateIpAddresses: [{ privateIpAddress: '10.0.2.50', primary: true, publicIp: null }],
  }),
  aSecurityGroup({ id: 'sg-node', ingress: [aRule('-1', null, '0.0.0.0/0')] }),
];

/**
 * A web server with a public address in `subnet-public`, a database in `subnet-private` behind a NAT gateway: HTTPS
 * from everywhere to `eni-web`, PostgreSQL from its group to `eni-db`. What is given takes the place of what has its id.
 */
export function twoTiers(...changed: readonly Resource[]): NetworkFacts {
  const ids = new Set(changed.map((each) => each.id));
  const usual = [...NETWORK, ...INTERFACES].filter((each) => !ids.has(each.id));
  return { resources: [...usual, ...changed], listings: [] };
}
