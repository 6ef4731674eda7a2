/** What is JSON and gives no name twice in an object; null: it is not. Nested more than 500 deep is not either. */
export function strictJson(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return new Names(text).areUnique() ? { value } : null;
  } catch {
    return null;
  }
}

const DEEPEST = 500;

/** Walks over JSON that is known to be well formed. */
class Names {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  areUnique(): boolean {
    return this.#value(0);
  }

  #value(depth: number): boolean {
    this.#space();
    if (depth > DEEPEST) return false;
    const start = this.#text[this.#at];
    if (start === '{') return this.#object(depth);
    if (start === '[') return this.#array(depth);
    if (start === '"') return this.#string() !== null;
    while (this.#at < this.#text.length && !',]} \t\r\n'.includes(this.#text[this.#at] ?? '')) this.#at += 1;
    return true;
  }

  #object(depth: number): boolean {
    const names = new Set<string>();
    this.#at += 1;
    for (;;) {
      this.#space();
      if (this.#take('}')) return true;
      const name = this.#string();
      if (names.has(name)) return false;
      names.add(name);
      this.#space();
      this.#take(':');
      if (!this.#value(depth + 1)) return false;
      this.#space();
      this.#take(',');
    }
  }

  #array(depth: number): boolean {
    this.#at += 1;
    for (;;) {
      this.#space();
      if (this.#take(']')) return true;
      if (!this.#value(depth + 1)) return false;
      this.#space();
      this.#take(',');
    }
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    this.#at += 1;
    return String(JSON.parse(this.#text.slice(start, this.#at)));
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1;
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }
}
