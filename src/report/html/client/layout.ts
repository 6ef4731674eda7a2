/** Pixels. */
export interface Heights {
  readonly header: number;
  readonly row: number;
}

export interface Block {
  readonly size: number;
  /** Only its header shows. */
  readonly shut: boolean;
}

/** A line of the list: the header of a block, or a row of it. */
export type Line =
  | { readonly kind: 'header'; readonly block: number }
  | { readonly kind: 'row'; readonly block: number; readonly index: number };

/**
 * Where the lines of a long list lie, without having them: blocks of equally high rows under a header each. A list
 * without groups is one block whose header is 0 pixels high and no line.
 */
export class Layout {
  readonly lines: number;
  readonly height: number;
  readonly #heights: Heights;
  readonly #hasHeaders: boolean;
  readonly #blocks: readonly Block[];
  /** First line and top of each block. */
  readonly #firstLines: readonly number[];
  readonly #tops: readonly number[];

  constructor(blocks: readonly Block[], heights: Heights, hasHeaders = true) {
    this.#blocks = blocks;
    this.#heights = hasHeaders ? heights : { ...heights, header: 0 };
    this.#hasHeaders = hasHeaders;
    let line = 0;
    let top = 0;
    const firstLines: number[] = [];
    const tops: number[] = [];
    for (const { size, shut } of blocks) {
      firstLines.push(line);
      tops.push(top);
      line += (shut ? 0 : size) + Number(hasHeaders);
      top += (shut ? 0 : size) * heights.row + this.#heights.header;
    }
    this.lines = line;
    this.height = top;
    this.#firstLines = firstLines;
    this.#tops = tops;
  }

  lineAt(line: number): Line {
    const block = lastAtMost(this.#firstLines, line);
    const index = line - (this.#firstLines[block] ?? 0) - Number(this.#hasHeaders);
    return index < 0 ? { kind: 'header', block } : { kind: 'row', block, index };
  }

  topOf(line: number): number {
    const { kind, block, ...at } = this.lineAt(line);
    const top = this.#tops[block] ?? 0;
    return kind === 'header'
      ? top
      : top + this.#heights.header + ('index' in at ? at.index : 0) * this.#heights.row;
  }

  heightOf(line: number): number {
    return this.lineAt(line).kind === 'header' ? this.#heights.header : this.#heights.row;
  }

  /** The line of a block's header or row; null: the block is shut, so that the row is no line. */
  lineOf(block: number, index: number | null): number | null {
    const first = this.#firstLines[block] ?? 0;
    if (index === null) return this.#hasHeaders ? first : null;
    return this.#blocks[block]?.shut ? null : first + Number(this.#hasHeaders) + index;
  }

  /** The line that covers this height. */
  lineBelow(offset: number): number {
    const block = lastAtMost(this.#tops, offset);
    const first = this.#firstLines[block] ?? 0;
    const under = offset - (this.#tops[block] ?? 0) - this.#heights.header;
    if (under < 0) return first;
    const index = first + Number(this.#hasHeaders) + Math.floor(under / this.#heights.row);
    return Math.max(0, Math.min(index, this.lines - 1));
  }

  /** The lines in sight and `beyond` more on either side, the end excluded. */
  visible(
    scrollTop: number,
    viewport: number,
    beyond: number,
  ): { readonly from: number; readonly to: number } {
    if (this.lines === 0) return { from: 0, to: 0 };
    const from = this.lineBelow(Math.max(0, scrollTop));
    const bottom = Math.min(Math.ceil(scrollTop + viewport), this.height) - 1;
    const to = this.lineBelow(Math.max(0, bottom)) + 1;
    return { from: Math.max(0, from - beyond), to: Math.min(this.lines, to + beyond) };
  }
}

/** Index of the last value that is not above the limit; 0 where all are. Values rise. */
function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
