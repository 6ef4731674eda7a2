import type { NetworkFacts } from '../src/model/network-facts.ts';
import type { Resource } from '../src/model/resource-types.ts';
import type { SecurityGroupRule } from '../src/model/resources/ec2.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  anInternetGateway,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aVpc,
} from '../test/builders/network.ts';
import { randomNumbers } from './random-numbers.ts';

export interface NetworkSize {
  readonly interfaces: number;
  readonly groups: number;
  readonly rulesPerGroup: number;
  readonly subnets: number;
  /** Sets of groups that interfaces have; null: each has its own, at random. */
  readonly shapes: number | null;
}

/** A whole number from 0 up to, and without, the limit. */
type Below = (limit: number) => number;

function below(seed: number): Below {
  const next = randomNumbers(seed);
  return (limit) => Math.floor(next() * limit);
}

const PORTS = [22, 80, 443, 1433, 3306, 3389, 5432, 6379, 8080, 8443, 9200, 27_017];

/** A flat organisation whose every interface has a public address: what decides is groups and ACLs, always the same. */
export function generatedNetwork(size: NetworkSize): NetworkFacts {
  const random = below(7);
  const groups = Array.from({ length: size.groups }, (_, index) =>
    aSecurityGroup({
      id: `sg-${index}`,
      ingress: Array.from({ length: size.rulesPerGroup }, () => ruleOf(random)),
      egress: [aRule('-1', null, '0.0.0.0/0')],
    }),
  );
  const groupsOf = (): readonly string[] =>
    Array.from({ length: 1 + random(4) }, () => `sg-${random(size.groups)}`);
  const shapes = Array.from({ length: size.shapes ?? 0 }, () => ({
    groups: groupsOf(),
    subnet: random(size.subnets),
  }));
  const resources: Resource[] = [
    aVpc({ cidrBlocks: ['10.0.0.0/8'] }),
    anInternetGateway(),
    ...groups,
    ...subnetsOf(size, random),
  ];
  for (let index = 0; index < size.interfaces; index += 1) {
    const shape =
      size.shapes === null
        ? { groups: groupsOf(), subnet: random(size.subnets) }
        : shapes[random(shapes.length)];
    resources.push(interfaceOf(index, shape?.groups ?? [], shape?.subnet ?? 0));
  }
  return { resources, listings: [] };
}

function ruleOf(random: Below): SecurityGroupRule {
  const port = random(4) === 0 ? random(65_536) : (PORTS[random(PORTS.length)] ?? 443);
  const length = [0, 8, 16, 24, 32][random(5)] ?? 24;
  const octets = [1 + random(223), random(256), random(256), random(256)];
  const block = length === 0 ? '0.0.0.0/0' : `${octets.join('.')}/${length}`;
  const wide = random(10) === 0;
  return aRule(
    random(8) === 0 ? 'udp' : 'tcp',
    wide ? [port, Math.min(65_535, port + random(2000))] : port,
    block,
  );
}

function subnetsOf({ subnets }: NetworkSize, random: Below): readonly Resource[] {
  return Array.from({ length: subnets }, (_, index): readonly Resource[] => [
    aSubnet({ id: `subnet-${index}`, cidrBlock: `10.${index >> 8}.${index & 255}.0/24` }),
    aNetworkAcl({
      id: `acl-${index}`,
      subnetIds: [`subnet-${index}`],
      entries: [
        ...Array.from({ length: 1 + random(8) }, (_entry, at) =>
          anEntry(
            10 + at,
            'deny',
            'tcp',
            [PORTS[random(PORTS.length)] ?? 22, 65_535 - random(20_000)],
            `${1 + random(200)}.0.0.0/8`,
          ),
        ),
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0'),
        anEntry(100, 'allow', '-1', null, '0.0.0.0/0', { egress: true }),
      ],
    }),
    aRouteTable({
      id: `rtb-${index}`,
      main: false,
      subnetIds: [`subnet-${index}`],
      routes: [aRoute('10.0.0.0/8', 'local', ''), aRoute('0.0.0.0/0', 'gateway', 'igw-1')],
    }),
  ]).flat();
}

function interfaceOf(index: number, securityGroupIds: readonly string[], subnet: number): Resource {
  const low = `${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  return aNetworkInterface({
    id: `eni-${index}`,
    subnetId: `subnet-${subnet}`,
    securityGroupIds: [...new Set(securityGroupIds)],
    privateIpAddresses: [{ privateIpAddress: `10.${low}`, primary: true, publicIp: `52.${low}` }],
    attachment: null,
  });
}
