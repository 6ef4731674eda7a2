import type { Resource } from '../../../src/model/resource-types.ts';
import type {
  Route,
  TransitGatewayAttachment,
  VpcPeeringConnection,
} from '../../../src/model/resources/ec2.ts';
import { aRoute, aRouteTable } from '../../../test/builders/network.ts';
import type { Dice } from './dice.ts';
import { at, blocksOf, ON_PREMISES, type VpcPlan } from './plan.ts';

type Target = readonly [kind: Route['target']['kind'], id: string];

/** What a VPC may route to. */
export interface Surroundings {
  readonly plans: readonly VpcPlan[];
  readonly gateways: readonly Resource[];
  readonly peerings: readonly VpcPeeringConnection[];
  readonly attachments: readonly TransitGatewayAttachment[];
}

/** A main table and perhaps two others, with routes that mostly make sense, and now and then a table at an edge. */
export function randomTables(dice: Dice, own: VpcPlan, around: Surroundings): readonly Resource[] {
  const { index, home, vpc, subnets } = own;
  const table = (id: string, overrides: Parameters<typeof aRouteTable>[0]) =>
    at(home, aRouteTable({ id, vpcId: vpc.id, main: false, ...overrides }));
  const natSubnets = new Set(
    around.gateways.flatMap((each) =>
      each.type === 'AWS::EC2::NatGateway' && each.vpcId === vpc.id && each.subnetId !== null
        ? [each.subnetId]
        : [],
    ),
  );
  const publicIds = subnets
    .map((each) => each.id)
    .filter((id) => (natSubnets.has(id) ? !dice.chance(20) : dice.chance(40)));
  const privateIds = subnets
    .map((each) => each.id)
    .filter((id) => !publicIds.includes(id) && dice.chance(50));
  const edge = dice.any(edgesOf(own, around));
  return [
    table(`rtb-${index}-main`, { main: true, routes: randomRoutes(dice, own, around, dice.chance(50)) }),
    table(`rtb-${index}-public`, { subnetIds: publicIds, routes: randomRoutes(dice, own, around, true) }),
    table(`rtb-${index}-private`, { subnetIds: privateIds, routes: randomRoutes(dice, own, around, false) }),
    ...(edge !== null && dice.chance(15)
      ? [
          table(`rtb-${index}-edge`, {
            gatewayIds: [edge],
            routes: [...local(own), ...redirected(dice, own)],
          }),
        ]
      : []),
  ];
}

function edgesOf({ index }: VpcPlan, { gateways }: Surroundings): readonly string[] {
  return gateways.map((each) => each.id).filter((id) => id === `igw-${index}` || id === `vgw-${index}`);
}

function local({ vpc }: VpcPlan): readonly Route[] {
  return [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].map((block) => ({
    ...aRoute(block, 'local', ''),
    origin: 'CreateRouteTable',
  }));
}

function redirected(dice: Dice, own: VpcPlan): readonly Route[] {
  return dice.some(own.subnets, 50).flatMap((subnet) => {
    if (subnet.cidrBlock === null) return [];
    if (dice.chance(25)) return [aRoute(subnet.cidrBlock, 'gateway', `vpce-firewall-${own.index}`)];
    return [aRoute(subnet.cidrBlock, 'network-interface', `eni-${own.index}-0-0`)];
  });
}

function randomRoutes(dice: Dice, own: VpcPlan, around: Surroundings, isPublic: boolean): readonly Route[] {
  const there = new Set(around.gateways.map((each) => each.id));
  const ownTarget = (prefix: string, kind: Target[0]): readonly Target[] =>
    there.has(`${prefix}-${own.index}`) ? [[kind, `${prefix}-${own.index}`]] : [];
  const transit = around.attachments.flatMap((each): readonly Target[] =>
    each.resourceId === own.vpc.id ? [['transit-gateway', each.transitGatewayId]] : [],
  );
  const igw = ownTarget('igw', 'gateway');
  const vgw = ownTarget('vgw', 'gateway');
  const inside = [...ownTarget('nat', 'nat-gateway'), ...transit];
  const route = (block: string, targets: readonly Target[]) => {
    const target = dice.any(targets);
    return target ? [aRoute(block, ...target, dice.chance(4) ? 'blackhole' : 'active')] : [];
  };
  const defaults = [
    ...route('0.0.0.0/0', isPublic && !dice.chance(12) ? igw : inside),
    ...route(
      '::/0',
      isPublic && !dice.chance(12) ? igw : [...ownTarget('eigw', 'egress-only-internet-gateway'), ...transit],
    ),
  ];
  const premises =
    vgw.length > 0 && !dice.chance(25)
      ? propagated(dice, route(ON_PREMISES, vgw))
      : route(ON_PREMISES, transit);
  const service = dice.chance(70) ? route('pl-service', ownTarget('vpce', 'gateway')) : [];
  return onceEach([
    ...local(own),
    ...defaults.filter(() => !dice.chance(10)),
    ...premises,
    ...service,
    ...toOthers(dice, own, around, transit),
    ...(dice.chance(40) ? [oddRoute(dice, own, around)] : []),
  ]);
}

/** A table has one route to a destination, and beside it perhaps a propagated one; the local ones stay. */
function onceEach(routes: readonly Route[]): readonly Route[] {
  const key = ({ destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId, origin }: Route) =>
    [
      destinationCidrBlock,
      destinationIpv6CidrBlock,
      destinationPrefixListId,
      origin === 'EnableVgwRoutePropagation',
    ].join();
  const once = new Map<string, Route>();
  for (const each of routes) if (once.get(key(each))?.target.kind !== 'local') once.set(key(each), each);
  return [...once.values()];
}

function propagated(dice: Dice, routes: readonly Route[]): readonly Route[] {
  return dice.chance(50) ? routes.map((each) => ({ ...each, origin: 'EnableVgwRoutePropagation' })) : routes;
}

function toOthers(
  dice: Dice,
  own: VpcPlan,
  { plans, peerings }: Surroundings,
  transit: readonly Target[],
): readonly Route[] {
  return plans
    .filter((each) => each !== own)
    .flatMap(({ vpc }) => {
      const peered = peerings.flatMap((each): readonly Target[] => {
        const sides = new Set([each.requester.vpcId, each.accepter.vpcId]);
        return sides.has(vpc.id) && sides.has(own.vpc.id) ? [['vpc-peering-connection', each.id]] : [];
      });
      const target = dice.any([...peered, ...transit]);
      const blocks = [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].filter(
        (block) => !own.vpc.cidrBlocks.includes(block),
      );
      return target && !dice.chance(8) ? blocks.map((block) => aRoute(block, ...target)) : [];
    });
}

/** To anywhere by anything, what is not there and what goes by its own rules among them. */
function oddRoute(dice: Dice, own: VpcPlan, around: Surroundings): Route {
  const anything = [...around.gateways, ...around.peerings].flatMap((each) => targetOf(each));
  const target = dice.any<Target>([
    ...anything,
    ['network-interface', `eni-${own.index}-0-0`],
    ['instance', `i-eni-${own.index}-0-1`],
    ['nat-gateway', 'nat-gone'],
    ['carrier-gateway', 'cagw-1'],
    ['core-network', 'arn:aws:networkmanager::111122223333:core-network/core-network-1'],
    ['gateway', `vpce-firewall-${own.index}`],
  ]) ?? ['local', ''];
  const blocks = blocksOf(around.plans);
  const block = dice.chance(20) ? dice.one(['pl-1', 'pl-2', 'pl-1', 'pl-gone']) : dice.one(blocks);
  const odd = aRoute(block, ...target, dice.chance(15) ? 'blackhole' : 'active');
  // Only virtual private gateways propagate, and blocks alone.
  const mayPropagate = target[1].startsWith('vgw-') && !block.startsWith('pl-');
  return mayPropagate && dice.chance(60) ? { ...odd, origin: 'EnableVgwRoutePropagation' } : odd;
}

function targetOf(resource: Resource): readonly Target[] {
  if (resource.type === 'AWS::EC2::InternetGateway' || resource.type === 'AWS::EC2::VPNGateway')
    return [['gateway', resource.id]];
  if (resource.type === 'AWS::EC2::VPCPeeringConnection') return [['vpc-peering-connection', resource.id]];
  return resource.type === 'AWS::EC2::NatGateway' ? [['nat-gateway', resource.id]] : [];
}
