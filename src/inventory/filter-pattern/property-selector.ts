import type { JsonValue } from '../../model/json.ts';
import type { Step } from './filter-pattern.ts';

/** `$.a.b[0].c`, `$.list[*]`, `$.*`, `$.['a.b']`: where the selector ends in the text and the steps it takes. */
export interface PropertySelector {
  readonly path: readonly Step[];
  readonly end: number;
}

const STEP = /(?:\.?\[\s*(?:'([^']*)'|"([^"]*)"|(\d+)|(\*))\s*\])|(?:\.(?:([A-Za-z0-9_-]+)|(\*)))/y;

/** Null where no selector begins at `start`. */
export function readSelector(text: string, start: number): PropertySelector | null {
  if (text[start] !== '$') return null;
  const path: Step[] = [];
  let end = start + 1;
  for (;;) {
    STEP.lastIndex = end;
    const match = STEP.exec(text);
    if (!match) break;
    path.push(stepOf(match));
    end = STEP.lastIndex;
  }
  return path.length > 0 ? { path, end } : null;
}

function stepOf([, single, double, index, anyElement, name, anyProperty]: RegExpExecArray): Step {
  if (anyElement ?? anyProperty) return { any: true };
  if (index !== undefined) return { index: Number(index) };
  return { key: single ?? double ?? name ?? '' };
}

/** The values that a selector points to: none where the event lacks it, many only through a wildcard. */
export function select(value: JsonValue, path: readonly Step[]): readonly JsonValue[] {
  let found: readonly JsonValue[] = [value];
  for (const step of path) found = found.flatMap((each) => next(each, step));
  return found;
}

function next(value: JsonValue, step: Step): readonly JsonValue[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('any' in step) return Object.values(value).filter((each) => each !== undefined);
  const members = value as Readonly<Record<string, JsonValue | undefined>>; // arrays have their indices as keys
  const key = 'index' in step ? String(step.index) : step.key;
  if (Array.isArray(value) !== 'index' in step || !Object.hasOwn(members, key)) return [];
  return [members[key] ?? null];
}
