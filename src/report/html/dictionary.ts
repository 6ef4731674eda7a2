/** Each entry once, under the number that stands for it elsewhere. */
export class Dictionary<Entry> {
  readonly entries: Entry[] = [];
  readonly #codes = new Map<string, number>();

  code(key: string, entry: () => Entry): number {
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.entries.push(entry()) - 1;
    this.#codes.set(key, code);
    return code;
  }
}
