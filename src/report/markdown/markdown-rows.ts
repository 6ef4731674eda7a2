import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * A comment on GitHub takes 65,536 characters, a step summary 1 MiB; the rest is for what a pipeline puts around it.
 * Bytes are counted, of which there are never fewer.
 */
export const MOST_BYTES = 60_000;
export const LONGEST_SUMMARY = 400;
export const LONGEST_NAME = 120;

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** As many rows as there is room for, in bytes. */
export function rowsWithin<Item>(
  items: readonly Item[],
  room: number,
  write: (item: Item) => string,
): readonly string[] {
  const rows: string[] = [];
  let left = room;
  for (const item of items) {
    const text = write(item);
    left -= bytesOf(text) + 1;
    if (left < 0) break;
    rows.push(text);
  }
  return rows;
}

export function bytesOf(text: string): number {
  return utf8ToBytes(text).length;
}

export function joined(sections: readonly string[]): string {
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}
