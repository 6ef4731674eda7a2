import type { Framework } from '../compliance/framework.ts';
import { FRAMEWORKS } from '../compliance/frameworks/index.ts';
import { nearest } from '../model/nearest.ts';
import { UsageError } from './errors.ts';

export const FRAMEWORK_IDS: readonly string[] = FRAMEWORKS.map((each) => each.id);

export function frameworkNamed(id: string): Framework {
  const found = FRAMEWORKS.find((each) => each.id === id);
  if (found) return found;
  const near = FRAMEWORK_IDS.findLast((each) => each.startsWith(id)) ?? nearest(id, FRAMEWORK_IDS);
  throw new UsageError(
    `there is no framework ${JSON.stringify(id)}${near ? `; did you mean ${near}?` : ''} (rampart frameworks list)`,
  );
}

/** Each once, in the order in which they were asked for. */
export function chooseFrameworks(ids: readonly string[]): readonly Framework[] {
  return [...new Set(ids)].map(frameworkNamed);
}
