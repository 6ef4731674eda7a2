import { HOSTILE } from '../printable.ts';

/**
 * JSON text in which no character moves a cursor or turns the line: they are written as escapes, which every parser
 * reads as the same text. Line breaks between the values stay.
 */
export function inert(json: string): string {
  return json.replace(HOSTILE, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
