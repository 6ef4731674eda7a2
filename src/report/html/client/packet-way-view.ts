import { hopName, type PacketWay, type WayHop } from '../packet-way.ts';
import { element, number } from './element.ts';
import { hopIcon } from './hop-icon.ts';

/** More ways are alike, and in the evidence. */
const MOST = 6;

/** The picture of each packet's way, hop by hop: the first is open. */
export function packetWaysView(ways: readonly PacketWay[]): readonly HTMLElement[] {
  const shown = ways.slice(0, MOST).map((way, index) => wayView(way, index === 0));
  const left = ways.length - shown.length;
  return left > 0
    ? [...shown, element('p', { class: 'note' }, `${number(left)} more are in the evidence.`)]
    : shown;
}

function wayView(way: PacketWay, open: boolean): HTMLElement {
  const { traffic, address, isCertain, there, back } = way;
  const last = there.length - 1;
  return element(
    'details',
    { class: 'packet-way', open },
    element('summary', {}, element('b', {}, traffic), ` to ${address}${isCertain ? '' : ', not settled'}`),
    element(
      'ol',
      { class: 'hops' },
      hopItem(clientHop(way), 'from'),
      ...there.map((hop, index) => hopItem(hop, index === last && isCertain ? 'end' : '')),
    ),
    back.length > 0 ? answerView(back) : null,
  );
}

function clientHop({ client, traffic, address }: PacketWay): WayHop {
  const who = client === '' ? 'a client' : client;
  return { kind: 'internet', id: who, says: `sends ${traffic} to ${address}`, packet: '' };
}

function answerView(back: readonly WayHop[]): HTMLElement {
  return element(
    'details',
    { class: 'answer' },
    element('summary', {}, 'The answer’s way back'),
    element('ol', { class: 'hops' }, ...back.map((hop) => hopItem(hop, ''))),
  );
}

function hopItem({ kind, id, says, packet }: WayHop, place: 'from' | 'end' | ''): HTMLElement {
  return element(
    'li',
    { class: `hop ${place}` },
    hopIcon(kind),
    element(
      'div',
      { class: 'hop-text' },
      element('span', { class: 'hop-kind' }, hopName(kind)),
      ' ',
      element('span', { class: 'id' }, id === kind ? '' : id),
      element('span', { class: 'hop-says' }, says),
      packet === '' ? null : element('span', { class: 'hop-packet id' }, packet),
    ),
  );
}
