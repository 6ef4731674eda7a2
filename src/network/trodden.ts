import { sameAddress } from './address.ts';
import type { Flight } from './flight.ts';
import type { Place } from './place.ts';

/** Where a packet has been, the last first; null: nowhere yet. */
export type Trodden = { readonly place: Place; readonly before: Trodden } | null;

/** What comes to a place once more as it was there before goes round in circles until its time to live is over. */
export function wasThere(trodden: Trodden, place: Place): boolean {
  for (let each = trodden; each !== null; each = each.before)
    if (isSamePlace(each.place, place) && isSameFlight(each.place.flight, place.flight)) return true;
  return false;
}

function isSamePlace(a: Place, b: Place): boolean {
  switch (a.at) {
    case 'interface':
      return b.at === a.at && b.networkInterface.id === a.networkInterface.id;
    case 'router':
      return b.at === a.at && b.subnet.id === a.subnet.id && b.sender?.id === a.sender?.id;
    case 'vpc':
      return b.at === a.at && b.vpc.id === a.vpc.id && b.from?.id === a.from?.id;
    case 'internet':
      return b.at === a.at && b.isFromThere === a.isFromThere;
    case 'transit-gateway':
      return b.at === a.at && b.attachment.arn === a.attachment.arn && b.zone === a.zone;
  }
}

function isSameFlight(a: Flight, b: Flight): boolean {
  return (
    a === b ||
    (sameAddress(a.source, b.source) &&
      sameAddress(a.destination, b.destination) &&
      a.sourcePort === b.sourcePort &&
      a.destinationPort === b.destinationPort)
  );
}
