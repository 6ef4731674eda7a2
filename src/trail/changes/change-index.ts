import { closeSync, openSync } from 'node:fs';
import { isNaming, type NamedResource, type PlacedText } from '../questions/named-resource.ts';
import { type Block, readBlock } from './block-file.ts';
import { type ChangeRecord, RECORD_BYTES, readRecord } from './change-record.ts';
import { type Directory, type NameEntry, nameSum, RECORDS_IN_BLOCK, TEXTS_IN_BLOCK } from './index-layout.ts';

/** Reads an index of changes, of it no more than is asked for. Its methods throw where it is damaged. */
export class ChangeIndex {
  readonly #file: number;
  readonly #directory: Directory;
  readonly #texts = new Map<number, readonly string[]>();
  readonly #records = new Map<number, Buffer>();

  /** @throws where it is missing or damaged. */
  constructor(path: string, directory: Block) {
    this.#file = openSync(path, 'r');
    try {
      this.#directory = this.#json(directory) as Directory;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The changes that may be to the resource, each with what names it. */
  naming(resource: NamedResource): ReadonlyMap<number, readonly PlacedText[]> {
    const found = new Map<number, PlacedText[]>();
    const entries = this.#entriesOf(nameSum(resource.exact));
    for (const [path, text, ...steps] of entries.filter((each) => isNaming(each[1], resource))) {
      const named: PlacedText = [this.text(path) ?? '', text];
      let change = 0;
      for (const step of steps) {
        change += step;
        const known = found.get(change);
        if (known) known.push(named);
        else found.set(change, [named]);
      }
    }
    return found;
  }

  record(change: number): ChangeRecord {
    const block = Math.floor(change / RECORDS_IN_BLOCK);
    const known = this.#records.get(block) ?? this.#read(this.#directory.records[block]);
    this.#records.set(block, known);
    return readRecord(known, (change % RECORDS_IN_BLOCK) * RECORD_BYTES);
  }

  /** -1: null. */
  text(number: number): string | null {
    if (number === -1) return null;
    const block = Math.floor(number / TEXTS_IN_BLOCK);
    const known = this.#texts.get(block) ?? (this.#json(this.#directory.texts[block]) as readonly string[]);
    this.#texts.set(block, known);
    return known[number % TEXTS_IN_BLOCK] ?? null;
  }

  /** Of all names with that sum, and others. */
  #entriesOf(sum: number): readonly NameEntry[] {
    const { names } = this.#directory;
    return names
      .filter((each, index) => each.sum <= sum && (names[index + 1]?.sum ?? sum) >= sum)
      .flatMap(({ block }) => this.#json(block) as readonly NameEntry[]);
  }

  #json(block: Block | undefined): unknown {
    return JSON.parse(this.#read(block).toString());
  }

  #read(block: Block | undefined): Buffer {
    if (!block) throw new Error('the index of changes has no such block');
    return readBlock(this.#file, block);
  }
}
