/**
 * `*` is any run of characters, `?` one; case does not matter.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function matchesAction(pattern: string, action: string): boolean {
  return matches(pattern.toLowerCase(), action.toLowerCase());
}

/** The pattern names every action of a service (`s3:*`), or of all services (`*`, `*:*`). */
export function namesWholeService(pattern: string): boolean {
  const actions = pattern.slice(pattern.indexOf(':') + 1);
  return actions.includes('*') && /^\**\??\**$/.test(actions); // no action's name is empty: `?*` is all of them
}

/** Linear but for backtracking to the last star, so a hostile pattern cannot make it slow. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let position = 0;
  while (position < text.length) {
    if (
      at < pattern.length &&
      (pattern[at] === '?' || pattern[at] === text[position]) &&
      pattern[at] !== '*'
    ) {
      at += 1;
      position += 1;
    } else if (pattern[at] === '*') {
      star = at;
      resume = position;
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      position = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
