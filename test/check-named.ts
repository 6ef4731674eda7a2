import type { Check } from '../src/practices/check.ts';

/** One of a file's several checks. */
export function checkNamed(checks: readonly Check[], id: string): Check {
  const found = checks.find((check) => check.id === id);
  if (!found) throw new Error(`no check ${id} among ${checks.map((check) => check.id).join(', ')}`);
  return found;
}
