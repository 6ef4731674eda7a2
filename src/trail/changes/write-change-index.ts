import type { EventIntake } from '../ingest/event-intake.ts';
import type { EventTable } from '../ingest/event-table.ts';
import type { TextColumn } from '../ingest/text-column.ts';
import { type Block, BlockWriter } from './block-file.ts';
import { changeNames, type Name } from './change-names.ts';
import { RecordBlock, SHARED_FIELDS } from './change-record.ts';
import {
  type Directory,
  NAMES_IN_BLOCK,
  type NameBlock,
  RECORDS_IN_BLOCK,
  TEXTS_IN_BLOCK,
} from './index-layout.ts';

export interface ChangeIndexFile {
  readonly bytes: Uint8Array;
  readonly directory: Block;
}

/** Of the changes among these rows of what was read. */
export function changeIndexOf(intake: EventIntake, rows: Int32Array): ChangeIndexFile {
  const file = new BlockWriter();
  const texts = new NumberedTexts();
  const changes = changesAmong(intake.table(), rows);
  const names = changeNames(intake, changes);
  const directory: Directory = {
    records: recordBlocks(file, intake.table(), changes, texts),
    names: nameBlocks(file, names, texts),
    texts: chunks(texts.all, TEXTS_IN_BLOCK).map((some) => file.add(JSON.stringify(some))),
  };
  const block = file.add(JSON.stringify(directory));
  return { bytes: file.bytes(), directory: block };
}

/** Events before version 1.01 did not say. */
function changesAmong(table: EventTable, rows: Int32Array): Int32Array {
  const readOnly = table.column('read_only');
  const isChange = Array.from({ length: readOnly.different }, (_, code) => readOnly.text(code) === 'false');
  return rows.filter((row) => isChange[readOnly.code(row)] ?? true);
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
  changes: Int32Array,
  texts: NumberedTexts,
): readonly Block[] {
  const fields = SHARED_FIELDS.map((name) => numbered(table.column(name), changes, texts));
  const ids = table.column('event_id');
  return chunks(changes, RECORDS_IN_BLOCK).map((rows, index) => {
    const block = new RecordBlock(rows.length);
    for (const [record, row] of rows.entries()) {
      block.setEvent(record, table.times[row] ?? 0, table.files[row] ?? 0);
      if (!block.setUuid(record, ids.bytesAt(row)))
        block.setIdText(record, texts.numberOf(ids.at(row) ?? ''));
    }
    for (const [field, numbers] of fields.entries())
      block.setField(field, numbers.subarray(index * RECORDS_IN_BLOCK));
    return file.add(block.bytes);
  });
}

/** Of each row the number of its text; -1: null. */
function numbered(column: TextColumn, rows: Int32Array, texts: NumberedTexts): Int32Array {
  /** Of each code, plus one. */
  const numbers = new Int32Array(column.different);
  return rows.map((row) => {
    const code = column.code(row);
    if (code === -1) return -1;
    if (numbers[code] === 0) numbers[code] = texts.numberOf(column.text(code)) + 1;
    return (numbers[code] ?? 0) - 1;
  });
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

function chunks<T extends { readonly length: number; slice(from: number, to: number): T }>(
  items: T,
  length: number,
): readonly T[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );
}
