import type { GlobToken } from '../../glob.ts';
import type { PolicyTextPart, ResolvedPart } from '../../policy-text.ts';
import type { Piece } from '../strings/pattern.ts';
import { symbolOf } from '../strings/symbols.ts';
import { Unsupported } from '../unsupported.ts';

/** Policies hardly have these characters, and those that do are not followed. */
const VARIABLE = '\u0000';
const LITERAL = '\u0001';

/** Variables and characters as texts that nothing else can be, so that whatever reads patterns reads around them. */
export function withMarks(parts: readonly PolicyTextPart[]): readonly ResolvedPart[] {
  return parts.map((part) => {
    if (part.kind === 'variable') return { kind: 'character', text: VARIABLE + part.key };
    if (part.text.includes(VARIABLE) || part.text.includes(LITERAL))
      throw new Unsupported('a text of the policy holds the character U+0000 or U+0001');
    return part.kind === 'character' ? { kind: 'character', text: LITERAL + part.text } : part;
  });
}

/** What is written, of one of those texts. */
export function unmarked(text: string): string {
  return text.startsWith(LITERAL) ? text.slice(LITERAL.length) : text;
}

export function piecesOfTokens(tokens: readonly GlobToken[]): readonly Piece[] {
  return tokens.map((token) => {
    if (token.kind !== 'text') return token;
    if (token.text.startsWith(VARIABLE))
      return { kind: 'symbol', symbol: symbolOf(token.text.slice(VARIABLE.length)) };
    return { kind: 'text', text: unmarked(token.text) };
  });
}

/** Colons that divide an ARN: none of a variable's value. */
export function colonsIn(token: GlobToken): number {
  if (token.kind !== 'text' || token.text.startsWith(VARIABLE) || token.text.startsWith(LITERAL)) return 0;
  return token.text.split(':').length - 1;
}
