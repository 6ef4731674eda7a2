import type { JsonObject } from '../../model/json.ts';
import { inert } from './inert.ts';

/**
 * JSON for the readers of others, many of which refuse a document with half a character in it (`\ud800`): U+FFFD
 * stands in its place.
 */
export function wellFormedJson(value: JsonObject): string {
  const text = JSON.stringify(value);
  return inert(text.includes('\\ud') ? text.replace(ESCAPE, wellFormed) : text);
}

/** Only of half characters does `JSON.stringify` write the code. An escaped backslash is stepped over. */
const ESCAPE = /\\(?:ud[89a-f][0-9a-f]{2}|.)/g;

function wellFormed(escape: string): string {
  return escape.length > 2 ? '\ufffd' : escape;
}
