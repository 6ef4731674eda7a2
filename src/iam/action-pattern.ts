import { globMatcher, globMatches, isGlob } from '../model/glob.ts';

/**
 * `*` is any run of characters, `?` one; case does not matter.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function matchesAction(pattern: string, action: string): boolean {
  return globMatches(pattern.toLowerCase(), action.toLowerCase());
}

/** The same for many patterns, any of which may match, and many actions, which are in lower case. */
export function compileActions(patterns: readonly string[]): (action: string) => boolean {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  const exact = new Set(lower.filter((pattern) => !isGlob(pattern)));
  const globs = lower.filter(isGlob).map(globMatcher);
  return (action) => exact.has(action) || globs.some((matches) => matches(action));
}

/** The pattern names every action of a service (`s3:*`), or of all services (`*`, `*:*`). */
export function namesWholeService(pattern: string): boolean {
  const actions = pattern.slice(pattern.indexOf(':') + 1);
  return actions.includes('*') && /^\**\??\**$/.test(actions); // no action's name is empty: `?*` is all of them
}
