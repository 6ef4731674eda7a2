/**
 * A text of a policy (a resource, a condition's value) with its variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export type PolicyTextPart =
  /** As it is written; `*` and `?` in it are wildcards where wildcards count. */
  | { readonly kind: 'text'; readonly text: string }
  /** `${*}`, `${?}`, `${$}`: the character itself. */
  | { readonly kind: 'character'; readonly text: string }
  /** The value of a condition key, its name in lower case; `fallback` where the request has none. */
  | { readonly kind: 'variable'; readonly key: string; readonly fallback: string | null };

/** Only `Version: 2012-10-17` has variables: else they are text like any other. */
export function parsePolicyText(text: string, variables: boolean): readonly PolicyTextPart[] {
  if (!variables || !text.includes('${')) return text === '' ? [] : [{ kind: 'text', text }];
  const parts: PolicyTextPart[] = [];
  let at = 0;
  for (const found of text.matchAll(/\$\{([^}]*)\}/g)) {
    const part = variablePart(found[1] ?? '');
    if (!part) continue;
    if (found.index > at) parts.push({ kind: 'text', text: text.slice(at, found.index) });
    parts.push(part);
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

function variablePart(inner: string): PolicyTextPart | null {
  if (inner === '*' || inner === '?' || inner === '$') return { kind: 'character', text: inner };
  const [, key, fallback] = /^\s*([^,']*[^,'\s])\s*(?:,\s*'([^']*)'\s*)?$/.exec(inner) ?? [];
  return key === undefined ? null : { kind: 'variable', key: key.toLowerCase(), fallback: fallback ?? null };
}

/** Null where a variable has no value. Texts that meet are one, as if the policy had been written so. */
export function resolvePolicyText(
  parts: readonly PolicyTextPart[],
  valueOf: (key: string) => string | null,
): readonly ResolvedPart[] | null {
  const resolved: ResolvedPart[] = [];
  for (const part of parts) {
    const value = part.kind === 'variable' ? (valueOf(part.key) ?? part.fallback) : part.text;
    if (value === null) return null;
    if (value === '') continue;
    const last = resolved.at(-1);
    if (part.kind !== 'text') resolved.push({ kind: 'character', text: value });
    else if (last?.kind === 'text') resolved[resolved.length - 1] = { kind: 'text', text: last.text + value };
    else resolved.push(part);
  }
  return resolved;
}

export type ResolvedPart = Exclude<PolicyTextPart, { kind: 'variable' }>;

export function hasVariables(parts: readonly PolicyTextPart[]): boolean {
  return parts.some((part) => part.kind === 'variable');
}
