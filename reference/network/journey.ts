import type { Packet } from '../../src/model/network-facts.ts';
import type {
  NatGateway,
  NetworkInterface,
  Subnet,
  TransitGatewayAttachment,
  Vpc,
} from '../../src/model/resources/ec2.ts';

/** What stands in a packet's header; addresses and ports are translated on the way. */
export type Header = Omit<Packet, 'source'> & { readonly source: string };

/** How a packet came into the VPC that it is in. */
export type Way =
  | { readonly by: 'local' }
  | { readonly by: 'peering'; readonly fromVpcId: string; readonly sameRegion: boolean }
  | {
      readonly by: 'transit-gateway';
      readonly fromVpcId: string | null;
      readonly gatewayIds: readonly string[];
    }
  /** The internet, on-premises, an AWS service. */
  | { readonly by: 'edge' }
  /** The route that it will take was not read. */
  | { readonly by: 'unread' };

/** Where a packet is. */
export type Place =
  | { readonly kind: 'interface'; readonly sender: NetworkInterface }
  /** In a subnet, coming out of a NAT gateway or of a transit gateway's attachment there. */
  | { readonly kind: 'subnet'; readonly subnet: Subnet; readonly way: Way }
  /** At an internet gateway, or a virtual private gateway, or any other edge of the VPC that it is for. */
  | { readonly kind: 'edge'; readonly vpc: Vpc; readonly gatewayId: string | null; readonly way: Way }
  | { readonly kind: 'internet' }
  | {
      readonly kind: 'transit-gateway';
      readonly cameBy: TransitGatewayAttachment;
      readonly fromVpcId: string | null;
      /** Where in that VPC it set out. */
      readonly zone: string | null;
      readonly gatewayIds: readonly string[];
    }
  /** Beyond a virtual private gateway, or beyond a transit gateway's attachment. */
  | { readonly kind: 'on-premises'; readonly gatewayId: string };

/** What gateways on the way remember for the answer. */
export type Memory =
  | {
      readonly kind: 'nat-gateway';
      readonly gateway: NatGateway;
      readonly address: string;
      readonly port: number | null;
      readonly client: { readonly address: string; readonly port: number | null };
    }
  | { readonly kind: 'egress-only-gateway'; readonly vpcId: string; readonly address: string };

export interface Journey {
  readonly header: Header;
  readonly isAnswer: boolean;
  readonly place: Place;
  readonly memories: readonly Memory[];
  /** What was not read and may have stopped it. */
  readonly doubts: readonly string[];
  /** In words, from the start. */
  readonly trail: readonly string[];
  /** Where it was, with which header. */
  readonly seen: readonly string[];
}

/** Who takes a packet in. */
export type Receiver =
  | { readonly kind: 'interface'; readonly receiver: NetworkInterface }
  | { readonly kind: 'internet' }
  | { readonly kind: 'on-premises'; readonly gatewayId: string }
  /** An AWS service beyond a gateway endpoint. */
  | { readonly kind: 'service'; readonly vpc: Vpc };

/** What can stop a packet. */
export type Cause =
  | 'security group'
  | 'network ACL'
  | 'route'
  | 'blackhole'
  | 'loop'
  | 'internet gateway'
  | 'public address'
  | 'block public access'
  | 'NAT gateway'
  | 'egress-only internet gateway'
  | 'peering'
  | 'transit gateway'
  | 'virtual private gateway'
  | 'endpoint'
  | 'source/destination check'
  | 'receiver'
  | 'load balancer'
  | 'answer'
  | 'appliance'
  | 'choice'
  | 'not read';

export type End =
  | { readonly kind: 'arrived'; readonly journey: Journey; readonly receiver: Receiver }
  | {
      readonly kind: 'stopped' | 'undecided';
      readonly journey: Journey;
      readonly cause: Cause;
      readonly why: string;
    };

/** A packet has one next step, or none, or as many as AWS may choose from. */
export type Step = Journey | End;

export function arrive(journey: Journey, receiver: Receiver): readonly Step[] {
  return [{ kind: 'arrived', journey, receiver }];
}

export function stop(journey: Journey, cause: Cause, why: string): readonly Step[] {
  return [{ kind: 'stopped', journey, cause, why }];
}

export function undecided(journey: Journey, cause: Cause, why: string): readonly Step[] {
  return [{ kind: 'undecided', journey, cause, why }];
}

export function notRead(journey: Journey, what: string): readonly Step[] {
  return undecided(journey, 'not read', `${what} was not read`);
}

/** A packet that comes to a place once more as it was there before goes in circles until its time to live is over. */
export function go(journey: Journey, place: Place, words: string): readonly Step[] {
  const now = `${nameOf(place)} ${journey.isAnswer} ${JSON.stringify(journey.header)}`;
  if (journey.seen.includes(now)) return stop(journey, 'loop', 'it goes in circles');
  return [{ ...journey, place, trail: [...journey.trail, words], seen: [...journey.seen, now] }];
}

function nameOf(place: Place): string {
  switch (place.kind) {
    case 'interface':
      return place.sender.arn;
    case 'subnet':
      return place.subnet.arn;
    case 'edge':
      return `${place.vpc.arn} ${place.gatewayId}`;
    case 'internet':
      return place.kind;
    case 'transit-gateway':
      return `${place.cameBy.transitGatewayId} ${place.cameBy.id}`;
    case 'on-premises':
      return place.gatewayId;
  }
}

/** What a filter says of a packet; `perhaps`: a part of it was not read, and the rest does not decide. */
export type FilterVerdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'stop' | 'perhaps'; readonly cause: Cause; readonly why: string };

export const PASS: FilterVerdict = { verdict: 'pass' };

/** Through filters one after the other, then on; what may have stopped it stays in doubt. */
export function through(
  journey: Journey,
  filters: readonly FilterVerdict[],
  then: (journey: Journey) => readonly Step[],
): readonly Step[] {
  for (const each of filters) {
    if (each.verdict === 'stop') return stop(journey, each.cause, each.why);
  }
  const doubts = filters.flatMap((each) => (each.verdict === 'perhaps' ? [each.why] : []));
  return then({ ...journey, doubts: [...journey.doubts, ...doubts] });
}
