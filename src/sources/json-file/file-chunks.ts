import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { JsonFileError } from './json-file-error.ts';

const CHUNK_BYTES = 1 << 20;

/** The bytes of a file in chunks, unzipped where it is gzip data. Rejects with a `JsonFileError`. */
export async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  try {
    yield* unzipped(createReadStream(path, { highWaterMark: CHUNK_BYTES }));
  } catch (error) {
    throw error instanceof JsonFileError ? error : new JsonFileError(unreadable(path, error));
  }
}

async function* unzipped(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = file[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = beginningWith(first.value, chunks);
  if (!isGzip(first.value)) return yield* all;
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Iterating meets the same error; this only keeps it from being unhandled.
  pipeline(Readable.from(all), gunzip).catch(() => {});
  yield* gunzip as AsyncIterable<Buffer>;
}

async function* beginningWith(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** https://www.rfc-editor.org/rfc/rfc1952#page-6 */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unreadable(path: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `there is no file ${path}`;
  if (code === 'EISDIR') return `${path} is a folder: expected a file`;
  if (code === 'Z_BUF_ERROR') return `${path} is cut off: the compressed data ends early`;
  if (code.startsWith('Z_')) return `${path} holds damaged gzip data`;
  return `cannot read ${path}: ${message}`;
}
