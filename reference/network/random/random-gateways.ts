import { read, unread } from '../../../src/model/reading.ts';
import type { Resource } from '../../../src/model/resource-types.ts';
import type { NatGateway, VpcPeeringConnection } from '../../../src/model/resources/ec2.ts';
import { ec2Defaults } from '../../../test/builders/ec2.ts';
import {
  aNatGateway,
  aNetworkInterface,
  anEgressOnlyGateway,
  anInternetGateway,
  aPeering,
  aPeeringSide,
  aVpcEndpoint,
  aVpnGateway,
} from '../../../test/builders/network.ts';
import type { Dice } from './dice.ts';
import { at, HOMES, type VpcPlan } from './plan.ts';

/** Every kind of gateway that a VPC may have of its own: mostly there, mostly attached. */
export function randomGateways(dice: Dice, own: VpcPlan): readonly Resource[] {
  const { index, home, vpc, subnets } = own;
  const attached = () => ({ vpcIds: dice.chance(4) ? [] : [vpc.id] });
  const natSubnet = dice.any(subnets);
  const isPublic = dice.chance(75);
  const addresses = Array.from({ length: dice.chance(15) ? 2 : 1 }, (_, each) => ({
    publicIp: isPublic ? `192.0.2.${240 + index * 2 + each}` : null,
    privateIp: `${(natSubnet?.cidrBlock ?? '').replace(/\d+\/\d+$/, '')}${200 + each}`,
    networkInterfaceId: `eni-nat-${index}-${each}`,
  }));
  const all: readonly (readonly [percent: number, resource: Resource])[] = [
    [93, anInternetGateway({ id: `igw-${index}`, ...attached() })],
    [60, anEgressOnlyGateway({ id: `eigw-${index}`, ...attached() })],
    [55, aVpnGateway({ id: `vgw-${index}`, ...attached() })],
    [
      75,
      aNatGateway({
        id: `nat-${index}`,
        vpcId: vpc.id,
        subnetId: natSubnet?.id ?? null,
        state: dice.chance(5) ? 'deleting' : 'available',
        connectivityType: isPublic ? 'public' : 'private',
        addresses,
      }),
    ],
    [60, aVpcEndpoint({ id: `vpce-${index}`, vpcId: vpc.id })],
    [
      30,
      aVpcEndpoint({
        id: `vpce-firewall-${index}`,
        vpcId: vpc.id,
        vpcEndpointType: 'GatewayLoadBalancer',
        subnetIds: subnets.slice(0, 1).map((each) => each.id),
      }),
    ],
  ];
  return all.flatMap(([percent, resource]) => {
    if (!dice.chance(percent)) return [];
    return [resource, ...(resource.type === 'AWS::EC2::NatGateway' ? interfacesOf(resource, own) : [])].map(
      (each) => at(home, each),
    );
  });
}

/** "A NAT gateway … has a network interface" in its subnet, without a group. */
function interfacesOf({ subnetId, addresses }: NatGateway, { vpc, subnets }: VpcPlan): readonly Resource[] {
  const subnet = subnets.find(({ id }) => id === subnetId);
  return addresses.flatMap(({ networkInterfaceId, privateIp, publicIp }) =>
    !subnet || networkInterfaceId === null || privateIp === null
      ? []
      : [
          aNetworkInterface({
            id: networkInterfaceId,
            vpcId: vpc.id,
            subnetId: subnet.id,
            availabilityZone: subnet.availabilityZone,
            ownerId: vpc.ownerId,
            interfaceType: 'nat_gateway',
            sourceDestCheck: false,
            securityGroupIds: [],
            privateIpAddresses: [{ privateIpAddress: privateIp, primary: true, publicIp }],
            attachment: null,
          }),
        ],
  );
}

export function randomPeerings(dice: Dice, plans: readonly VpcPlan[]): readonly VpcPeeringConnection[] {
  const pairs = plans.flatMap((a, index) => plans.slice(index + 1).map((b) => [a, b] as const));
  return dice.some(pairs, 45).map(([a, b]) => {
    const side = ({ vpc }: VpcPlan) =>
      aPeeringSide({
        vpcId: vpc.id,
        ownerId: vpc.ownerId,
        region: vpc.region,
        cidrBlocks: vpc.cidrBlocks,
        ipv6CidrBlocks: vpc.ipv6CidrBlocks,
      });
    const statusCode = dice.chance(8) ? 'pending-acceptance' : 'active';
    const id = `pcx-${a.index}-${b.index}`;
    return at(a.home, aPeering({ id, statusCode, requester: side(a), accepter: side(b) }));
  });
}

/** VPC Block Public Access, off for most, and exclusions. */
export function randomDefaults(dice: Dice, plans: readonly VpcPlan[]): readonly Resource[] {
  return HOMES.slice(1).map((home) => {
    const mode = dice.one(['off', 'off', 'off', 'off', 'off', 'off', 'block-ingress', 'block-bidirectional']);
    const own = plans.filter(
      (each) => each.home.account === home.account && each.home.region === home.region,
    );
    const ours = own.flatMap(({ vpc, subnets }) => [vpc.arn, ...subnets.map((each) => each.arn)]);
    const exclusions = dice.some(ours, 30).map((resourceArn) => ({
      resourceArn,
      internetGatewayExclusionMode: dice.one(['allow-bidirectional', 'allow-egress']),
      state: dice.chance(10) ? dice.one(['delete-complete', 'create-in-progress']) : 'create-complete',
    }));
    const denied = (call: string) => unread(`ec2:${call}`, 'AccessDenied');
    return at(
      home,
      ec2Defaults({
        ...home,
        vpcBlockPublicAccess: dice.chance(3)
          ? denied('DescribeVpcBlockPublicAccessOptions')
          : read({
              internetGatewayBlockMode: mode,
              exclusionsAllowed: dice.chance(10) ? 'not-allowed' : 'allowed',
            }),
        vpcBlockPublicAccessExclusions: dice.chance(3)
          ? denied('DescribeVpcBlockPublicAccessExclusions')
          : read(exclusions),
      }),
    );
  });
}
