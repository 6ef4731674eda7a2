import type { Resource } from '../../../src/model/resource-types.ts';
import type { NetworkInterface, Subnet } from '../../../src/model/resources/ec2.ts';
import type { LoadBalancer } from '../../../src/model/resources/load-balancing.ts';
import {
  aClassicListener,
  aClassicLoadBalancer,
  aListener,
  aLoadBalancer,
} from '../../../test/builders/load-balancing.ts';
import { aNetworkInterface } from '../../../test/builders/network.ts';
import { OTHER_ACCOUNT } from '../../../test/inventory-of.ts';
import type { Dice } from './dice.ts';
import { at, SERVICE_PORTS, type VpcPlan } from './plan.ts';

/** One to three in each subnet, of machines, functions, endpoints and load balancers. */
export function randomInterfaces(dice: Dice, own: VpcPlan): readonly Resource[] {
  return own.subnets.flatMap((subnet) =>
    Array.from({ length: 1 + dice.upTo(1) }, (_, index) => {
      const id = `eni-${subnet.id.slice('subnet-'.length)}-${index}`;
      const plain = randomInterface(dice, own, subnet, id, index);
      return [plain].flatMap((each) =>
        dice.chance(16) ? balancing(dice, own, each) : [dressed(dice, each)],
      );
    }).flat(),
  );
}

function randomInterface(
  dice: Dice,
  own: VpcPlan,
  subnet: Subnet,
  id: string,
  index: number,
): NetworkInterface {
  const [network = ''] = (subnet.cidrBlock ?? '').split('/');
  const address = (last: number) => network.replace(/\d+$/, String(last));
  const [ipv6] = subnet.ipv6CidrBlocks;
  // Public addresses are of one block, one for each private one.
  const publicIp = (offset: number) =>
    `192.0.2.${own.index * 60 + own.subnets.indexOf(subnet) * 10 + index * 4 + offset + 1}`;
  const isShared = dice.chance(10);
  const home = isShared ? { account: OTHER_ACCOUNT, region: own.home.region } : own.home;
  const secondary = dice.chance(20)
    ? [
        {
          privateIpAddress: address(20 + index),
          primary: false,
          publicIp: dice.chance(50) ? publicIp(1) : null,
        },
      ]
    : [];
  const made = at(
    home,
    aNetworkInterface({
      id,
      vpcId: own.vpc.id,
      subnetId: subnet.id,
      availabilityZone: subnet.availabilityZone,
      ownerId: home.account,
      sourceDestCheck: !dice.chance(15),
      securityGroupIds: randomGroupIds(dice, own),
      privateIpAddresses: [
        {
          privateIpAddress: address(10 + index),
          primary: true,
          publicIp: dice.chance(55) ? publicIp(0) : null,
        },
        ...secondary,
      ],
      ipv6Addresses: ipv6 && dice.chance(70) ? [ipv6.replace('::/64', `::${10 + index}`)] : [],
      ipv4Prefixes: dice.chance(8) ? [`${address(64 + 16 * index)}/28`] : [],
      attachment: { instanceId: `i-${id}`, instanceOwnerId: home.account, status: 'attached' },
    }),
  );
  // The VPC's owner lists it too.
  return { ...made, account: own.home.account };
}

/** At least one; the first lets everything through. */
function randomGroupIds(dice: Dice, { groupIds }: VpcPlan): readonly string[] {
  const some = dice.chance(50) ? [] : dice.some(groupIds.slice(1), 70);
  return some.length > 0 ? some : groupIds.slice(0, 1);
}

function dressed(dice: Dice, plain: NetworkInterface): NetworkInterface {
  const kind = dice.upTo(29);
  if (kind === 29) return { ...plain, interfaceType: 'lambda', description: 'AWS Lambda VPC ENI-report' };
  if (kind === 28) return { ...plain, interfaceType: 'vpc_endpoint' };
  if (kind === 27) return { ...plain, interfaceType: 'gateway_load_balancer_endpoint', securityGroupIds: [] };
  return plain;
}

type Kind = readonly [
  type: LoadBalancer['loadBalancerType'] | 'classic',
  path: string,
  protocols: readonly [string, ...string[]],
];

const KINDS: readonly [Kind, ...Kind[]] = [
  ['application', 'app', ['HTTPS', 'HTTP']],
  ['network', 'net', ['TCP', 'UDP', 'TCP_UDP', 'TLS']],
  ['classic', '', ['TCP']],
];

/** A load balancer's node; now and then of one that is not in the facts, or that has no listener. */
function balancing(dice: Dice, own: VpcPlan, plain: NetworkInterface): readonly Resource[] {
  const [type, path, protocols] = dice.one(KINDS);
  const name = `lb-${plain.id}`;
  const home = { account: plain.ownerId, region: plain.region };
  const ports = dice.some(SERVICE_PORTS, 60);
  if (type === 'classic') {
    const listeners = ports.map((loadBalancerPort) =>
      aClassicListener({ protocol: 'TCP', loadBalancerPort }),
    );
    const balancer = at(home, aClassicLoadBalancer({ id: name, vpcId: own.vpc.id, listeners }));
    return [{ ...plain, description: `ELB ${name}` }, ...(dice.chance(90) ? [balancer] : [])];
  }
  const full = `${path}/${name}/0123456789abcdef`;
  const arn = `arn:aws:elasticloadbalancing:${home.region}:${home.account}:loadbalancer/${full}`;
  const node: NetworkInterface = {
    ...plain,
    description: `ELB ${full}`,
    interfaceType: type === 'network' ? 'network_load_balancer' : 'interface',
    securityGroupIds: type === 'network' && dice.chance(50) ? [] : plain.securityGroupIds,
  };
  const balancer = {
    ...at(home, aLoadBalancer({ id: name, vpcId: own.vpc.id, loadBalancerType: type })),
    arn,
  };
  const listeners = ports.map((port) => {
    const listener = aListener({
      id: `${name}-${port}`,
      port,
      protocol: dice.one(protocols),
      loadBalancerArn: arn,
    });
    return { ...at(home, listener), arn: `${arn.replace(':loadbalancer/', ':listener/')}/${port}` };
  });
  return [node, balancer, ...listeners];
}
