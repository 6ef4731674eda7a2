import type { JsonObject, JsonValue } from '../../model/json.ts';
import { listOf, objectOf } from './evidence-parts.ts';

/** A group under a surge, as a finding's evidence tells it; the lists are as long as each other. */
export interface SurgeCurves {
  readonly title: string;
  /** Of a point. */
  readonly minutesEach: number;
  /** Requests a second. */
  readonly load: readonly number[];
  readonly capacity: readonly number[];
  readonly lost: readonly number[];
  readonly inService: readonly number[];
}

/** As it is, then with the smallest change that absorbs the surge. None: the evidence tells of no surge. */
export function surgeCurvesOf({ curves, smallestChange }: JsonObject): readonly SurgeCurves[] {
  return [
    curvesOf('As the group is', curves),
    curvesOf('With the smallest change that suffices', objectOf(smallestChange)['curves']),
  ].filter((each) => each !== null);
}

function curvesOf(title: string, told: JsonValue | undefined): SurgeCurves | null {
  const { minutesEach, ...lists } = objectOf(told);
  const [load, capacity, lost, inService] = ['load', 'capacity', 'lost', 'inService'].map((name) =>
    amounts(lists[name]),
  );
  if (!load || !capacity || !lost || !inService || load.length === 0) return null;
  if ([capacity, lost, inService].some(({ length }) => length !== load.length)) return null;
  const each = isAmount(minutesEach) && minutesEach > 0 ? minutesEach : 1;
  return { title, minutesEach: each, load, capacity, lost, inService };
}

/** Null: something else is among them. */
function amounts(value: JsonValue | undefined): readonly number[] | null {
  const all = listOf(value);
  return all.every(isAmount) ? all : null;
}

function isAmount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Evidence without what is drawn. */
export function withoutCurves(evidence: JsonObject): JsonObject {
  const { curves: _, smallestChange, ...rest } = evidence;
  if (smallestChange === undefined) return rest;
  const { curves: __, ...change } = objectOf(smallestChange);
  return { ...rest, smallestChange: smallestChange === null ? null : change };
}
