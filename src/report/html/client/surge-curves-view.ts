import type { SurgeCurves } from '../surge-curves.ts';
import { element, number } from './element.ts';
import { svg } from './svg-element.ts';

/** The drawing's own units: it is stretched to the room that there is. */
const WIDTH = 600;
const HEIGHT = 200;

/** Load, capacity, what is lost, and the instances that serve, over time. */
export function surgeCurvesView(all: readonly SurgeCurves[]): readonly HTMLElement[] {
  return [legend(), ...all.map(figure)];
}

const LEGEND = [
  ['load', 'load'],
  ['capacity', 'capacity'],
  ['lost', 'lost'],
  ['instances', 'instances in service (right)'],
] as const;

function legend(): HTMLElement {
  return element(
    'ul',
    { class: 'curves-legend' },
    ...LEGEND.map(([name, text]) => element('li', {}, element('span', { class: `swatch ${name}` }), text)),
  );
}

function figure(curves: SurgeCurves): HTMLElement {
  const { title, load, capacity, inService, minutesEach } = curves;
  const top = Math.max(...load, ...capacity, 1);
  const most = Math.max(...inService, 1);
  const minutes = load.length * minutesEach;
  return element(
    'figure',
    { class: 'curves' },
    element('figcaption', {}, title),
    element(
      'div',
      { class: 'plot' },
      scale('left', [`${number(round(top))}/s`, number(round(top / 2)), '0']),
      drawing(curves, top, most),
      scale('right', [round(most), round(most / 2), 0].map(number)),
      scale('below', ['0', number(round(minutes / 2)), `${number(minutes)} min`]),
    ),
  );
}

function scale(place: string, labels: readonly string[]): HTMLElement {
  return element(
    'div',
    { class: `scale ${place}`, 'aria-hidden': 'true' },
    ...labels.map((label) => element('span', {}, label)),
  );
}

function drawing(curves: SurgeCurves, top: number, most: number): SVGElement {
  const { load, capacity, lost, inService } = curves;
  const served = load.map((each, point) => Math.max(0, each - (lost[point] ?? 0)));
  return svg(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': said(curves),
    },
    svg('path', { class: 'rule', d: [0, HEIGHT / 2, HEIGHT].map((y) => `M0,${y}H${WIDTH}`).join('') }),
    svg('polygon', {
      class: 'lost',
      points: [...points(load, top), ...points(served, top).toReversed()].join(' '),
    }),
    svg('polyline', { class: 'capacity', points: points(capacity, top).join(' ') }),
    svg('polyline', { class: 'instances', points: points(inService, most).join(' ') }),
    svg('polyline', { class: 'load', points: points(load, top).join(' ') }),
  );
}

function points(values: readonly number[], top: number): readonly string[] {
  const step = WIDTH / Math.max(1, values.length - 1);
  return values.map((value, point) => `${round(point * step)},${round(HEIGHT - (HEIGHT * value) / top)}`);
}

/** For those who do not see it. */
function said({ title, load, capacity, lost, inService }: SurgeCurves): string {
  const most = (values: readonly number[]) => number(round(Math.max(...values)));
  return `${title}: up to ${most(load)} requests a second, ${most(capacity)} could be served at most, up to ${most(lost)} are lost, ${most(inService)} instances serve at most.`;
}

const round = (value: number) => Math.round(value * 10) / 10;
