import { type NameFilter, nameFilter, nameSum } from '../lake/name-filter.ts';
import { NAMING_COLUMNS } from '../questions/named-resource.ts';
import type { EventTable } from './event-table.ts';
import { JsonCursor } from './json-cursor.ts';

const [QUOTE, COLON, SLASH, END] = [0x22, 0x3a, 0x2f, -1] as const;

/** The filter of the names in those of the rows that change something: what follows the last / or : of every text. */
export function changedNames(table: EventTable, rows: Iterable<number>): NameFilter {
  const readOnly = table.column('read_only');
  const columns = NAMING_COLUMNS.map((name) => ({ column: table.column(name), seen: new Set<number>() }));
  const names = new Set<string>();
  for (const row of rows) {
    if (readOnly.at(row) !== null && readOnly.at(row) !== 'false') continue;
    for (const { column, seen } of columns) {
      const code = column.code(row);
      if (code === -1 || seen.has(code)) continue;
      seen.add(code);
      addNames(column.bytesOf(code), names);
    }
  }
  return nameFilter(Array.from(names, (name) => nameSum(Buffer.from(name, 'latin1'))));
}

/** As they stand in JSON, whose bytes are kept apart so. */
function addNames(json: Buffer, names: Set<string>): void {
  const cursor = new JsonCursor(json);
  for (let byte = cursor.peek(); byte !== END; byte = cursor.peek()) {
    cursor.at += 1;
    if (byte !== QUOTE) continue;
    const start = cursor.at;
    cursor.skipText();
    const end = cursor.at - 1;
    if (cursor.peek() === COLON) continue;
    names.add(json.toString('latin1', lastName(json, start, end), end));
  }
}

function lastName(json: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && json[at - 1] !== SLASH && json[at - 1] !== COLON) at -= 1;
  return at;
}
