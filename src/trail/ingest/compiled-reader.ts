import { READER } from './reader-module.ts';

/** What `assembly/index.ts` exports. */
export interface CompiledReader {
  readonly memory: WebAssembly.Memory;
  readonly rows: WebAssembly.Global<'i32'>;
  readonly times: WebAssembly.Global<'i32'>;
  readonly files: WebAssembly.Global<'i32'>;
  readonly places: WebAssembly.Global<'i32'>;
  addColumn(isExact: boolean): number;
  /** Where its fields stand. */
  column(place: number): number;
  addMember(members: number, column: number, flags: number): number;
  setNeeded(time: number, id: number, source: number, name: number): void;
  setTold(
    type: number,
    account: number,
    principal: number,
    session: number,
    kind: number,
    arn: number,
    origin: number,
  ): void;
  addPrincipal(place: number): void;
  inputFor(length: number): number;
  textFor(length: number): number;
  take(from: number, file: number, place: number): number;
  newRow(): void;
  setText(place: number): void;
  endRow(micros: number, file: number, place: number): void;
  outlineAt(place: number, row: number): number;
  lookAt(place: number, row: number): number;
  /** The fields of the column that outlines stand in. */
  readonly outlines: WebAssembly.Global<'i32'>;
  readonly texts: WebAssembly.Global<'i32'>;
  cutAt(row: number): void;
  restart(latest: number): void;
  beginFile(): void;
  choose(count: number): number;
  order(place: number): number;
  sums(place: number): number;
  index(place: number): void;
  readonly filled: WebAssembly.Global<'i32'>;
  readonly different: WebAssembly.Global<'i32'>;
  readonly out: WebAssembly.Global<'i32'>;
  readonly outLength: WebAssembly.Global<'i32'>;
  readonly earliest: WebAssembly.Global<'f64'>;
  readonly latest: WebAssembly.Global<'f64'>;
  writeDictionary(place: number): void;
  writeIndices(): void;
  writePlain(place: number, from: number): number;
  writeTimes(): void;
  readonly groups: WebAssembly.Global<'i32'>;
  readonly groupCount: WebAssembly.Global<'i32'>;
  readonly firsts: WebAssembly.Global<'i32'>;
  group(): void;
  splitByColumn(place: number): void;
  numbersFor(): number;
  splitByNumbers(): void;
  count(): void;
  readonly counts: WebAssembly.Global<'i32'>;
  readonly earliestRows: WebAssembly.Global<'i32'>;
  readonly latestRows: WebAssembly.Global<'i32'>;
}

let compiled: WebAssembly.Module | null = null;

/** Of 64 KB each, 2 GB: addresses above are negative here. */
export const MOST_PAGES = 32_768;
const FIRST_PAGES = 16;

/** One with a memory of its own. */
export function compiledReader(mostPages: number): CompiledReader {
  compiled ??= new WebAssembly.Module(Buffer.from(READER, 'base64'));
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: mostPages });
  const abort = (): never => {
    throw new OutOfMemory();
  };
  const { exports } = new WebAssembly.Instance(compiled, { env: { abort, memory } });
  return { memory, ...exports } as unknown as CompiledReader;
}

/** What was read is as it was before, and more can be read. */
export class OutOfMemory extends Error {
  constructor() {
    super('there are more than 1 GB of different texts in one column, or 2 GB in all');
  }
}

/** Asks it for something that may want memory. @throws OutOfMemory */
export function asked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw new OutOfMemory();
    throw error;
  }
}
