import { open } from 'node:fs/promises';
import { UsageError } from './errors.ts';

/** Far above any hand-written file; a report or an archive given by mistake is refused before it is parsed. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A whole file of UTF-8 text. `expected`: `a YAML file`. Rejects with `UsageError`. */
export async function readText(path: string, expected: string): Promise<string> {
  const bytes = await readFile(path, expected).catch((error: unknown) => {
    throw error instanceof UsageError ? error : new UsageError(cannotRead(path, error));
  });
  return decoded(bytes, path, expected);
}

/** Standard input to its end, by the same rules; `name` is what messages call it. */
export async function readStream(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  expected: string,
): Promise<string> {
  return decoded(await wholeOf(stream, name, expected), name, expected);
}

function decoded(bytes: Uint8Array, name: string, expected: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8 text: expected ${expected}`);
  }
}

async function readFile(path: string, expected: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    if ((await file.stat()).isDirectory()) throw new UsageError(`${path} is a folder: expected ${expected}`);
    const stream = file.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>;
    return await wholeOf(stream, path, expected);
  } finally {
    await file.close();
  }
}

/** Bytes beyond the limit are never read, so that a huge or endless file costs no memory. */
async function wholeOf(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  expected: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new UsageError(`${name} is larger than ${MOST_BYTES / 1024 / 1024} MB: expected ${expected}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function cannotRead(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return `there is no file ${path}`;
  return `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`;
}
