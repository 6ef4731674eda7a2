import {
  type Document,
  type DocumentOptions,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParseOptions,
  parseAllDocuments,
  parseDocument,
  type SchemaOptions,
  type YAMLError,
} from 'yaml';
import { UsageError } from './errors.ts';
import { readText } from './text-file.ts';

/** A parsed YAML file that knows where each of its values stands. */
export interface YamlFile {
  readonly path: string;
  /** Plain data; null: the file holds nothing but remarks. */
  readonly value: unknown;
  /** Where a value begins or, where it is missing, the nearest that encloses it; with `key`, where its key does. */
  offset(path: readonly PropertyKey[], key?: string): number;
  /** That offset as `rampart.yaml:12:5`. */
  place(path: readonly PropertyKey[], key?: string): string;
  /** And as `rampart.yaml:12`. */
  line(path: readonly PropertyKey[], key?: string): string;
  /** Keys that stand again further down in their mapping, where that is allowed: the last was taken. */
  readonly repeated: readonly { readonly line: string; readonly key: string }[];
}

export interface YamlOptions {
  /** A key twice is refused, unless somebody else's reader takes the last. */
  readonly repeatedKeys?: 'refused' | 'last';
}

/** Reads a whole YAML file; what is wrong with it is one `UsageError` that names the place. */
export async function readYaml(path: string, options?: YamlOptions): Promise<YamlFile> {
  return parseYaml(path, await readText(path, 'a YAML file'), options);
}

export function parseYaml(path: string, text: string, options: YamlOptions = {}): YamlFile {
  const lines = new LineCounter();
  return yamlFile(parseDocument(text, parseOptions(lines, options)), { path, lines, length: text.length });
}

/** Of a file that may hold several documents, each; or the mistake in it. */
export function parseYamlDocuments(path: string, text: string): readonly (YamlFile | UsageError)[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, parseOptions(lines, {}));
  return [...documents].map((document) => {
    try {
      return yamlFile(document, { path, lines, length: text.length });
    } catch (error) {
      if (error instanceof UsageError) return error;
      throw error;
    }
  });
}

function parseOptions(lineCounter: LineCounter, { repeatedKeys = 'refused' }: YamlOptions) {
  return {
    lineCounter,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: repeatedKeys === 'refused',
    logLevel: 'error', // not `silent`: a second document would be passed over in silence
  } as const satisfies ParseOptions & DocumentOptions & SchemaOptions;
}

interface YamlText {
  readonly path: string;
  readonly lines: LineCounter;
  readonly length: number;
}

function yamlFile(document: Document.Parsed, { path, lines, length }: YamlText): YamlFile {
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw new UsageError(`${placeOf(fault.pos[0])}: ${sentence(fault)}`);
  const { contents } = document;
  const offset: YamlFile['offset'] = (keys, key) =>
    (key === undefined ? nodeAt(document, keys) : keyAt(document, keys, key))?.range?.[0] ?? 0;
  const lineOf = (at: number): string => `${path}:${lines.linePos(at).line}`;
  const plain = new PlainValue(document, placeOf, length);
  const value = contents === null ? null : plain.of(contents);
  return {
    path,
    value,
    offset,
    place: (keys, key) => placeOf(offset(keys, key)),
    line: (keys, key) => lineOf(offset(keys, key)),
    repeated: plain.repeated.map(({ offset: at, key }) => ({ line: lineOf(at), key })),
  };
}

/** The parser's words, in ours where they would puzzle the writer of a settings file. */
function sentence({ code, message }: YAMLError): string {
  const known: Partial<Record<YAMLError['code'], string>> = {
    DUPLICATE_KEY: 'this key stands here twice: expected each key once',
    MULTIPLE_DOCS: 'a second document begins here: expected one document a file',
    TAB_AS_INDENT: 'a tab indents this line: expected spaces',
    NON_STRING_KEY: 'this key is no text: expected a plain name before the colon',
    RESOURCE_EXHAUSTION: 'it is nested too deeply',
    TAG_RESOLVE_FAILED: 'a YAML tag (a word after "!") stands here: expected plain values',
  };
  return known[code] ?? `not valid YAML: ${message.split('\n')[0]}`;
}

/** More values than that can come from aliases of aliases alone. */
const MOST_ALIASED_VALUES = 100_000;

class PlainValue {
  readonly repeated: { readonly offset: number; readonly key: string }[] = [];
  readonly #document: Document;
  readonly #placeOf: (offset: number) => string;
  #budget: number;
  readonly #open = new Set<Node>();

  constructor(document: Document, placeOf: (offset: number) => string, characters: number) {
    this.#document = document;
    this.#placeOf = placeOf;
    this.#budget = characters + MOST_ALIASED_VALUES;
  }

  of(node: Node): unknown {
    if (--this.#budget < 0) throw this.#refusal(node, 'aliases make it too large: write the values out');
    if (isAlias(node)) return this.of(this.#resolved(node));
    if (isScalar(node)) return scalarValue(node.value, node.source);
    if (this.#open.has(node)) throw this.#refusal(node, 'it holds itself by an alias: write the values out');
    this.#open.add(node);
    const value = isSeq<Node>(node) ? node.items.map((item) => this.of(item)) : this.#mapping(node);
    this.#open.delete(node);
    return value;
  }

  #mapping(node: Node): unknown {
    const value: Record<string, unknown> = {};
    if (!isMap<Node, Node | null>(node)) return value;
    const places = new Map<string, number>();
    for (const { key, value: item } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      // An assignment to it would change the object's prototype, and readers of plain data pass it over.
      if (name === '__proto__') throw this.#refusal(key, 'the key "__proto__" is not allowed');
      const before = places.get(name);
      if (before !== undefined) this.repeated.push({ offset: before, key: name });
      places.set(name, key.range?.[0] ?? 0);
      value[name] = item === null ? null : this.of(item);
    }
    return value;
  }

  #resolved(node: Node): Node {
    const target = isAlias(node) ? node.resolve(this.#document) : undefined;
    if (target === undefined) throw this.#refusal(node, 'there is no anchor of this name before this alias');
    return target;
  }

  #refusal(node: Node, what: string): UsageError {
    return new UsageError(`${this.#placeOf(node.range?.[0] ?? 0)}: ${what}`);
  }
}

/** Twelve digits are an account id, whether somebody has put them in quotes or not; a zero in front stays. */
function scalarValue(value: unknown, source: string | undefined): unknown {
  return typeof value === 'number' && source !== undefined && /^\d{12}$/.test(source) ? source : value;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): Node | null {
  let node: Node | null = document.contents;
  for (const key of path) {
    const parent: Node | undefined = isAlias(node) ? node.resolve(document) : (node ?? undefined);
    const child = isSeq<Node>(parent) ? parent.items[Number(key)] : pairOf(parent, String(key))?.value;
    if (child === undefined || child === null) return node;
    node = child;
  }
  return node;
}

function keyAt(document: Document, path: readonly PropertyKey[], key: string): Node | null {
  const node = nodeAt(document, path);
  const parent = isAlias(node) ? node.resolve(document) : node;
  return pairOf(parent, key)?.key ?? node;
}

/** The last of its key, the one that counts. */
function pairOf(node: Node | null | undefined, key: string): Pair<Node, Node | null> | undefined {
  if (!isMap<Node, Node | null>(node)) return undefined;
  return node.items.findLast((each) => isScalar(each.key) && String(each.key.value) === key);
}
