import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';

/** Larger files are read piece by piece. AWS's own hold some megabytes. */
export const WHOLE_LIMIT = 8 * 1024 * 1024;

/** A file of which no more can be told than this. */
export class BrokenFile extends Error {}

/**
 * The text of a file, gzipped or plain; null where it is more than is held at once. Here and now: a thread that reads log
 * files has nothing else to do, and of small ones the waiting would be most of it.
 */
export function unpackedWhole(path: string): Buffer | null {
  const { size } = statSync(path);
  if (size > WHOLE_LIMIT) return null;
  const bytes = readFileSync(path);
  if (!isGzip(bytes)) return bytes;
  const text = gunzipped(bytes);
  endBytes(bytes);
  return text;
}

function gunzipped(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: WHOLE_LIMIT, chunkSize: roomFor(bytes) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw new BrokenFile(
      `the gzip data is broken: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * Ends bytes that were read here, and gives their memory back at once: left to V8, which sees how many there are and
 * not that they are done with, each hundred megabytes cost a collection of the whole heap.
 */
export function endBytes({ buffer }: Buffer): void {
  const isPooled = buffer.byteLength <= Buffer.poolSize;
  if (!isPooled && buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** Less is what zlib does not take. */
const LEAST_ROOM = 64;

/** So that all is unpacked in one piece. How much it is stands at the end; https://www.rfc-editor.org/rfc/rfc1952 */
function roomFor(bytes: Buffer): number {
  const size = bytes.length < 4 ? 0 : bytes.readUInt32LE(bytes.length - 4);
  return Math.min(size, WHOLE_LIMIT) + LEAST_ROOM;
}

/** The same, in pieces. */
export async function* unpackedPieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const bytes: Readable = file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 18 });
    if (!isGzip(buffer)) return yield* bytes as AsyncIterable<Buffer>;
    const text = createGunzip({ chunkSize: 1 << 20 });
    bytes.on('error', (error) => text.destroy(error));
    yield* bytes.pipe(text) as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new BrokenFile(`the gzip data is broken: ${error.message}`);
    throw error;
  } finally {
    await file.close();
  }
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
