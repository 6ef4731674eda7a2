import { read, unread } from '../../../src/model/reading.ts';
import type { Resource } from '../../../src/model/resource-types.ts';
import type { TransitGatewayAttachment, TransitGatewayRouteTable } from '../../../src/model/resources/ec2.ts';
import {
  aTransitGateway,
  aTransitGatewayAttachment,
  aTransitGatewayRouteTable,
} from '../../../test/builders/network.ts';
import type { Home } from '../lookup.ts';
import type { Dice } from './dice.ts';
import { at, blocksOf, HOMES, ON_PREMISES, type VpcPlan } from './plan.ts';

type TransitRoute = Extract<TransitGatewayRouteTable['routes'], { status: 'read' }>['value'][number];

export interface Transit {
  readonly resources: readonly Resource[];
  readonly attachments: readonly TransitGatewayAttachment[];
}

interface Gateway {
  readonly id: string;
  readonly home: Home;
  readonly tableIds: readonly [string, ...string[]];
}

/** One transit gateway, or two that are peered, the second in another Region at times. */
export function randomTransit(dice: Dice, plans: readonly VpcPlan[]): Transit {
  if (dice.chance(25)) return { resources: [], attachments: [] };
  const count = dice.chance(40) ? 2 : 1;
  const gateways = Array.from({ length: count }, (_, index): Gateway => {
    const id = `tgw-${index + 1}`;
    const home = index === 0 ? HOMES[0] : dice.one(HOMES);
    return { id, home, tableIds: dice.chance(30) ? [`rtb-${id}-a`, `rtb-${id}-b`] : [`rtb-${id}-a`] };
  });
  const vpcs = plans.flatMap((plan) => vpcAttachments(dice, plan, gateways));
  const edges = gateways.flatMap((each) => edgeAttachments(dice, each));
  const attachments = [...vpcs, ...edges, ...peeringAttachments(dice, gateways)];
  const tables = gateways.flatMap((gateway) => randomTables(dice, plans, gateway, attachments));
  const owned = gateways.map(({ id, home }) =>
    at(home, aTransitGateway({ id, ownerId: home.account, securityGroupReferencing: dice.chance(50) })),
  );
  return { resources: [...owned, ...attachments, ...tables], attachments };
}

function attachment(
  dice: Dice,
  gateway: Gateway,
  overrides: Partial<TransitGatewayAttachment>,
): TransitGatewayAttachment {
  return at(
    gateway.home,
    aTransitGatewayAttachment({
      transitGatewayId: gateway.id,
      transitGatewayOwnerId: gateway.home.account,
      resourceOwnerId: gateway.home.account,
      state: dice.chance(4) ? 'deleting' : 'available',
      associatedRouteTableId: dice.chance(4) ? null : dice.one(gateway.tableIds),
      subnetIds: read([]),
      ...overrides,
    }),
  );
}

function vpcAttachments(
  dice: Dice,
  plan: VpcPlan,
  gateways: readonly Gateway[],
): readonly TransitGatewayAttachment[] {
  return gateways
    .filter((each) => each.home.region === plan.home.region && dice.chance(each.id === 'tgw-1' ? 85 : 40))
    .map((gateway) => {
      const inZones = new Map(plan.subnets.map((each) => [each.availabilityZone, each.id]));
      const subnetIds = dice.chance(4)
        ? unread('ec2:DescribeTransitGatewayVpcAttachments', 'AccessDenied')
        : read([...inZones.values()]);
      return attachment(dice, gateway, {
        id: `tgw-attach-${gateway.id}-${plan.index}`,
        resourceId: plan.vpc.id,
        resourceOwnerId: plan.home.account,
        subnetIds,
        applianceMode: dice.chance(15),
      });
    });
}

function edgeAttachments(dice: Dice, gateway: Gateway): readonly TransitGatewayAttachment[] {
  const kinds = [
    ['vpn', 60],
    ['direct-connect-gateway', 15],
    ['network-function', 5],
  ] as const;
  return kinds.flatMap(([resourceType, percent]) =>
    dice.chance(percent)
      ? [
          attachment(dice, gateway, {
            id: `tgw-attach-${gateway.id}-${resourceType}`,
            resourceType,
            resourceId: `${resourceType}-1`,
          }),
        ]
      : [],
  );
}

function peeringAttachments(
  dice: Dice,
  [first, second]: readonly Gateway[],
): readonly TransitGatewayAttachment[] {
  if (!first || !second || dice.chance(10)) return [];
  const side = (own: Gateway, other: Gateway) =>
    attachment(dice, own, {
      // Between gateways of one account and Region an ARN would have two meanings.
      id: sameHome(first, second) ? `tgw-attach-${own.id}-peering` : 'tgw-attach-peering',
      resourceType: 'peering',
      resourceId: other.id,
      resourceOwnerId: other.home.account,
    });
  const sides = [side(first, second), side(second, first)];
  return dice.chance(8) ? sides.slice(1) : sides;
}

function sameHome(a: Gateway, b: Gateway): boolean {
  return a.home.account === b.home.account && a.home.region === b.home.region;
}

function randomTables(
  dice: Dice,
  plans: readonly VpcPlan[],
  gateway: Gateway,
  attachments: readonly TransitGatewayAttachment[],
): readonly Resource[] {
  const own = attachments.filter((each) => each.transitGatewayId === gateway.id);
  return gateway.tableIds.map((id) => {
    const all = [...propagated(dice, plans, own), ...peered(dice, plans, own), ...odd(dice, plans, own)];
    const routes = onceEach(all);
    return at(
      gateway.home,
      aTransitGatewayRouteTable({
        id,
        transitGatewayId: gateway.id,
        propagatingAttachmentIds: read(own.map((each) => each.id)),
        routes: dice.chance(4) ? unread('ec2:SearchTransitGatewayRoutes', 'AccessDenied') : read(routes),
      }),
    );
  });
}

/** A static route takes the place of another to the same destination. */
function onceEach(routes: readonly TransitRoute[]): readonly TransitRoute[] {
  const key = (each: TransitRoute) => `${each.destinationCidrBlock} ${each.prefixListId} ${each.type}`;
  return [...new Map(routes.map((each) => [key(each), each])).values()];
}

function route(
  destination: string,
  type: TransitRoute['type'],
  attachmentIds: readonly string[],
): TransitRoute {
  const state = attachmentIds.length === 0 ? 'blackhole' : 'active';
  const isList = destination.startsWith('pl-');
  return {
    destinationCidrBlock: isList ? null : destination,
    prefixListId: isList ? destination : null,
    type,
    state,
    attachmentIds,
  };
}

function propagated(
  dice: Dice,
  plans: readonly VpcPlan[],
  own: readonly TransitGatewayAttachment[],
): readonly TransitRoute[] {
  const edges = own.filter((each) => each.resourceType !== 'vpc' && each.resourceType !== 'peering');
  const inside = plans.flatMap(({ vpc }) => {
    const attached = own.find((each) => each.resourceId === vpc.id);
    if (!attached || dice.chance(10)) return [];
    return [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].map((block) =>
      route(block, 'propagated', [attached.id]),
    );
  });
  // The blocks of overlapping VPCs propagate once.
  const once = new Map(inside.map((each) => [each.destinationCidrBlock, each]));
  const outside =
    edges.length > 0
      ? [
          route(
            ON_PREMISES,
            'propagated',
            edges.map((each) => each.id),
          ),
        ]
      : [];
  return [...once.values(), ...outside];
}

/** "You must add a static route" to what is attached to the other gateway. */
function peered(
  dice: Dice,
  plans: readonly VpcPlan[],
  own: readonly TransitGatewayAttachment[],
): readonly TransitRoute[] {
  const peering = own.find((each) => each.resourceType === 'peering');
  if (!peering) return [];
  return plans
    .filter(({ vpc }) => !own.some((each) => each.resourceId === vpc.id) && !dice.chance(10))
    .flatMap(({ vpc }) =>
      [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].map((block) => route(block, 'static', [peering.id])),
    );
}

function odd(
  dice: Dice,
  plans: readonly VpcPlan[],
  own: readonly TransitGatewayAttachment[],
): readonly TransitRoute[] {
  const [first, ...more] = own.map((each) => each.id);
  const someone = () => (first === undefined ? [] : [dice.one([first, ...more])]);
  return [
    ...(dice.chance(35) ? [route('0.0.0.0/0', 'static', someone())] : []),
    ...(dice.chance(15)
      ? [route(dice.one(blocksOf(plans)), 'static', dice.chance(50) ? [] : someone())]
      : []),
    ...(dice.chance(8) ? [route(dice.one(['pl-1', 'pl-2']), 'static', someone())] : []),
  ];
}
