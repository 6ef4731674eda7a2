import type { SimulatedMinutes } from '../../model/simulation.ts';
import { printable } from '../printable.ts';
import { figure } from './load-chart.ts';
import type { ScalingDocument } from './scaling-document.ts';

const WIDTH = 960;
const HEIGHT = 420;
const LEFT = 70;
const RIGHT = 60;
const TOP = 60;
const BOTTOM = 50;

/** For both themes: what the reader's system asks for. */
const STYLE = `
  svg { font: 13px system-ui, sans-serif; background: #fff; color: #1c2430 }
  .axis { stroke: #8a94a3; fill: none } text { fill: currentColor }
  .load { stroke: #1f5fbf; fill: none; stroke-width: 2 } .capacity { stroke: #1a7f4b; fill: none; stroke-width: 2 }
  .lost { fill: #c4314b; opacity: .55 } .instances { stroke: #8250c4; fill: none; stroke-width: 1.5; stroke-dasharray: 5 4 }
  @media (prefers-color-scheme: dark) {
    svg { background: #12161c; color: #e6eaf0 }
    .load { stroke: #6ea8ff } .capacity { stroke: #4cc38a } .lost { fill: #ff6b81 } .instances { stroke: #b994f0 }
  }`;

/**
 * The curves of a simulation, load, capacity, what is lost, and instances that serve on the right-hand axis; of two, the one
 * before the changes above the one after, on the same scales.
 */
export function scalingSvg({ groupName, before, after }: ScalingDocument): string {
  const runs = after
    ? [runOf(before, `${groupName} as it is`), runOf(after, `${groupName} changed`)]
    : [runOf(before, `${groupName} under load`)];
  const top = Math.max(...runs.flatMap(({ rates }) => [...rates.load, ...rates.capacity]), 1e-9);
  const most = Math.max(...runs.flatMap(({ inService }) => inService), 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT * runs.length}" role="img" aria-labelledby="title">`,
    `<title id="title">${runs.map(({ title }) => title).join('; ')}</title><style>${STYLE}</style>`,
    ...runs.map((run, index) => panel(run, { top, most, down: index * HEIGHT })),
    '</svg>\n',
  ].join('\n');
}

interface Run {
  readonly title: string;
  readonly rates: Rates;
  readonly inService: readonly number[];
}

function runOf({ simulation: { minutes, answers } }: ScalingDocument['before'], name: string): Run {
  const lost = `${figure(answers.lostRequests)} of ${figure(answers.offeredRequests)} requests lost`;
  return { title: `${escaped(name)}: ${lost}`, rates: ratesOf(minutes), inService: minutes.inService };
}

interface Scales {
  readonly top: number;
  readonly most: number;
  readonly down: number;
}

function panel({ title, rates, inService }: Run, { top, most, down }: Scales): string {
  return [
    `<g transform="translate(0 ${down})">`,
    `<text x="${LEFT}" y="24" font-weight="600">${title}</text>`,
    legend(),
    axes(inService.length, top, most),
    lostArea(rates, top),
    line('capacity', rates.capacity, top),
    line('load', rates.load, top),
    line('instances', inService, most),
    '</g>',
  ].join('\n');
}

interface Rates {
  readonly load: readonly number[];
  readonly capacity: readonly number[];
  readonly lost: readonly number[];
}

function ratesOf({ offered, filtered, capacity, lost }: SimulatedMinutes): Rates {
  return {
    load: offered.map((each, minute) => (each - (filtered[minute] ?? 0)) / 60),
    capacity: capacity.map((each) => each / 60),
    lost: lost.map((each) => each / 60),
  };
}

function point(index: number, count: number, value: number, top: number): string {
  const x = LEFT + ((WIDTH - LEFT - RIGHT) * (index + 0.5)) / count;
  const y = HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / top;
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function line(name: string, values: readonly number[], top: number): string {
  const points = values.map((value, index) => point(index, values.length, value, top));
  return `<polyline class="${name}" points="${points.join(' ')}"/>`;
}

/** Between the load and what of it is served. */
function lostArea({ load, lost }: Rates, top: number): string {
  const upper = load.map((value, index) => point(index, load.length, value, top));
  const lower = load.map((value, index) => point(index, load.length, value - (lost[index] ?? 0), top));
  return `<polygon class="lost" points="${[...upper, ...lower.toReversed()].join(' ')}"/>`;
}

function axes(minutes: number, top: number, most: number): string {
  const floor = HEIGHT - BOTTOM;
  const right = WIDTH - RIGHT;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const y = floor - (floor - TOP) * part;
    const x = LEFT + (right - LEFT) * part;
    return [
      `<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${figure(top * part)}</text>`,
      `<text x="${right + 8}" y="${y + 4}">${figure(most * part)}</text>`,
      `<text x="${x}" y="${floor + 20}" text-anchor="middle">${Math.round(minutes * part)}</text>`,
    ].join('');
  });
  const middle = (LEFT + right) / 2;
  return `<path class="axis" d="M${LEFT},${TOP} V${floor} H${right} V${TOP}"/>${ticks.join('')}<text x="${middle}" y="${HEIGHT - 10}" text-anchor="middle">minutes</text>`;
}

const LEGEND = [
  ['load', 'load, requests a second', 0],
  ['capacity', 'capacity', 210],
  ['lost', 'lost', 315],
  ['instances', 'instances in service (right)', 390],
] as const;

function legend(): string {
  return LEGEND.map(([name, text, from]) => {
    const x = LEFT + from;
    const sample = name === 'lost' ? `M${x},38 h20 v8 h-20 z` : `M${x},42 h20`;
    return `<path class="${name}" d="${sample}"/><text x="${x + 28}" y="47">${text}</text>`;
  }).join('');
}

function escaped(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
