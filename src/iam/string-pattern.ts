import type { GlobToken } from './glob.ts';
import type { ResolvedPart } from './policy-text.ts';

/** `StringLike`: `*` and `?` take any characters, colons and slashes too. */
export function stringTokens(parts: readonly ResolvedPart[]): readonly GlobToken[] {
  return parts.flatMap((part) =>
    part.kind === 'text' ? wildcardTokens(part.text) : [{ kind: 'text', text: part.text } as const],
  );
}

function wildcardTokens(text: string): readonly GlobToken[] {
  return text.split(/([*?])/).flatMap((piece): readonly GlobToken[] => {
    if (piece === '') return [];
    if (piece === '*') return [{ kind: 'star', bounded: false }];
    return [piece === '?' ? { kind: 'one', bounded: false } : { kind: 'text', text: piece }];
  });
}
