import { NoJson } from './json-cursor.ts';

/**
 * What a text of JSON says, its quotes around it.
 *
 * @throws NoJson for half a character, which neither DuckDB nor Trino reads.
 */
export function quotedText(quoted: Uint8Array): string {
  const text = JSON.parse(Buffer.from(quoted).toString()) as string;
  if (!text.isWellFormed()) throw new NoJson('half a character');
  return text;
}
