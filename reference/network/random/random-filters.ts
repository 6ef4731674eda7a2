import { read, unread } from '../../../src/model/reading.ts';
import type { Resource } from '../../../src/model/resource-types.ts';
import type { NetworkAclEntry, SecurityGroupRule } from '../../../src/model/resources/ec2.ts';
import { anEntry, aPrefixList, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { anOpenAcl } from '../scene.ts';
import type { Dice } from './dice.ts';
import { ANYWHERE, at, blocksOf, SERVICE, SERVICE_PORTS, type VpcPlan } from './plan.ts';

type Ports = readonly [number, number];

const EPHEMERAL: readonly [Ports, ...Ports[]] = [
  [1024, 65_535],
  [32_768, 60_999],
  [49_152, 65_535],
];

function randomPorts(dice: Dice): Ports | null {
  const port = dice.one(SERVICE_PORTS);
  return dice.one<Ports | null>([null, [port, port], [port, port], [port, port + 10], [0, 1023]]);
}

function randomIcmp(dice: Dice): Ports {
  return [dice.one([-1, 8, 128, 0, 3]), dice.one([-1, -1, 0, 4])];
}

/** The third is for the service's gateway endpoint. */
export function randomPrefixLists(dice: Dice, plans: readonly VpcPlan[]): readonly Resource[] {
  const blocks = blocksOf(plans).filter((each) => each.includes('.') && each !== '0.0.0.0/0');
  const lists = ['pl-1', 'pl-2'].map((id) =>
    aPrefixList({
      id,
      cidrs: dice.chance(8)
        ? unread('ec2:GetManagedPrefixListEntries', 'AccessDenied')
        : read(dice.some(blocks, 25)),
    }),
  );
  return [...lists, aPrefixList({ id: 'pl-service', ownerId: 'AWS', cidrs: read([SERVICE]) })];
}

function randomPeer(dice: Dice, plans: readonly VpcPlan[], own: VpcPlan): string {
  const groups = [...own.groupIds, ...plans.flatMap((each) => each.groupIds), 'sg-gone'];
  const kind = dice.upTo(9);
  if (kind < 6) return dice.one(blocksOf(plans));
  if (kind < 9) return dice.any(groups) ?? 'sg-gone';
  return dice.one(['pl-1', 'pl-2', 'pl-service', 'pl-gone']);
}

function randomRule(dice: Dice, plans: readonly VpcPlan[], own: VpcPlan): SecurityGroupRule {
  const from = randomPeer(dice, plans, own);
  const protocol = dice.one(['tcp', 'tcp', '-1', 'udp', 'icmp', 'icmpv6', '50']);
  if (protocol === '-1' || protocol === '50') return aRule(protocol, null, from);
  return aRule(protocol, protocol.startsWith('icmp') ? randomIcmp(dice) : randomPorts(dice), from);
}

/** Half of the groups let out everything, as a new one does. */
export function randomGroups(dice: Dice, plans: readonly VpcPlan[], own: VpcPlan): readonly Resource[] {
  return own.groupIds.map((id, index) => {
    const rules = (most: number) =>
      Array.from({ length: dice.upTo(most) }, () => randomRule(dice, plans, own));
    const all = ANYWHERE.map((block) => aRule('-1', null, block));
    const isOpen = index === 0 || dice.chance(20);
    return at(
      own.home,
      aSecurityGroup({
        id,
        vpcId: own.vpc.id,
        ownerId: own.home.account,
        ingress: isOpen ? all : rules(5),
        egress: isOpen || dice.chance(60) ? all : rules(5),
      }),
    );
  });
}

function randomEntry(dice: Dice, plans: readonly VpcPlan[]): NetworkAclEntry {
  const block = dice.chance(50) ? dice.one(ANYWHERE) : dice.one(blocksOf(plans));
  const protocol = dice.one(['tcp', 'tcp', '-1', 'udp', 'icmp', '58', '6']);
  const isIcmp = protocol === 'icmp' || protocol === '58';
  const ports =
    protocol === '-1' || isIcmp ? null : dice.chance(50) ? dice.one(EPHEMERAL) : randomPorts(dice);
  const [type, code] = randomIcmp(dice);
  return anEntry(1 + dice.upTo(400), dice.chance(30) ? 'deny' : 'allow', protocol, ports, block, {
    egress: dice.chance(50),
    icmpTypeCode: isIcmp ? { type, code } : null,
  });
}

/** The default ACL, and one of the VPC's own for some of its subnets, which mostly ends with rules that allow the rest. */
export function randomAcls(dice: Dice, plans: readonly VpcPlan[], own: VpcPlan): readonly Resource[] {
  const guarded = dice.some(own.subnets, 40).map((each) => each.id);
  const others = own.subnets.map((each) => each.id).filter((id) => !guarded.includes(id));
  const entries = Array.from({ length: dice.upTo(6) }, () => randomEntry(dice, plans));
  const ends = ANYWHERE.flatMap((block, index) =>
    [true, false].flatMap((egress) =>
      dice.chance(70) ? [anEntry(1000 + index, 'allow', '-1', null, block, { egress })] : [],
    ),
  );
  const common = { vpcId: own.vpc.id };
  return [
    at(
      own.home,
      anOpenAcl({ ...common, id: `acl-${own.index}-default`, isDefault: true, subnetIds: others }),
    ),
    at(
      own.home,
      anOpenAcl({ ...common, id: `acl-${own.index}`, subnetIds: guarded, entries: [...entries, ...ends] }),
    ),
  ];
}
