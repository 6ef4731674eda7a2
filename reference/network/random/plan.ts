import type { Resource } from '../../../src/model/resource-types.ts';
import type { Subnet, Vpc } from '../../../src/model/resources/ec2.ts';
import { ACCOUNT, OTHER_ACCOUNT, REGION } from '../../../test/inventory-of.ts';
import type { Home } from '../lookup.ts';

export const HOMES: readonly [Home, ...Home[]] = [
  { account: ACCOUNT, region: REGION },
  { account: ACCOUNT, region: REGION },
  { account: OTHER_ACCOUNT, region: REGION },
  { account: ACCOUNT, region: 'eu-west-1' },
];

/** A builder's resource, at home elsewhere. */
export function at<T extends Resource>(home: Home, resource: T): T {
  const arn = resource.arn.replace(`:${REGION}:${ACCOUNT}:`, `:${home.region}:${home.account}:`);
  return { ...resource, ...home, arn };
}

/** A VPC that is being made up, and what others need to know of it. */
export interface VpcPlan {
  readonly index: number;
  readonly home: Home;
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly groupIds: readonly string[];
}

export const ON_PREMISES = '192.168.0.0/16';
/** What the gateway endpoint's prefix list holds. */
export const SERVICE = '203.0.113.128/25';
export const CLIENTS = '203.0.113.0/26';
export const CLIENTS6 = '2001:db8:ff::/64';
export const ANYWHERE = ['0.0.0.0/0', '::/0'] as const;

export const SERVICE_PORTS: readonly [number, ...number[]] = [443, 80, 22, 53];
/** Where systems take client ports from begins or ends. */
export const CLIENT_PORTS: readonly [number, ...number[]] = [
  40_000, 1023, 1024, 32_767, 32_768, 49_151, 49_152, 60_999, 61_000, 65_535,
];

/** Blocks that rules and routes name. */
export function blocksOf(plans: readonly VpcPlan[]): readonly [string, ...string[]] {
  const own = plans.flatMap(({ vpc, subnets }) => [
    ...vpc.cidrBlocks,
    ...vpc.ipv6CidrBlocks,
    ...subnets.flatMap((each) => [...(each.cidrBlock ? [each.cidrBlock] : []), ...each.ipv6CidrBlocks]),
  ]);
  return [
    '0.0.0.0/0',
    '::/0',
    CLIENTS,
    CLIENTS6,
    ON_PREMISES,
    SERVICE,
    '10.0.0.0/8',
    '203.0.113.16/28',
    ...own,
  ];
}
