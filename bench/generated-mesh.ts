import type { NetworkFacts } from '../src/model/network-facts.ts';
import { read } from '../src/model/reading.ts';
import type { Resource } from '../src/model/resource-types.ts';
import type { SecurityGroupRule } from '../src/model/resources/ec2.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aTransitGateway,
  aTransitGatewayAttachment,
  aTransitGatewayRouteTable,
  aVpc,
} from '../test/builders/network.ts';
import { REGION } from '../test/inventory-of.ts';

export interface MeshSize {
  /** At most 250. */
  readonly vpcs: number;
  readonly interfacesPerGroup: number;
}

/** Each role has a group in each VPC; the tier says in which subnets its interfaces are. */
const ROLES: readonly {
  readonly name: string;
  readonly tier: number;
  readonly ingress: readonly [number, string][];
}[] = [
  { name: 'lb', tier: 0, ingress: [[443, '10.0.0.0/8']] },
  { name: 'bastion', tier: 0, ingress: [[22, '10.0.0.0/16']] },
  { name: 'web', tier: 1, ingress: [[8080, 'lb']] },
  {
    name: 'api',
    tier: 1,
    ingress: [
      [8443, 'lb'],
      [8443, 'web'],
      [8443, '10.1.0.0/16'],
    ],
  },
  { name: 'worker', tier: 1, ingress: [] },
  {
    name: 'queue',
    tier: 1,
    ingress: [
      [5672, 'api'],
      [5672, 'worker'],
    ],
  },
  {
    name: 'cache',
    tier: 2,
    ingress: [
      [6379, 'web'],
      [6379, 'api'],
    ],
  },
  {
    name: 'db',
    tier: 2,
    ingress: [
      [5432, 'api'],
      [5432, 'worker'],
      [5432, '10.2.0.0/16'],
    ],
  },
  { name: 'search', tier: 2, ingress: [[9200, 'api']] },
  {
    name: 'backup',
    tier: 2,
    ingress: [
      [873, 'db'],
      [873, '10.0.0.0/16'],
    ],
  },
];
export const GROUPS_PER_VPC = ROLES.length;
const ZONES = ['a', 'b'];
const TIERS = [0, 1, 2];

/** VPCs of three tiers in two zones, all joined by one transit gateway whose table has every one of them. */
export function generatedMesh({ vpcs, interfacesPerGroup }: MeshSize): NetworkFacts {
  const numbers = Array.from({ length: vpcs }, (_, index) => index);
  const resources: readonly Resource[] = [
    aTransitGateway(),
    aTransitGatewayRouteTable({
      routes: read(
        numbers.map((vpc) => ({
          destinationCidrBlock: `10.${vpc}.0.0/16`,
          prefixListId: null,
          type: 'propagated' as const,
          state: 'active',
          attachmentIds: [`tgw-attach-${vpc}`],
        })),
      ),
    }),
    ...numbers.flatMap((vpc) => vpcResources(vpc, interfacesPerGroup)),
  ];
  return { resources, listings: [] };
}

function vpcResources(vpc: number, interfacesPerGroup: number): readonly Resource[] {
  const vpcId = `vpc-${vpc}`;
  return [
    aVpc({ id: vpcId, cidrBlocks: [`10.${vpc}.0.0/16`] }),
    aTransitGatewayAttachment({
      id: `tgw-attach-${vpc}`,
      resourceId: vpcId,
      subnetIds: read(ZONES.map((zone) => subnetId(vpc, 1, zone))),
    }),
    ...TIERS.flatMap((tier) => tierResources(vpc, tier)),
    ...ROLES.map(({ name, ingress }) =>
      aSecurityGroup({
        id: groupId(vpc, name),
        vpcId,
        ingress: [
          ...ingress.map(([port, peer]) => ruleFor(vpc, port, peer)),
          aRule('tcp', 9100, '10.3.0.0/16'),
        ],
        egress: name === 'db' ? [aRule('tcp', [0, 1023], '10.0.0.0/8')] : [aRule('-1', null, '0.0.0.0/0')],
      }),
    ),
    ...ROLES.flatMap(({ name, tier }, role) =>
      Array.from({ length: interfacesPerGroup }, (_, index) =>
        interfaceOf(vpc, name, tier, role * interfacesPerGroup + index),
      ),
    ),
  ];
}

function ruleFor(vpc: number, port: number, peer: string): SecurityGroupRule {
  return aRule('tcp', port, peer.includes('/') ? peer : groupId(vpc, peer));
}

function tierResources(vpc: number, tier: number): readonly Resource[] {
  const vpcId = `vpc-${vpc}`;
  const own = ZONES.map((zone) => subnetId(vpc, tier, zone));
  return [
    ...ZONES.map((zone, index) =>
      aSubnet({
        id: subnetId(vpc, tier, zone),
        vpcId,
        cidrBlock: `10.${vpc}.${tier * 16 + index * 8}.0/21`,
        availabilityZone: `${REGION}${zone}`,
      }),
    ),
    aNetworkAcl({
      id: `acl-${vpc}-${tier}`,
      vpcId,
      subnetIds: own,
      entries: [
        anEntry(50, 'deny', 'tcp', [3389, 3389], '0.0.0.0/0'),
        anEntry(100, 'allow', '-1', null, tier === 2 ? '10.0.0.0/8' : '0.0.0.0/0'),
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0', { egress: true }),
      ],
    }),
    aRouteTable({
      id: `rtb-${vpc}-${tier}`,
      vpcId,
      main: tier === 0,
      subnetIds: own,
      routes: [aRoute(`10.${vpc}.0.0/16`, 'local', ''), aRoute('10.0.0.0/8', 'transit-gateway', 'tgw-1')],
    }),
  ];
}

function interfaceOf(vpc: number, role: string, tier: number, index: number): Resource {
  const zone = index % ZONES.length;
  return aNetworkInterface({
    id: `eni-${vpc}-${index}`,
    vpcId: `vpc-${vpc}`,
    subnetId: subnetId(vpc, tier, ZONES[zone] ?? 'a'),
    availabilityZone: `${REGION}${ZONES[zone]}`,
    securityGroupIds: [groupId(vpc, role)],
    privateIpAddresses: [
      {
        privateIpAddress: `10.${vpc}.${tier * 16 + zone * 8 + (index >> 8)}.${4 + (index & 127)}`,
        primary: true,
        publicIp: null,
      },
    ],
    attachment: null,
  });
}

function subnetId(vpc: number, tier: number, zone: string): string {
  return `subnet-${vpc}-${tier}${zone}`;
}

export function groupId(vpc: number, role: string): string {
  return `sg-${vpc}-${role}`;
}
