import type { Findings } from './findings.ts';

/** Texts that findings share, and by row which of them is its. */
export interface SearchedPart {
  readonly size: number;
  readonly textOf: (code: number) => string;
  /** Null: the row's own number. */
  readonly codes: readonly number[] | null;
}

/** Texts made at once: a few milliseconds' work, so that preparing never holds up what the reader does. */
const PIECE = 1000;

/** Looks for words in the parts of every finding, each text once however many findings share it. */
export class Search {
  readonly #parts: readonly Part[];
  readonly #rows: number;

  constructor(parts: readonly SearchedPart[], rows: number) {
    this.#parts = parts.map((part) => new Part(part));
    this.#rows = rows;
  }

  /** Does a piece of what the first search has to do; false: all is done. */
  prepare(): boolean {
    return this.#parts.some((part) => part.prepare());
  }

  /** By row, 1 where every word stands in one of its parts; null: no word to look for. */
  hits(query: string): Uint8Array | null {
    const words = wordsOf(query);
    if (words.length === 0) return null;
    const hits = new Uint8Array(this.#rows).fill(1);
    for (const word of words) this.#keep(hits, word);
    return hits;
  }

  /** Leaves those in that have the word. */
  #keep(hits: Uint8Array, word: string): void {
    const has = new Uint8Array(this.#rows);
    for (const part of this.#parts) part.mark(has, word);
    for (let row = 0; row < hits.length; row++) {
      if (has[row] === 0) hits[row] = 0;
    }
  }
}

class Part {
  readonly #part: SearchedPart;
  readonly #pieces: Haystack[] = [];

  constructor(part: SearchedPart) {
    this.#part = part;
  }

  prepare(): boolean {
    const first = this.#pieces.length * PIECE;
    const { size, textOf } = this.#part;
    if (first >= size) return false;
    const length = Math.min(PIECE, size - first);
    this.#pieces.push(new Haystack(Array.from({ length }, (_, index) => textOf(first + index))));
    return true;
  }

  /** Marks the rows whose text has the word. */
  mark(rows: Uint8Array, word: string): void {
    while (this.prepare()) continue;
    const { size, codes } = this.#part;
    const texts = codes === null ? rows : new Uint8Array(size);
    this.#pieces.forEach((piece, index) => {
      piece.mark(texts.subarray(index * PIECE), word);
    });
    if (codes === null) return;
    for (let row = 0; row < rows.length; row++) {
      if (texts[codes[row] ?? 0] === 1) rows[row] = 1;
    }
  }
}

/** Many texts in one, so that a search is one pass over one string. */
class Haystack {
  readonly #text: string;
  /** Where each text starts; one more at the end. */
  readonly #starts: Uint32Array;

  constructor(texts: readonly string[]) {
    this.#starts = new Uint32Array(texts.length + 1);
    texts.forEach((text, index) => {
      this.#starts[index + 1] = (this.#starts[index] ?? 0) + text.length + 1;
    });
    this.#text = texts.join('\n');
  }

  /** Marks the texts in which the word stands. */
  mark(texts: Uint8Array, word: string): void {
    let index = 0;
    for (let at = this.#text.indexOf(word); at >= 0 && index + 1 < this.#starts.length; ) {
      while ((this.#starts[index + 1] ?? Number.POSITIVE_INFINITY) <= at) index++;
      texts[index] = 1;
      at = this.#text.indexOf(word, this.#starts[index + 1]);
    }
  }
}

/** No word holds white space, so none can stand across the end of a text. */
function wordsOf(query: string): readonly string[] {
  return alike(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Texts that differ in case alone. A sigma's small form hangs on what follows it. */
function alike(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

/** All that a reader may look for: sentence, id, resource with its tags, check, account, region. Not evidence. */
export function searchedParts(findings: Findings): readonly SearchedPart[] {
  const { packed, count } = findings;
  const tags = packed.tags.map(([key, value]) => `${key}=${value}`);
  const part = <T>(
    list: readonly T[],
    codes: readonly number[],
    text: (entry: T, code: number) => string,
  ): SearchedPart => ({
    size: list.length,
    textOf: (code) => alike(text(list[code] as T, code)),
    codes,
  });
  const { check, account, region, resource } = packed.findings;
  return [
    {
      size: count,
      textOf: (row) => alike(`${findings.summaryAt(row)} ${packed.findings.id[row]}`),
      codes: null,
    },
    part(packed.resources, resource, ([type, arn, id, name, codes]) =>
      [arn, id, name ?? '', packed.types[type], ...(codes ?? []).map((code) => tags[code])].join(' '),
    ),
    part(packed.checks, check, ({ id, title }) => `${id} ${title}`),
    part(packed.accounts, account, (id, code) => `${id} ${packed.accountNames[code] ?? ''}`),
    part(packed.regions, region, (name) => name),
  ];
}
