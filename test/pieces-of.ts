import type { Piece } from '../src/iam/prove/strings/pattern.ts';

/** A text with its wildcards; `inParts`: those before the fifth colon take no colon. */
export function piecesOf(text: string, inParts = false): readonly Piece[] {
  let colons = 0;
  return text.split(/([*?:])/).flatMap((piece): readonly Piece[] => {
    if (piece === '') return [];
    if (piece === ':') colons += 1;
    if (piece !== '*' && piece !== '?') return [{ kind: 'text', text: piece }];
    return [{ kind: piece === '*' ? 'star' : 'one', bounded: inParts && colons < 5 }];
  });
}
