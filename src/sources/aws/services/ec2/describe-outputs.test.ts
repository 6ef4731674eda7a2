import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import type { Resource } from '../../../../model/resource-types.ts';
import type { Collector } from '../../collector.ts';
import { collectors as addresses } from './address.ts';
import { collectors as internetGateways } from './internet-gateway.ts';
import { collectors as natGateways } from './nat-gateway.ts';
import { collectors as networkAcls } from './network-acl.ts';
import { collectors as networkInterfaces } from './network-interface.ts';
import { collectors as routeTables } from './route-table.ts';
import { collectors as securityGroups } from './security-group.ts';
import { collectors as subnets } from './subnet.ts';
import { collectors as transitGateways } from './transit-gateway.ts';
import { collectors as vpcs } from './vpc.ts';
import { collectors as vpcEndpoints } from './vpc-endpoint.ts';
import { collectors as peerings } from './vpc-peering-connection.ts';
import { collectors as vpnConnections } from './vpn-connection.ts';
import { collectors as vpnGateways } from './vpn-gateway.ts';

/** Real `aws ec2 describe-…` outputs, kept beside the repository: the mappers must take them all. */
const ROOT = '../shared/data/network/batfish';
const KEYS: Readonly<Record<string, Collector | undefined>> = {
  Addresses: addresses[0],
  InternetGateways: internetGateways[0],
  NatGateways: natGateways[0],
  NetworkAcls: networkAcls[0],
  NetworkInterfaces: networkInterfaces[0],
  RouteTables: routeTables[0],
  SecurityGroups: securityGroups[0],
  Subnets: subnets[0],
  TransitGateways: transitGateways[0],
  TransitGatewayAttachments: transitGateways[1],
  Vpcs: vpcs[0],
  VpcEndpoints: vpcEndpoints[0],
  VpcPeeringConnections: peerings[0],
  VpnConnections: vpnConnections[0],
  VpnGateways: vpnGateways[0],
};

const files = existsSync(ROOT)
  ? globSync(`${ROOT}/*/aws_configs/**/*.json`).filter((file) => basename(file, '.json') in KEYS)
  : [];

test.skipIf(files.length === 0)(
  'every resource of the real outputs is mapped, with an id and an ARN',
  async () => {
    let count = 0;
    for (const file of files) {
      const key = basename(file, '.json');
      const answer = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown[]>;
      const collected = await KEYS[key]?.collect(apiOf('ec2', { [`Describe${key}`]: answer }));
      expect(collected?.gap, file).toBeNull();
      expect(collected?.resources, file).toHaveLength(answer[key]?.length ?? -1);
      for (const resource of collected?.resources ?? []) {
        expect(resource.id, file).toMatch(/^[a-z]+(-[a-z]+)?-[0-9a-z]+$/);
        expect(resource.arn).toMatch(/^arn:aws:ec2:[a-z0-9-]+:\d{12}:[a-z-]+\/./);
        expect(
          blocksOf(resource).filter((block) => !ipaddr.isValidCIDR(block)),
          dirname(file),
        ).toEqual([]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(100);
  },
);

function blocksOf(resource: Resource): readonly string[] {
  if (resource.type === 'AWS::EC2::VPC') return resource.cidrBlocks;
  if (resource.type === 'AWS::EC2::SecurityGroup') {
    const rules = [...resource.ingress, ...resource.egress];
    return rules.flatMap(({ peer }) => ('cidr' in peer ? [peer.cidr] : []));
  }
  if (resource.type === 'AWS::EC2::NetworkAcl') {
    return resource.entries.map((entry) => entry.cidrBlock ?? entry.ipv6CidrBlock ?? '');
  }
  if (resource.type !== 'AWS::EC2::RouteTable') return [];
  return resource.routes.flatMap(
    (route) => route.destinationCidrBlock ?? route.destinationIpv6CidrBlock ?? [],
  );
}
