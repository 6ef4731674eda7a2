import type { GlobToken } from './glob.ts';
import type { ResolvedPart } from './policy-text.ts';

/**
 * An ARN's parts as a pattern: the first five end at a colon each, the sixth, the resource, is the rest.
 *
 * `resource`: in the Resource element a star that ends a part may run over the colon, and an ARN of fewer than six
 * parts is completed with stars: so it has up to two readings.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 *
 * `condition`: ArnLike and ArnEquals compare part by part, but a star that ends an ARN of fewer parts is the rest.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export type ArnPatternKind = 'resource' | 'condition';

/** The patterns, any of which may match. Colons in a variable's value divide nothing. */
export function arnTokens(
  parts: readonly ResolvedPart[],
  kind: ArnPatternKind,
): readonly (readonly GlobToken[])[] {
  const written = tokensAsWritten(parts, kind);
  if (written.colons >= 5 || kind === 'condition' || written.isStar) return [written.tokens];
  const missing = Array.from({ length: 5 - written.colons }, () => [COLON, FREE_STAR]).flat();
  return [written.tokens, [...written.tokens, ...missing]];
}

const COLON: GlobToken = { kind: 'text', text: ':' };
const FREE_STAR: GlobToken = { kind: 'star', bounded: false };

interface Written {
  readonly tokens: readonly GlobToken[];
  readonly colons: number;
  /** `*` alone: everything, also what is no ARN. */
  readonly isStar: boolean;
}

function tokensAsWritten(parts: readonly ResolvedPart[], kind: ArnPatternKind): Written {
  const tokens: GlobToken[] = [];
  let colons = 0;
  const last = parts.at(-1);
  for (const part of parts) {
    if (part.kind === 'character') {
      tokens.push({ kind: 'text', text: part.text });
      continue;
    }
    let from = 0;
    for (const { 0: found, index } of part.text.matchAll(/[*?:]/g)) {
      if (found === ':') {
        colons += 1;
        continue;
      }
      if (index > from) tokens.push({ kind: 'text', text: part.text.slice(from, index) });
      const next = part.text[index + 1];
      const isEnd = next === undefined && part === last;
      const free = colons >= 5 || (found === '*' && (isEnd || (kind === 'resource' && next === ':')));
      tokens.push({ kind: found === '*' ? 'star' : 'one', bounded: !free });
      from = index + 1;
    }
    if (from < part.text.length) tokens.push({ kind: 'text', text: part.text.slice(from) });
  }
  const [only] = tokens;
  return { tokens, colons, isStar: tokens.length === 1 && only?.kind === 'star' };
}
