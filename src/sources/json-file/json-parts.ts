import { fileChunks } from './file-chunks.ts';
import { JsonFileError } from './json-file-error.ts';
import { isSpace, ValueScan } from './value-scan.ts';

/** A member of the document's object; of its long list, an item. */
export interface JsonPart {
  readonly key: string;
  /** Null: the whole member. */
  readonly index: number | null;
  readonly value: unknown;
  /** Where the value starts. */
  readonly line: number;
}

/** No document of ours has a value that comes near. */
const LARGEST_VALUE_BYTES = 100_000_000;

/**
 * Reads a JSON object from a file member by member, and one of them, a list, item by item: a document of several
 * hundred megabytes would neither fit one of V8's strings nor, whole, the memory of a small machine. Its order of
 * members does not matter. Rejects with a `JsonFileError`.
 */
export async function* jsonParts(path: string, listKey: string): AsyncGenerator<JsonPart> {
  const text = new JsonText(path);
  await text.refuseOtherEncodings();
  await text.expect('{');
  if (await text.skip('}')) return text.expectEnd();
  do {
    const { value: key } = await text.value('a member name', isText);
    await text.expect(':');
    if (key === listKey && (await text.skip('['))) yield* items(text, key);
    else yield { key, index: null, ...(await text.value(`the value of ${JSON.stringify(key)}`)) };
  } while (await text.skip(','));
  await text.expect('}');
  await text.expectEnd();
}

async function* items(text: JsonText, key: string): AsyncGenerator<JsonPart> {
  if (await text.skip(']')) return;
  let index = 0;
  do {
    text.place = `${key}[${index}]`;
    yield { key, index, ...(await text.value(text.place)) };
    index++;
  } while (await text.skip(','));
  text.place = key;
  await text.expect(']');
  text.place = '';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

interface Valued<T> {
  readonly value: T;
  readonly line: number;
}

/** The text of a file, eaten from the front. */
class JsonText {
  /** Where in the document it stands, for messages; empty: at its top. */
  place = '';
  readonly #path: string;
  readonly #chunks: AsyncIterator<Buffer>;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #line = 1;

  constructor(path: string) {
    this.#path = path;
    this.#chunks = fileChunks(path);
  }

  /** A shell's redirection may have written UTF-16, as PowerShell 5 does. */
  async refuseOtherEncodings(): Promise<void> {
    await this.#next();
    const [first, second, third] = this.#bytes;
    if (first === 0xef && second === 0xbb && third === 0xbf) this.#at += 3;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
      throw new JsonFileError(`${this.#path} is UTF-16 text: expected JSON in UTF-8`, 'not-json');
  }

  async skip(character: string): Promise<boolean> {
    if ((await this.#next()) !== character.charCodeAt(0)) return false;
    this.#at++;
    return true;
  }

  async expect(character: string): Promise<void> {
    if (!(await this.skip(character))) throw await this.#unexpected(character);
  }

  async expectEnd(): Promise<void> {
    if ((await this.#next()) === null) return;
    throw new JsonFileError(`${this.#path}, line ${this.#line}: text after the end`, 'many-values');
  }

  value(what: string): Promise<Valued<unknown>>;
  value<T>(what: string, is: (value: unknown) => value is T): Promise<Valued<T>>;
  async value(what: string, is?: (value: unknown) => boolean): Promise<Valued<unknown>> {
    const first = await this.#next();
    if (first === null) throw this.#cutOff();
    const line = this.#line;
    const value = this.#parsed(await this.#valueBytes(what), what, line);
    if (is && !is(value)) throw this.#damaged(line, `expected ${what}`);
    return { value, line };
  }

  async #valueBytes(what: string): Promise<Buffer> {
    const scan = new ValueScan();
    while (!scan.run(this.#bytes, this.#at)) {
      if (scan.length > LARGEST_VALUE_BYTES) throw this.#damaged(this.#line, `${what} is more than 100 MB`);
      if (!(await this.#more())) throw this.#cutOff();
    }
    if (scan.tooDeep) throw this.#damaged(this.#line, `${what} is nested more than 200 deep`);
    const bytes = this.#bytes.subarray(this.#at, this.#at + scan.length);
    this.#at += scan.length;
    this.#line += scan.newlines;
    return bytes;
  }

  #parsed(bytes: Buffer, what: string, line: number): unknown {
    try {
      return JSON.parse(bytes.toString('utf8')) as unknown;
    } catch (error) {
      throw this.#damaged(line, `${what} is no JSON (${error instanceof Error ? error.message : ''})`);
    }
  }

  /** The next byte that is no space, not yet eaten; null at the end. */
  async #next(): Promise<number | null> {
    for (;;) {
      for (; this.#at < this.#bytes.length; this.#at++) {
        const byte = this.#bytes[this.#at] as number; // within the bytes
        if (!isSpace(byte)) return byte;
        if (byte === 0x0a) this.#line++;
      }
      if (!(await this.#more())) return null;
    }
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    const rest = this.#bytes.subarray(this.#at);
    this.#bytes = rest.length === 0 ? value : Buffer.concat([rest, value]);
    this.#at = 0;
    return true;
  }

  async #unexpected(character: string): Promise<JsonFileError> {
    const byte = await this.#next();
    if (byte === null && character === '{') return new JsonFileError(`${this.#path} is empty`, 'not-json');
    if (byte === null) return this.#cutOff();
    const found = JSON.stringify(this.#bytes.toString('utf8', this.#at, this.#at + 20).split(/\s/)[0]);
    const message = `${this.#path}, line ${this.#line}: expected ${JSON.stringify(character)}, found ${found}`;
    return new JsonFileError(message, character === '{' ? 'not-json' : 'damaged');
  }

  #cutOff(): JsonFileError {
    const within = this.place === '' ? '' : `, within ${this.place}`;
    return new JsonFileError(`${this.#path} is cut off: it ends at line ${this.#line}${within}`, 'cut-off');
  }

  #damaged(line: number, what: string): JsonFileError {
    return new JsonFileError(`${this.#path}, line ${line}: ${what}`);
  }
}
