/**
 * Names and tags are other people's text: control characters could move the cursor, hide a line or, as
 * right-to-left marks, make it read as another. They are shown as their code instead.
 */
export function printable(text: string): string {
  return text.replace(HOSTILE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Control characters, zero-width and direction marks, line and paragraph separators. */
export const HOSTILE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
