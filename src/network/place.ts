import type { Unread } from '../model/reading.ts';
import type { NetworkInterface, Subnet, TransitGatewayAttachment, Vpc } from '../model/resources/ec2.ts';
import type { Course } from './course.ts';
import type { Flight } from './flight.ts';
import type { HopKind } from './hop.ts';
import type { Bearer } from './security-group.ts';

/** Where a packet is, and what is asked of it next. */
export type Place =
  /** Leaves an interface. */
  | {
      readonly at: 'interface';
      readonly networkInterface: NetworkInterface;
      readonly flight: Flight;
    }
  /** Past an interface in a subnet, or a gateway's there: the subnet's table says where to. */
  | {
      readonly at: 'router';
      readonly vpc: Vpc;
      readonly subnet: Subnet;
      /** Whose packet it is; null: it came by a transit gateway. */
      readonly sender: NetworkInterface | null;
      readonly flight: Flight;
      readonly bearer: Bearer;
    }
  /** Inside a VPC, for an interface of it. */
  | {
      readonly at: 'vpc';
      readonly vpc: Vpc;
      /** The subnet it comes from, whose own edge it has crossed; null: a gateway. */
      readonly from: Subnet | null;
      readonly flight: Flight;
      readonly bearer: Bearer;
    }
  | {
      readonly at: 'internet';
      /** A host out there has sent it: it must get in somewhere. */
      readonly isFromThere: boolean;
      readonly flight: Flight;
    }
  | {
      readonly at: 'transit-gateway';
      readonly attachment: TransitGatewayAttachment;
      /** Where it set out, if the transit gateway keeps to that zone. */
      readonly zone: string | null;
      readonly flight: Flight;
      readonly bearer: Bearer;
    };

/** At the router of a VPC. */
export type Routed = Extract<Place, { at: 'router' }>;

export type End =
  | { readonly kind: 'interface'; readonly networkInterface: NetworkInterface }
  /** The load balancer's node that took it, and the listener, by its port. */
  | {
      readonly kind: 'listener';
      readonly networkInterface: NetworkInterface;
      readonly loadBalancerArn: string;
      readonly port: number;
    }
  | { readonly kind: 'internet' }
  | { readonly kind: 'on-premises'; readonly gatewayId: string }
  /** An AWS service behind a gateway endpoint. */
  | { readonly kind: 'service'; readonly vpcEndpointId: string }
  | { readonly kind: 'stopped'; readonly by: HopKind; readonly id: string }
  | { readonly kind: 'unknown'; readonly missing: Unread };

export interface Arrival {
  readonly course: Course;
  readonly flight: Flight;
  readonly end: End;
}

/** Where something on the way was not read, what was delivered may not have been; what was stopped was. */
export function outcomeOf({ end, course }: Arrival): 'delivered' | 'stopped' | 'unknown' {
  if (end.kind === 'stopped') return 'stopped';
  return end.kind === 'unknown' || course.doubts.length > 0 ? 'unknown' : 'delivered';
}

export function missingOf(arrival: Arrival): readonly Unread[] {
  const { end, course } = arrival;
  if (outcomeOf(arrival) !== 'unknown') return [];
  return end.kind === 'unknown' ? [...course.doubts, end.missing] : course.doubts;
}

/** What a step makes of a place: where the packet is next, where it ended, or several of these: AWS chooses. */
export type Step =
  | { readonly kind: 'on'; readonly course: Course; readonly place: Place }
  | { readonly kind: 'end'; readonly arrival: Arrival }
  | { readonly kind: 'choice'; readonly steps: readonly Step[] };

export type Ending = Extract<Step, { kind: 'end' }>;

export function on(course: Course, place: Place): Step {
  return { kind: 'on', course, place };
}

export function ended(course: Course, flight: Flight, end: End): Ending {
  return { kind: 'end', arrival: { course, flight, end } };
}

/** The last hop is what stopped it. */
export function stopped(course: Course, flight: Flight): Ending {
  const last = course.hops.at(-1);
  return ended(course, flight, { kind: 'stopped', by: last?.kind ?? 'vpc', id: last?.id ?? '' });
}

export function lost(course: Course, kind: HopKind, id: string, flight: Flight, missing: Unread): Ending {
  return ended(course.loses(kind, id, flight, missing), flight, { kind: 'unknown', missing });
}
