import { type Pattern, type Piece, patternOf } from './pattern.ts';
import { TextSet } from './text-set.ts';

/** The texts given, and no others. */
export function exactly(...texts: readonly string[]): TextSet {
  return new TextSet(texts.map((text) => patternOf([{ kind: 'text', text }])));
}

/** The texts given, in any case. */
export function inAnyCase(...texts: readonly string[]): TextSet {
  return new TextSet(texts.map((text) => patternOf([{ kind: 'text', text }], true)));
}

export function matching(...patterns: readonly Pattern[]): TextSet {
  return new TextSet(patterns);
}

/** `*` and `?` take any characters, `%` and `!` any but a colon, as many or one; `#` is a digit. */
export function shape(text: string): Pattern {
  const pieces = text.split(/([*?%!#])/).filter((piece) => piece !== '');
  return patternOf(pieces.map(pieceOf));
}

function pieceOf(text: string): Piece {
  switch (text) {
    case '*':
      return { kind: 'star', bounded: false };
    case '%':
      return { kind: 'star', bounded: true };
    case '?':
      return { kind: 'one', bounded: false };
    case '!':
      return { kind: 'one', bounded: true };
    case '#':
      return { kind: 'digit' };
    default:
      return { kind: 'text', text };
  }
}
