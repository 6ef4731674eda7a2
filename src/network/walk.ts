import { unread } from '../model/reading.ts';
import type { Course } from './course.ts';
import { type Arrival, type End, outcomeOf, type Place, type Step } from './place.ts';
import { deliver } from './steps/deliver.ts';
import { acrossInternet } from './steps/internet-gateway.ts';
import { leaveInterface } from './steps/leave-interface.ts';
import { route } from './steps/route.ts';
import { acrossTransitGateway } from './steps/transit-gateway.ts';
import { type Trodden, wasThere } from './trodden.ts';

/** One leg, place by place, to its end. */
export function walk(course: Course, place: Place, trodden: Trodden = null): Arrival {
  if (wasThere(trodden, place)) {
    const { flight } = place;
    const here = course.stops('route-table', idOf(place), flight, 'it goes round in circles');
    return { course: here, flight, end: { kind: 'stopped', by: 'route-table', id: idOf(place) } };
  }
  return arrivalOf(stepFrom(course, place), course, { place, before: trodden });
}

function arrivalOf(step: Step, course: Course, trodden: Trodden): Arrival {
  switch (step.kind) {
    case 'end':
      return step.arrival;
    case 'on':
      return walk(step.course, step.place, trodden);
    case 'choice':
      return agreed(
        step.steps.map((each) => arrivalOf(each, course, trodden)),
        course,
      );
  }
}

/** One place on. */
export function stepFrom(course: Course, place: Place): Step {
  switch (place.at) {
    case 'interface':
      return leaveInterface(course, place);
    case 'router':
      return route(course, place);
    case 'vpc':
      return deliver(course, place);
    case 'internet':
      return acrossInternet(course, place);
    case 'transit-gateway':
      return acrossTransitGateway(course, place);
  }
}

/** Stopped, wherever; or come to the same end, and as certainly. */
function isAlike(a: Arrival, b: Arrival): boolean {
  return outcomeOf(a) === outcomeOf(b) && endId(a.end) === endId(b.end);
}

function endId(end: End): string {
  switch (end.kind) {
    case 'interface':
    case 'listener':
      return end.networkInterface.id;
    case 'on-premises':
      return end.gatewayId;
    case 'service':
      return end.vpcEndpointId;
    case 'internet':
    case 'stopped':
    case 'unknown':
      return end.kind;
  }
}

function idOf(place: Place): string {
  switch (place.at) {
    case 'interface':
      return place.networkInterface.id;
    case 'router':
      return place.subnet.id;
    case 'vpc':
      return place.vpc.id;
    case 'internet':
      return 'internet';
    case 'transit-gateway':
      return place.attachment.id;
  }
}

/** Where AWS chooses the way, or a NAT gateway its port, and the ways end differently, the answer is not known. */
export function agreed(arrivals: readonly Arrival[], course: Course): Arrival {
  const [first] = arrivals;
  if (!first) throw new Error('a step on must lead somewhere');
  if (arrivals.every((each) => isAlike(each, first))) return first;
  const what =
    course.memory.translations.length > 0
      ? 'AWS chooses one of several ways or ports of a NAT gateway'
      : 'AWS chooses one of several ways';
  const missing = unread('rampart/network', `NotModelled: ${what}, and they end differently`);
  const here = course.loses('transit-gateway', '', first.flight, missing);
  return { course: here, flight: first.flight, end: { kind: 'unknown', missing } };
}
