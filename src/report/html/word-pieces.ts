const LONG_WORD = /\S{200}/;
const PIECES = /.{1,24}/gsu;

/**
 * The text in pieces between which a line may end: one, unless a word is very long. Browsers take seconds to break a
 * word of thousands of letters by themselves, and none where they are told where they may.
 */
export function wordPieces(text: string): readonly string[] {
  return LONG_WORD.test(text) ? (text.match(PIECES) ?? []) : [text];
}
