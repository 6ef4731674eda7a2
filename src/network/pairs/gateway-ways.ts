import type { Route } from '../../model/resources/ec2.ts';
import { sameAddress } from '../address.ts';
import { Course, NO_MEMORY } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { Network } from '../network.ts';
import type { Place } from '../place.ts';
import { routeOf } from '../route-lookup.ts';
import { type Bearer, NOBODY } from '../security-group.ts';
import { isIn, leaveSubnet } from '../steps/leave-interface.ts';
import { stepFrom } from '../walk.ts';
import type { Corridor } from './corridor.ts';
import type { Passage, Passages } from './passages.ts';
import type { Station } from './station.ts';
import { surveyForAll, type Way } from './survey.ts';

type Leg = Course['leg'];

type Inside = Extract<Place, { at: 'transit-gateway' }>;

/** Whoever sends, rules may mean his groups in his own VPC: what a transit gateway carries along of each sender. */
export const SENDERS: Bearer = { ...NOBODY };

/** A way as far as a transit gateway: one for all senders who get there past gates of the same wording. */
interface Near {
  readonly leg: Leg;
  readonly passage: Passage;
  readonly place: Inside;
  /** What leads on, by where routes tell destinations apart; null: not the same for all who come so. */
  readonly onward: (Corridor | null)[];
}

/**
 * Ways over transit gateways in two halves: to the gateway, by the sender's route, and from there on, by the destination.
 * Of n VPCs on one gateway each half is looked up n times, and no way n times n.
 */
export class GatewayWays {
  readonly #network: Network;
  readonly #passages: Passages;
  readonly #byRoute: Readonly<Record<Leg, Map<Route, Near | null>[]>> = { forward: [], reply: [] };
  readonly #nears = new Map<Passage, Map<string, Near>>();

  constructor(network: Network, passages: Passages) {
    this.#network = network;
    this.#passages = passages;
  }

  /** For senders of a number, and destinations that no route tells apart; null: they are to be looked up as a whole. */
  of(leg: Leg, sender: Station, number: number, flight: Flight, cut: number): Corridor | null {
    const near = this.#nearOf(leg, sender, number, flight);
    if (near === null) return null;
    const known = near.onward[cut];
    if (known !== undefined) return known;
    const found = this.#onward(near, flight);
    near.onward[cut] = found;
    return found;
  }

  #nearOf(leg: Leg, sender: Station, number: number, flight: Flight): Near | null {
    if (isIn(sender.subnet, flight.destination)) return null;
    const route = routeOf(this.#network, sender.subnet, flight.destination);
    if (route.status === 'unread' || route.value?.target.kind !== 'transit-gateway') return null;
    // Of one address at both ends nothing would tell whom a gate looks at.
    if (sameAddress(flight.source, flight.destination)) return null;
    const byRoute = this.#byRoute[leg][number] ?? new Map<Route, Near | null>();
    this.#byRoute[leg][number] = byRoute;
    const known = byRoute.get(route.value);
    if (known !== undefined) return known;
    const found = this.#newNear(leg, sender, flight);
    byRoute.set(route.value, found);
    return found;
  }

  /** Null: its way does not lead from the subnet's router straight into a transit gateway. */
  #newNear(leg: Leg, { first, subnet, vpc }: Station, flight: Flight): Near | null {
    const course = new Course(this.#network, leg, NO_MEMORY, [], [], []);
    const left = leaveSubnet(course, first.networkInterface, subnet, vpc, flight);
    if (left.kind !== 'on' || left.place.at !== 'router') return null;
    const routed = stepFrom(left.course, left.place);
    if (routed.kind !== 'on' || routed.place.at !== 'transit-gateway') return null;
    const [vpcId, ...others] = routed.place.bearer.vpcIds;
    if (vpcId !== vpc.id || others.length > 0) return null;
    const passage = this.#passageOf(routed.course, flight);
    const nears = this.#nears.get(passage) ?? new Map<string, Near>();
    this.#nears.set(passage, nears);
    const place = { ...routed.place, bearer: SENDERS };
    const key = keyOf(leg, place);
    const near = nears.get(key) ?? { leg, passage, place, onward: [] };
    nears.set(key, near);
    return near;
  }

  #onward({ leg, passage, place }: Near, flight: Flight): Corridor | null {
    const course = new Course(this.#network, leg, NO_MEMORY, [], [], []);
    const ways = surveyForAll(course, { ...place, flight });
    if (ways === null) return null;
    return ways.map((way: Way) => ({
      passage: this.#passages.joined(passage, this.#passageOf(way.course, flight)),
      from: 'source',
      flight,
      memory: NO_MEMORY,
      remembered: '',
      end: way.end,
    }));
  }

  #passageOf({ gates, doubts }: Course, { source, destination }: Flight): Passage {
    return this.#passages.of(gates ?? [], doubts, { source, destination });
  }
}

/** What a transit gateway looks at of what comes in by an attachment. */
function keyOf(leg: Leg, { attachment, zone }: Inside): string {
  const { transitGatewayId, transitGatewayOwnerId, region, associatedRouteTableId, state } = attachment;
  return JSON.stringify([
    leg,
    transitGatewayId,
    transitGatewayOwnerId,
    region,
    associatedRouteTableId,
    state,
    zone,
  ]);
}
