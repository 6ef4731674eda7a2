import { aSubnet, aVpc } from '../../../test/builders/network.ts';
import type { Dice } from './dice.ts';
import { at, HOMES, type VpcPlan } from './plan.ts';

/** 10.n.0.0/16, now and then the block of the first VPC once more; one to three subnets in two zones. */
export function randomVpc(dice: Dice, index: number): VpcPlan {
  const home = dice.one(HOMES);
  const id = `vpc-${index}`;
  const number = index > 0 && dice.chance(6) ? 0 : index;
  const hasIpv6 = dice.chance(60);
  const hasSecond = dice.chance(15);
  const cidrBlocks = [`10.${number}.0.0/16`, ...(hasSecond ? [`100.64.${index}.0/24`] : [])];
  const ipv6CidrBlocks = hasIpv6 ? [`2600:1f10:${index}::/48`] : [];
  const subnets = Array.from({ length: 1 + dice.upTo(2) }, (_, each) =>
    at(
      home,
      aSubnet({
        id: `subnet-${index}-${each}`,
        vpcId: id,
        ownerId: home.account,
        cidrBlock: hasSecond && each === 2 ? `100.64.${index}.0/25` : `10.${number}.${each}.0/24`,
        ipv6CidrBlocks: hasIpv6 ? [`2600:1f10:${index}:${each}::/64`] : [],
        availabilityZone: `${home.region}${dice.chance(40) ? 'b' : 'a'}`,
      }),
    ),
  );
  const vpc = at(home, aVpc({ id, ownerId: home.account, cidrBlocks, ipv6CidrBlocks }));
  const groupIds = Array.from({ length: 3 }, (_, each) => `sg-${index}-${each}`);
  return { index, home, vpc, subnets, groupIds };
}
