import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Subnet, Vpc } from '../../src/model/resources/ec2.ts';
import { isIpv6 } from './address.ts';
import { go, type Journey, type Memory, notRead, type Step, stop, through, undecided } from './journey.ts';
import { allOf, homeOf, isWhole, named } from './lookup.ts';
import { TCP, UDP } from './rule-match.ts';
import { crossing } from './vpc-router.ts';

/** "NAT gateways support the following protocols: TCP, UDP, and ICMP." */
const PROTOCOLS = new Set([TCP, UDP, 1]);

/**
 * "The NAT gateway replaces the source IP address of the instances with the IP address of the NAT gateway", "uses ports
 * 1024–65535", and lives in a subnet with routes and an ACL of its own:
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export function toNatGateway(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  from: Subnet,
  gatewayId: string,
): readonly Step[] {
  const gateway = named(facts, 'AWS::EC2::NatGateway', gatewayId);
  if (!gateway && !isWhole(facts, 'AWS::EC2::NatGateway', homeOf(vpc))) return notRead(journey, gatewayId);
  const drop = (why: string) => stop(journey, 'NAT gateway', why);
  if (gateway?.vpcId !== vpc.id || gateway.state !== 'available') return drop(`${gatewayId} is not there`);
  if (isIpv6(journey.header.source)) return drop(`${gatewayId} carries IPv4 alone`);
  if (journey.isAnswer) return drop(`${gatewayId} knows of no such connection`);
  if (!PROTOCOLS.has(journey.header.protocol)) return drop(`${gatewayId} carries TCP, UDP and ICMP alone`);
  if (journey.memories.some((each) => each.kind === 'nat-gateway' && each.gateway === gateway))
    return stop(journey, 'loop', `it comes to ${gatewayId} again`);
  if (gateway.subnetId === null) return undecided(journey, 'NAT gateway', `${gatewayId} is in no one subnet`);
  const subnet = named(facts, 'AWS::EC2::Subnet', gateway.subnetId);
  if (!subnet) return notRead(journey, `the subnet of ${gatewayId}`);
  const addresses = gateway.addresses.flatMap((each) => each.privateIp ?? []);
  const { source, sourcePort, protocol } = journey.header;
  const ports = protocol === TCP || protocol === UDP ? portsToTry(facts) : [null];
  return through(journey, crossing(facts, journey, from, subnet.id), (past) =>
    addresses.flatMap((address) =>
      ports.flatMap((port) => {
        const memory: Memory = {
          kind: 'nat-gateway',
          gateway,
          address,
          port,
          client: { address: source, port: sourcePort },
        };
        const header = { ...past.header, source: address, sourcePort: port };
        const place = { kind: 'subnet', subnet, way: { by: 'local' } } as const;
        return go({ ...past, header, memories: [...past.memories, memory] }, place, `through ${gatewayId}`);
      }),
    ),
  );
}

/**
 * The gateway chooses any of its ports: only where a rule of an ACL begins or ends can two neighbours fare differently.
 */
function portsToTry(facts: NetworkFacts): readonly number[] {
  const ranges = allOf(facts, 'AWS::EC2::NetworkAcl').flatMap((acl) =>
    acl.entries.flatMap((each) => each.portRange ?? []),
  );
  const starts = ranges
    .flatMap(({ from, to }) => [from, to + 1])
    .filter((port) => port > 1024 && port <= 65535);
  return [...new Set([1024, ...starts])];
}
