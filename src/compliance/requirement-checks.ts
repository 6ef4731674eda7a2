import type { Check } from '../practices/check.ts';
import type { Framework } from './framework.ts';

/** The checks that answer each requirement of a framework: the checks themselves say which, by their controls. */
export function requirementChecks(
  { id }: Framework,
  checks: readonly Check[],
): ReadonlyMap<string, readonly Check[]> {
  const prefix = `${id}:`;
  const pairs = checks.flatMap((check) =>
    check.controls
      .filter((control) => control.startsWith(prefix))
      .map((control) => ({ check, requirement: control.slice(prefix.length) })),
  );
  const groups = Map.groupBy(pairs, ({ requirement }) => requirement);
  return new Map([...groups].map(([requirement, group]) => [requirement, group.map(({ check }) => check)]));
}
