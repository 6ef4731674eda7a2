import { HOSTILE } from '../model/hostile-characters.ts';

/**
 * Names and tags are other people's text: control characters could move the cursor, hide a line or, as
 * right-to-left marks, make it read as another. They are shown as their code instead.
 */
export function printable(text: string): string {
  return text.replace(HOSTILE, code).replace(LONE_SURROGATE, code);
}

/** Half a character, which no encoding can write. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

function code(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

export { HOSTILE };
