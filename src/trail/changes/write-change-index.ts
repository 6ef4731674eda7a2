import type { JsonValue } from '../../model/json.ts';
import type { EventTable } from '../ingest/event-table.ts';
import { NAMING_COLUMNS, NAMING_PLACES } from '../questions/named-resource.ts';
import { type Block, BlockWriter } from './block-file.ts';
import { RecordBlock, SHARED_FIELDS } from './change-record.ts';
import {
  type Directory,
  NAMES_IN_BLOCK,
  type NameBlock,
  RECORDS_IN_BLOCK,
  TEXTS_IN_BLOCK,
} from './index-layout.ts';
import { type Name, NamedPlace } from './named-places.ts';

export interface ChangeIndexFile {
  readonly bytes: Uint8Array;
  readonly directory: Block;
}

/** Of the changes among these rows of the table. */
export function changeIndexOf(table: EventTable, rows: Iterable<number>): ChangeIndexFile {
  const file = new BlockWriter();
  const texts = new NumberedTexts();
  const changes = changesAmong(table, rows);
  const directory: Directory = {
    records: recordBlocks(file, table, changes, texts),
    names: nameBlocks(file, namesIn(table, changes), texts),
    texts: chunks(texts.all, TEXTS_IN_BLOCK).map((some) => file.add(JSON.stringify(some))),
  };
  const block = file.add(JSON.stringify(directory));
  return { bytes: file.bytes(), directory: block };
}

/** Events before version 1.01 did not say. */
function changesAmong(table: EventTable, rows: Iterable<number>): readonly number[] {
  const readOnly = table.column('read_only');
  const isChange = Array.from({ length: readOnly.different }, (_, code) => readOnly.text(code) === 'false');
  return [...rows].filter((row) => isChange[readOnly.code(row)] ?? true);
}

class NumberedTexts {
  readonly #numbers = new Map<string, number>();

  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, known);
    return known;
  }
}

function recordBlocks(
  file: BlockWriter,
  table: EventTable,
  changes: readonly number[],
  texts: NumberedTexts,
): readonly Block[] {
  const fields = SHARED_FIELDS.map((name) => numbered(table, name, texts));
  const ids = table.column('event_id');
  return chunks(changes, RECORDS_IN_BLOCK).map((rows) => {
    const block = new RecordBlock(rows.length);
    for (const [record, row] of rows.entries()) {
      block.setEvent(record, table.times[row] ?? 0, table.files[row] ?? 0);
      if (!block.setUuid(record, ids.bytesAt(row)))
        block.setIdText(record, texts.numberOf(ids.at(row) ?? ''));
      for (let field = 0; field < fields.length; field += 1)
        block.setField(record, field, fields[field]?.(row) ?? -1);
    }
    return file.add(block.bytes);
  });
}

/** Of each row's text in the column, its number. */
function numbered(table: EventTable, name: string, texts: NumberedTexts): (row: number) => number {
  const column = table.column(name);
  /** Of each code, plus one. */
  const numbers = new Int32Array(column.different);
  return (row) => {
    const code = column.code(row);
    if (code === -1) return -1;
    if (numbers[code] === 0) numbers[code] = texts.numberOf(column.text(code)) + 1;
    return (numbers[code] ?? 0) - 1;
  };
}

/** Each different JSON is read once. */
function namesIn(table: EventTable, changes: readonly number[]): readonly Name[] {
  const names: Name[] = [];
  for (const column of NAMING_COLUMNS) {
    const texts = table.column(column);
    const place = new NamedPlace(NAMING_PLACES[column]);
    const known = new Map<number, readonly Name[]>();
    for (let change = 0; change < changes.length; change += 1) {
      const code = texts.code(changes[change] ?? 0);
      if (code === -1) continue;
      const found = known.get(code) ?? namesOf(place, texts.text(code));
      known.set(code, found);
      for (const name of found) addChange(name, change);
    }
    names.push(...place.names());
  }
  return names.sort((a, b) => a.sum - b.sum);
}

function namesOf(place: NamedPlace, json: string): readonly Name[] {
  const names: Name[] = [];
  place.read(JSON.parse(json) as JsonValue, names);
  return names;
}

function addChange(name: Name, change: number): void {
  name.steps.push(change - name.last);
  name.last = change;
}

function nameBlocks(file: BlockWriter, names: readonly Name[], texts: NumberedTexts): readonly NameBlock[] {
  return chunks(names, NAMES_IN_BLOCK).map((some) => ({
    sum: some[0]?.sum ?? 0,
    block: file.add(`[${some.map((name) => entryOf(name, texts)).join()}]`),
  }));
}

/** The JSON of a `NameEntry`. */
function entryOf({ path, text, steps }: Name, texts: NumberedTexts): string {
  return `[${texts.numberOf(path)},${JSON.stringify(text)},${steps.join()}]`;
}

function chunks<T>(items: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );
}
