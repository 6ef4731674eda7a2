import type { LoadProfile } from '../../model/scaling-facts.ts';
import { UsageError } from '../errors.ts';
import { readText } from '../text-file.ts';

const EXPECTED = 'lines of SECOND,RATE or TIME,RATE';

/**
 * A load as somebody's metrics have it: a line a datapoint, a second from the start or an ISO 8601 time, and requests a
 * second. A first line that is no datapoint is a heading. Rejects with `UsageError`.
 */
export async function readRecordedLoad(path: string): Promise<LoadProfile> {
  const lines = (await readText(path, EXPECTED)).split(/\r?\n/).map((line) => line.trim());
  const rows = lines.flatMap((line, index) => (line === '' ? [] : [{ line, number: index + 1 }]));
  const isHeading = rows[0] !== undefined && !/\d/.test(rows[0].line.split(',')[1] ?? '');
  const points = rows.slice(isHeading ? 1 : 0).map(({ line, number }) => pointOf(path, line, number));
  const first = points[0];
  if (!first) throw new UsageError(`${path} has no datapoint: expected ${EXPECTED}`);
  return { kind: 'recorded', points: points.map(({ at, rate }) => ({ at: at - first.at, rate })) };
}

function pointOf(path: string, line: string, number: number): { at: number; rate: number } {
  const [time = '', rate = ''] = line.split(',').map((each) => each.trim());
  const at = /^\d+$/.test(time) ? Number(time) : Math.round(Date.parse(time) / 1000);
  if (Number.isNaN(at) || !/^\d+(\.\d+)?$/.test(rate)) {
    throw new UsageError(`line ${number} of ${path}, ${line}, is no datapoint: expected ${EXPECTED}`);
  }
  return { at, rate: Number(rate) };
}
