import { printable } from '../../printable.ts';
import type { PrincipalKind, Way } from '../escalation-way.ts';
import { svg } from './svg-element.ts';
import { AXIS, type Face, layOut, type TextLine, type WayEdge, type WayNode } from './way-layout.ts';

/** A user's head and shoulders, a role's hat to put on, something else's box; in a square of twenty. */
const ICONS: Readonly<Record<PrincipalKind, string>> = {
  user: 'M10 2.5a3.75 3.75 0 1 0 .01 0M3 17.5c0-4 3-6 7-6s7 2 7 6z',
  role: 'M6 12.5V7c0-2.5 2-4 4-4s4 1.500 4 4v5.500M2 13.500c2-1.200 5-1.500 8-1.500s6 .3 8 1.500c-2 2-5 3-8 3s-6-1-8-3z',
  other: 'M3 6l7-3.500 7 3.500v8l-7 3.500-7-3.500zM3 6l7 3.500 7-3.500M10 9.500v8',
};
const CROWN = 'M2.500 15.500h15M2.500 13l-1-8 4.500 3.500 4-6 4 6 4.500-3.500-1 8z';

/** The way as a picture: whoever cannot see it has the list of its steps. */
export function wayMap(
  way: Way,
  title: string,
  width: number,
  faces: Readonly<Record<Face, string>>,
): SVGSVGElement {
  const context = document.createElement('canvas').getContext('2d');
  const measure = (text: string, face: Face): number => {
    if (!context) return text.length * 8;
    context.font = faces[face];
    return context.measureText(printable(text)).width;
  };
  const { nodes, edges, height } = layOut(way, width, measure);
  return svg(
    'svg',
    {
      class: 'way-map',
      role: 'img',
      'aria-labelledby': 'way-map-title way-map-description',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
    },
    svg('title', { id: 'way-map-title' }, title),
    svg('desc', { id: 'way-map-description' }, way.steps.map(({ does }) => does).join('; ')),
    ...edges.map(edgeOf),
    ...nodes.map((node) => nodeOf(node, width)),
  );
}

function nodeOf({ principal, isAdministrator, y, height, lines }: WayNode, width: number): SVGElement {
  const middle = y + height / 2;
  const icon = isAdministrator ? CROWN : ICONS[principal.kind];
  return svg(
    'g',
    { class: isAdministrator ? 'node administrator' : 'node' },
    svg('rect', { x: 1, y, width: width - 2, height, rx: 6 }),
    svg('path', { class: 'icon', d: icon, transform: `translate(${AXIS - 10} ${middle - 10})` }),
    ...lines.map(textOf),
  );
}

function edgeOf({ y, to, lines }: WayEdge): SVGElement {
  return svg(
    'g',
    { class: 'edge' },
    svg('path', {
      d: `M${AXIS} ${y}V${to - 2}M${AXIS - 5} ${to - 8}L${AXIS} ${to - 2}L${AXIS + 5} ${to - 8}`,
    }),
    ...lines.map(textOf),
  );
}

function textOf({ text, face, x, y }: TextLine): SVGElement {
  return svg('text', { class: face, x, y }, text);
}
