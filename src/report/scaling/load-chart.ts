import type { SimulatedMinutes } from '../../model/simulation.ts';

const HEIGHT = 12;
const AXIS = 10;

/**
 * Load and capacity over time: `█` load that is served, `×` load above the capacity, `·` capacity to spare. A column is the
 * mean of its minutes, at most a minute wide.
 */
export function loadChart(
  { offered, filtered, capacity }: SimulatedMinutes,
  width: number,
): readonly string[] {
  const columns = Math.max(1, Math.min(offered.length, width - AXIS - 1));
  const load = offered.map((each, minute) => (each - (filtered[minute] ?? 0)) / 60);
  const bars = inColumns(load, columns);
  const roofs = inColumns(
    capacity.map((each) => each / 60),
    columns,
  );
  const top = Math.max(...bars, ...roofs, 1e-9);
  const rows = Array.from({ length: HEIGHT }, (_, row) => {
    const level = (top * (HEIGHT - row - 0.5)) / HEIGHT;
    const label = row % 4 === 0 ? figure((top * (HEIGHT - row)) / HEIGHT) : '';
    return `${label.padStart(AXIS - 2)} ┤${bars.map((bar, column) => mark(bar, roofs[column] ?? 0, level)).join('')}`.trimEnd();
  });
  return [
    ...rows,
    `${'0'.padStart(AXIS - 2)} └${'─'.repeat(columns)}`,
    timeAxis(offered.length, columns),
    LEGEND,
  ];
}

const LEGEND = `${' '.repeat(AXIS)}requests a second: █ served  × more than the capacity  · capacity to spare`;

function mark(load: number, capacity: number, level: number): string {
  if (load >= level) return capacity >= level ? '█' : '×';
  return capacity >= level ? '·' : ' ';
}

function inColumns(values: readonly number[], columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * values.length) / columns));
    return values.slice(from, to).reduce((sum, each) => sum + each, 0) / (to - from);
  });
}

/** The first and the last minute. */
function timeAxis(minutes: number, columns: number): string {
  const end = `${minutes} min`;
  return `${' '.repeat(AXIS)}${'0 min'.padEnd(Math.max(6, columns - end.length))}${end}`;
}

export function figure(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  if (value >= 1e4) return `${(value / 1e3).toFixed(0)}k`;
  return value >= 100 ? value.toFixed(0) : String(Math.round(value * 10) / 10);
}
