import type { Unread } from '../../model/reading.ts';
import type { Subnet, Vpc } from '../../model/resources/ec2.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { Place, Routed, Step } from '../place.ts';
import { routeOf } from '../route-lookup.ts';
import type { Bearer } from '../security-group.ts';
import { deliver } from '../steps/deliver.ts';
import { type Trodden, wasThere } from '../trodden.ts';
import { stepFrom } from '../walk.ts';

/** One way, all of whose gates are taken to be open, to where it ends. */
export interface Way {
  readonly course: Course;
  readonly flight: Flight;
  readonly end:
    | { readonly kind: 'vpc'; readonly vpc: Vpc; readonly from: Subnet | null; readonly bearer: Bearer }
    | { readonly kind: 'internet' }
    | { readonly kind: 'stopped' }
    | { readonly kind: 'unknown'; readonly missing: Unread };
}

/**
 * The ways from a place to a VPC that has the destination, or to the internet: several where AWS chooses. It is the walk
 * of one packet whose filters are noted instead of asked, so that routes are looked up once for all that take them.
 */
export function survey(course: Course, place: Place, trodden: Trodden = null): readonly Way[] {
  const { flight } = place;
  if (wasThere(trodden, place)) return [{ course, flight, end: { kind: 'stopped' } }];
  if (place.at === 'internet' && !place.isFromThere) return [{ course, flight, end: { kind: 'internet' } }];
  if (place.at === 'vpc') {
    const { vpc, from, bearer } = place;
    const isNats = course.leg === 'reply' && isForNat(course, place);
    return isNats
      ? onward(deliver(course, place), { place, before: trodden })
      : [{ course, flight, end: { kind: 'vpc', vpc, from, bearer } }];
  }
  return onward(stepFrom(course, place), { place, before: trodden });
}

function onward(step: Step, trodden: Trodden): readonly Way[] {
  switch (step.kind) {
    case 'on':
      return survey(step.course, step.place, trodden);
    case 'choice':
      return step.steps.flatMap((each) => onward(each, trodden));
    case 'end':
      return [ending(step.arrival.end, step.arrival.course, step.arrival.flight)];
  }
}

function ending(end: Extract<Step, { kind: 'end' }>['arrival']['end'], course: Course, flight: Flight): Way {
  // Whatever else takes it, no interface of a VPC does.
  return { course, flight, end: end.kind === 'unknown' ? end : { kind: 'stopped' } };
}

/**
 * The ways on from a transit gateway if nothing on them looks at whom a packet is from: then they are the same for
 * everybody who sends there. Null: something may.
 */
export function surveyForAll(course: Course, place: Place, trodden: Trodden = null): readonly Way[] | null {
  if (wasThere(trodden, place)) return null;
  switch (place.at) {
    case 'vpc':
      return isForNat(course, place) ? null : survey(course, place, trodden);
    case 'router':
      return isLocal(course, place) ? forAll(stepFrom(course, place), { place, before: trodden }) : null;
    case 'transit-gateway':
      return forAll(stepFrom(course, place), { place, before: trodden });
    case 'interface':
    case 'internet':
      return null;
  }
}

function forAll(step: Step, trodden: Trodden): readonly Way[] | null {
  switch (step.kind) {
    case 'on':
      return surveyForAll(step.course, step.place, trodden);
    case 'choice': {
      const ways = step.steps.map((each) => forAll(each, trodden));
      return ways.includes(null) ? null : ways.flatMap((each) => each ?? []);
    }
    case 'end':
      return onward(step, trodden);
  }
}

/** Gateways and routers may look at the source; the local route does not. */
function isLocal({ network }: Course, { subnet, flight }: Routed): boolean {
  const chosen = routeOf(network, subnet, flight.destination);
  return chosen.status === 'read' && chosen.value?.target.kind === 'local';
}

/** A NAT gateway takes an answer only to hand it on. */
function isForNat({ network }: Course, { vpc, flight }: Extract<Place, { at: 'vpc' }>): boolean {
  const owner = network.inVpc(vpc, flight.destination);
  return owner.status === 'read' && owner.value?.networkInterface.interfaceType === 'nat_gateway';
}
