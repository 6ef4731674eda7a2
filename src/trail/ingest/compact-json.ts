import { JsonCursor } from './json-cursor.ts';
import { quotedText } from './quoted-text.ts';

const [QUOTE, END] = [0x22, -1] as const;

/**
 * JSON without white space, its texts as `JSON.stringify` writes them, so that one is found by how it is written;
 * numbers keep their digits.
 *
 * @throws NoJson
 */
export function compactJson(json: Uint8Array): Uint8Array {
  const cursor = new JsonCursor(json);
  const pieces: Uint8Array[] = [];
  for (let byte = cursor.peek(); byte !== END; byte = cursor.peek()) {
    const start = cursor.at;
    cursor.at += 1;
    if (byte === QUOTE) pieces.push(textAt(cursor, start));
    else pieces.push(json.subarray(start, cursor.at));
  }
  return Buffer.concat(pieces);
}

function textAt(cursor: JsonCursor, start: number): Uint8Array {
  const isEscaped = cursor.skipText();
  const quoted = cursor.bytes.subarray(start, cursor.at);
  if (!isEscaped) return quoted;
  return Buffer.from(JSON.stringify(quotedText(quoted)));
}
