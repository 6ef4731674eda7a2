import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aVpc,
} from '../../test/builders/network.ts';
import { REGION } from '../../test/inventory-of.ts';
import type { NetworkFacts } from '../model/network-facts.ts';
import type { NetworkAclEntry, SecurityGroupRule } from '../model/resources/ec2.ts';
import { protocolNumber } from './protocol.ts';
import { type ReachedTraffic, reach } from './reach.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/network/reach-cases.json');

interface Rule {
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidrs: readonly string[];
  readonly securityGroups: readonly string[];
}

interface Entry {
  readonly ruleNumber: number;
  readonly protocol: string;
  readonly action: 'allow' | 'deny';
  readonly cidr: string;
  readonly fromPort?: number;
  readonly toPort?: number;
}

interface Traffic {
  readonly kind: 'all' | 'none' | 'set';
  readonly traffic?: readonly {
    readonly protocol: string | number;
    readonly dstPorts?: readonly (readonly [number, number])[];
  }[];
}

interface Case {
  readonly id: string;
  readonly vpc: { readonly cidr: string };
  readonly subnets: readonly { readonly id: string; readonly cidr: string }[];
  readonly networkAcls: readonly {
    readonly id: string;
    readonly subnetIds: readonly string[];
    readonly ingress: readonly Entry[];
    readonly egress: readonly Entry[];
  }[];
  readonly securityGroups: readonly {
    readonly id: string;
    readonly ingress: readonly Rule[];
    readonly egress: readonly Rule[];
  }[];
  readonly instances: readonly {
    readonly id: string;
    readonly subnetId: string;
    readonly assumedPrivateIp: string;
    readonly securityGroupIds: readonly string[];
  }[];
  readonly source: string;
  readonly destination: string;
  readonly expectedForward: Traffic;
  readonly expectedReturn: Traffic;
}

const cases: readonly Case[] = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly Case[] }).cases
  : [];

/** Groups of the corpus have names where AWS has ids. */
function factsOf({ vpc, subnets, networkAcls, securityGroups, instances }: Case): NetworkFacts {
  return {
    listings: [],
    resources: [
      aVpc({ cidrBlocks: [vpc.cidr] }),
      aRouteTable({ routes: [aRoute(vpc.cidr, 'local', '')] }),
      ...subnets.map(({ id, cidr }) => aSubnet({ id, cidrBlock: cidr, availabilityZone: `${REGION}a` })),
      ...networkAcls.map(({ id, subnetIds, ingress, egress }) =>
        aNetworkAcl({
          id,
          subnetIds,
          entries: [
            ...ingress.map((each) => entryOf(each, false)),
            ...egress.map((each) => entryOf(each, true)),
          ],
        }),
      ),
      ...securityGroups.map(({ id, ingress, egress }) =>
        aSecurityGroup({
          id: `sg-${id}`,
          ingress: ingress.flatMap(rulesOf),
          egress: egress.flatMap(rulesOf),
        }),
      ),
      ...instances.map(({ id, subnetId, assumedPrivateIp, securityGroupIds }) =>
        aNetworkInterface({
          id,
          subnetId,
          securityGroupIds: securityGroupIds.map((each) => `sg-${each}`),
          privateIpAddresses: [{ privateIpAddress: assumedPrivateIp, primary: true, publicIp: null }],
        }),
      ),
    ],
  };
}

function rulesOf({ protocol, fromPort, toPort, cidrs, securityGroups }: Rule): readonly SecurityGroupRule[] {
  const ports = fromPort === undefined ? null : ([fromPort, toPort ?? fromPort] as const);
  return [...cidrs, ...securityGroups.map((each) => `sg-${each}`)].map((peer) =>
    aRule(protocol, ports, peer),
  );
}

function entryOf(
  { ruleNumber, protocol, action, cidr, fromPort, toPort }: Entry,
  egress: boolean,
): NetworkAclEntry {
  const ports = fromPort === undefined ? null : ([fromPort, toPort ?? fromPort] as const);
  return anEntry(ruleNumber, action, protocol, ports, cidr, { egress });
}

/** `6 22-22`, sorted; what TCP needs an answer for counts only where the answer may come. */
function wanted({ expectedForward, expectedReturn }: Case): readonly string[] {
  const answered = (protocol: number): boolean =>
    expectedReturn.kind === 'all' ||
    (expectedReturn.traffic ?? []).some((each) => protocolNumber(String(each.protocol)) === protocol);
  return (expectedForward.traffic ?? [])
    .flatMap(({ protocol, dstPorts = [[0, 65_535]] }) => {
      const number = protocolNumber(String(protocol)) ?? -1;
      return number === 6 && !answered(number) ? [] : dstPorts.map(([from, to]) => `${number} ${from}-${to}`);
    })
    .toSorted();
}

function told(traffic: readonly ReachedTraffic[]): readonly string[] {
  return traffic.map(({ protocol, from, to }) => `${protocol} ${from}-${to}`).toSorted();
}

describe.skipIf(cases.length === 0)(
  'what luhring/reach says of two machines (skipped where ../shared is absent)',
  () => {
    test.each(cases.map((each) => [each.id, each] as const))('%s', (_, each) => {
      const [found] = reach(factsOf(each), { from: each.source, to: each.destination });
      const traffic = found?.traffic ?? [];
      expect(traffic.map(({ verdict }) => verdict)).not.toContain('unknown');
      if (each.expectedForward.kind === 'all')
        expect(told(traffic)).toEqual(['1 0-65535', '17 0-65535', '6 0-65535', 'null 0-65535']);
      else expect(told(traffic)).toEqual(wanted(each));
    });
  },
);
